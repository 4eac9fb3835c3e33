using PatContracts.Schema.Compilation;
using PatContracts.Schema.Text;

namespace PatContracts.Schema.FastPath;

/// <summary>An object that is known to be valid, as a list of its members.</summary>
internal sealed class ObjectShape
{
    /// <summary>The maximum number of members, so that a set of members fits one word.</summary>
    public const int MaxMembers = 64;

    private ObjectShape(List<ShapeMember> members, int end)
    {
        Members = members;
        End = end;
    }

    /// <summary>The members in the order of the text.</summary>
    public List<ShapeMember> Members { get; }

    /// <summary>Offset after the closing brace.</summary>
    public int End { get; }

    /// <summary>Returns the members of the object at an offset, or null if a name occurs twice or there are too many.</summary>
    public static ObjectShape? Of(ReadOnlySpan<byte> json, int position)
    {
        var members = new List<ShapeMember>();
        var names = new HashSet<string>(StringComparer.Ordinal);
        position++;
        while (JsonCursor.MoveNext(json, ref position))
        {
            int nameEnd = JsonCursor.StringEnd(json, position);
            int value = JsonCursor.MemberValue(json, nameEnd);
            int valueEnd = JsonCursor.ValueEnd(json, value);
            using var name = new UnescapedString(json.Slice(position + 1, nameEnd - position - 2));
            var member = new ShapeMember(name.Utf8.ToArray(), position, value, valueEnd);
            if (!names.Add(JsonStrings.Decode(name.Utf8)) || members.Count == MaxMembers) return null;
            members.Add(member);
            position = valueEnd;
        }

        return new ObjectShape(members, position);
    }

    /// <summary>Returns a hash of the names as a set, and one of the names in their order.</summary>
    public (int Set, int Sequence) HashNames()
    {
        int set = 0;
        int sequence = 0;
        foreach (ShapeMember member in Members)
        {
            int hash = 0;
            foreach (byte character in member.Name) hash = (hash * 31) + character;
            set += hash;
            sequence = (sequence * 31) + hash;
        }

        return (set, sequence);
    }

    public bool Has(NameTable names, int index)
    {
        foreach (ShapeMember member in Members)
        {
            if (names.Find(member.Name) == index) return true;
        }

        return false;
    }
}

/// <summary>A member of the object, and the schema of its value.</summary>
internal sealed class ShapeMember(byte[] name, int start, int value, int valueEnd)
{
    /// <summary>The name, unescaped.</summary>
    public byte[] Name { get; } = name;

    /// <summary>Offset of the name.</summary>
    public int Start { get; } = start;

    public int Value { get; } = value;

    public int ValueEnd { get; } = valueEnd;

    /// <summary>The schema that applies to the value; null if none does.</summary>
    public PlanNode? Node { get; private set; }

    /// <summary>Whether more than one schema applies.</summary>
    public bool HasSeveral { get; private set; }

    /// <summary>Whether the value is part of the shape, because it determines which alternatives apply.</summary>
    public bool IsFixed { get; set; }

    public void Assign(PlanNode node)
    {
        if (node.IsUnconstrained || node == Node) return;
        HasSeveral |= Node is not null;
        Node ??= node;
    }
}
