using System.Text.Json;
using PatContracts.Tool.Tests.Support;
using static PatContracts.Tool.Tests.Audit.AuditExports;

namespace PatContracts.Tool.Tests.Audit;

public sealed class ComparisonTests
{
    private static readonly string Earlier = List(
        Token("same"), Token("gone"), Token("before", name: "rotated"), Token("idle", used: "2026-01-01T00:00:00Z"), Token("never", used: null),
        Token("busy", used: "2026-10-20T00:00:00Z"), Token("handed-over"), Token("", name: "nameless"));

    private static readonly string Later = List(
        Token("same"), Token("after", name: "rotated"), Token("idle"), Token("never"), Token("busy"), Token("handed-over", more: "\"managed\": true"), Token("added"),
        Token("added-for-another", name: "gone", owner: "{ \"type\": \"IDENTITY\", \"id\": \"i2\", \"name\": \"o\" }"));

    private static readonly string[] Expected =
        ["added added", "added added-for-another", "newly-managed handed-over", "removed gone", "rotated after", "used-again idle", "used-again never"];

    [Fact]
    public void Two_exports_are_compared_by_id()
    {
        using TemporaryFolder folder = Exports();
        using JsonDocument report = JsonDocument.Parse(Command.RunIn(folder.Path, [.. AuditTokens, "--since", "earlier.json", "--format", "json", "--show-values"]).Output);
        JsonElement comparison = report.RootElement.GetProperty("comparison");
        JsonElement[] changes = [.. comparison.GetProperty("changes").EnumerateArray()];
        Assert.Equal(Expected, changes.Select(change => $"{change.GetProperty("change").GetString()} {change.GetProperty("values").GetProperty("id").GetString()}").Order(StringComparer.Ordinal));
        Assert.Equal((8, 1), (comparison.GetProperty("tokens").GetInt32(), comparison.GetProperty("withoutId").GetInt32()));
        Assert.Equal("{\"added\":2,\"removed\":1,\"rotated\":1,\"used-again\":2,\"newly-managed\":1}", comparison.GetProperty("summary").GetRawText().Replace(" ", "", StringComparison.Ordinal).Replace("\n", "", StringComparison.Ordinal));

        // The replaced token has the same pseudonym in the earlier report.
        string previous = Assert.Single(changes, change => change.GetProperty("change").GetString() == "rotated").GetProperty("previous").GetString()!;
        Assert.Contains(previous, Command.RunIn(folder.Path, ["audit", "earlier.json", "--format", "json"]).Output, StringComparison.Ordinal);
    }

    [Fact]
    public void Text_csv_and_page_contain_the_same_changes()
    {
        using TemporaryFolder folder = Exports();
        string[] since = [.. AuditTokens, "--since", "earlier.json", "--show-values"];
        string text = Command.RunIn(folder.Path, [.. since, "--report", "audit.html"]).Output;
        Assert.Contains("Changes since 8 tokens in 1 input: 2 added, 1 removed, 1 rotated, 2 used-again, 1 newly-managed; 1 token without an id cannot be compared\n", text, StringComparison.Ordinal);

        string[][] rows = [.. Command.RunIn(folder.Path, [.. since, "--format", "csv"]).Output.Split("\r\n", StringSplitOptions.RemoveEmptyEntries).Skip(1).Select(Cells)];
        Assert.Equal(Expected, rows.Where(row => row[13].Length > 0).Select(row => $"{row[13]} {row[14]}").Order(StringComparer.Ordinal));
        Assert.Equal("", Assert.Single(rows, row => row[13] == "removed")[0]);

        string page = folder.Read("audit.html");
        foreach (string figure in (string[])["data-figure=\"added\">2<", "data-figure=\"removed\">1<", "data-figure=\"rotated\">1<", "data-figure=\"used-again\">2<", "data-figure=\"newly-managed\">1<"])
        {
            Assert.Contains(figure, page, StringComparison.Ordinal);
        }

        Assert.Contains("1 token without an id cannot be compared", page, StringComparison.Ordinal);
    }

    [Fact]
    public void An_earlier_export_that_cannot_be_read_makes_the_audit_incomplete()
    {
        using TemporaryFolder folder = Exports();
        folder.Write("earlier.json", "[{");
        CommandResult result = Command.RunIn(folder.Path, [.. AuditTokens, "--since", "earlier.json"]);
        Assert.Equal(3, result.ExitCode);
        Assert.StartsWith("Incomplete: 1 input could not be read", result.Output, StringComparison.Ordinal);
    }

    [Fact]
    public void An_export_has_no_changes_since_itself()
    {
        using TemporaryFolder folder = Folder(Kinds);
        string text = Command.RunIn(folder.Path, [.. AuditTokens, "--since", "tokens.json"]).Output;
        Assert.Contains("Changes since 27 tokens in 1 input: none\n", text, StringComparison.Ordinal);
    }

    private static TemporaryFolder Exports()
    {
        TemporaryFolder folder = Folder(Later);
        folder.Write("earlier.json", Earlier);
        return folder;
    }
}
