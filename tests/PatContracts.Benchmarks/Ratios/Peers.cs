using System.Text.Json;
using PatContracts.Benchmarks.Payloads;
using PatContracts.Schema;

namespace PatContracts.Benchmarks.Ratios;

/// <summary>The peers, each for separate payloads, for one text, or for lines.</summary>
internal static class Peers
{
    public static Peer TokenLoop(byte[][] payloads) => new(Peer.TokenLoop, () =>
    {
        int ended = 0;
        foreach (byte[] payload in payloads) ended += Read(payload);
        return ended;
    }, payloads.Length);

    public static Peer TokenLoop(byte[] text) => new(Peer.TokenLoop, () => Read(text), 1);

    public static Peer TokenLoopLines(byte[] lines, int count) => new(Peer.TokenLoop, () => EachLine(lines, Read), count);

    public static Peer Document(byte[][] payloads) => new("JsonDocument", () =>
    {
        int parsed = 0;
        foreach (byte[] payload in payloads)
        {
            using JsonDocument document = JsonDocument.Parse(payload);
            parsed++;
        }

        return parsed;
    }, payloads.Length, Every: 2);

    public static Peer Document(byte[] text) => new("JsonDocument", () =>
    {
        using JsonDocument document = JsonDocument.Parse(text);
        return 1;
    }, 1, Every: 2);

    public static Peer Deserialize(byte[][] payloads) => new("System.Text.Json", () =>
    {
        int read = 0;
        foreach (byte[] payload in payloads) read += JsonSerializer.Deserialize(payload, WireContext.Default.WireToken) is null ? 0 : 1;
        return read;
    }, payloads.Length, Every: 3);

    public static Peer DeserializeList(byte[] text, int count) =>
        new("System.Text.Json", () => JsonSerializer.Deserialize(text, WireContext.Default.ListWireToken)!.Count, count, Every: 3);

    /// <summary>Uses strings created beforehand: decoding is not included.</summary>
    public static Peer NJsonSchema(global::NJsonSchema.JsonSchema schema, byte[][] payloads, int expected)
    {
        const int Share = 20;
        string[] texts = [.. payloads.Where((_, i) => i % Share == 0).Select(System.Text.Encoding.UTF8.GetString)];
        return new Peer("NJsonSchema", () =>
        {
            int valid = 0;
            foreach (string text in texts) valid += schema.Validate(text).Count == 0 ? 1 : 0;
            return valid;
        }, expected / Share, Share, Every: 12);
    }

    public static Peer NJsonSchemaList(global::NJsonSchema.JsonSchema schema, byte[][] payloads)
    {
        const int Share = 20;
        string text = System.Text.Encoding.UTF8.GetString(TokenPayloads.List([.. payloads.Where((_, i) => i % Share == 0)]));
        return new Peer("NJsonSchema", () => schema.Validate(text).Count == 0 ? 1 : 0, 1, Share, Every: 12);
    }

    public static Peer Ours(Contract contract, byte[][] payloads, bool expected, ValidationOptions? options = null) =>
        new(Peer.Ours, () => CountValid(contract, payloads, options), expected ? payloads.Length : 0);

    /// <summary>A contract that is loaded again before each pass: the cost of the first payloads of a process once the code is compiled.</summary>
    public static Peer OursFresh(Func<Contract> load, byte[][] payloads)
    {
        Contract contract = load();
        return new("first pass", () => CountValid(contract, payloads, null), payloads.Length, Every: 4, Prepare: () => contract = load());
    }

    public static Peer Ours(Contract contract, byte[] text) => new(Peer.Ours, () => contract.IsValid(text) ? 1 : 0, 1);

    public static Peer OursLines(Contract contract, byte[] lines) => new(Peer.Ours, () => contract.AreLinesValid(lines) ? 1 : 0, 1);

    /// <summary>Line by line, with the lines split by the caller.</summary>
    public static Peer OursLineByLine(Contract contract, byte[] lines, int count) =>
        new("line by line", () => EachLine(lines, line => contract.IsValid(line) ? 1 : 0), count);

    /// <summary>The same from a stream, on this many threads.</summary>
    public static Peer OursLines(Contract contract, byte[] lines, int threads) => new($"{threads} thread{(threads == 1 ? "" : "s")}", () =>
    {
        using var stream = new MemoryStream(lines, writable: false);
        return contract.AreLinesValidAsync(stream, new ValidationOptions { MaxDegreeOfParallelism = threads }).AsTask().GetAwaiter().GetResult() ? 1 : 0;
    }, 1);

    public static Peer OursValidate(Contract contract, byte[][] payloads, int findings) => new(Peer.Ours, () =>
    {
        int found = 0;
        foreach (byte[] payload in payloads) found += contract.Validate(payload).Findings.Count;
        return found;
    }, findings);

    public static Peer OursStream(Contract contract, byte[] text) => new(Peer.Ours, () =>
    {
        using var stream = new MemoryStream(text, writable: false);
        return contract.Validate(stream).IsValid ? 1 : 0;
    }, 1);

    public static Peer OursRead(string contract, byte[][] payloads) => new(Peer.Ours, () =>
    {
        int read = 0;
        foreach (byte[] payload in payloads) read += PatContract.Get(contract).Read(payload) is null ? 0 : 1;
        return read;
    }, payloads.Length, Every: 3);

    public static Peer OursReadList(string contract, byte[] text, int count) => new(Peer.Ours, () => PatContract.Get(contract).ReadList(text).Count, count, Every: 3);

    private static int CountValid(Contract contract, byte[][] payloads, ValidationOptions? options)
    {
        int valid = 0;
        foreach (byte[] payload in payloads) valid += contract.IsValid(payload, options) ? 1 : 0;
        return valid;
    }

    private delegate int OnSpan(ReadOnlySpan<byte> text);

    private static int EachLine(ReadOnlySpan<byte> lines, OnSpan what)
    {
        int sum = 0;
        while (!lines.IsEmpty)
        {
            int end = lines.IndexOf((byte)'\n');
            sum += what(lines[..end]);
            lines = lines[(end + 1)..];
        }

        return sum;
    }

    private static int Read(ReadOnlySpan<byte> text)
    {
        var reader = new Utf8JsonReader(text);
        while (reader.Read())
        {
        }

        return 1;
    }
}
