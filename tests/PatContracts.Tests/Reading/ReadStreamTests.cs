using System.IO.Pipelines;
using System.Text;
using PatContracts.Schema;
using PatContracts.Tests.Support;
using Xunit;

namespace PatContracts.Tests.Reading;

[Collection(nameof(MeasuresMemory))]
public sealed class ReadStreamTests
{
    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_list_in_a_stream_is_read_the_same_for_any_chunks()
    {
        byte[] json = Encoding.UTF8.GetBytes($"[{Token(0)} ,\r\n{Token(1)},{Token(2)}]");
        IReadOnlyList<GetPersonalAccessTokenResponse> expected = PatContract.Latest.ReadList(json);

        for (int piece = 1; piece < json.Length; piece += piece < 40 ? 1 : 37)
        {
            List<GetPersonalAccessTokenResponse> tokens = await PatContract.Latest.ReadListAsync(new ChunkedStream(json, piece), cancellationToken: Cancel).ToListAsync(Cancel);
            Assert.Equal(expected.Select(token => token with { Scope = null }), tokens.Select(token => token with { Scope = null }));
            Assert.Equal(expected.SelectMany(token => token.Scope!), tokens.SelectMany(token => token.Scope!));
        }
    }

    [Fact]
    public async Task Tokens_are_returned_before_the_rest_has_arrived()
    {
        var pipe = new Pipe();
        await using Stream stream = pipe.Reader.AsStream();
        await using IAsyncEnumerator<GetPersonalAccessTokenResponse> tokens = PatContract.Latest.ReadListAsync(stream, cancellationToken: Cancel).GetAsyncEnumerator(Cancel);

        await pipe.Writer.WriteAsync(Encoding.UTF8.GetBytes($"[{Token(0)},"), Cancel);
        Assert.True(await tokens.MoveNextAsync());
        Assert.Equal("0", tokens.Current.Id);

        await pipe.Writer.WriteAsync(Encoding.UTF8.GetBytes($"{Token(1)}]"), Cancel);
        await pipe.Writer.CompleteAsync();
        Assert.True(await tokens.MoveNextAsync());
        Assert.False(await tokens.MoveNextAsync());
    }

    [Theory]
    [InlineData("7")]
    [InlineData("""{"id":"2","name":"n","scope":null,"owner":{},"created":"yesterday"}""")]
    [InlineData("""{"id":"2",""")]
    [InlineData("")]
    [InlineData("\"\\ud800\"")]
    public async Task Tokens_before_a_violation_are_returned_and_the_findings_are_those_of_the_whole(string third)
    {
        byte[] json = Encoding.UTF8.GetBytes($"[{Token(0)},\n{Token(1)},\n  {third}]");
        List<string> read = [];

        ContractViolationException exception = await Assert.ThrowsAsync<ContractViolationException>(async () =>
        {
            await foreach (GetPersonalAccessTokenResponse token in PatContract.V2025.ReadListAsync(new ChunkedStream(json, 50), cancellationToken: Cancel)) read.Add(token.Id);
        });

        Assert.Equal(["0", "1"], read);
        Assert.Equal("v2025-list", exception.Contract);
        Assert.Equal(PatContract.V2025.List.Validate(json).Findings.Select(Shown), exception.Findings.Select(Shown));
    }

    [Theory]
    [InlineData("")]
    [InlineData("  ")]
    [InlineData("{}")]
    [InlineData("null")]
    [InlineData("[] 7")]
    [InlineData("[")]
    public async Task A_payload_that_is_not_a_list_returns_no_elements(string json)
    {
        List<GetPersonalAccessTokenResponse> read = [];

        ContractViolationException exception = await Assert.ThrowsAsync<ContractViolationException>(async () =>
        {
            await foreach (GetPersonalAccessTokenResponse token in PatContract.Latest.ReadListAsync(new ChunkedStream(json, 1), cancellationToken: Cancel)) read.Add(token);
        });

        Assert.Empty(read);
        Assert.Equal(PatContract.Latest.List.Validate(json).Findings.Select(Shown), exception.Findings.Select(Shown));
    }

    [Fact]
    public async Task One_token_is_read_from_a_stream_and_a_list_is_rejected()
    {
        Assert.Equal("0", (await PatContract.Latest.ReadAsync(new ChunkedStream(Encoding.UTF8.GetBytes($" {Token(0)} "), 3), cancellationToken: Cancel)).Id);

        foreach (string json in new[] { $"[{Token(0)}]", $"{Token(0)}{Token(0)}", $"{Token(0)}\n{Token(0)}", "7", "" })
        {
            ContractViolationException exception =
                await Assert.ThrowsAsync<ContractViolationException>(async () => await PatContract.Latest.ReadAsync(new ChunkedStream(json, 3), cancellationToken: Cancel));
            PatContract.Latest.TryRead(Encoding.UTF8.GetBytes(json), out _, out ContractValidationResult result);
            Assert.Equal(result.Findings.Select(Shown), exception.Findings.Select(Shown));
        }
    }

