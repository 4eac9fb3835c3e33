using System.Buffers;
using System.Text;
using PatContracts.Schema.Text;
using Xunit;

namespace PatContracts.Schema.Tests.Streaming;

/// <summary>The amounts read and allocated for texts that are too long, or short.</summary>
public sealed class BoundedReadingTests
{
    private const int Megabyte = 1024 * 1024;

    private static readonly byte[] Filling = Encoding.UTF8.GetBytes(new string('x', Megabyte));

    private static readonly Contract AnyObject = Contract.Load("""{"type":"object"}""");

    [Theory]
    [InlineData("\"")]
    [InlineData("[\"")]
    [InlineData("{\"a\":\"")]
    [InlineData("{}\n{\"a\":\"")]
    public void Text_over_the_limit_is_rejected_after_reading_and_allocating_little_more_than_the_limit(string head)
    {
        foreach (int limit in new[] { 4 * Megabyte, 8 * Megabyte, 16 * Megabyte })
        {
            var stream = new CountingStream(new RepeatingStream(Encoding.UTF8.GetBytes(head), Filling, 64, "\"}"u8.ToArray()));
            long before = GC.GetAllocatedBytesForCurrentThread();
            using var reader = new PayloadReader(stream, limit);
            while (reader.Read())
            {
            }

            long allocated = GC.GetAllocatedBytesForCurrentThread() - before;
            Assert.Equal("json/too-large", reader.Fault?.Rule);
            Assert.InRange(stream.Taken, limit, limit + (2 * Megabyte));
            Assert.True(allocated < limit + (2 * Megabyte), $"{allocated} bytes allocated for a limit of {limit}");
        }
    }

    [Theory]
    [InlineData(1)]
    [InlineData(7)]
    [InlineData(70_000)]
    public void An_element_longer_than_a_buffer_is_read_completely_however_it_arrives(int size)
    {
        var contract = Contract.Load("""{"type":"object","required":["id"],"properties":{"id":{"type":"integer"}}}""");
        string filling = new('ä', size == 1 ? 100_000 : 600_000);
        string[] elements = ["{\"id\":1}", $"{{\"id\":2,\"a\":\"{filling}\\\"}}]\"}}", $"{{\"a\":[\"{filling}\"],\"id\":true}}", "{\"id\":4}"];
        foreach (string text in new[] { "[" + string.Join(" ,\r\n", elements) + "]", string.Join("\r", elements) })
        {
            byte[] bytes = Encoding.UTF8.GetBytes(text);
            using var reader = new PayloadReader(new StepStream(bytes, size));
            foreach (string element in elements)
            {
                Assert.True(reader.Read());
                ContractValidationResult result = reader.Validate(contract);
                Assert.Equal(!element.EndsWith("true}", StringComparison.Ordinal), result.IsValid);
                Assert.Equal(element, Encoding.UTF8.GetString(reader.Element.Span));
                int at = text.IndexOf(element, StringComparison.Ordinal);
                Assert.Equal(Encoding.UTF8.GetByteCount(text.AsSpan(0, at)), reader.Offset);
                Assert.Equal(reader.Index + 1, reader.Line);
            }

            Assert.False(reader.Read());
            Assert.Null(reader.Fault);
        }
    }

    [Fact]
    public async Task A_short_stream_of_lines_costs_little()
    {
        byte[] lines = "{}\n{}\n"u8.ToArray();
        Assert.True(await AnyObject.AreLinesValidAsync(new MemoryStream(lines), new ValidationOptions { MaxDegreeOfParallelism = 4 }, cancellationToken: TestContext.Current.CancellationToken));
        using var stream = new MemoryStream(lines);
        long before = GC.GetAllocatedBytesForCurrentThread();
        Task<bool> validation = AnyObject.AreLinesValidAsync(stream, new ValidationOptions { MaxDegreeOfParallelism = 4 }, cancellationToken: TestContext.Current.CancellationToken).AsTask();
        long allocated = GC.GetAllocatedBytesForCurrentThread() - before;

        Assert.True(validation.IsCompletedSuccessfully && await validation);
        Assert.True(allocated < 4096, $"{allocated} bytes");
    }

