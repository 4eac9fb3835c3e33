using PatContracts.Schema;
using PatContracts.Tool.Tests.Support;

namespace PatContracts.Tool.Tests.Samples;

public sealed class SampleTests
{
    [Fact]
    public void Generation_ends_when_the_reader_closes_the_pipe()
    {
        Assert.SkipUnless(OperatingSystem.IsLinux(), "Uses a shell.");
        System.Diagnostics.ProcessStartInfo plain = Command.StartInfo(Repository.Root, ["sample", "v2026", "--count", "2000000000"]);
        string command = string.Join(' ', new[] { plain.FileName }.Concat(plain.ArgumentList).Select(part => $"'{part}'"));
        var start = new System.Diagnostics.ProcessStartInfo("/bin/sh") { RedirectStandardInput = true, RedirectStandardOutput = true, RedirectStandardError = true };
        foreach (string argument in (string[])["-c", command + " | head -n 2"]) start.ArgumentList.Add(argument);
        CommandResult result = Command.Run(start);
        Assert.Equal((2, ""), (result.Lines.Count, result.Error));
    }

    private const string Order =
        """
        {
          "type": "object",
          "required": ["number", "placed", "lines", "customer"],
          "additionalProperties": false,
          "properties": {
            "number": { "type": "string", "pattern": "^[A-Z]{2}-[0-9]{4,6}$" },
            "placed": { "type": "string", "format": "date-time" },
            "total": { "type": "number", "exclusiveMinimum": 0, "maximum": 5000, "multipleOf": 0.05 },
            "priority": { "enum": ["low", "high", 3] },
            "customer": { "type": "object", "required": ["email"], "properties": { "email": { "type": "string", "format": "email" }, "name": { "type": "string", "minLength": 3, "maxLength": 8 } } },
            "lines": {
              "type": "array", "minItems": 1, "maxItems": 4, "uniqueItems": true,
              "items": { "type": "object", "required": ["sku"], "properties": { "sku": { "type": "string", "format": "uuid" }, "count": { "type": "integer", "minimum": 1, "maximum": 9 } } }
            },
            "note": { "anyOf": [{ "type": "string" }, { "type": "null" }] }
          },
          "if": { "required": ["priority"] },
          "then": { "required": ["total"] }
        }
        """;

    public static TheoryData<string> Contracts => [.. Command.Run("list", "--names").Lines];

    public static TheoryData<string, string> Breaks => new()
    {
        { "v3", "schema/required" }, { "v3", "schema/type" }, { "v3", "schema/enum" }, { "v3", "schema/format" },
        { "v2026-list", "schema/type" },
        { "v3", "json/syntax" }, { "v3", "json/truncated" }, { "v3", "json/empty" }, { "v3", "json/byte-order-mark" }, { "v3", "json/literal" }, { "v3", "json/number" },
        { "v3", "json/control-character" }, { "v3", "json/escape" }, { "v3", "json/surrogate" }, { "v3", "json/utf-8" }, { "v3", "json/trailing-data" },
        { "v3", "json/depth" }, { "v3", "json/duplicate-name" },
        { "v3-list", "pat/duplicate-id" }, { "v3-list", "pat/duplicate-name" }, { "v3", "pat/secret-in-response" }, { "v3", "pat/last-used-before-created" },
        { "v3", "pat/timestamp-in-future" }, { "v2025", "pat/never-expires-mismatch" }, { "v3", "pat/wire-name" }, { "v3", "pat/empty-credential" }, { "v3", "pat/expired" },
        { "v3", "pat/owner-incomplete" },
    };

    public static TheoryData<string> OrderBreaks =>
    [
        "schema/required", "schema/type", "schema/pattern", "schema/format", "schema/exclusiveMinimum", "schema/maximum", "schema/multipleOf", "schema/enum",
        "schema/minLength", "schema/maxLength", "schema/minItems", "schema/maxItems", "schema/uniqueItems", "schema/minimum", "schema/additionalProperties",
        "schema/anyOf",
    ];

    [Theory]
    [MemberData(nameof(Contracts))]
    public void Samples_of_a_built_in_contract_conform_to_it(string contract)
    {
        CommandResult samples = Command.Run("sample", contract, "--count", "40", "--seed", "3");
        Assert.Equal((0, ""), (samples.ExitCode, samples.Error));
        CommandResult check = Command.RunWithInput(System.Text.Encoding.UTF8.GetBytes(samples.Output), "check", "-", "--contract", contract, "--format", "json", "--fail-on", "info");
        Assert.Empty(Report.Parse(check.Output).Findings);
        bool isArray = contract.EndsWith("-list", StringComparison.Ordinal) || contract.EndsWith("-patch-request", StringComparison.Ordinal);
        Assert.Equal(isArray ? 1 : 40, Report.Parse(check.Output).Summary.Payloads);
    }

