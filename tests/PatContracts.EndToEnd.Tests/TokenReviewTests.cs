using System.Net;
using System.Text.Json;
using System.Text.RegularExpressions;
using PatContracts.Tool.Tests.Support;
using Xunit;

namespace PatContracts.EndToEnd.Tests;

/// <summary>Fetches and audits the tokens of a tenant with the installed command.</summary>
public sealed class TokenReviewTests(InstalledTool tool)
{
    private const string Key = "PAT_CONTRACTS_AUDIT_KEY=a key that tests share";

    [Fact]
    public void A_token_list_is_fetched_audited_and_compared_with_an_earlier_one()
    {
        using var consumer = new Consumer();
        Review(consumer, tool.Program);
    }

    [Fact]
    public void A_request_to_a_busy_tenant_is_retried_and_a_rejected_one_is_a_clear_error()
    {
        using var consumer = new Consumer();
        FetchFromBusyTenant(consumer, tool.Program);
    }

    [Fact]
    public void Every_kind_of_token_has_one_advice_and_one_reason_in_every_format()
    {
        using var consumer = new Consumer();
        AuditEveryKind(consumer, tool.Program);
    }

    [Fact]
    public void Without_values_pseudonyms_identify_tokens_across_exports()
    {
        using var consumer = new Consumer();
        AuditWithoutValues(consumer, tool.Program);
    }

    /// <summary>Fetches from a tenant that is busy, one that is missing a right, and one that rejects the credentials.</summary>
    internal static void FetchFromBusyTenant(Consumer consumer, string program)
    {
        int requests = 0;
        using LoopbackTenant busy = LoopbackTenant.After(request => requests++ == 0
            ? LoopbackTenant.Response("429 Too Many Requests", "", headers: "Retry-After: 1")
            : LoopbackTenant.Response("200 OK", $"[{{\"id\":\"{request.Target}\"}}]"));
        Consumer.Outcome lists = Fetch(busy, "--api-version", "v3", "--api-version", "v2026", "--output", "busy.{version}.json").Expect(0);
        Assert.Contains("is busy (HTTP 429); retrying in 1 second", lists.Error, StringComparison.Ordinal);
        Assert.Contains("warning: busy.v3.json: the list contains no managed token", lists.Error, StringComparison.Ordinal);
        Assert.Contains("idn:managed-personal-access-tokens:read", lists.Error, StringComparison.Ordinal);
        foreach (string version in (string[])["v3", "v2026"])
        {
            Assert.Equal($"[{{\"id\":\"/{version}/personal-access-tokens\"}}]", File.ReadAllText(Path.Combine(consumer.Folder, $"busy.{version}.json")));
        }

        using LoopbackTenant forbidden = LoopbackTenant.After(_ => LoopbackTenant.Response("403 Forbidden", "{}"));
        RequireError(forbidden, "HTTP 403: listing the tokens of a tenant requires the right idn:all-personal-access-tokens:read");
        using LoopbackTenant rejecting = LoopbackTenant.Responding(_ => LoopbackTenant.Response("401 Unauthorized", "{}"));
        RequireError(rejecting, "HTTP 401: the client id and secret were rejected");
        using LoopbackTenant half = LoopbackTenant.After(_ => LoopbackTenant.Response("200 OK", "[{\"id\":\"t\"}"));
        RequireError(half, "not a complete JSON list");
        Assert.DoesNotContain("CANARY", Fetch(busy, "--output", "rejected.json", "--client-secret=CANARY").Expect(2).Error, StringComparison.Ordinal);

        void RequireError(LoopbackTenant tenant, string message)
        {
            Assert.Contains(message, Fetch(tenant, "--output", "rejected.json").Expect(3).Error, StringComparison.Ordinal);
            Assert.False(File.Exists(Path.Combine(consumer.Folder, "rejected.json")));
        }

        Consumer.Outcome Fetch(LoopbackTenant tenant, params string[] options) => consumer.Run(
            "/usr/bin/env", ["SAIL_CLIENT_ID=id", "SAIL_CLIENT_SECRET=secret", program, "fetch", "--tenant", tenant.Address.AbsoluteUri, .. options]);
    }

