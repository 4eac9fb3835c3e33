using PatContracts.Schema.Text;

namespace PatContracts.Schema.Evaluation;

/// <summary>
/// Finds duplicate names in an object. The cost per name does not depend on the size of the object, and names chosen to collide gain nothing, because the hash
/// is keyed.
/// </summary>
internal static class DuplicateNameDetector
{
    /// <summary>Returns whether an object of the index has two equal names.</summary>
    public static bool HasDuplicate(ReadOnlySpan<byte> json, JsonIndex index, EvaluationContext context)
    {
        int seen = 0;
        ReadOnlySpan<JsonToken> tokens = index.Tokens;
        for (int i = 0; seen < index.ObjectCount; i++)
        {
            if (tokens[i].Kind != JsonKind.Object) continue;
            seen++;
            if (!MayHaveDuplicate(tokens, i)) continue;
            int start = PushNames(tokens, i, context);
            bool hasDuplicate = HasDuplicate(json, context, start);
            context.DropNames(start);
            if (hasDuplicate) return true;
        }

        return false;
    }

    /// <summary>Returns whether two of the names pushed since an index of the stack are equal. Changes their order.</summary>
    public static bool HasDuplicate(ReadOnlySpan<byte> json, EvaluationContext context, int start) =>
        context.NameCount - start > 1 && Find(json, context.RepeatedNames(start), null);

    /// <summary>Reports every name of the index that occurs earlier in its object.</summary>
    public static void Report(ReadOnlySpan<byte> json, JsonIndex index, EvaluationContext context, FindingSeverity severity, FindingCollector findings)
    {
        ReadOnlySpan<JsonToken> tokens = index.Tokens;
        List<int>? duplicates = null;
        int seen = 0;
        for (int i = 0; seen < index.ObjectCount; i++)
        {
            if (tokens[i].Kind != JsonKind.Object) continue;
            seen++;
            if (!MayHaveDuplicate(tokens, i)) continue;
            int start = PushNames(tokens, i, context);
            ReadOnlySpan<ulong> names = context.RepeatedNames(start);
            if (names.Length > 0 && Find(json, names, duplicates ??= [])) Report(index, duplicates, severity, findings);
            context.DropNames(start);
        }
    }

    /// <summary>Returns false if a few bits distinguish all names of an object, as in most small objects.</summary>
    private static bool MayHaveDuplicate(ReadOnlySpan<JsonToken> tokens, int container)
    {
        ulong first = 0;
        ulong second = 0;
        int end = tokens[container].Next;
        for (int name = container + 1; name < end; name = name + 1 < end ? tokens[name + 1].Next : end)
        {
            uint hash = tokens[name].NameHash;
            ulong firstBit = 1UL << (int)hash;
            ulong secondBit = 1UL << (int)(hash >> 6);
            if ((first & firstBit) != 0 && (second & secondBit) != 0) return true;
            first |= firstBit;
            second |= secondBit;
        }

        return false;
    }

    private static int PushNames(ReadOnlySpan<JsonToken> tokens, int container, EvaluationContext context)
    {
        int start = context.NameCount;
        int end = tokens[container].Next;
        for (int name = container + 1; name < end; name = name + 1 < end ? tokens[name + 1].Next : end)
        {
            context.PushName(tokens[name].Start, tokens[name].NameHash);
        }

        return start;
    }

    private static void Report(JsonIndex index, List<int> duplicates, FindingSeverity severity, FindingCollector findings)
    {
        duplicates.Sort();
        foreach (int duplicate in duplicates) findings.AddDuplicateName(severity, index.TokenAt(duplicate));
        duplicates.Clear();
    }

    /// <summary>Finds the names that equal an earlier one. Without a list for their offsets, returns whether there is one.</summary>
    /// <param name="json">The text.</param>
    /// <param name="names">The offsets of names whose hash occurs more than once, by hash and offset (<see cref="RepeatedHashes"/>).</param>
    /// <param name="duplicates">Receives the offsets of duplicates.</param>
    private static bool Find(ReadOnlySpan<byte> json, ReadOnlySpan<ulong> names, List<int>? duplicates)
    {
        bool found = false;
        for (int i = 1; i < names.Length; i++)
        {
            for (int earlier = i - 1; earlier >= 0 && RepeatedHashes.AreEqual(names[earlier], names[i]); earlier--)
            {
                if (!JsonEquality.AreStringsEqual(Name(json, names[earlier]), Name(json, names[i]))) continue;
                if (duplicates is null) return true;
                duplicates.Add(RepeatedHashes.Value(names[i]));
                found = true;
                break;
            }
        }

        return found;
    }

    private static ReadOnlySpan<byte> Name(ReadOnlySpan<byte> json, ulong name)
    {
        int start = RepeatedHashes.Value(name);
        return json.Slice(start + 1, JsonCursor.StringEnd(json, start) - start - 2);
    }
}
