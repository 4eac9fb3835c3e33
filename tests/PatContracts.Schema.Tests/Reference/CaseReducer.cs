using System.Text;
using System.Text.Json.Nodes;

namespace PatContracts.Schema.Tests.Reference;

/// <summary>Reduces a case while the disagreement remains: fewer calls, simpler overloads, smaller payloads, a smaller schema.</summary>
internal static class CaseReducer
{
    public static Disagreement Reduce(Disagreement disagreement)
    {
        // A case that cannot be repeated on one thread is shown as found.
        if (disagreement.Repeat() is not { } best) return disagreement;
        while (true)
        {
            Disagreement before = best;
            best = ReduceHistory(best);
            best = First(best, Plainer(best)) ?? best;
            best = Greedy(best, SmallerPayloads);
            best = Greedy(best, SmallerSchemas);
            if (ReferenceEquals(before, best)) return best;
        }
    }

    private static Disagreement? First(Disagreement current, IEnumerable<Disagreement> candidates) =>
        candidates.Where(candidate => candidate != current).Select(candidate => candidate.Repeat()).FirstOrDefault(repeated => repeated is not null);

    private static Disagreement Greedy(Disagreement best, Func<Disagreement, IEnumerable<Disagreement>> smaller)
    {
        while (First(best, smaller(best)) is { } reduced) best = reduced;
        return best;
    }

    private static Disagreement ReduceHistory(Disagreement best)
    {
        for (int size = best.History.Count; size >= 1; size /= 2)
        {
            for (int start = 0; start < best.History.Count;)
            {
                Disagreement candidate = best with { History = [.. best.History.Take(start), .. best.History.Skip(start + size)] };
                if (candidate.Repeat() is { } reduced) best = reduced;
                else start += size;
            }
        }

        return best;
    }

    private static IEnumerable<Disagreement> Plainer(Disagreement current)
    {
        var plain = (Call call) => call with { Overload = Overload.IsValidBytes };
        if (current.History.Any(call => call.Overload != Overload.IsValidBytes))
        {
            yield return current with { History = [.. current.History.Select(plain)] };
        }

        if (current.Last.Overload != Overload.IsValidBytes) yield return current with { Last = plain(current.Last) };
        if (current.Last.Overload != Overload.IsValidBytes && current.Last.Overload != Overload.ValidateBytes)
        {
            yield return current with { Last = current.Last with { Overload = Overload.ValidateBytes } };
        }
    }

    private static IEnumerable<Disagreement> SmallerPayloads(Disagreement current)
    {
        Payload[] payloads = [.. current.History.Select(call => call.Payload).Append(current.Last.Payload).DistinctBy(payload => payload.ToString())];
        // All at once: the shapes recorded from one style do not apply to another.
        if (payloads.Any(payload => !Compacted(payload).Utf8.SequenceEqual(payload.Utf8))) yield return Replace(current, Compacted);
        foreach (Payload payload in payloads)
        {
            foreach (byte[] text in Smaller(payload))
            {
                var smaller = new Payload(text);
                // All uses at once: shapes recorded from several calls with one payload are lost if only one of them changes.
                yield return Replace(current, other => other.ToString() == payload.ToString() ? smaller : other);
            }
        }
    }

    private static Disagreement Replace(Disagreement current, Func<Payload, Payload> replace)
    {
        Call InCall(Call call) => call with { Payload = replace(call.Payload) };
        return current with { History = [.. current.History.Select(InCall)], Last = InCall(current.Last) };
    }

    private static Payload Compacted(Payload payload) =>
        payload.Value is { HasDuplicateNames: false } ? new Payload(JsonStyle.Compact.Write(JsonNode.Parse(payload.Utf8))) : payload;

    private static IEnumerable<byte[]> Smaller(Payload payload)
    {
        if (payload.Value is null)
        {
            for (int size = payload.Utf8.Length / 2; size >= 1; size /= 2)
            {
                for (int start = 0; start + size <= payload.Utf8.Length; start += size)
                {
                    yield return [.. payload.Utf8[..start], .. payload.Utf8[(start + size)..]];
                }
            }

            yield break;
        }

        JsonNode? root = payload.Value.HasDuplicateNames ? null : JsonNode.Parse(payload.Utf8);
        if (root is null) yield break;
        byte[] compact = JsonStyle.Compact.Write(root);
        if (compact.Length < payload.Utf8.Length) yield return compact;
        foreach (JsonNode? variant in Variants(root, Plainer))
        {
            byte[] text = JsonStyle.Compact.Write(variant);
            if (text.Length < payload.Utf8.Length) yield return text;
        }
    }

    private static IEnumerable<JsonNode?> Plainer(JsonNode? value) => value?.ToJsonString() is null or "1" or "\"\"" ? [] : [JsonValue.Create(1)];

    private static IEnumerable<Disagreement> SmallerSchemas(Disagreement current)
    {
        int length = Length(current.Schema);
        foreach (JsonNode? variant in Variants(current.Schema, Simpler))
        {
            if (variant is not null && Length(variant) < length) yield return current with { Schema = variant };
        }
    }

    private static int Length(JsonNode node) => Encoding.UTF8.GetByteCount(node.ToJsonString());

    // A schema may be removed, or replaced by any part of it.
    private static IEnumerable<JsonNode?> Simpler(JsonNode? node) => node switch
    {
        JsonObject properties =>
        [
            new JsonObject(),
            .. properties.Select(pair => pair.Value).Where(value => value is JsonObject),
            .. properties.Select(pair => pair.Value).OfType<JsonArray>().SelectMany(items => items),
        ],
        _ => [],
    };

    /// <summary>Returns every copy of a tree with one property or element removed, or one node replaced.</summary>
    private static IEnumerable<JsonNode?> Variants(JsonNode root, Func<JsonNode?, IEnumerable<JsonNode?>> replacements)
    {
        foreach (JsonNode? replacement in replacements(root)) yield return replacement?.DeepClone();
        switch (root)
        {
            case JsonObject properties:
                foreach (string name in properties.Select(pair => pair.Key).ToArray())
                {
                    JsonObject without = properties.DeepClone().AsObject();
                    without.Remove(name);
                    yield return without;
                    if (properties[name] is not { } value) continue;
                    foreach (JsonNode? variant in Variants(value, replacements))
                    {
                        JsonObject with = properties.DeepClone().AsObject();
                        with[name] = variant;
                        yield return with;
                    }
                }

                break;
            case JsonArray items:
                for (int i = 0; i < items.Count; i++)
                {
                    JsonArray without = items.DeepClone().AsArray();
                    without.RemoveAt(i);
                    yield return without;
                    if (items[i] is not { } item) continue;
                    foreach (JsonNode? variant in Variants(item, replacements))
                    {
                        JsonArray with = items.DeepClone().AsArray();
                        with[i] = variant;
                        yield return with;
                    }
                }

                break;
        }
    }
}
