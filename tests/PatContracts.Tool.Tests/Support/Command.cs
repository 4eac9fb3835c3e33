using System.Diagnostics;
using System.Text;
using PatContracts.Tool.Output;

namespace PatContracts.Tool.Tests.Support;

/// <summary>Runs the command, either inside this process, which is much faster, or in a separate process.</summary>
internal static class Command
{
    private const string KeyVariable = "PAT_CONTRACTS_AUDIT_KEY";

    // An audit would otherwise create a key for the user who runs the tests.
    private const string Key = "a key that tests share";

    // The current folder and the standard streams are global to the process.
    private static readonly Lock OneAtATime = new();

    static Command()
    {
        Environment.SetEnvironmentVariable("NO_COLOR", null);
        Environment.SetEnvironmentVariable(KeyVariable, Key);
    }

    /// <summary>The path of the assembly of the command.</summary>
    public static string Assembly { get; } = Path.Combine(AppContext.BaseDirectory, "pat-contracts.dll");

    public static CommandResult Run(params string[] arguments) => RunIn(Repository.Root, arguments);

    public static CommandResult RunIn(string folder, params string[] arguments) => RunIn(folder, [], arguments);

    public static CommandResult RunWithInput(byte[] input, params string[] arguments) => RunIn(Repository.Root, input, arguments);

    /// <summary>Runs the command inside this process.</summary>
    public static CommandResult RunIn(string folder, byte[] input, params string[] arguments)
    {
        using var read = new Pipe(input);
        using var output = new KeptStream();
        using var error = new KeptStream();
        lock (OneAtATime)
        {
            string before = Environment.CurrentDirectory;
            using IDisposable replacement = StandardStreams.Replace(read, output, error);
            try
            {
                Environment.CurrentDirectory = folder;
                return new CommandResult(CommandLine.Run(arguments), output.ToString(), error.ToString());
            }
            finally
            {
                Environment.CurrentDirectory = before;
            }
        }
    }

    /// <summary>Runs the command in a separate process, whose environment can be changed.</summary>
    public static CommandResult RunProcess(string folder, Action<ProcessStartInfo>? adjust, params string[] arguments)
    {
        ProcessStartInfo start = StartInfo(folder, arguments);
        adjust?.Invoke(start);
        return Run(start);
    }

    /// <summary>Runs a program and waits for it to exit.</summary>
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

    /// <summary>Makes a process react to SIGINT, because a test run in the background ignores it and its child processes inherit this.</summary>
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
        start.Environment[KeyVariable] = Key;
        start.ArgumentList.Add("exec");
        start.ArgumentList.Add(Assembly);
        foreach (string argument in arguments) start.ArgumentList.Add(argument);
        return start;
    }

    /// <summary>A stream that can be read once, like a pipe.</summary>
    private sealed class Pipe(byte[] bytes) : MemoryStream(bytes, writable: false)
    {
        public override bool CanSeek => false;

        public override long Length => throw new NotSupportedException();
    }

    /// <summary>A memory stream that can be read after it is closed.</summary>
    private sealed class KeptStream : MemoryStream
    {
        public override string ToString() => Encoding.UTF8.GetString(GetBuffer(), 0, (int)Length);

#pragma warning disable CA2215 // Closing does nothing: the command may open the stream again.
        protected override void Dispose(bool disposing)
        {
        }
#pragma warning restore CA2215
    }
}
