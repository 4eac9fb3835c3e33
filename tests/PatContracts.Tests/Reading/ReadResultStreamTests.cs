using System.Buffers;
using System.Text;
using PatContracts.Schema;
using PatContracts.Tests.Support;
using Xunit;

namespace PatContracts.Tests.Reading;

public sealed class ReadResultStreamTests
{
    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_valid_token_in_a_stream_has_no_findings()
    {
        foreach (ContractReadResult<GetPersonalAccessTokenResponse> result in new[]
        {
            await PatContract.Latest.ReadResultAsync(Stream(Token(5)), cancellationToken: Cancel),
            await PatContract.V2025.ReadResultAsync(Stream(Token(5)), cancellationToken: Cancel),
            await PatContract.V2024.ReadResultAsync(Stream(Token(5)), cancellationToken: Cancel),
            await PatContract.Beta.ReadResultAsync(Stream(Token(5)), cancellationToken: Cancel),
        })
        {
            Assert.True(result.IsValid);
            Assert.Equal("5", result.Value.Id);
            Assert.Empty(result.Findings);
        }
    }

    [Theory]
    [InlineData("")]
    [InlineData("7")]
    [InlineData("[]")]
    [InlineData("{")]
    [InlineData("{\"id\":7}")]
    [InlineData("{\"id\":\"1\",\"name\":\"n\",\"scope\":null,\"owner\":{},\"created\":\"2024-05-06T07:08:09Z\"} 7")]
    public async Task An_invalid_token_has_the_findings_of_the_whole_text(string json)
    {
        (GetPersonalAccessTokenResponse? token, IReadOnlyList<Finding> findings) = await PatContract.Latest.ReadResultAsync(Stream(json), cancellationToken: Cancel);

        Assert.Null(token);
        Assert.NotEmpty(findings);
        Assert.False(PatContract.Latest.TryRead(json, out _, out ContractValidationResult result));
        Assert.Equal(result.Findings.Select(Shown), findings.Select(Shown));
    }

    [Fact]
    public async Task Findings_that_are_not_errors_are_returned_with_the_token()
    {
        var warns = new ValidationOptions { UnknownProperties = RuleSeverity.Warning };
        string json = Token(1).Insert(1, "\"strange\":1,");

        ContractReadResult<GetPersonalAccessTokenResponse> result = await PatContract.Latest.ReadResultAsync(Stream(json), options: warns, cancellationToken: Cancel);

        Assert.Equal("1", result.Value?.Id);
        Assert.Equal("schema/unknown", Assert.Single(result.Findings).Rule);

        List<ContractReadResult<GetPersonalAccessTokenResponse>> list =
            await PatContract.Latest.ReadListResultsAsync(Stream($"[{Token(0)},{json}]"), options: warns, cancellationToken: Cancel).ToListAsync(Cancel);
        Assert.Equal([0, 1], list.Select(element => element.Findings.Count));
        Assert.All(list, element => Assert.True(element.IsValid));
    }

    [Fact]
    public async Task An_invalid_element_does_not_end_the_list()
    {
        string json = $"[{Token(0)}, {{\"id\":7}} ,\n{Token(2)},null,{Token(4)}]";

        foreach (IAsyncEnumerable<ContractReadResult<GetPersonalAccessTokenResponse>> list in new[]
        {
            PatContract.Latest.ReadListResultsAsync(Stream(json), cancellationToken: Cancel),
            PatContract.V2026.ReadListResultsAsync(Stream(json), cancellationToken: Cancel),
            PatContract.V2026.List.Contract.ReadListResultsAsync(Stream(json), PatJson.Token, cancellationToken: Cancel),
        })
        {
            List<ContractReadResult<GetPersonalAccessTokenResponse>> results = await list.ToListAsync(Cancel);

            Assert.Equal(["0", null, "2", null, "4"], results.Select(result => result.Value?.Id));
            Assert.Equal(PatContract.V2026.List.Validate(json).Findings.Select(Shown), results.SelectMany(result => result.Findings).Select(Shown));
            Assert.All(results, result => Assert.Equal(result.Findings.Count == 0, result.IsValid));
        }
    }

    [Theory]
    [InlineData("[@0,@1", 3)]
    [InlineData("[@0,@1,", 3)]
    [InlineData("[@0,@1] 7", 3)]
    [InlineData("[@0 @1]", 2)]
    [InlineData("[@0,@1,{\"id\":]", 3)]
    [InlineData("[@0,@1,{\"id\"", 3)]
    [InlineData("{}", 1)]
    [InlineData("", 1)]
    public async Task Violations_of_the_list_itself_are_reported_at_its_end(string pattern, int count)
    {
        string json = pattern.Replace("@0", Token(0), StringComparison.Ordinal).Replace("@1", Token(1), StringComparison.Ordinal);

        for (int piece = 1; piece < json.Length + 2; piece += 17)
        {
            List<ContractReadResult<GetPersonalAccessTokenResponse>> results =
                await PatContract.Latest.ReadListResultsAsync(new ChunkedStream(json, piece), cancellationToken: Cancel).ToListAsync(Cancel);

            Assert.Equal(count, results.Count);
            Assert.All(results.SkipLast(1), result => Assert.True(result.IsValid));
            Assert.Equal(PatContract.V2026.List.Validate(json).Findings.Select(Shown), results[^1].Findings.Select(Shown));
            Assert.False(results[^1].IsValid);
        }
    }

