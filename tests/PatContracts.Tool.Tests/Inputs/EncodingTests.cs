using System.Text;
using PatContracts.Tool.Tests.Support;

namespace PatContracts.Tool.Tests.Inputs;

public sealed class EncodingTests
{
    private static readonly (string Name, Encoding Encoding, bool HasMark)[] Encodings =
    [
        ("utf-8-mark", new UTF8Encoding(true), true),
        ("utf-16le", new UnicodeEncoding(false, false), false),
        ("utf-16le-mark", new UnicodeEncoding(false, true), true),
        ("utf-16be", new UnicodeEncoding(true, false), false),
        ("utf-16be-mark", new UnicodeEncoding(true, true), true),
        ("utf-32le", new UTF32Encoding(false, false), false),
        ("utf-32be-mark", new UTF32Encoding(true, true), true),
    ];

    [Fact]
    public void Payloads_in_every_encoding_are_read_with_a_note_and_the_positions_of_an_editor()
    {
        using var folder = new TemporaryFolder();
        // Larger than the first window, with characters of every length before the finding.
        string filler = string.Concat(Enumerable.Repeat(Payloads.Valid.Replace("\"n\"", "\"é中😀\"", StringComparison.Ordinal).Replace("t1", "x", StringComparison.Ordinal) + ",\n", 3000));
        WriteAll(folder, ".json", $"[\n{filler}{{\"name\":\"é中😀\"  , \"id\":7}}]");
        Report report = Report.Parse(Command.RunIn(folder.Path, "check", ".", "--severity", "pat/duplicate-id=off", "--severity", "pat/duplicate-name=off", "--format", "json").Output);
        Assert.Equal(Encodings.Length, report.Results.Length);
        Assert.All(report.Results, static result =>
        {
            Assert.Equal("v2026-list", result.Contract);
            Assert.Equal(("input/encoding", "info", 1, 1), (result.Findings[0].Rule, result.Findings[0].Severity, result.Findings[0].Line, result.Findings[0].Column));
            JsonFinding type = Assert.Single(result.Findings, static finding => finding.Rule == "schema/type");
            Assert.Equal((3002, 24), (type.Line, type.Column));
        });
    }

    [Fact]
    public void Lines_in_every_encoding_are_read()
    {
        using var folder = new TemporaryFolder();
        WriteAll(folder, ".ndjson", $"{Payloads.Valid}\r\n{Payloads.WithoutCreated}\n");
        Report report = Report.Parse(Command.RunIn(folder.Path, "check", ".", "--format", "json").Output);
        Assert.All(report.Results, static result =>
        {
            Assert.Equal(2, result.Payloads);
            Assert.Equal([1, 2], result.Findings.Select(static finding => finding.Line));
        });
        Assert.Equal(Encodings.Length, report.Summary.Infos);
    }

    [Fact]
    public void Standard_input_can_have_another_encoding()
    {
        byte[] text = Encoding.Unicode.GetBytes(Payloads.WithoutCreated);
        CommandResult result = Command.RunWithInput(text, "check", "-");
        Assert.Equal(1, result.ExitCode);
        Assert.StartsWith("<stdin>:1:1: info input/encoding: The file is UTF-16 (little-endian); it was read as UTF-8", result.Output, StringComparison.Ordinal);
        Assert.Contains("<stdin>:1:1: error schema/required", result.Output, StringComparison.Ordinal);
    }

    [Fact]
    public void The_severity_of_the_note_can_be_changed()
    {
        using var folder = new TemporaryFolder();
        folder.Write("a.json", Encoding.Unicode.GetBytes(Payloads.Valid));
        Assert.Equal("1 file, 1 payload against v2026: no findings\n", Command.RunIn(folder.Path, "check", "a.json", "--severity", "input/encoding=off").Output);
        Assert.Equal(1, Command.RunIn(folder.Path, "check", "a.json", "--severity", "input/encoding=error").ExitCode);
    }

    [Fact]
    public void Strict_reading_accepts_only_UTF_8_without_a_byte_order_mark()
    {
        using var folder = new TemporaryFolder();
        WriteAll(folder, ".json", Payloads.Valid);
        folder.Write("plain.json", Payloads.Valid);
        CommandResult result = Command.RunIn(folder.Path, "check", ".", "--require-utf8", "--format", "json");
        Report report = Report.Parse(result.Output);
        Assert.Equal(3, result.ExitCode);
        Assert.Equal(
            Encodings.Select(static one => one.Name == "utf-8-mark" ? "json/byte-order-mark" : "input/encoding").Order(StringComparer.Ordinal),
            report.Findings.Select(static finding => finding.Rule).Order(StringComparer.Ordinal));
        Assert.All(report.Findings, static finding => Assert.Equal("error", finding.Severity));
        folder.Write("pat-contracts.json", """{"requireUtf8":true}""");
        Assert.Equal(3, Command.RunIn(folder.Path, "check", "utf-16le.json").ExitCode);
    }

