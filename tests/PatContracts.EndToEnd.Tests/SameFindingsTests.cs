using System.Text.Json;
using Xunit;

namespace PatContracts.EndToEnd.Tests;

/// <summary>The library, the analyzer (PAT3002) and the command, each from its package, report the same findings for the same file.</summary>
public sealed class SameFindingsTests(InstalledTool tool)
{
    /// <summary>Files whose only problem is their encoding. The compiler decodes the text for the analyzers, so they report nothing.</summary>
    private static readonly string[] WrongAsBytesOnly = ["byte-order-mark", "not-utf-8", "utf-16", "json-utf-8"];

    private const string Program = """
        using System.Text.Json;
        using PatContracts;
        using PatContracts.Schema;

        foreach (string path in Directory.GetFiles("payloads", "*.json"))
        {
            foreach (Finding finding in PatContract.Get(args[0]).Validate(File.ReadAllBytes(path), PatCheckOptions.Default).Findings)
            {
                Console.WriteLine(JsonSerializer.Serialize(new object[]
                {
                    path.Replace('\\', '/'), finding.Line, finding.Column, finding.Message, finding.Rule, finding.Severity.ToString().ToLowerInvariant(),
                    finding.InstancePointer, finding.SchemaPointer, finding.Offset,
                }));
            }
        }
        """;

    [Theory]
    [InlineData("v3")]
    [InlineData("v2026")]
    public void Library_analyzer_and_command_agree(string contract)
    {
        using Consumer consumer = new Consumer()
            .Project(
                "Payloads.csproj",
                "net10.0",
                $"""<ItemGroup><PatContractPayload Include="payloads/*" Contract="{contract}" /></ItemGroup>""",
                properties: "<OutputType>Exe</OutputType>")
            .Write("Program.cs", Program);
        int files = WritePayloads(consumer, contract);
        Assert.True(files > 100, "Too few samples were found.");

        consumer.Dotnet("build", "-p:ErrorLog=build.sarif%2Cversion=2.1").Expect(0);
        string[] library = Lines(consumer.Dotnet("run", "--no-build", contract).Expect(0).Output.Split('\n', StringSplitOptions.RemoveEmptyEntries).Select(FromProgram));
        string[] analyzer = Lines(FromBuild(File.ReadAllText(Path.Combine(consumer.Folder, "build.sarif")), contract).Where(found => !IsWrongAsBytesOnly(found.Path)));
        Found[] command = FromCommand(consumer.Run(tool.Program, "check", "payloads", "--contract", contract, "--format", "json", "--max-findings", "100000").Expect(3).Output);

        // The command reports encodings, which the library doesn't recognize; and it recognizes NDJSON, which is not one payload.
        Found[] ofOnePayload = [.. command.Where(found => found.Path.EndsWith(".json", StringComparison.Ordinal))];
        Assert.Equal(Lines(ofOnePayload), library);

        // The build validates each payload against its contract; only the command and the library also run the token checks.
        Found[] ofContracts = [.. command.Where(found => !found.Rule.StartsWith("pat/", StringComparison.Ordinal) && !IsWrongAsBytesOnly(found.Path))];
        Assert.Equal(Lines(AsRead(ofContracts)), analyzer);
        Assert.True(ofContracts.Select(found => found.Rule).Distinct().Count() >= 14, "Too few rules are violated.");
    }

    /// <summary>Combines the findings for missing properties of an object, as the build does.</summary>
    private static IEnumerable<Found> AsRead(IEnumerable<Found> findings) => findings
        .GroupBy(found => found.Rule == "schema/required" ? (object)(found.Path, found.Line, found.Column) : found)
        .Select(same =>
        {
            Found first = same.First() with { Rule = "", More = "" };
            if (same.Skip(1).Any())
            {
                string[] names = [.. same.Select(found => found.Message.Split('"')[1])];
                first = first with { Message = $"The required properties \"{string.Join("\", \"", names[..^1])}\" and \"{names[^1]}\" are missing" };
            }

