using System.Globalization;
using System.Text.RegularExpressions;
using PatContracts.Tool.Tests.Support;

namespace PatContracts.Tool.Tests.Audit;

/// <summary>
/// Exports for audits on 24 November 2026. With the default windows, a token is stale if it was last used before 26 August, and expiring if it expires before 8
/// December.
/// </summary>
internal static class AuditExports
{
    /// <summary>The command line for an audit of <c>tokens.json</c>.</summary>
    public static readonly string[] AuditTokens = ["audit", "tokens.json", "--now", "2026-11-24"];

    /// <summary>One token of each kind.</summary>
    public static string Kinds { get; } = List(
        Token("in-use"),
        Token("down", ends: "2026-11-21T00:00:00Z"),
        Token("expired-long-ago", used: "2026-05-01T00:00:00Z", ends: "2026-05-03T00:00:00Z"),
        Token("expired-unused", used: null, ends: "2026-11-21T00:00:00Z", created: "2026-11-01T00:00:00Z"),
        Token("ends-soon", ends: "2026-12-01T12:00:00Z"),
        Token("stale", used: "2026-08-01T00:00:00Z"),
        Token("stale-ends-soon", used: "2026-08-02T00:00:00Z", ends: "2026-12-01T00:00:00Z"),
        Token("never-used-old", used: null),
        Token("never-used-new", used: null, created: "2026-11-01T00:00:00Z"),
        Token("never-expires", ends: null),
        Token("confirmed", more: "\"userAwareTokenNeverExpires\": true", isEndAbsent: true),
        Token("confirmed-with-end", more: "\"userAwareTokenNeverExpires\": true"),
        Token("over-scoped", scope: "[\"x\", \"sp:scopes:all\"]"),
        Token("scope-null", scope: "null"),
        Token("scope-absent", scope: ""),
        Token("scope-empty", scope: "[]"),
        Token("incomplete", owner: "{ \"id\": \"i1\" }"),
        Token("broken-date", used: "soon"),
        Token("managed-stale", used: null, scope: "[\"sp:scopes:all\"]", ends: "2026-01-01T00:00:00Z", more: "\"managed\": true"),
        Token("managed-broken", used: "soon", more: "\"managed\": true"),
        Token("managed-unclear", used: null, more: "\"managed\": \"true\""),
        Token("managed-elsewhere", used: null),
        Token("managed-elsewhere", used: null, more: "\"managed\": true"),
        Token("contradictory"),
        Token("contradictory", used: "2025-02-01T00:00:00Z"),
        Token("same-name-1", name: "twin"),
        Token("same-name-2", name: "twin"));

    public static string List(params string[] tokens) => "[\n" + string.Join(",\n", tokens) + "\n]";

    /// <summary>Returns a token that is in use and complete, except for the arguments. An empty scope omits the property.</summary>
    public static string Token(
        string id,
        string? name = null,
        string? used = "2026-11-20T00:00:00Z",
        string? ends = "2027-06-01T00:00:00Z",
        string created = "2025-01-01T00:00:00Z",
        string scope = "[\"x\"]",
        string owner = "{ \"type\": \"IDENTITY\", \"id\": \"i1\", \"name\": \"o\" }",
        bool isEndAbsent = false,
        bool isUseAbsent = false,
        string? more = null)
    {
        List<string> members = [$"\"id\": \"{id}\"", $"\"name\": \"{name ?? id}\""];
        if (scope.Length > 0) members.Add($"\"scope\": {scope}");
        members.AddRange([$"\"owner\": {owner}", $"\"created\": \"{created}\""]);
        if (!isUseAbsent) members.Add($"\"lastUsed\": {Text(used)}");
        if (!isEndAbsent) members.Add($"\"expirationDate\": {Text(ends)}");
        if (more is not null) members.Add(more);
        return $"{{ {string.Join(", ", members)} }}";
    }

    /// <summary>Returns tokens of every kind and of several owners.</summary>
    public static string Many(int count) => List([.. Enumerable.Range(0, count).Select(i =>
    {
        string owner = $"{{ \"type\": \"IDENTITY\", \"id\": \"owner-{i % Math.Max(count / 8, 2)}\", \"name\": \"Owner {i % Math.Max(count / 8, 2)}\" }}";
        return (i % 9) switch
        {
            0 => Token($"t{i}", owner: owner, ends: Day(-(i % 80) - 1), used: Day(-(i % 80) - 2)),
            1 => Token($"t{i}", owner: owner, ends: Day(i % 14)),
            2 => Token($"t{i}", owner: owner, ends: null, used: Day(-(i % 60))),
            3 => Token($"t{i}", owner: owner, used: Day(-91 - (i % 900)), created: "2022-01-01T00:00:00Z"),
            4 => Token($"t{i}", owner: owner, used: null),
            5 => Token($"t{i}", owner: owner, more: "\"managed\": true", used: Day(-(i % 200))),
            6 => Token($"t{i}", owner: owner, scope: "null"),
            _ => Token($"t{i}", owner: owner, used: Day(-(i % 85)), ends: Day(15 + (i % 800))),
        };
    })]);

    public static TemporaryFolder Folder(string content)
    {
        var folder = new TemporaryFolder();
        folder.Write("tokens.json", content);
        return folder;
    }

    /// <summary>Returns the cells of a CSV row.</summary>
    public static string[] Cells(string row) =>
    [
        .. Regex.Matches("," + row, ",(?:\"((?:[^\"]|\"\")*)\"|([^,]*))")
            .Select(static match => match.Groups[1].Success ? match.Groups[1].Value.Replace("\"\"", "\"", StringComparison.Ordinal) : match.Groups[2].Value),
    ];

    private static string Day(int days) => new DateTime(2026, 11, 24).AddDays(days).ToString("yyyy-MM-dd'T'12:00:00'Z'", CultureInfo.InvariantCulture);

    private static string Text(string? text) => text is null ? "null" : $"\"{text}\"";
}