    [Theory]
    [InlineData("\n")]
    [InlineData("\r")]
    [InlineData("\r\n")]
    public async Task A_stream_of_lines_is_read_no_further_than_the_pieces_around_a_violation(string end)
    {
        byte[] line = Encoding.UTF8.GetBytes("{\"a\":\"" + new string('x', 1000) + "\"}" + end);
        var stream = new CountingStream(new RepeatingStream(Encoding.UTF8.GetBytes("1" + end), line, 64 * 1024, "{}"u8.ToArray()));
        Assert.False(await AnyObject.AreLinesValidAsync(stream, new ValidationOptions { MaxDegreeOfParallelism = 2 }, cancellationToken: TestContext.Current.CancellationToken));
        Assert.InRange(stream.Taken, 1, 6 * Megabyte);
    }

    [Fact]
    public async Task A_line_over_the_size_limit_is_invalid_and_not_buffered()
    {
        const int Limit = PayloadReader.DefaultMaxElementBytes;
        var stream = new CountingStream(new RepeatingStream("{\"a\":\""u8.ToArray(), Filling, 600, "\"}"u8.ToArray()));
        Assert.False(await AnyObject.AreLinesValidAsync(stream, new ValidationOptions { MaxDegreeOfParallelism = 2 }, cancellationToken: TestContext.Current.CancellationToken));
        Assert.InRange(stream.Taken, Limit, Limit + (3L * Megabyte));
    }

    [Fact]
    public void An_array_returned_to_the_pool_contains_no_payload()
    {
        // Composed by hand: the runtime's builders of strings and arrays also use the pool.
        const int Times = 30;
        byte[] part = "open-sesame-0123456789"u8.ToArray();
        byte[] payload = new byte[(2 * Times * part.Length) + 13];
        "[\"\\u0061"u8.CopyTo(payload);
        "\",\""u8.CopyTo(payload.AsSpan((Times * part.Length) + 8));
        "\"]"u8.CopyTo(payload.AsSpan(payload.Length - 2));
        for (int i = 0; i < 2 * Times; i++) part.CopyTo(payload, (i * part.Length) + (i < Times ? 8 : 11));
        var contract = Contract.Load("""{"items":{"type":"string","pattern":"\\bsesame\\b","minLength":3,"enum":["x"]},"uniqueItems":true}""");
        Assert.False(contract.Validate(payload).IsValid);
        Assert.False(contract.Validate(new MemoryStream(payload)).IsValid);
        Assert.NotEmpty(JsonStrings.ToString(payload.AsSpan(2, 400)));
        for (int size = 16; size <= Megabyte; size *= 2)
        {
            byte[] bytes = ArrayPool<byte>.Shared.Rent(size);
            char[] chars = ArrayPool<char>.Shared.Rent(size);
            Assert.True(bytes.AsSpan().IndexOf("sesame"u8) < 0, $"{bytes.Length} bytes");
            Assert.True(chars.AsSpan().IndexOf("sesame") < 0, $"{chars.Length} characters");
            ArrayPool<byte>.Shared.Return(bytes);
            ArrayPool<char>.Shared.Return(chars);
        }
    }

    private sealed class CountingStream(Stream inner) : ReadOnlyStream
    {
        public long Taken { get; private set; }

        public override int Read(byte[] buffer, int offset, int count)
        {
            int read = inner.Read(buffer, offset, count);
            Taken += read;
            return read;
        }
    }

    /// <summary>A stream that returns a limited number of bytes per read.</summary>
    private sealed class StepStream(byte[] bytes, int size) : ReadOnlyStream
    {
        private int _position;

        public override int Read(byte[] buffer, int offset, int count)
        {
            int read = Math.Min(Math.Min(count, size), bytes.Length - _position);
            bytes.AsSpan(_position, read).CopyTo(buffer.AsSpan(offset));
            _position += read;
            return read;
        }
    }
}
