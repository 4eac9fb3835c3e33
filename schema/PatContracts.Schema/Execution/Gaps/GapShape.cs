using PatContracts.Schema.Compilation;
using PatContracts.Schema.Text;

namespace PatContracts.Schema.Execution.Gaps;

/// <summary>One object that is known to be good, cut into its members.</summary>
internal sealed class GapShape
{
    /// <summary>More members than one word has bits are not kept apart.</summary>
    public const int MaxMembers = 64;

    private GapShape(List<GapMember> members, int end)
    {
        Members = members;
        End = end;
    }

    /// <summary>In the order of the text.</summary>
    public List<GapMember> Members { get; }

    /// <summary>The place behind the closing brace.</summary>
    public int End { get; }

    /// <summary>The members of the object at a place, or null where a name stands twice or there are too many.</summary>
    public static GapShape? Of(ReadOnlySpan<byte> json, int position)
    {
        var members = new List<GapMember>();
        var names = new HashSet<string>(StringComparer.Ordinal);
        position++;
        while (AcceptedJson.MoveNext(json, ref position))
        {
            int nameEnd = AcceptedJson.StringEnd(json, position);
            int value = AcceptedJson.MemberValue(json, nameEnd);
            int valueEnd = AcceptedJson.ValueEnd(json, value);
            using var name = new UnescapedString(json.Slice(position + 1, nameEnd - position - 2));
            var member = new GapMember(name.Utf8.ToArray(), value, valueEnd);
            if (!names.Add(JsonStrings.Decode(name.Utf8)) || members.Count == MaxMembers) return null;
            members.Add(member);
            position = valueEnd;
        }

        return new GapShape(members, position);
    }

    public bool Has(NameTable names, int index)
    {
        foreach (GapMember member in Members)
        {
            if (names.Find(member.Name) == index) return true;
        }

        return false;
    }
}

/// <summary>One member of such an object, and what its value has to meet.</summary>
internal sealed class GapMember(byte[] name, int value, int valueEnd)
{
    /// <summary>The name, unescaped.</summary>
    public byte[] Name { get; } = name;

    public int Value { get; } = value;

    public int ValueEnd { get; } = valueEnd;

    /// <summary>The schema that the value has to meet; null where none says anything.</summary>
    public PlanNode? Node { get; private set; }

    /// <summary>Whether more than one schema says something.</summary>
    public bool HasSeveral { get; private set; }

    /// <summary>Whether the value is part of the gap, because alternatives were chosen by it.</summary>
    public bool IsFixed { get; set; }

    public void Oblige(PlanNode node)
    {
        if (node.IsUnconstrained || node == Node) return;
        HasSeveral |= Node is not null;
        Node ??= node;
    }
}
