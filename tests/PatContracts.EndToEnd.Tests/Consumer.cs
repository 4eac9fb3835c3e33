using System.Diagnostics;
using System.Text.RegularExpressions;
using Xunit;

namespace PatContracts.EndToEnd.Tests;

/// <summary>A folder outside the repository in which a user's project is written and built.</summary>
internal sealed partial class Consumer : IDisposable
{
    public Consumer()
    {
        Folder = Directory.CreateTempSubdirectory("pat-contracts-consumer-").FullName;
    }

    public string Folder { get; }

    public Consumer Write(string path, string text)
    {
        string full = Path.Combine(Folder, path);
        Directory.CreateDirectory(Path.GetDirectoryName(full)!);
        File.WriteAllText(full, text);
        return this;
    }

    /// <summary>A project file that takes the packed packages.</summary>
    public Consumer Project(string path, string framework, string body = "", string packages = "PatContracts", string properties = "")
    {
        string references = string.Join("\n", packages.Split(' ', StringSplitOptions.RemoveEmptyEntries)
            .Select(id => $"""    <PackageReference Include="{id}" Version="{PackedPackages.Version}" />"""));
        return Write(path, $"""
            <Project Sdk="Microsoft.NET.Sdk">
              <PropertyGroup>
                <TargetFramework>{framework}</TargetFramework>
                <LangVersion>latest</LangVersion>
                <Nullable>enable</Nullable>
                <ImplicitUsings>enable</ImplicitUsings>
                <RestoreAdditionalProjectSources>{PackedPackages.Folder}</RestoreAdditionalProjectSources>
                <NuGetAudit>false</NuGetAudit>
                {properties}
              </PropertyGroup>
              <ItemGroup>
            {references}
              </ItemGroup>
              {body}
            </Project>
            """);
    }

    public Outcome Dotnet(params string[] arguments) => Run("dotnet", arguments);

    /// <summary>Runs a command in the folder; a run of more than five minutes is a failure.</summary>
    public Outcome Run(string command, params string[] arguments) => RunIn(Folder, command, arguments);

    /// <summary>The same in another folder.</summary>
    public Outcome RunIn(string folder, string command, params string[] arguments)
    {
        var start = new ProcessStartInfo(command, arguments)
        {
            WorkingDirectory = folder,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        // What the test runner tells its own builds is none of the consumer's business.
        foreach (string name in start.Environment.Keys.Where(name => name.StartsWith("MSBUILD", StringComparison.OrdinalIgnoreCase)).ToArray()) start.Environment.Remove(name);
        start.Environment["DOTNET_CLI_UI_LANGUAGE"] = "en";
        using Process process = Process.Start(start)!;
        Task<string> output = process.StandardOutput.ReadToEndAsync();
        Task<string> error = process.StandardError.ReadToEndAsync();
        if (!process.WaitForExit(TimeSpan.FromMinutes(5)))
        {
            process.Kill(entireProcessTree: true);
            throw new TimeoutException($"{command} {string.Join(' ', arguments)} did not end.");
        }

        return new Outcome(process.ExitCode, output.Result, error.Result, Folder);
    }

    public void Dispose() => Directory.Delete(Folder, recursive: true);

    /// <summary>What a command answered.</summary>
    internal sealed partial record Outcome(int ExitCode, string Output, string Error, string Folder)
    {
        /// <summary>The product's own diagnostics as <c>file(line,column): severity id</c>, each once, in ordinal order.</summary>
        public string[] Diagnostics => [.. Diagnostic().Matches(Output)
            .Select(match => $"{Path.GetRelativePath(Folder, match.Groups["path"].Value)}({match.Groups["line"].Value},{match.Groups["column"].Value}): {match.Groups["severity"].Value} {match.Groups["id"].Value}")
            .Distinct(StringComparer.Ordinal)
            .Order(StringComparer.Ordinal)];

        /// <summary>The product's own diagnostics as the compiler prints them, paths and projects left out, each once, in ordinal order.</summary>
        public string[] DiagnosticLines => [.. Diagnostic().Matches(Output)
            .Select(match => $"{Path.GetRelativePath(Folder, match.Groups["path"].Value)}({match.Groups["line"].Value},{match.Groups["column"].Value}): {match.Groups["severity"].Value} {match.Groups["id"].Value}: {WithoutLink(match.Groups["message"].Value)}")
            .Distinct(StringComparer.Ordinal)
            .Order(StringComparer.Ordinal)];

        /// <summary>The messages of one rule, each once.</summary>
        public string[] Messages(string id) => [.. Diagnostic().Matches(Output)
            .Where(match => match.Groups["id"].Value == id)
            .Select(match => WithoutLink(match.Groups["message"].Value))
            .Distinct(StringComparer.Ordinal)];

        // The compiler puts a rule's help link behind its message.
        private static string WithoutLink(string message)
        {
            int link = message.IndexOf(" (http", StringComparison.Ordinal);
            return (link < 0 ? message : message[..link]).Trim();
        }

        /// <summary>Fails with the command's output unless it ended with this exit code.</summary>
        public Outcome Expect(int exitCode)
        {
            Assert.True(ExitCode == exitCode, $"exit code {ExitCode}, expected {exitCode}\n{Output}\n{Error}");
            return this;
        }

        [GeneratedRegex(@"^\s*(?<path>[^\s(][^(\r\n]*)\((?<line>\d+),(?<column>\d+)\): (?<severity>warning|error|info) (?<id>PAT\d{4}): (?<message>[^\[\r\n]*)", RegexOptions.Multiline)]
        private static partial Regex Diagnostic();
    }
}