    [Fact]
    public async Task A_value_that_the_model_cannot_represent_is_located_in_the_whole_text()
    {
        const string Json = "[{},\n {\"id\":\"1\",\n\"name\": 7}]";

        ContractViolationException exception = await Assert.ThrowsAsync<ContractViolationException>(async () =>
            await Contract.Load("""{"type":"array"}""").ReadListAsync(new ChunkedStream(Json, 4), PatJson.Token, cancellationToken: Cancel).ToListAsync(Cancel));

        Finding finding = Assert.Single(exception.Findings);
        Assert.Equal(("read/value", "/1/name", 3, 9, Json.IndexOf('7', StringComparison.Ordinal)), (finding.Rule, finding.InstancePointer, finding.Line, finding.Column, (int)finding.Offset));
    }

    [Fact]
    public async Task A_contract_that_applies_to_the_array_as_a_whole_is_validated_too()
    {
        Contract unique = Contract.Load("""{"type":"array","uniqueItems":true}""");
        byte[] json = Encoding.UTF8.GetBytes($"[{Token(0)},{Token(1)}]");

        Assert.Equal(2, await unique.ReadListAsync(new ChunkedStream(json, 9), PatJson.Token, cancellationToken: Cancel).CountAsync(Cancel));
        await Assert.ThrowsAsync<ContractViolationException>(async () =>
            await unique.ReadListAsync(new MemoryStream(Encoding.UTF8.GetBytes($"[{Token(0)},{Token(0)}]")), PatJson.Token, cancellationToken: Cancel).CountAsync(Cancel));
    }

    [Fact]
    public async Task Reading_from_a_stalled_stream_can_be_canceled()
    {
        var pipe = new Pipe();
        await using Stream stream = pipe.Reader.AsStream();
        await pipe.Writer.WriteAsync(Encoding.UTF8.GetBytes($"[{Token(0)},{{\"id\""), Cancel);
        using var cancellation = CancellationTokenSource.CreateLinkedTokenSource(Cancel);

        await Assert.ThrowsAnyAsync<OperationCanceledException>(async () =>
        {
            await foreach (GetPersonalAccessTokenResponse token in PatContract.Latest.ReadListAsync(stream, cancellationToken: cancellation.Token)) await cancellation.CancelAsync();
        });
    }

    [Fact]
    public async Task Memory_is_bounded_by_one_token()
    {
        const int Count = 20_000;
        byte[] token = Encoding.UTF8.GetBytes(Token(0) + ",");
        await using var stream = new Repeated(token, Count);
        int count = 0;
        long before = GC.GetTotalMemory(forceFullCollection: true);

        await foreach (GetPersonalAccessTokenResponse read in PatContract.Latest.ReadListAsync(stream, cancellationToken: Cancel))
        {
            if (++count == Count) Assert.InRange(GC.GetTotalMemory(forceFullCollection: true) - before, long.MinValue, token.Length * (long)Count / 2);
        }

        Assert.Equal(Count, count);
    }

    private static string Shown(Finding finding) => $"{finding} {finding.InstancePointer} {finding.SchemaPointer} {finding.Offset} {finding.Length}";

    private static string Token(int id) =>
        $$"""{"id":"{{id}}","name":"n","scope":["sp:scopes:all","ä"],"owner":{"type":"IDENTITY"},"created":"2024-05-06T07:08:09Z"}""";

    /// <summary>An array that contains the same token many times, generated as it is read.</summary>
    private sealed class Repeated(byte[] element, int count) : Stream
    {
        private readonly long _length = (long)element.Length * count;
        private long _position = -1;

        public override bool CanRead => true;

        public override bool CanSeek => false;

        public override bool CanWrite => false;

        public override long Length => throw new NotSupportedException();

        public override long Position
        {
            get => throw new NotSupportedException();
            set => throw new NotSupportedException();
        }

        public override int Read(byte[] buffer, int offset, int count)
        {
            int read = 0;
            while (read < count && _position < _length)
            {
                // The closing bracket replaces the last comma.
                buffer[offset + read++] = _position < 0 ? (byte)'[' : _position == _length - 1 ? (byte)']' : element[_position % element.Length];
                _position++;
            }

            return read;
        }

        public override void Flush()
        {
        }

        public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

        public override void SetLength(long value) => throw new NotSupportedException();

        public override void Write(byte[] buffer, int offset, int count) => throw new NotSupportedException();
    }
}