    [Fact]
    public void Samples_have_no_duplicate_tokens()
    {
        CommandResult samples = Command.Run("sample", "v3", "--count", "5000");
        CommandResult check = Command.RunWithInput(System.Text.Encoding.UTF8.GetBytes(samples.Output), "check", "-", "--contract", "v3", "--format", "json", "--fail-on", "info");
        Assert.Empty(Report.Parse(check.Output).Findings);
        Assert.Equal(5000, Report.Parse(check.Output).Summary.Payloads);
    }

    [Fact]
    public void Samples_of_a_schema_conform_to_it()
    {
        using var folder = new TemporaryFolder();
        folder.Write("order.schema.json", Order);
        CommandResult samples = Command.RunIn(folder.Path, "sample", "--schema", "order.schema.json", "--count", "100");
        Contract contract = Contract.Load(Order);
        Assert.Equal(100, samples.Lines.Count);
        foreach (string sample in samples.Lines) Assert.Empty(contract.Validate(sample).Findings);

        // Samples differ: optional members are sometimes present.
        Assert.Equal(100, samples.Lines.Distinct().Count());
        Assert.Contains(samples.Lines, sample => sample.Contains("\"priority\"", StringComparison.Ordinal));
        Assert.Contains(samples.Lines, sample => !sample.Contains("\"priority\"", StringComparison.Ordinal));
    }

    [Theory]
    [MemberData(nameof(Breaks))]
    public void A_broken_sample_violates_only_the_specified_rule(string contract, string rule)
    {
        using var folder = new TemporaryFolder();
        folder.Write("sample.json", Bytes(Command.StartInfo(Repository.Root, ["sample", contract, "--break", rule, "--seed", "5"])));
        CommandResult check = Command.RunIn(folder.Path, "check", "sample.json", "--contract", contract, "--require-utf8", "--format", "json");
        Assert.Equal([rule], Report.Parse(check.Output).Findings.Select(finding => finding.Rule).Distinct());
    }

    [Fact]
    public void A_managed_conflict_also_is_a_duplicate_id()
    {
        CommandResult sample = Command.Run("sample", "v3-list", "--break", "pat/managed-conflict");
        CommandResult check = Command.RunWithInput(System.Text.Encoding.UTF8.GetBytes(sample.Output), "check", "-", "--format", "json");
        Assert.Equal(["pat/duplicate-id", "pat/managed-conflict"], Report.Parse(check.Output).Findings.Select(finding => finding.Rule).Order(StringComparer.Ordinal));
    }

    [Theory]
    [MemberData(nameof(OrderBreaks))]
    public void A_broken_sample_of_a_schema_violates_only_the_specified_rule(string rule)
    {
        using var folder = new TemporaryFolder();
        folder.Write("order.schema.json", Order);
        CommandResult sample = Command.RunIn(folder.Path, "sample", "--schema", "order.schema.json", "--break", rule, "--count", "5");
        Assert.Equal((0, ""), (sample.ExitCode, sample.Error));
        Contract contract = Contract.Load(Order);
        Assert.Equal(5, sample.Lines.Count);
        foreach (string line in sample.Lines) Assert.Equal([rule], contract.Validate(line).Findings.Select(finding => finding.Rule).Distinct());
    }

    [Fact]
    public void The_same_seed_generates_the_same_samples_and_another_seed_different_ones()
    {
        string[] sample = ["sample", "v2026", "--count", "5", "--seed"];
        Assert.Equal(Command.Run([.. sample, "11"]).Output, Command.Run([.. sample, "11"]).Output);
        Assert.NotEqual(Command.Run([.. sample, "11"]).Output, Command.Run([.. sample, "12"]).Output);
    }

    [Fact]
    public void A_rule_that_no_payload_of_the_contract_can_violate_is_a_usage_error()
    {
        CommandResult result = Command.Run("sample", "v3", "--break", "schema/multipleOf");
        Assert.Equal((2, ""), (result.ExitCode, result.Output));
        Assert.StartsWith("pat-contracts: error: Could not generate a payload that violates schema/multipleOf of v3", result.Error, StringComparison.Ordinal);
    }

    [Fact]
    public void A_contract_that_no_payload_conforms_to_is_a_configuration_error()
    {
        using var folder = new TemporaryFolder();
        folder.Write("s.schema.json", """{"type":"string","maxLength":1,"minLength":2}""");
        CommandResult result = Command.RunIn(folder.Path, "sample", "--schema", "s.schema.json");
        Assert.Equal(4, result.ExitCode);
        Assert.StartsWith("pat-contracts: error: Could not generate a payload that conforms to s.schema.json", result.Error, StringComparison.Ordinal);
    }

    private static byte[] Bytes(System.Diagnostics.ProcessStartInfo start)
    {
        using System.Diagnostics.Process process = System.Diagnostics.Process.Start(start)!;
        process.StandardInput.Close();
        using var output = new MemoryStream();
        process.StandardOutput.BaseStream.CopyTo(output);
        process.WaitForExit();
        Assert.Equal(0, process.ExitCode);
        return output.ToArray();
    }
}
