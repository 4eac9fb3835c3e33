using System.Text.Json;
using PatContracts.Tool.Tests.Support;
using Xunit;

namespace PatContracts.EndToEnd.Tests;

/// <summary>From a tenant to a review of its tokens, with the command as it is installed.</summary>
public sealed class TokenReviewTests(InstalledTool tool)
{
    private const string Key = "PAT_CONTRACTS_AUDIT_KEY=a key that tests share";

    [Fact]
    public void A_token_list_is_fetched_audited_and_compared_with_an_earlier_one()
    {
        using var consumer = new Consumer();
        Review(consumer, tool.Program);
    }

    /// <summary>Fetches two lists from a tenant on this machine, and reviews them.</summary>
    internal static void Review(Consumer consumer, string program)
    {
        string list = List(
            Token("b", "build", isManaged: false, used: "\"2026-11-20T00:00:00Z\"", ends: "\"2026-11-21T00:00:00Z\""),
            Token("w", "flow", isManaged: true, used: "null", ends: "null"));
        using LoopbackTenant tenant = LoopbackTenant.After(_ => LoopbackTenant.Response("200 OK", list));
        consumer.Run("/usr/bin/env", "SAIL_CLIENT_ID=id", "SAIL_CLIENT_SECRET=secret", program, "fetch", "--tenant", tenant.Address.AbsoluteUri, "--output", "tokens.json").Expect(0);
        Assert.Equal(list, File.ReadAllText(Path.Combine(consumer.Folder, "tokens.json")));

        consumer.Write("earlier.json", List(
            Token("a", "build", isManaged: false, used: "\"2026-10-20T00:00:00Z\"", ends: "\"2026-11-21T00:00:00Z\""),
            Token("w", "flow", isManaged: false, used: "null", ends: "null")));
        string[] audit = [Key, program, "audit", "tokens.json", "--since", "earlier.json", "--now", "2026-11-24", "--show-values", "--report", "audit.html"];
        string[] lines = consumer.Run("/usr/bin/env", audit).Expect(1).Output.Split('\n');
        Assert.Contains(lines, line => line.Contains("Expired 3 days ago; last used 4 days ago", StringComparison.Ordinal) && line.Contains("2026-11-21", StringComparison.Ordinal));
        Assert.Contains("Changes since 2 tokens in 1 input: 1 rotated, 1 newly-managed", lines);
        Assert.Equal("1 input, 2 tokens: 1 fix-now, 1 leave-to-platform (1 expired)", lines[^2]);
        using JsonDocument report = JsonDocument.Parse(consumer.Run("/usr/bin/env", [.. audit, "--format", "json"]).Expect(1).Output);
        Assert.Equal(["fix-now", "leave-to-platform"], report.RootElement.GetProperty("tokens").EnumerateArray().Select(token => token.GetProperty("advice").GetString()));
        Assert.StartsWith("advice,reason,date,", consumer.Run("/usr/bin/env", [.. audit, "--format", "csv"]).Expect(1).FirstLine, StringComparison.Ordinal);
        string page = File.ReadAllText(Path.Combine(consumer.Folder, "audit.html"));
        Assert.Contains("data-figure=\"fix-now\">1<", page, StringComparison.Ordinal);
        Assert.Contains("data-figure=\"rotated\">1<", page, StringComparison.Ordinal);
    }

    private static string List(params string[] tokens) => $"[{string.Join(",", tokens)}]";

    private static string Token(string id, string name, bool isManaged, string used, string ends) =>
        $$$"""
        {"id":"{{{id}}}","name":"{{{name}}}","scope":["sp:search:read"],"owner":{"type":"IDENTITY","id":"i","name":"o"},"created":"2026-01-01T00:00:00Z",
         "lastUsed":{{{used}}},"managed":{{{(isManaged ? "true" : "false")}}},"expirationDate":{{{ends}}},"userAwareTokenNeverExpires":true}
        """;
}
