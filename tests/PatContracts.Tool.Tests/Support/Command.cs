using System.Diagnostics;

namespace PatContracts.Tool.Tests.Support;

/// <summary>What a run of the command left behind.</summary>
internal sealed record CommandResult(int ExitCode, string Output, string Error)
{
    public IReadOnlyList<string> Lines => Output.Split('\n', StringSplitOptions.RemoveEmptyEntries);
}

/// <summary>Runs the built command as a process.</summary>
internal static class Command
{
    /// <summary>The built command.</summary>
    public static string Assembly { get; } = Path.Combine(AppContext.BaseDirectory, "pat-contracts.dll");

    public static CommandResult Run(params string[] arguments) => RunIn(Repository.Root, arguments);

    public static CommandResult RunIn(string folder, params string[] arguments) => RunWith(folder, null, null, arguments);

    public static CommandResult RunWithInput(byte[] input, params string[] arguments) => RunWith(Repository.Root, input, null, arguments);

    public static CommandResult RunWith(string folder, byte[]? input, Action<ProcessStartInfo>? adjust, params string[] arguments)
    {
        ProcessStartInfo start = StartInfo(folder, arguments);
        adjust?.Invoke(start);
        return Run(start, input);
    }

    /// <summary>Runs a program to its end.</summary>
    public static CommandResult Run(ProcessStartInfo start, byte[]? input = null)
    {
        using Process process = Process.Start(start)!;
        Task<string> output = process.StandardOutput.ReadToEndAsync();
        Task<string> error = process.StandardError.ReadToEndAsync();
        if (input is not null) process.StandardInput.BaseStream.Write(input);
        process.StandardInput.Close();
        if (!process.WaitForExit(TimeSpan.FromSeconds(60)))
        {
            process.Kill(entireProcessTree: true);
            Assert.Fail("The command did not end.");
        }

        return new CommandResult(process.ExitCode, output.Result, error.Result);
    }

    /// <summary>The same start with Ctrl-C in force: a run in the background ignores SIGINT, and hands that on to whatever it starts.</summary>
    public static ProcessStartInfo Interruptible(ProcessStartInfo start)
    {
        start.ArgumentList.Insert(0, start.FileName);
        start.ArgumentList.Insert(0, "--default-signal=INT");
        start.FileName = "env";
        return start;
    }

    public static ProcessStartInfo StartInfo(string folder, IEnumerable<string> arguments)
    {
        var start = new ProcessStartInfo(Environment.ProcessPath is { } host && Path.GetFileNameWithoutExtension(host) == "dotnet" ? host : "dotnet")
        {
            WorkingDirectory = folder,
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            UseShellExecute = false,
        };
        start.Environment.Remove("NO_COLOR");
        start.Environment["DOTNET_NOLOGO"] = "1";
        // An audit would otherwise make a key for whoever runs the tests.
        start.Environment["PAT_CONTRACTS_AUDIT_KEY"] = "a key that tests share";
        start.ArgumentList.Add("exec");
        start.ArgumentList.Add(Assembly);
        foreach (string argument in arguments) start.ArgumentList.Add(argument);
        return start;
    }
}
