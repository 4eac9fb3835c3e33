using System.IO.Compression;
using Xunit;

namespace PatContracts.EndToEnd.Tests;

/// <summary>Installs the command like a user: from the portable package, and from the packages with native code that <c>eng/pack-tool.sh</c> creates.</summary>
public sealed class ToolPackageTests(InstalledTool tool)
{
    private const string Token = """{"id":"a1","name":"ci","owner":{},"created":"2024-01-01T00:00:00Z"}""";
    private const string Finding = "token.json:1:1: error schema/required: The required property \"scope\" is missing";

    [Fact]
    public void The_installed_command_checks_a_payload()
    {
        using Consumer consumer = new Consumer().Write("token.json", Token);
        Assert.Equal(Finding, consumer.Run(tool.Program, "check", "token.json").Expect(1).FirstLine);
    }

    [Fact]
    public void Installed_from_the_native_set_the_command_is_native_code_and_needs_no_runtime()
    {
        ToolSet set = ToolSet.Required();
        using Consumer consumer = new Consumer().Write("token.json", Token);
        consumer.Dotnet("tool", "install", "PatContracts.Tool", "--tool-path", "tools", "--add-source", set.Folder, "--version", set.Version).Expect(0);
        string program = Path.Combine(consumer.Folder, "tools", "pat-contracts");
        byte[] start = new byte[4];
        using (FileStream file = File.OpenRead(program)) file.ReadExactly(start);
        if (OperatingSystem.IsLinux()) Assert.Equal([0x7F, (byte)'E', (byte)'L', (byte)'F'], start);

        // Without a runtime, only native code can start.
        Consumer.Outcome outcome = consumer.Run("/usr/bin/env", "-i", "DOTNET_ROOT=/nowhere", "PATH=/nowhere", program, "check", "token.json").Expect(1);
        Assert.Equal(Finding, outcome.FirstLine);
        Assert.StartsWith("pat/expired: ", consumer.Run(program, "explain", "pat/expired").Expect(0).FirstLine, StringComparison.Ordinal);
        Assert.Contains("\"version\": \"2.1.0\"", consumer.Run(program, "check", "token.json", "--format", "sarif").Expect(1).Output, StringComparison.Ordinal);
        Assert.Contains("<testsuites", consumer.Run(program, "check", "token.json", "--format", "junit").Expect(1).Output, StringComparison.Ordinal);
        TokenReviewTests.Review(consumer, program);
        TokenReviewTests.FetchFromBusyTenant(consumer, program);
        TokenReviewTests.AuditEveryKind(consumer, program);
        TokenReviewTests.AuditWithoutValues(consumer, program);
    }

    [Fact]
    public void The_portable_package_of_the_native_set_runs_on_any_platform_with_a_runtime()
    {
        ToolSet set = ToolSet.Required();
        using Consumer consumer = new Consumer().Write("token.json", Token);
        ZipFile.ExtractToDirectory(set.PathOf("PatContracts.Tool.any"), Path.Combine(consumer.Folder, "package"));
        string program = Path.Combine(consumer.Folder, "package", "tools", "net10.0", "any", "pat-contracts.dll");
        Assert.Equal(Finding, consumer.Dotnet("exec", program, "check", "token.json").Expect(1).FirstLine);
    }

    [Fact]
    public void A_tool_package_contains_no_documentation_and_a_native_one_only_the_program()
    {
        Assert.DoesNotContain(PackedPackages.Tree(PackedPackages.PathOf("PatContracts.Tool")), file => file.EndsWith(".xml", StringComparison.Ordinal) && !file.EndsWith("DotnetToolSettings.xml", StringComparison.Ordinal));
        ToolSet set = ToolSet.Required();
        using ZipArchive package = ZipFile.OpenRead(set.PathOf("PatContracts.Tool." + set.Platform));
        string folder = $"tools/any/{set.Platform}/";
        Assert.Equal(
            ["DotnetToolSettings.xml", "pat-contracts"],
            package.Entries.Select(entry => entry.FullName).Where(name => name.StartsWith(folder, StringComparison.Ordinal)).Select(name => name[folder.Length..]).Order(StringComparer.Ordinal));
    }

    /// <summary>The packages that <c>eng/pack-tool.sh</c> created.</summary>
    private sealed record ToolSet(string Folder, string Version, string Platform)
    {
        private const string Variable = "PATCONTRACTS_TOOL_PACKAGES";
        private const string Portable = "PatContracts.Tool.any.";

        public static ToolSet Required()
        {
            string folder = Environment.GetEnvironmentVariable(Variable) ?? "";
            Assert.SkipWhen(
                folder.Length == 0 && Environment.GetEnvironmentVariable("CI") != "true",
                $"{Variable} does not name a folder that eng/pack-tool.sh filled, which needs clang or gcc.");
            string version = Path.GetFileNameWithoutExtension(Assert.Single(Directory.GetFiles(folder, Portable + "*.nupkg")))[Portable.Length..];
            string native = Assert.Single(Directory.GetFiles(folder, $"PatContracts.Tool.*-*.{version}.nupkg"));
            return new ToolSet(Path.GetFullPath(folder), version, Path.GetFileName(native)["PatContracts.Tool.".Length..^$".{version}.nupkg".Length]);
        }

        public string PathOf(string id) => Path.Combine(Folder, $"{id}.{Version}.nupkg");
    }
}
