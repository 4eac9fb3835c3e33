using System.Globalization;
using System.IO.Compression;
using System.Text;
using PatContracts.Tool.Tests.Support;

namespace PatContracts.Tool.Tests.Check;

/// <summary>Lists that are read element by element: from pipes and compressed files larger than a megabyte, and from large files.</summary>
public sealed class StreamedListTests
{
    /// <summary>A list larger than a megabyte in which every tenth token has one of several faults.</summary>
    private static readonly string List = MakeList(";", 4000);

    private static readonly string Lines = string.Concat(Enumerable.Range(0, 3000).Select(i => Payloads.Valid.Replace("t1", $"t{i}", StringComparison.Ordinal).Replace("\"n\"", $"\"n{i * 7919}\"", StringComparison.Ordinal) + "\n"));

    [Fact]
    public void A_streamed_list_has_the_same_findings_as_a_buffered_list()
    {
        using var folder = new TemporaryFolder();
        folder.Write("whole.json", List);
        folder.Write("packed.json.gz", Payloads.Gzip(List));
        string[] options = ["--contract", "v2026", "--format", "json", "--max-findings", "100000", "--unknown", "warn"];
        Report whole = Report.Parse(Command.RunIn(folder.Path, ["check", "whole.json", .. options]).Output);
        Assert.True(whole.Findings.Length > 500, "The list has too few faults.");
        Assert.Equal(Shown(whole), Shown(Report.Parse(Command.RunWithInput(Encoding.UTF8.GetBytes(List), ["check", "-", .. options]).Output)));
        Assert.Equal(Shown(whole), Shown(Report.Parse(Command.RunIn(folder.Path, ["check", "packed.json.gz", .. options]).Output)));

        static IEnumerable<string> Shown(Report report) => report.Findings.Select(finding => $"{finding with { Fingerprint = "" }}").Append($"{report.Summary} {report.Results.Single().Contract}");
    }

    [Fact]
    public void Excerpts_are_also_shown_for_a_streamed_list()
    {
        string list = MakeList("\n  ", 4000);
        using var folder = new TemporaryFolder();
        folder.Write("whole.json", list);
        string[] options = ["--color", "always", "--contract", "v2026", "--max-findings", "20"];
        string[] whole = Plain(Command.RunIn(folder.Path, ["check", "whole.json", .. options]).Output).Replace("whole.json", "<stdin>", StringComparison.Ordinal).Split('\n');
        string[] streamed = Plain(Command.RunWithInput(Encoding.UTF8.GetBytes(list), ["check", "-", .. options]).Output).Split('\n');
        Assert.Equal(whole.Length, streamed.Length);
        Assert.Contains(streamed, line => line.Contains('^', StringComparison.Ordinal));
        for (int i = 0; i < whole.Length; i++)
        {
            // The text before the element is no longer available, but the rest of the line and its marker are the same.
            if (whole[i].Contains('│', StringComparison.Ordinal)) Assert.StartsWith(Shown(streamed[i]), Shown(whole[i]), StringComparison.Ordinal);
            else Assert.Equal(whole[i], streamed[i]);
        }

        static string Plain(string output) => System.Text.RegularExpressions.Regex.Replace(output, "\u001b\\[[0-9;]*m", "");

        static string Shown(string line)
        {
            string shown = line[(line.IndexOf('│', StringComparison.Ordinal) + 1)..].Trim(' ', '…');
            return shown[..Math.Min(shown.Length, 100)];
        }
    }

    [Fact]
    public void A_truncated_list_is_reported_up_to_the_truncation()
    {
        Report report = Report.Parse(Command.RunWithInput(Encoding.UTF8.GetBytes(List[..^200]), "check", "-", "--contract", "v2026", "--format", "json", "--max-findings", "100000").Output);
        Assert.Equal("json/truncated", report.Findings[^1].Rule);
        Assert.True(report.Findings.Length > 300, "The findings before the end are missing.");
    }

    [Theory]
    [InlineData("list.json.gz")]
    [InlineData("lines.ndjson.gz")]
    [InlineData("one.json.gz")]
    public void A_truncated_compressed_file_is_unreadable(string name)
    {
        using var folder = new TemporaryFolder();
        string text = name.StartsWith("list", StringComparison.Ordinal) ? List : name.StartsWith("one", StringComparison.Ordinal) ? Payloads.Valid : Lines;
        byte[] packed = Payloads.Gzip(text);
        folder.Write(name, packed);
        Assert.NotEqual(3, Command.RunIn(folder.Path, "check", name).ExitCode);
        foreach (int length in (int[])[packed.Length - 1, packed.Length - 9, packed.Length / 2, 12])
        {
            folder.Write(name, packed[..length]);
            CommandResult result = Command.RunIn(folder.Path, "check", name, "--max-findings", "100000");
            Assert.Equal((3, ""), (result.ExitCode, result.Error));
            Assert.Contains(result.Lines, line => line.EndsWith("error input/unreadable: The file cannot be read: its gzip data is corrupt or truncated", StringComparison.Ordinal));
        }

        folder.Write(name, [.. packed[..^8], 1, 2, 3, 4, 5, 6, 7, 8]);
        Assert.Equal(3, Command.RunIn(folder.Path, "check", name).ExitCode);
    }

