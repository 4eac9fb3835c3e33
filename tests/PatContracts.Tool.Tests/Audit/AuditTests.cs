using System.Text.Json;
using PatContracts.Tool.Tests.Support;
using static PatContracts.Tool.Tests.Audit.AuditExports;

namespace PatContracts.Tool.Tests.Audit;

public sealed class AuditTests
{
    [Fact]
    public void Every_token_gets_one_advice_with_its_reason_and_date_most_urgent_first()
    {
        using TemporaryFolder folder = Folder(Kinds);
        CommandResult result = Command.RunIn(folder.Path, [.. AuditTokens, "--format", "json", "--show-values"]);
        Assert.Equal((1, ""), (result.ExitCode, result.Error));
        using JsonDocument report = JsonDocument.Parse(result.Output);
        string[] tokens = [.. report.RootElement.GetProperty("tokens").EnumerateArray().Select(token =>
            $"{token.GetProperty("advice").GetString()} {token.GetProperty("date").GetString() ?? "-"} {token.GetProperty("values").GetProperty("id").GetString()}: {token.GetProperty("reason").GetString()}")];
        Assert.Equal(
            [
                "fix-now 2026-11-21 down: Expired 3 days ago; last used 4 days ago",
                "rotate 2026-12-01 ends-soon: Expires in 7 days; last used 4 days ago",
                "review 2025-01-01 never-expires: Never expires",
                "review 2025-01-01 confirmed: Never expires",
                "review 2025-01-01 over-scoped: Has every right of its owner",
                "review 2025-01-01 scope-null: Has every right of its owner: scope is null",
                "review 2025-01-01 scope-absent: Scope not stated: it may have every right of its owner; violates v2026: The required property \"scope\" is missing (schema/required)",
                "review 2025-01-01 scope-empty: Scope not stated: it may have every right of its owner",
                "review 2025-01-01 incomplete: Violates v2026 at /owner: The owner lacks type and name (pat/owner-incomplete)",
                "review 2025-01-01 broken-date: Last use not stated, created 692 days ago; violates v2026 at /lastUsed: Expected an RFC 3339 date-time (schema/format)",
                "review 2025-01-01 managed-unclear: Whether the platform owns it is unclear: managed is not a Boolean; never used, created 692 days ago; violates v2026 at /managed: Expected a boolean, found a string (schema/type)",
                "review 2025-01-01 contradictory: The 2 entries of this id contradict each other; the id occurs 2 times",
                "review 2025-01-01 contradictory: The 2 entries of this id contradict each other; last used 661 days ago; the id occurs 2 times",
                "review 2025-01-01 same-name-1: The owner has another token with this name",
                "review 2025-01-01 same-name-2: The owner has another token with this name",
                "delete 2025-01-01 never-used-old: Never used, created 692 days ago",
                "delete 2026-05-03 expired-long-ago: Expired 205 days ago; last used 207 days ago",
                "delete 2026-08-01 stale: Not used for 115 days",
                "delete 2026-08-02 stale-ends-soon: Not used for 114 days",
                "delete 2026-11-21 expired-unused: Expired 3 days ago; never used, created 23 days ago",
                "keep 2026-11-01 never-used-new: Never used, created 23 days ago",
                "keep 2026-11-20 in-use: Last used 4 days ago",
                "keep 2026-11-20 confirmed-with-end: Last used 4 days ago",
                "leave-to-platform 2026-01-01 managed-stale: Managed by the platform; expired 327 days ago; never used, created 692 days ago",
                "leave-to-platform 2027-06-01 managed-broken: Managed by the platform; expires in 189 days; last use not stated, created 692 days ago",
                "leave-to-platform 2027-06-01 managed-elsewhere: Managed by the platform; expires in 189 days; never used, created 692 days ago",
                "leave-to-platform 2027-06-01 managed-elsewhere: Managed by the platform; expires in 189 days; never used, created 692 days ago",
            ],
            tokens);
    }