    [Fact]
    public void Invalid_sequences_are_reported_and_not_replaced()
    {
        using var folder = new TemporaryFolder();
        folder.Write("half-pair.json", [.. Encoding.Unicode.GetBytes("[\"a\",\n\""), 0x00, 0xD8, .. Encoding.Unicode.GetBytes("\"]")]);
        folder.Write("half-character.json", [.. Encoding.Unicode.GetBytes("[]"), 0x20]);
        folder.Write("no-character.json", [.. Encoding.UTF32.GetPreamble(), .. Encoding.UTF32.GetBytes("[\""), 0, 0, 0x11, 0, .. Encoding.UTF32.GetBytes("\"]")]);
        CommandResult result = Command.RunIn(folder.Path, "check", ".");
        Assert.Contains(result.Lines, static line => line.StartsWith("half-pair.json:2:2: error json/utf-8", StringComparison.Ordinal));
        Assert.Contains(result.Lines, static line => line.StartsWith("half-character.json:1:3: error json/", StringComparison.Ordinal));
        Assert.Contains(result.Lines, static line => line.StartsWith("no-character.json:1:3: error json/utf-8", StringComparison.Ordinal));
        Assert.Equal(3, result.ExitCode);
    }

    [Fact]
    public void Schemas_baselines_and_the_configuration_can_have_another_encoding()
    {
        using var folder = new TemporaryFolder();
        folder.Write("a.json", Payloads.WithoutCreated);
        string baseline = Command.RunIn(folder.Path, "check", "a.json", "--format", "json").Output;
        Assert.All(Encodings, one =>
        {
            folder.Write("s.schema.json", Bytes(one.Encoding, """{"type":"array"}"""));
            Assert.StartsWith("a.json:1:1: error schema/type", Command.RunIn(folder.Path, "check", "a.json", "--schema", "s.schema.json").Output, StringComparison.Ordinal);
        });
        folder.Write("known.json", Bytes(Encodings[2].Encoding, baseline));
        folder.Write("pat-contracts.json", Bytes(Encodings[4].Encoding, """{"baseline":"known.json"}"""));
        CommandResult result = Command.RunIn(folder.Path, "check", "a.json");
        Assert.Equal((0, "1 file, 1 payload against v2026: no findings, 1 known finding suppressed (--baseline)\n"), (result.ExitCode, result.Output));
    }

    [Fact]
    public void Test_suites_and_their_payloads_can_have_another_encoding()
    {
        using var folder = new TemporaryFolder();
        folder.Write("suite/valid/a.json", Bytes(Encodings[0].Encoding, Payloads.Valid));
        folder.Write("suite/invalid/schema/required/b.json", Bytes(Encodings[2].Encoding, Payloads.WithoutCreated));
        CommandResult folders = Command.RunIn(folder.Path, "test", "suite");
        Assert.Equal((0, ""), (folders.ExitCode, folders.Error));
        foreach ((string name, Encoding encoding, _) in Encodings)
        {
            folder.Write(name + ".json", Bytes(encoding, $$"""{"target":"v2026","tests":[{"valid":true,"data":{{Payloads.Valid}}},{"valid":true,"data":{{Payloads.WithoutCreated}}}]}"""));
            CommandResult result = Command.RunIn(folder.Path, "test", name + ".json");
            Assert.Equal(1, result.ExitCode);
            int column = "{\"target\":\"v2026\",\"tests\":[{\"valid\":true,\"data\":".Length + Payloads.Valid.Length + "},{\"valid\":true,\"data\":".Length + 1;
            Assert.StartsWith($"{name}.json:1:{column}: error schema/required", result.Output, StringComparison.Ordinal);
        }
    }

    [Fact]
    public void An_audit_reads_exports_in_every_encoding()
    {
        using var folder = new TemporaryFolder();
        WriteAll(folder, ".json", $"[{Payloads.Valid}]");
        CommandResult result = Command.RunIn(folder.Path, "audit", ".", "--format", "csv");
        Assert.Equal(Encodings.Length + 1, result.Lines.Count);
        Assert.NotEqual(3, result.ExitCode);
    }

    private static void WriteAll(TemporaryFolder folder, string extension, string text)
    {
        foreach ((string name, Encoding encoding, _) in Encodings) folder.Write(name + extension, Bytes(encoding, text));
    }

    private static byte[] Bytes(Encoding encoding, string text) => [.. encoding.GetPreamble(), .. encoding.GetBytes(text)];
}
