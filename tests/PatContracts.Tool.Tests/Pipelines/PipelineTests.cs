using System.Diagnostics;
using PatContracts.Tool.Tests.Support;
using YamlDotNet.RepresentationModel;

namespace PatContracts.Tool.Tests.Pipelines;

/// <summary>The files in samples/ci: each is parsed, and its command line is run.</summary>
public sealed class PipelineTests
{
    [Fact]
    public void The_github_workflow_annotates_and_writes_the_report_it_uploads()
    {
        YamlMappingNode[] steps = [.. Steps(Yaml("github/pat-contracts.yml"), "jobs", "payloads", "steps")];
        string command = steps.Select(step => Text(step, "run")).Single(run => run?.StartsWith("pat-contracts", StringComparison.Ordinal) == true)!;
        using TemporaryFolder folder = WithPayloads();
        CommandResult result = Shell(folder, command);
        Assert.Equal(1, result.ExitCode);
        Assert.Contains("::error file=payloads/broken.json,line=1,col=1,title=schema/required (v2026)::", result.Output, StringComparison.Ordinal);
        string uploaded = Text((YamlMappingNode)steps[^1].Children["with"], "sarif_file")!;
        Assert.Contains("schema/required", folder.Read(uploaded), StringComparison.Ordinal);
        Assert.Equal("always()", Text(steps[^1], "if"));
    }

    [Fact]
    public void The_composite_action_forwards_its_inputs()
    {
        YamlMappingNode action = Yaml("../../action.yml");
        YamlMappingNode[] steps = [.. Steps(action, "runs", "steps")];
        YamlMappingNode step = steps[^1];
        string[] inputs = [.. ((YamlMappingNode)action.Children["inputs"]).Children.Keys.Select(key => key.ToString())];
        IEnumerable<string> passed = steps.SelectMany(one => ((YamlMappingNode)one.Children["env"]).Children.Values).Select(value => value.ToString());
        Assert.Equal(inputs.Select(input => "${{ inputs." + input + " }}").Order(StringComparer.Ordinal), passed.Order(StringComparer.Ordinal));
        using TemporaryFolder folder = WithPayloads();
        CommandResult failing = Shell(folder, Text(step, "run")!, ("CHECK_PATHS", "payloads"), ("CHECK_ARGUMENTS", "--contract v2026"), ("CHECK_FAIL_ON", "error"));
        Assert.Equal(1, failing.ExitCode);
        Assert.Contains("::error file=payloads/broken.json", failing.Output, StringComparison.Ordinal);
        CommandResult passing = Shell(folder, Text(step, "run")!, ("CHECK_PATHS", "payloads/good.json"), ("CHECK_ARGUMENTS", ""), ("CHECK_FAIL_ON", "warning"));
        Assert.Equal(0, passing.ExitCode);
    }

    [Fact]
    public void The_gitlab_job_writes_the_reports_it_names()
    {
        YamlMappingNode job = Map(Yaml("gitlab/.gitlab-ci.yml"), "pat-contracts");
        string command = ((YamlSequenceNode)job.Children["script"]).Select(line => line.ToString()).Single(line => line.StartsWith("pat-contracts", StringComparison.Ordinal));
        using TemporaryFolder folder = WithPayloads();
        Assert.Equal(1, Shell(folder, command).ExitCode);
        YamlMappingNode reports = Map(job, "artifacts", "reports");
        Assert.StartsWith("[", folder.Read(Text(reports, "codequality")!), StringComparison.Ordinal);
        Assert.Contains("<testsuites", folder.Read(Text(reports, "junit")!), StringComparison.Ordinal);
    }

    [Fact]
    public void The_pre_commit_hook_checks_the_files_that_it_receives()
    {
        var repositories = (YamlSequenceNode)Yaml("pre-commit/.pre-commit-config.yaml").Children["repos"];
        var hook = (YamlMappingNode)((YamlSequenceNode)((YamlMappingNode)repositories[0]).Children["hooks"])[0];
        Assert.Matches(Text(hook, "files")!, "payloads/a/b.json");
        Assert.DoesNotMatch(Text(hook, "files")!, "src/a.json");
        using TemporaryFolder folder = WithPayloads();
        Assert.Equal(0, Shell(folder, Text(hook, "entry") + " payloads/good.json").ExitCode);
        Assert.Equal(1, Shell(folder, Text(hook, "entry") + " payloads/good.json payloads/broken.json").ExitCode);
    }

    [Fact]
    public void The_published_hooks_run_the_current_version_of_the_tool()
    {
        var stream = new YamlStream();
        using var reader = new StringReader(File.ReadAllText(Repository.File(".pre-commit-hooks.yaml")));
        stream.Load(reader);
        YamlMappingNode[] hooks = [.. ((YamlSequenceNode)stream.Documents.Single().RootNode).Cast<YamlMappingNode>()];
        string prefix = $"dotnet tool exec PatContracts.Tool@{Version} --yes -- ";
        Assert.Equal([prefix + "check", prefix + "lint"], hooks.Select(hook => Text(hook, "entry")));
        Assert.All(hooks, hook => Assert.Equal("system", Text(hook, "language")));
        Assert.Matches(Text(hooks[0], "files")!, "tests/a.pat.json");
        Assert.DoesNotMatch(Text(hooks[0], "files")!, "package.json");
        Assert.Matches(Text(hooks[1], "files")!, "schemas/order.schema.json");
    }