    [Fact]
    public void A_token_without_a_stated_last_use_is_never_recommended_for_deletion_as_unused()
    {
        using TemporaryFolder folder = Folder(List(
            Token("old", isUseAbsent: true),
            Token("new", isUseAbsent: true, created: "2026-11-20T00:00:00Z"),
            Token("expired", isUseAbsent: true, ends: "2026-11-21T00:00:00Z"),
            Token("expired-before-the-window", isUseAbsent: true, ends: "2026-06-21T00:00:00Z"),
            Token("misspelled", isUseAbsent: true, more: "\"last_used\": \"2026-11-23T00:00:00Z\"")));
        Assert.Equal(
            [
                "review old: Last use not stated, created 692 days ago",
                "review misspelled: Last use not stated, created 692 days ago",
                "review expired: Expired 3 days ago; last use not stated, created 692 days ago",
                "delete expired-before-the-window: Expired 156 days ago; last use not stated, created 692 days ago",
                "keep new: Last use not stated, created 4 days ago",
            ],
            Advice(folder));
    }

    [Fact]
    public void The_reason_to_replace_a_token_includes_the_defects_that_its_successor_should_not_inherit()
    {
        using TemporaryFolder folder = Folder(List(
            Token("down", ends: "2026-11-21T00:00:00Z", scope: "[\"sp:scopes:all\"]"),
            Token("ends-soon", ends: "2026-12-01T12:00:00Z", scope: "null"),
            Token("ends-soon-2", ends: "2026-12-02T12:00:00Z", scope: "\"x\"")));
        Assert.Equal(
            [
                "fix-now down: Expired 3 days ago; last used 4 days ago; has every right of its owner",
                "rotate ends-soon: Expires in 7 days; last used 4 days ago; has every right of its owner: scope is null",
                "rotate ends-soon-2: Expires in 8 days; last used 4 days ago; scope not stated: it may have every right of its owner; "
                    + "violates v2026 at /scope: Expected an array or null, found a string (schema/type)",
            ],
            Advice(folder));
    }

    [Fact]
    public void Several_missing_properties_are_one_violation_in_a_reason()
    {
        using TemporaryFolder folder = Folder(List("""{ "id": "t", "name": "n" }"""));
        Assert.Equal(
            ["review t: Scope not stated: it may have every right of its owner; violates v2026: The required properties \"scope\", \"owner\" and \"created\" are missing (schema/required)"],
            Advice(folder));
    }

    [Fact]
    public void All_duplicates_are_marked_regardless_of_their_order()
    {
        using TemporaryFolder folder = Folder(List(
            Token("a", name: "n1"), Token("b", name: "n1"), Token("c", name: "n1"), Token("d", name: "n2"), Token("d", name: "n2"), Token("d", name: "n2"),
            Token("e", name: "n1", owner: "{ \"type\": \"IDENTITY\", \"id\": \"i2\", \"name\": \"o\" }")));
        Assert.Equal(
            [
                "keep e: Last used 4 days ago",
                "review a: The owner has another token with this name",
                "review b: The owner has another token with this name",
                "review c: The owner has another token with this name",
                "review d: The id occurs 3 times",
                "review d: The id occurs 3 times",
                "review d: The id occurs 3 times",
            ],
            Advice(folder).Order(StringComparer.Ordinal));
    }

    [Theory]
    [InlineData("2026-11-23T08:15Z", "keep t: Last used 1 day ago")]
    [InlineData("2026-11-23T08:15:00.123456789Z", "keep t: Last used 1 day ago")]
    [InlineData("2026-11-23T08:15:00+02:00", "keep t: Last used 1 day ago")]
    public void Dates_are_read_leniently_and_are_valid_without_seconds_on_request(string used, string expected)
    {
        using TemporaryFolder folder = Folder(List(Token("t", used: used)));
        Assert.Equal([expected], Advice(folder, "--date-times", "lenient"));
        bool isStrict = used.Length > 17;
        Assert.Equal([isStrict ? expected : "review t: Violates v2026 at /lastUsed: Expected an RFC 3339 date-time (schema/format)"], Advice(folder));
    }

