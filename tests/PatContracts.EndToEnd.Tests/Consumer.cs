using System.Diagnostics;
using System.Text.RegularExpressions;
using Xunit;

namespace PatContracts.EndToEnd.Tests;

/// <summary>A folder outside the repository, in which the project of a user is written and built.</summary>
internal sealed partial class Consumer : IDisposable
{
    /// <summary>The collection of tests that build in the repository itself. Two builds at the same time would write the same files.</summary>
    public const string BuildsRepository = "Builds in the repository";

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

    /// <summary>Writes a project file that references the packed packages.</summary>
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

    /// <summary>Writes a <c>nuget.config</c> that adds the folder of packed packages to the package sources of the machine.</summary>
    public Consumer PackageSource() => Write("nuget.config", $"""
        <configuration>
          <packageSources>
            <add key="packed" value="{PackedPackages.Folder}" />
          </packageSources>
        </configuration>
        """);

    public Outcome Dotnet(params string[] arguments) => Run("dotnet", arguments);

    /// <summary>Runs a command in the folder. The test fails if it takes more than five minutes.</summary>
    public Outcome Run(string command, params string[] arguments) => RunIn(Folder, command, arguments);

    /// <summary>Runs a command in another folder.</summary>
    public Outcome RunIn(string folder, string command, params string[] arguments)
    {
        var start = new ProcessStartInfo(command, arguments)
        {
            WorkingDirectory = folder,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        // The variables of the test runner must not reach the builds of the consumer.
        foreach (string name in start.Environment.Keys.Where(name => name.StartsWith("MSBUILD", StringComparison.OrdinalIgnoreCase)).ToArray())
        {
            start.Environment.Remove(name);
        }

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

    /// <summary>The output of a command, and its exit code.</summary>
    internal sealed partial record Outcome(int ExitCode, string Output, string Error, string Folder)
    {
        /// <summary>
        /// The distinct warnings and errors of the build, from any tool, as <c>file(line,column): severity id</c>, in ordinal order. Paths are relative
        /// to the consumer's folder.
        /// </summary>
        public string[] Diagnostics => Lines(withMessage: false);

        /// <summary>The same with messages, but without help links and projects.</summary>
        public string[] DiagnosticLines => Lines(withMessage: true);

        /// <summary>The first line of the output.</summary>
        public string FirstLine => Output.Split('\n')[0].TrimEnd('\r');

        /// <summary>Fails with the output of the command unless its exit code is the expected one.</summary>
        public Outcome Expect(int exitCode)
        {
            Assert.True(ExitCode == exitCode, $"exit code {ExitCode}, expected {exitCode}\n{Output}\n{Error}");
            return this;
        }

        /// <summary>Fails with the output of the command unless it reports exactly these <see cref="DiagnosticLines"/>.</summary>
        public void Says(params string[] lines) => Assert.True(
            lines.Order(StringComparer.Ordinal).SequenceEqual(DiagnosticLines, StringComparer.Ordinal),
            $"expected\n{string.Join('\n', lines)}\nbut it says\n{string.Join('\n', DiagnosticLines)}\nin\n{Output}\n{Error}");

        private string[] Lines(bool withMessage) =>
        [
            .. Diagnostic().Matches(Output)
                .Select(match => $"{LocationOf(match)}: {match.Groups["severity"].Value} {match.Groups["id"].Value}" + (withMessage ? $": {match.Groups["message"].Value}" : ""))
                .Distinct(StringComparer.Ordinal)
                .Order(StringComparer.Ordinal),
        ];

        // "CSC" and similar names are not files. A file outside the consumer's folder belongs to the SDK.
        private string LocationOf(Match match)
        {
            string origin = match.Groups["origin"].Value;
            string file = !Path.IsPathRooted(origin) ? origin
                : origin.StartsWith(Folder, StringComparison.Ordinal) ? Path.GetRelativePath(Folder, origin)
                : Path.GetFileName(origin);
            return match.Groups["line"].Success ? $"{file}({match.Groups["line"].Value},{match.Groups["column"].Value})" : file;
        }

        /// <summary>Matches a diagnostic in MSBuild's format. The compiler appends the help link of the rule, and MSBuild the project.</summary>
        [GeneratedRegex(
            @"^\s*(?<origin>\S[^\r\n]*?)(\((?<line>\d+),(?<column>\d+)\))?\s*: (?<severity>warning|error|info) (?<id>[A-Za-z]{2,}\d+): "
                + @"(?<message>[^\r\n]*?)( \(https?:[^)\s]*\))?( \[[^\]\r\n]*\])?\s*$",
            RegexOptions.Multiline | RegexOptions.ExplicitCapture)]
        private static partial Regex Diagnostic();
    }
}