    /// <summary>Audits tokens of all kinds in every format.</summary>
    internal static void AuditEveryKind(Consumer consumer, string program)
    {
        consumer.Write("kinds.json", EveryKind);
        string[] audit = [Key, program, "audit", "kinds.json", "--now", "2026-11-24", "--expiring", "14d", "--show-values"];
        using JsonDocument report = JsonDocument.Parse(consumer.Run("/usr/bin/env", [.. audit, "--format", "json", "--report", "kinds.html"]).Expect(1).Output);
        (string Name, string Advice, string Reason)[] tokens = [.. report.RootElement.GetProperty("tokens").EnumerateArray().Select(static token => (
            token.GetProperty("values").GetProperty("name").GetString()!, token.GetProperty("advice").GetString()!, token.GetProperty("reason").GetString()!))];
        Assert.Equal(
            [
                ("down", "fix-now", "Expired 3 days ago; last used 4 days ago"),
                ("ends-soon", "rotate", "Expires in 7 days; last used 4 days ago; has every right of its owner"),
                ("endless", "review", "Never expires"),
                ("scope-null", "review", "Has every right of its owner: scope is null"),
                ("scope-absent", "review", "Scope not stated: it may have every right of its owner; violates v2026: "
                    + "The required property \"scope\" is missing (schema/required)"),
                ("lenient", "review", "Violates v2026 at /lastUsed: Expected an RFC 3339 date-time (schema/format)"),
                ("twin", "review", "The owner has another token with this name"),
                ("twin", "review", "The owner has another token with this name"),
                ("stale", "delete", "Not used for 115 days"),
                ("in-use", "keep", "Last used 4 days ago"),
                ("flow", "leave-to-platform", "Managed by the platform; expires in 189 days; never used, created 692 days ago"),
            ],
            tokens);

        string text = consumer.Run("/usr/bin/env", audit).Expect(1).Output;
        string csv = consumer.Run("/usr/bin/env", [.. audit, "--format", "csv"]).Expect(1).Output.Replace("\"\"", "\"", StringComparison.Ordinal);
        string page = WebUtility.HtmlDecode(File.ReadAllText(Path.Combine(consumer.Folder, "kinds.html")));
        int[] last = new int[3];
        foreach ((string name, string advice, string reason) in tokens)
        {
            foreach ((int format, string output) in new[] { text, csv, page }.Index())
            {
                if (format == 0 && advice == "keep") continue;
                int found = output.IndexOf(reason, last[format], StringComparison.Ordinal);
                Assert.True(found >= 0, $"{name} in\n{output}");
                last[format] = found;
            }
        }

        Assert.Contains("1 input, 11 tokens: 1 fix-now, 1 rotate, 6 review, 1 delete, 1 keep, 1 leave-to-platform", text, StringComparison.Ordinal);
        foreach (JsonProperty number in report.RootElement.GetProperty("summary").GetProperty("advice").EnumerateObject())
        {
            Assert.Contains($"data-figure=\"{number.Name}\">{number.Value}<", page, StringComparison.Ordinal);
            Assert.Equal(number.Value.GetInt32(), csv.Split("\r\n").Count(row => row.StartsWith(number.Name + ",", StringComparison.Ordinal)));
        }

        Assert.Equal(["o: 9", "p: 2"], report.RootElement.GetProperty("owners").EnumerateArray()
            .Select(static owner => $"{owner.GetProperty("values").GetProperty("ownerName").GetString()}: {owner.GetProperty("tokens")}"));
        string lenient = consumer.Run("/usr/bin/env", [.. audit, "--format", "json", "--date-times", "lenient"]).Expect(1).Output;
        Assert.Contains("\"reason\": \"Last used 1 day ago\"", lenient, StringComparison.Ordinal);
    }

    /// <summary>Audits two exports without values.</summary>
    internal static void AuditWithoutValues(Consumer consumer, string program)
    {
        consumer.Write("october.json", List(Kind("CANARY-1", used: "2026-06-01T00:00:00Z"), Kind("CANARY-2")));
        consumer.Write("november.json", List(Kind("CANARY-3"), Kind("CANARY-1", used: "2026-06-02T00:00:00Z")));
        string october = Audit("october.json");
        string november = Audit("november.json");
        string pseudonym = Regex.Match(october, "t-[0-9a-f]{12}").Value;
        Assert.Equal(14, pseudonym.Length);
        Assert.Contains(pseudonym, november, StringComparison.Ordinal);
        Assert.Contains("Tokens and owners are shown as pseudonyms; --show-values shows names, ids and owners.", november, StringComparison.Ordinal);

        string Audit(string file)
        {
            string output = consumer.Run("/usr/bin/env", Key, program, "audit", file, "--now", "2026-11-24", "--report", file + ".html").Expect(1).Output;
            Assert.DoesNotContain("CANARY", output, StringComparison.Ordinal);
            Assert.DoesNotContain("CANARY", File.ReadAllText(Path.Combine(consumer.Folder, file + ".html")), StringComparison.Ordinal);
            return output;
        }
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

    private static string EveryKind { get; } = List(
        Kind("in-use"),
        Kind("down", ends: "\"2026-11-21T00:00:00Z\""),
        Kind("ends-soon", ends: "\"2026-12-01T12:00:00Z\"", scope: "\"scope\":[\"sp:scopes:all\"],"),
        Kind("endless", ends: "null"),
        Kind("scope-null", scope: "\"scope\":null,"),
        Kind("scope-absent", scope: ""),
        Kind("lenient", used: "2026-11-23T08:00Z"),
        Kind("t1", name: "twin", owner: "p"),
        Kind("t2", name: "twin", owner: "p"),
        Kind("stale", used: "2026-08-01T00:00:00Z"),
        Kind("flow", used: null, more: ",\"managed\":true"));

    private static string Kind(
        string id,
        string? name = null,
        string? used = "2026-11-20T00:00:00Z",
        string ends = "\"2027-06-01T00:00:00Z\"",
        string scope = "\"scope\":[\"x\"],",
        string owner = "o",
        string more = "") =>
        $$$"""
        {"id":"{{{id}}}","name":"{{{name ?? id}}}",{{{scope}}}"owner":{"type":"IDENTITY","id":"{{{owner}}}1","name":"{{{owner}}}"},"created":"2025-01-01T00:00:00Z",
         "lastUsed":{{{(used is null ? "null" : $"\"{used}\"")}}},"expirationDate":{{{ends}}}{{{more}}}}
        """;

    private static string List(params string[] tokens) => $"[{string.Join(",", tokens)}]";

    private static string Token(string id, string name, bool isManaged, string used, string ends) =>
        $$$"""
        {"id":"{{{id}}}","name":"{{{name}}}","scope":["sp:search:read"],"owner":{"type":"IDENTITY","id":"i","name":"o"},"created":"2026-01-01T00:00:00Z",
         "lastUsed":{{{used}}},"managed":{{{(isManaged ? "true" : "false")}}},"expirationDate":{{{ends}}},"userAwareTokenNeverExpires":true}
        """;
}
