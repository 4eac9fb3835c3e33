using PatContracts.Benchmarks.Payloads;
using PatContracts.Benchmarks.Schemas;
using PatContracts.Schema;

namespace PatContracts.Benchmarks.Ratios;

/// <summary>All cases, built when they run because their bytes are large.</summary>
internal static class Cases
{
    private const int Count = TokenPayloads.Count;
    private const ulong Seed = 2024;

    public static IEnumerable<(string Name, Func<RatioCase> Build)> All()
    {
        var theirs = new Lazy<(global::NJsonSchema.JsonSchema One, global::NJsonSchema.JsonSchema List)>(() => (TokenContracts.OneForNJsonSchema(), TokenContracts.ListForNJsonSchema()));
        var singles = new Lazy<byte[][]>(() => TokenPayloads.Singles(Seed));
        var shuffled = new Lazy<byte[][]>(() => TokenPayloads.Singles(Seed, shuffled: true));

        yield return ("single", () => new("single", Count, Size(singles.Value), [
            Peers.TokenLoop(singles.Value),
            Peers.Ours(TokenContracts.One(), singles.Value, expected: true),
            Peers.Document(singles.Value),
            Peers.Deserialize(singles.Value),
            Peers.NJsonSchema(theirs.Value.One, singles.Value, Count)]));
        yield return ("list", () =>
        {
            byte[] text = TokenPayloads.List(singles.Value);
            return new("list", Count, text.Length, [
                Peers.TokenLoop(text),
                Peers.Ours(TokenContracts.List(), text),
                Peers.Document(text),
                Peers.DeserializeList(text, Count),
                Peers.NJsonSchemaList(theirs.Value.List, singles.Value)]);
        }
        );
        yield return ("ndjson", () =>
        {
            byte[] lines = TokenPayloads.Lines(singles.Value);
            return new("ndjson", Count, lines.Length, [
                Peers.TokenLoopLines(lines, Count), Peers.OursLines(TokenContracts.One(), lines), Peers.OursLineByLine(TokenContracts.One(), lines, Count)]);
        }
        );
        yield return ("ndjson-threads", () =>
        {
            // Long enough that there are far more pieces than threads.
            byte[] lines = TokenPayloads.Lines([.. Enumerable.Repeat(singles.Value, 20).SelectMany(payloads => payloads)]);
            return new("ndjson-threads", 20 * Count, lines.Length, [
                Peers.TokenLoopLines(lines, 20 * Count), Peers.OursLines(TokenContracts.One(), lines, 1), Peers.OursLines(TokenContracts.One(), lines, 2)]);
        }
        );
        yield return ("list-shuffled", () =>
        {
            byte[] text = TokenPayloads.List(shuffled.Value);
            return new("list-shuffled", Count, text.Length, [Peers.TokenLoop(text), Peers.Ours(TokenContracts.List(), text), Peers.DeserializeList(text, Count)]);
        }
        );
        yield return ("single-shuffled", () => new("single-shuffled", Count, Size(shuffled.Value), [
            Peers.TokenLoop(shuffled.Value), Peers.Ours(TokenContracts.One(), shuffled.Value, expected: true)]));
        yield return ("list-pretty", () =>
        {
            byte[] text = TokenPayloads.Pretty(singles.Value);
            return new("list-pretty", Count, text.Length, [Peers.TokenLoop(text), Peers.Ours(TokenContracts.List(), text), Peers.DeserializeList(text, Count)]);
        }
        );
        foreach ((string name, TokenDefect defect) in new[] { ("invalid-missing", TokenDefect.MissingName), ("invalid-date", TokenDefect.BadDate), ("invalid-type", TokenDefect.WrongType) })
        {
            yield return (name, () =>
            {
                byte[][] broken = TokenPayloads.Singles(Seed, defect);
                Peer[] peers = [Peers.TokenLoop(broken), Peers.Ours(Used(singles.Value), broken, expected: false)];
                // NJsonSchema accepts 30 February as a date.
                if (defect != TokenDefect.BadDate) peers = [.. peers, Peers.NJsonSchema(theirs.Value.One, broken, 0)];
                return new(name, Count, Size(broken), peers);
            }
            );
        }

        yield return ("validate-one-finding", () =>
        {
            byte[][] broken = TokenPayloads.Singles(Seed, TokenDefect.MissingName);
            return new("validate-one-finding", Count, Size(broken), [Peers.TokenLoop(broken), Peers.OursValidate(Used(singles.Value), broken, Count)]);
        }
        );

        yield return ("stream-64k", () =>
        {
            byte[] text = TokenPayloads.List(singles.Value);
            return new("stream-64k", Count, text.Length, [Peers.TokenLoop(text), Peers.OursStream(TokenContracts.List(), text), Peers.Ours(TokenContracts.List(), text) with { Name = "whole buffer" }]);
        }
        );
        yield return ("stream-pretty", () =>
        {
            byte[] text = TokenPayloads.Pretty(singles.Value);
            return new("stream-pretty", Count, text.Length, [Peers.TokenLoop(text), Peers.OursStream(TokenContracts.List(), text), Peers.Ours(TokenContracts.List(), text) with { Name = "whole buffer" }]);
        }
        );
        yield return ("read", () => new("read", Count, Size(singles.Value), [
            Peers.TokenLoop(singles.Value), Peers.OursRead(TokenContracts.OneName, singles.Value), Peers.Deserialize(singles.Value)]));
        yield return ("read-list", () =>
        {
            byte[] text = TokenPayloads.List(singles.Value);
            return new("read-list", Count, text.Length, [Peers.TokenLoop(text), Peers.OursReadList(TokenContracts.OneName, text, Count), Peers.DeserializeList(text, Count)]);
        }
        );

        foreach (LargeSchema schema in LargeSchema.All)
        {
            foreach ((string size, int bytes) in new[] { ("1k", 1 << 10), ("32k", 1 << 15), ("1m", 1 << 20) })
            {
                yield return ($"{schema.Name}-{size}", () =>
                {
                    byte[][] documents = schema.Documents(bytes);
                    return new($"{schema.Name}-{size}", documents.Length, Size(documents), [Peers.TokenLoop(documents), Peers.Ours(schema.Load(), documents, expected: true)]);
                }
                );
            }
        }
    }

    /// <summary>Returns a contract that has validated valid payloads, so that the invalid one is one among many.</summary>
    private static Contract Used(byte[][] payloads)
    {
        Contract contract = TokenContracts.One();
        foreach (byte[] payload in payloads.AsSpan(0, 100)) contract.IsValid(payload);
        return contract;
    }

    private static long Size(byte[][] payloads) => payloads.Sum(payload => (long)payload.Length);
}