    [Fact]
    public async Task The_number_of_findings_is_bounded_for_each_element()
    {
        string json = $"[{string.Join(',', Enumerable.Repeat("{}", 50))}]";

        List<ContractReadResult<GetPersonalAccessTokenResponse>> results =
            await PatContract.Latest.ReadListResultsAsync(Stream(json), options: new() { MaxFindings = 3 }, cancellationToken: Cancel).ToListAsync(Cancel);

        Assert.Equal(50, results.Count);
        Assert.All(results, result => Assert.Equal(3, result.Findings.Count));
        Assert.All(results, result => Assert.True(result.Validation.IsTruncated));
    }

    [Fact]
    public async Task A_value_that_the_model_cannot_represent_is_a_finding_only_of_its_element()
    {
        Contract anything = Contract.Load("""{"type":"array"}""");

        List<ContractReadResult<GetPersonalAccessTokenResponse>> results =
            await anything.ReadListResultsAsync(Stream($"[{{}},\n {{\"id\":7}},[],{Token(3)}]"), PatJson.Token, cancellationToken: Cancel).ToListAsync(Cancel);

        Assert.Equal([true, false, false, true], results.Select(result => result.IsValid));
        Assert.Equal(("read/value", "/1/id", 2, 8), LocationOf(Assert.Single(results[1].Findings)));
        Assert.Equal(("read/value", "/2"), (results[2].Findings[0].Rule, results[2].Findings[0].InstancePointer));
    }

    [Fact]
    public async Task A_contract_that_applies_to_the_array_as_a_whole_returns_one_result()
    {
        Contract unique = Contract.Load("""{"type":"array","uniqueItems":true}""");

        Assert.Equal(2, await unique.ReadListResultsAsync(Stream($"[{Token(0)},{Token(1)}]"), PatJson.Token, cancellationToken: Cancel).CountAsync(result => result.IsValid, Cancel));
        ContractReadResult<GetPersonalAccessTokenResponse> broken =
            await unique.ReadListResultsAsync(Stream($"[{Token(0)},{Token(0)}]"), PatJson.Token, cancellationToken: Cancel).SingleAsync(Cancel);
        Assert.Equal("schema/uniqueItems", Assert.Single(broken.Findings).Rule);
    }

    [Theory]
    [InlineData("[]")]
    [InlineData(" [{},{}]")]
    public async Task An_array_is_not_a_token_even_if_the_contract_allows_it(string json)
    {
        Contract anything = Contract.Load("true");

        ContractReadResult<GetPersonalAccessTokenResponse> result = await anything.ReadResultAsync(Stream(json), PatJson.Token, cancellationToken: Cancel);

        Assert.False(anything.TryRead(Encoding.UTF8.GetBytes(json), PatJson.Token, out _, out ContractValidationResult expected));
        Assert.Equal(expected.Findings.Select(Shown), result.Findings.Select(Shown));
        await Assert.ThrowsAsync<ContractViolationException>(async () => await anything.ReadAsync(Stream(json), PatJson.Token, cancellationToken: Cancel));
    }

    [Fact]
    public async Task An_IO_error_is_not_a_finding()
    {
        await Assert.ThrowsAsync<IOException>(async () => await PatContract.Latest.ReadResultAsync(new Broken(), cancellationToken: Cancel));
        await Assert.ThrowsAsync<IOException>(async () => await PatContract.Latest.ReadListResultsAsync(new Broken(), cancellationToken: Cancel).CountAsync(Cancel));
    }

    [Fact]
    public void A_default_result_has_no_value_and_no_findings()
    {
        ContractReadResult<GetPersonalAccessTokenResponse> nothing = default;

        Assert.False(nothing.IsValid);
        Assert.Null(nothing.Value);
        Assert.Empty(nothing.Findings);
    }

    [Fact]
    public void Texts_and_sequences_are_read_like_bytes()
    {
        Contract mine = PatContract.Catalog.Get("v3");
        byte[] bytes = Encoding.UTF8.GetBytes(Token(1));

        Assert.Equal("1", mine.Read(bytes, PatJson.Token).Id);
        Assert.Equal("1", mine.Read(Token(1), PatJson.Token).Id);
        Assert.Equal("1", mine.Read(new ReadOnlySequence<byte>(bytes), PatJson.Token).Id);
        Assert.True(mine.TryRead(Token(1), PatJson.Token, out GetPersonalAccessTokenResponse? token, out _));
        Assert.Equal("1", token.Id);
        Assert.Equal("1", Assert.Single(PatContract.Latest.ReadList($"[{Token(1)}]")).Id);
        Assert.True(PatContract.Latest.TryReadList($"[{Token(1)}]", out IReadOnlyList<GetPersonalAccessTokenResponse>? tokens, out _));
        Assert.Single(tokens);

        Assert.Equal("v3", Assert.Throws<ContractViolationException>(() => mine.Read("{}"u8, PatJson.Token)).Contract);
        Assert.Throws<ContractViolationException>(() => PatContract.Latest.ReadList("{}"));
        Assert.Throws<ArgumentNullException>(() => mine.Read<GetPersonalAccessTokenResponse>("{}", null!));
        Assert.Throws<ArgumentNullException>(() => ((Contract)null!).Read("{}", PatJson.Token));
    }

    private static (string, string, int, int) LocationOf(Finding finding) => (finding.Rule, finding.InstancePointer, finding.Line, finding.Column);

    private static string Shown(Finding finding) => $"{finding} {finding.InstancePointer} {finding.SchemaPointer} {finding.Offset} {finding.Length}";

    private static ChunkedStream Stream(string json) => new ChunkedStream(json, 30);

    private static string Token(int id) =>
        $$"""{"id":"{{id}}","name":"n","scope":["sp:scopes:all","ä"],"owner":{"type":"IDENTITY"},"created":"2024-05-06T07:08:09Z"}""";

    private sealed class Broken : MemoryStream
    {
        public override ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default) => throw new IOException("The line is dead.");
    }
}
