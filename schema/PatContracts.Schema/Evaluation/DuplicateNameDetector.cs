using PatContracts.Schema.Text;

namespace PatContracts.Schema.Evaluation;

/// <summary>
/// Finds names that one object has twice. A name costs the same in an object of ten as in one of a million, and names chosen to collide gain nothing: the hash is keyed.
/// </summary>
internal static class DuplicateNameDetector
{
    // Of each name: offset, length and hash.
    private const int Fields = 3;

    /// <summary>Up to this many names are compared with each other; more are hashed into a table.</summary>
    private const int MaxPairwise = 12;

    /// <summary>Whether an object of the index has two equal names.</summary>
    public static bool HasDuplicate(ReadOnlySpan<byte> json, JsonIndex index, EvaluationContext context)
    {
        int seen = 0;
        ReadOnlySpan<JsonToken> tokens = index.Tokens;
        for (int i = 0; seen < index.ObjectCount; i++)
        {
            if (tokens[i].Kind != JsonKind.Object) continue;
            seen++;
            int start = PushNames(tokens, i, context);
            bool hasDuplicate = context.HasDuplicateName(json, start);
            context.DropInts(start);
            if (hasDuplicate) return true;
        }

        return false;
    }

    /// <summary>Reports every name of the index that its object has already.</summary>
    public static void Report(ReadOnlySpan<byte> json, JsonIndex index, EvaluationContext context, FindingSeverity severity, FindingCollector findings)
    {
        ReadOnlySpan<JsonToken> tokens = index.Tokens;
        List<int>? duplicates = null;
        for (int i = 0; i < tokens.Length; i++)
        {
            if (tokens[i].Kind != JsonKind.Object) continue;
            int start = PushNames(tokens, i, context);
            if (context.HasDuplicateName(json, start))
            {
                Find(json, context.IntsFrom(start), context, duplicates ??= []);
                ReportMembers(tokens, i, duplicates, severity, findings);
            }

            context.DropInts(start);
        }
    }

    /// <param name="json">The text.</param>
    /// <param name="names">Of each name: offset (after the quotation mark), length, hash.</param>
    /// <param name="context">Lends the table.</param>
    public static bool HasDuplicate(ReadOnlySpan<byte> json, ReadOnlySpan<int> names, EvaluationContext context) => Find(json, names, context, null);

    private static int PushNames(ReadOnlySpan<JsonToken> tokens, int container, EvaluationContext context)
    {
        int start = context.IntCount;
        int end = tokens[container].Next;
        for (int name = container + 1; name < end; name = name + 1 < end ? tokens[name + 1].Next : end)
        {
            ref readonly JsonToken token = ref tokens[name];
            context.PushName(token.Start + 1, token.Length - 2, token.NameHash);
        }

        return start;
    }

    private static void ReportMembers(ReadOnlySpan<JsonToken> tokens, int container, List<int> duplicates, FindingSeverity severity, FindingCollector findings)
    {
        int ordinal = 0;
        int name = container + 1;
        foreach (int duplicate in duplicates)
        {
            for (; ordinal < duplicate; ordinal++) name = tokens[name + 1].Next;
            findings.AddDuplicateName(severity, name);
        }

        duplicates.Clear();
    }

    /// <summary>Finds the ordinals of names that stand before as well, in ascending order; without a list, whether there is one.</summary>
    private static bool Find(ReadOnlySpan<byte> json, ReadOnlySpan<int> names, EvaluationContext context, List<int>? duplicates) =>
        names.Length <= MaxPairwise * Fields ? FindPairwise(json, names, duplicates) : FindByTable(json, names, context.NameSlots(names.Length / Fields), duplicates);

    private static bool FindPairwise(ReadOnlySpan<byte> json, ReadOnlySpan<int> names, List<int>? duplicates)
    {
        bool found = false;
        for (int i = Fields; i < names.Length; i += Fields)
        {
            int hash = names[i + 2];
            for (int earlier = 0; earlier < i; earlier += Fields)
            {
                if (names[earlier + 2] != hash || !AreEqual(json, names, earlier, i)) continue;
                if (duplicates is null) return true;
                duplicates.Add(i / Fields);
                found = true;
                break;
            }
        }

        return found;
    }

    // Open addressing; a slot holds the place of a name plus one. At most half of the slots are taken.
    private static bool FindByTable(ReadOnlySpan<byte> json, ReadOnlySpan<int> names, Span<int> slots, List<int>? duplicates)
    {
        bool found = false;
        int mask = slots.Length - 1;
        for (int i = 0; i < names.Length; i += Fields)
        {
            int hash = names[i + 2];
            int slot = hash & mask;
            while (true)
            {
                int earlier = slots[slot] - 1;
                if (earlier < 0)
                {
                    slots[slot] = i + 1;
                    break;
                }

                if (names[earlier + 2] == hash && AreEqual(json, names, earlier, i))
                {
                    if (duplicates is null) return true;
                    duplicates.Add(i / Fields);
                    found = true;
                    break;
                }

                slot = (slot + 1) & mask;
            }
        }

        return found;
    }

    private static bool AreEqual(ReadOnlySpan<byte> json, ReadOnlySpan<int> names, int left, int right) =>
        JsonEquality.AreStringsEqual(json.Slice(names[left], names[left + 1]), json.Slice(names[right], names[right + 1]));
}
