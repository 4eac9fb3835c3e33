using System.Globalization;
using System.Text;
using CsCheck;
using PatContracts.Schema;
using PatContracts.Tests.Support;
using Xunit;

namespace PatContracts.Tests.Checks;

[Collection(nameof(MeasuresMemory))]
public sealed class PatCheckSessionTests
{
    // Few ids, owners and names, so that tokens often have them in common.
    private static readonly Gen<string> Token =
        from id in Gen.OneOf("\"a\"", "\"b\"", "\"c\"", "\"\"", "\"\\u0061\"", "1")
        from name in Gen.OneOf("\"n\"", "\"m\"", "\"\"")
        from owner in Gen.OneOf("{\"id\":\"o\"}", "{ \"id\" : \"p\", \"Type\": [{}] }", "null")
        from managed in Gen.OneOf("true", "false", "null")
        from blank in Gen.OneOf("", " ", "\n", "\r\n  ", "\t")
        from emoji in Gen.OneOf("", "\"é\": \"😀\",")
        select $"{{{blank}{emoji}\"id\":{id},{blank}\"name\"{blank}:{name},\"owner\":{owner},{blank}\"managed\":{managed}{blank}}}";

    [Fact]
    public void Token_by_token_the_findings_are_those_of_the_whole_list() => Gen.Select(Token.Array[0, 8], Gen.OneOf(",", ",\n", " , \r\n ")).Sample((tokens, separator) =>
    {
        var list = new StringBuilder("[");
        var locations = new List<TokenLocation>();
        foreach (string token in tokens)
        {
            if (locations.Count > 0) list.Append(separator);
            string before = list.ToString();
            string line = before[(before.LastIndexOf('\n') + 1)..];
            locations.Add(new TokenLocation(Encoding.UTF8.GetByteCount(before), before.Count(c => c == '\n') + 1, line.Length + 1, locations.Count));
            list.Append(token);
        }

        list.Append(']');
        Contract contract = PatContract.Catalog.Get("v3-list");
        string[] whole = [.. contract.Validate(Payloads.Utf8(list.ToString()), Payloads.Checks, new ValidationOptions { MaxFindings = 10_000 }).Findings
            .Where(finding => finding.Rule.StartsWith("pat/", StringComparison.Ordinal)).Select(Describe)];

        var session = new PatCheckSession(contract, Payloads.Checks);
        var fed = new List<Finding>();
        for (int i = 0; i < tokens.Length; i++) fed.AddRange(session.Check(Payloads.Utf8(tokens[i]), locations[i]));

        Assert.Equal(whole, fed.Select(Describe));
        Assert.Equal(tokens.Length, session.TokenCount);
    });

    [Fact]
    public void Text_that_is_not_JSON_is_ignored() => Gen.Select(Gen.OneOf(Payloads.Token, "[1]", "\"x\""), Gen.Int[0, 400], Gen.Byte).Sample((text, at, with) =>
    {
        byte[] broken = Payloads.Utf8(text);
        broken[at % broken.Length] = with;
        var session = new PatCheckSession(PatContract.Catalog.Get("v3"), Payloads.Checks);
        session.Check(broken, TokenLocation.Start);
        session.Check(broken.AsSpan(0, at % broken.Length), TokenLocation.Start);
    });

    [Fact]
    public void A_million_tokens_stay_within_the_documented_memory()
    {
        const int Tokens = 1_000_000;
        const long PromisedPerToken = 64;
        PatCheckOptions options = Payloads.Checks.With(PatCheck.OwnerIncomplete, RuleSeverity.Off);
        var findings = new List<Finding>();
        byte[] token = Payloads.Utf8("""{"id":"00000000-0000-4000-8000-000000000000","name":"Token 0000000000 of a long list","scope":null,"owner":{"id":"o"},"created":"2017-07-11T18:45:37.098Z"}""");
        int idDigits = token.AsSpan().IndexOf("000000000000\""u8);
        int nameDigits = token.AsSpan().IndexOf("0000000000 of"u8);

        long before = GC.GetTotalMemory(forceFullCollection: true);
        var session = new PatCheckSession(PatContract.Catalog.Get("v3"), options);
        Span<byte> digits = stackalloc byte[10];
        for (int i = 0; i < Tokens; i++)
        {
            Assert.True(i.TryFormat(digits, out int written, "D10", CultureInfo.InvariantCulture) && written == digits.Length);
            digits.CopyTo(token.AsSpan(idDigits));
            digits.CopyTo(token.AsSpan(nameDigits));
            findings.AddRange(session.Check(token, TokenLocation.Start));
        }

        long held = GC.GetTotalMemory(forceFullCollection: true) - before;
        TestContext.Current.TestOutputHelper?.WriteLine($"{held / (double)Tokens:F1} bytes per token");
        Assert.InRange(held, 1, Tokens * PromisedPerToken);
        Assert.Empty(findings);

        // The session has still recorded the token.
        findings.AddRange(session.Check(token, TokenLocation.Start));
        Assert.Equal("pat/duplicate-id", Assert.Single(findings).Rule);
        GC.KeepAlive(session);
    }

    [Fact]
    public void Valid_tokens_need_no_memory_when_nothing_has_to_be_stored()
    {
        PatCheckOptions options = Payloads.Checks.With(PatCheck.DuplicateId, RuleSeverity.Off).With(PatCheck.DuplicateName, RuleSeverity.Off).With(PatCheck.ManagedConflict, RuleSeverity.Off);
        var session = new PatCheckSession(PatContract.Catalog.Get("v3"), options);
        byte[] token = Payloads.Utf8(Payloads.Token);
        List<Finding> findings = [];
        for (int i = 0; i < 1000; i++) findings.AddRange(session.Check(token, TokenLocation.Start));

        long before = GC.GetAllocatedBytesForCurrentThread();
        for (int i = 0; i < 1000; i++) findings.AddRange(session.Check(token, TokenLocation.Start));
        Assert.Equal(0, GC.GetAllocatedBytesForCurrentThread() - before);
        Assert.Empty(findings);
    }

    private static string Describe(Finding finding) =>
        FormattableString.Invariant($"{finding} at {finding.InstancePointer} {finding.Offset}+{finding.Length}");
}