            return first;
        });

    /// <summary>Writes the payloads of the repository, and generated ones with three violations of every rule.</summary>
    private int WritePayloads(Consumer consumer, string contract)
    {
        int count = 0;
        string payloads = Path.Combine(Repository.Root, "samples", "payloads");
        Directory.CreateDirectory(Path.Combine(consumer.Folder, "payloads"));
        foreach (string kind in (string[])["broken", "suspicious", "valid"])
        {
            foreach (string file in Directory.EnumerateFiles(Path.Combine(payloads, kind)))
            {
                string name = Path.GetFileName(file);
                File.Copy(file, Path.Combine(consumer.Folder, "payloads", $"{kind}-{name}"));
                count++;
            }
        }

        string schema = consumer.Run(tool.Program, "schema", contract).Expect(0).Output;
        string[] rules =
        [
            .. consumer.Run(tool.Program, "explain").Expect(0).Output.Split('\n').Select(line => line.Split(':')[0]).Where(rule =>
                rule.StartsWith("json/", StringComparison.Ordinal)
                || (rule.StartsWith("schema/", StringComparison.Ordinal) && schema.Contains($"\"{rule["schema/".Length..]}\":", StringComparison.Ordinal))),
        ];
        foreach (string rule in rules)
        {
            foreach ((string form, string extension, string number) in (IEnumerable<(string, string, string)>)[(contract, "json", "1"), (contract, "ndjson", "4"), (contract + "-list", "json", "5")])
            {
                Consumer.Outcome sample = consumer.Run(tool.Program, "sample", form, "--break", rule, "--count", number, "--seed", "11");
                // Not every contract has a keyword for every rule.
                if (sample.ExitCode != 0) continue;
                consumer.Write($"payloads/made-{form}-{rule.Replace('/', '-')}.{extension}", sample.Output);
                count++;
            }
        }

        return count;
    }

    private static bool IsWrongAsBytesOnly(string path) => Array.Exists(WrongAsBytesOnly, name => path.Contains(name, StringComparison.Ordinal));

    private static Found FromProgram(string line)
    {
        using JsonDocument found = JsonDocument.Parse(line);
        JsonElement e = found.RootElement;
        return new Found(
            e[0].GetString()!, e[1].GetInt32(), e[2].GetInt32(), e[3].GetString()!, e[4].GetString()!, string.Join('|', e[5], e[6], e[7], e[8]));
    }

    private static Found[] FromCommand(string json)
    {
        using JsonDocument report = JsonDocument.Parse(json);
        return
        [
            .. report.RootElement.GetProperty("results").EnumerateArray().SelectMany(result => result.GetProperty("findings").EnumerateArray().Select(finding => new Found(
                result.GetProperty("path").GetString()!,
                finding.GetProperty("line").GetInt32(),
                finding.GetProperty("column").GetInt32(),
                finding.GetProperty("message").GetString()!,
                finding.GetProperty("rule").GetString()!,
                string.Join('|', finding.GetProperty("severity"), finding.GetProperty("instance"), finding.GetProperty("schema"), finding.GetProperty("offset"))))),
        ];
    }

    private static IEnumerable<Found> FromBuild(string sarif, string contract)
    {
        using JsonDocument log = JsonDocument.Parse(sarif);
        string prefix = $"The payload violates contract `{contract}`: ";
        return [.. log.RootElement.GetProperty("runs")[0].GetProperty("results").EnumerateArray()
            .Where(result => result.GetProperty("ruleId").GetString() == "PAT3002")
            .Select(result =>
            {
                string message = result.GetProperty("message").GetProperty("text").GetString()!;
                Assert.StartsWith(prefix, message, StringComparison.Ordinal);
                JsonElement location = result.GetProperty("locations")[0].GetProperty("physicalLocation");
                string uri = location.GetProperty("artifactLocation").GetProperty("uri").GetString()!;
                JsonElement region = location.GetProperty("region");
                return new Found(
                    uri[uri.LastIndexOf("payloads/", StringComparison.Ordinal)..], region.GetProperty("startLine").GetInt32(), region.GetProperty("startColumn").GetInt32(), message[prefix.Length..], "", "");
            })];
    }

    private static string[] Lines(IEnumerable<Found> all) => [.. all.Select(found => found.ToString()).Order(StringComparer.Ordinal)];

    private sealed record Found(string Path, int Line, int Column, string Message, string Rule, string More);
}