    [Fact]
    public void The_published_action_installs_the_current_version() =>
        Assert.Equal(Version, Text(Map(Yaml("../../action.yml"), "inputs", "version"), "default"));

    private static string Version => System.Xml.Linq.XDocument.Load(Repository.File("Directory.Build.props")).Descendants("VersionPrefix").Single().Value;

    [Fact]
    public void The_msbuild_target_makes_findings_build_errors()
    {
        using var folder = new TemporaryFolder();
        foreach (string file in (string[])["PatContracts.Check.targets", "Payloads.proj", "payloads/token.json"]) folder.Write(file, File.ReadAllBytes(Repository.File("samples/ci/msbuild/" + file)));
        CommandResult good = Build(folder);
        Assert.Contains("The payloads conform to their contract.", good.Output, StringComparison.Ordinal);
        Assert.Equal(0, good.ExitCode);

        folder.Write("payloads/broken.json", "\n" + Payloads.WithoutCreated);
        CommandResult broken = Build(folder);
        Assert.Equal(1, broken.ExitCode);
        Assert.Matches("payloads/broken\\.json\\(2,1\\): error schema/required: The required property \"created\" is missing", broken.Output.Replace('\\', '/'));

        static CommandResult Build(TemporaryFolder folder)
        {
            ProcessStartInfo plain = Command.StartInfo(folder.Path, []);
            var start = new ProcessStartInfo(plain.FileName) { WorkingDirectory = folder.Path, RedirectStandardInput = true, RedirectStandardOutput = true, RedirectStandardError = true };
            start.Environment["MSBUILDDISABLENODEREUSE"] = "1";
            foreach (string argument in (string[])["msbuild", "Payloads.proj", "-nologo", "-v:minimal", $"-p:PatContractsCommand={plain.FileName} exec {Command.Assembly}"]) start.ArgumentList.Add(argument);
            return Command.Run(start);
        }
    }

    [Fact]
    public void The_readme_lists_the_exit_codes_of_the_command()
    {
        string[] rows = [.. File.ReadLines(Repository.File("samples/ci/README.md")).Where(line => line.Length > 2 && char.IsAsciiDigit(line[2]))];
        Assert.Equal(["0", "1", "2", "3", "4", "70", "130"], rows.Select(row => row.Split('|')[1].Trim()));
    }

    private static TemporaryFolder WithPayloads()
    {
        var folder = new TemporaryFolder();
        folder.Write("payloads/good.json", Payloads.Valid);
        folder.Write("payloads/broken.json", Payloads.WithoutCreated);
        ProcessStartInfo plain = Command.StartInfo(folder.Path, []);
        folder.Write("bin/pat-contracts", $"#!/bin/sh\nexec {plain.FileName} exec '{Command.Assembly}' \"$@\"\n");
        if (!OperatingSystem.IsWindows()) File.SetUnixFileMode(folder["bin/pat-contracts"], UnixFileMode.UserRead | UnixFileMode.UserExecute);
        return folder;
    }

    private static CommandResult Shell(TemporaryFolder folder, string script, params (string Name, string Value)[] variables)
    {
        Assert.SkipUnless(File.Exists("/bin/bash"), "Needs bash.");
        var start = new ProcessStartInfo("/bin/bash") { WorkingDirectory = folder.Path, RedirectStandardInput = true, RedirectStandardOutput = true, RedirectStandardError = true };
        start.Environment["PATH"] = $"{folder["bin"]}:{Environment.GetEnvironmentVariable("PATH")}";
        foreach ((string name, string value) in variables) start.Environment[name] = value;
        foreach (string argument in (string[])["-e", "-c", script]) start.ArgumentList.Add(argument);
        return Command.Run(start);
    }

    private static YamlMappingNode Yaml(string file)
    {
        var stream = new YamlStream();
        using var reader = new StringReader(File.ReadAllText(Repository.File("samples/ci/" + file)));
        stream.Load(reader);
        return (YamlMappingNode)stream.Documents.Single().RootNode;
    }

    private static YamlMappingNode Map(YamlMappingNode node, params string[] path) => path.Aggregate(node, (map, name) => (YamlMappingNode)map.Children[name]);

    private static IEnumerable<YamlMappingNode> Steps(YamlMappingNode node, params string[] path) =>
        ((YamlSequenceNode)Map(node, path[..^1]).Children[path[^1]]).Cast<YamlMappingNode>();

    private static string? Text(YamlMappingNode node, string name) => node.Children.TryGetValue(name, out YamlNode? value) ? value.ToString() : null;
}