    [Fact]
    public void Compressed_files_can_be_concatenated()
    {
        using var folder = new TemporaryFolder();
        folder.Write("a.ndjson.gz", [.. Payloads.Gzip(Payloads.Valid + "\n"), .. Payloads.Gzip(Payloads.WithoutCreated + "\n")]);
        Report report = Report.Parse(Command.RunIn(folder.Path, "check", "a.ndjson.gz", "--format", "json").Output);
        Assert.Equal((2L, 2), (report.Summary.Payloads, Assert.Single(report.Findings).Line));
    }

    [Theory]
    [InlineData('{', "The text is a single value larger than 256 MB, which is not supported; lists and NDJSON can be of any size")]
    [InlineData('[', "There is no JSON value")]
    public void A_small_file_that_decompresses_to_a_large_one_does_not_exhaust_memory(char first, string message)
    {
        using var folder = new TemporaryFolder();
        using (var file = new GZipStream(File.Create(folder["bomb.json.gz"]), CompressionLevel.Optimal))
        {
            byte[] blank = Encoding.ASCII.GetBytes(new string(' ', 1 << 20));
            file.WriteByte((byte)first);
            for (int i = 0; i < 300; i++) file.Write(blank);
        }

        Assert.True(new FileInfo(folder["bomb.json.gz"]).Length < 1_000_000);
        CommandResult result = Command.RunProcess(folder.Path, start => start.Environment["DOTNET_GCHeapHardLimit"] = (640 << 20).ToString("X", CultureInfo.InvariantCulture), "check", "bomb.json.gz");
        Assert.Equal((3, ""), (result.ExitCode, result.Error));
        Assert.Contains(first == '{' ? message : "json/truncated", result.Output, StringComparison.Ordinal);
    }

    [Fact]
    public void An_audit_reads_a_streamed_list()
    {
        using var folder = new TemporaryFolder();
        folder.Write("packed.json.gz", Payloads.Gzip(List));
        folder.Write("whole.json", List);
        string[] options = ["--now", "2026-11-24", "--format", "csv", "--show-values"];
        string whole = Command.RunIn(folder.Path, ["audit", "whole.json", .. options]).Output;
        Assert.Equal(4001, whole.Split("\r\n", StringSplitOptions.RemoveEmptyEntries).Length);
        Assert.Equal(whole.Replace("whole.json", "packed.json.gz", StringComparison.Ordinal), Command.RunIn(folder.Path, ["audit", "packed.json.gz", .. options]).Output);
    }

    private static string MakeList(string between, int count)
    {
        string separator = between == ";" ? "" : between;
        var list = new StringBuilder("[");
        for (int i = 0; i < count; i++)
        {
            if (i > 0) list.Append(between == ";" ? "," : ",\n  ");
            string token = string.Create(
                CultureInfo.InvariantCulture,
                $$"""{"id":"id-{{i:D6}}-0123456789abcdef0123456789abcdef","name":"näme {{i}}","scope":["demo:one:read","demo:two:read","demo:three:read","demo:four:read","demo:five:read"],"owner":{"type":"IDENTITY","id":"o{{i % 97}}","name":"owner {{i % 97}}"},"created":"2024-03-07T05:00:00Z","lastUsed":null,"managed":false}""");
            list.Append((i % 50) switch
            {
                10 => token.Replace("\"created\"", "\"made\"", StringComparison.Ordinal),
                20 => token.Replace("IDENTITY", "ROBOT", StringComparison.Ordinal),
                30 => token.Replace("false", "\"no\"", StringComparison.Ordinal),
                40 => token.Replace("lastUsed", "last_used", StringComparison.Ordinal),
                49 => token.Replace($"id-{i:D6}", $"id-{i - 1:D6}", StringComparison.Ordinal),
                0 => token.Replace(":[", ":\n [", StringComparison.Ordinal),
                _ => token,
            });
        }

        return list.Append(separator.Length > 0 ? "\n]" : "]").ToString();
    }
}