    [Fact]
    public void The_windows_accept_days_and_weeks()
    {
        using TemporaryFolder folder = Folder(List(Token("t", used: "2026-08-20T00:00:00Z", ends: "2026-12-20T00:00:00Z")));
        Assert.Equal(["delete t: Not used for 96 days"], Advice(folder));
        Assert.Equal(["keep t: Last used 96 days ago"], Advice(folder, "--stale", "97d"));
        Assert.Equal(["rotate t: Expires in 26 days; last used 96 days ago"], Advice(folder, "--stale", "14w", "--expiring", "26d"));
        Assert.Equal(["keep t: Last used 96 days ago"], Advice(folder, "--stale", "14w", "--expiring", "25d"));
        Assert.Equal(["keep t: Last used 96 days ago"], Advice(folder, "--stale", "36500w", "--expiring", "3w"));
    }

    [Theory]
    [InlineData("fix-now", "2026-11-21T00:00:00Z", 1)]
    [InlineData("fix-now", "2026-12-01T00:00:00Z", 0)]
    [InlineData("rotate", "2026-12-01T00:00:00Z", 1)]
    [InlineData("rotate", null, 0)]
    [InlineData("review", null, 1)]
    [InlineData("delete", null, 1)]
    [InlineData("none", "2026-11-21T00:00:00Z", 0)]
    public void Fail_on_sets_the_least_urgent_advice_that_counts(string failOn, string? ends, int exitCode)
    {
        using TemporaryFolder folder = Folder(List(Token("t", ends: ends)));
        Assert.Equal(exitCode, Command.RunIn(folder.Path, [.. AuditTokens, "--fail-on", failOn]).ExitCode);
    }

    [Fact]
    public void Managed_tokens_require_no_action()
    {
        using TemporaryFolder folder = Folder(List(Token("t", used: null, ends: "2026-11-21T00:00:00Z", more: "\"managed\": true")));
        Assert.Equal(0, Command.RunIn(folder.Path, AuditTokens).ExitCode);
    }

    [Theory]
    [InlineData("--stale", "12h", "--stale requires a number of days or weeks, as in 90d or 12w; got \"12h\"")]
    [InlineData("--stale", "0d", "got \"0d\"")]
    [InlineData("--expiring", "d", "--expiring requires a number of days or weeks")]
    [InlineData("--now", "yesterday", "--now requires a date")]
    [InlineData("--contract", "v2062", "--contract requires ")]
    [InlineData("--contract", "v2026-list", "got \"v2026-list\"")]
    [InlineData("--format", "xml", "--format")]
    [InlineData("--since", "missing.json", "There is no file or folder \"missing.json\"")]
    public void An_invalid_option_is_a_usage_error(string option, string value, string message)
    {
        using TemporaryFolder folder = Folder(Kinds);
        CommandResult result = Command.RunIn(folder.Path, ["audit", "tokens.json", option, value]);
        Assert.Equal(2, result.ExitCode);
        Assert.Contains(message, result.Error, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("[]")]
    [InlineData(" [ ]\n")]
    public void An_export_without_tokens_reports_that_there_was_nothing_to_audit(string export)
    {
        using TemporaryFolder folder = Folder(export);
        CommandResult result = Command.RunIn(folder.Path, [.. AuditTokens, "--report", "audit.html"]);
        Assert.Equal((0, "1 input, 0 tokens: there was nothing to audit\n"), (result.ExitCode, result.Output));
        Assert.Contains("there was nothing to audit", folder.Read("audit.html"), StringComparison.Ordinal);
    }

    private static string[] Advice(TemporaryFolder folder, params string[] options)
    {
        CommandResult result = Command.RunIn(folder.Path, [.. AuditTokens, "--format", "json", "--show-values", .. options]);
        Assert.Equal("", result.Error);
        using JsonDocument report = JsonDocument.Parse(result.Output);
        return [.. report.RootElement.GetProperty("tokens").EnumerateArray().Select(token =>
            $"{token.GetProperty("advice").GetString()} {token.GetProperty("values").GetProperty("id").GetString()}: {token.GetProperty("reason").GetString()}")];
    }
}
