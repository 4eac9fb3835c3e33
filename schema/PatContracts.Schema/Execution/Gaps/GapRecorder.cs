using System.Runtime.InteropServices;
using PatContracts.Schema.Compilation;
using PatContracts.Schema.Text;

namespace PatContracts.Schema.Execution.Gaps;

/// <summary>Writes down the way of one object that is known to be good: what stands between its values, and what the values have to meet.</summary>
internal ref struct GapRecorder(ReadOnlySpan<byte> json)
{
    private const int MaxSteps = 96;
    private const int MaxDepth = 8;

    private readonly ReadOnlySpan<byte> _json = json;
    private readonly List<GapStep> _way = [];
    private int _gapStart;
    private int _depth;

    public readonly ReadOnlySpan<GapStep> Way => CollectionsMarshal.AsSpan(_way);

    /// <summary>How many objects and arrays deeper than the object itself the way reaches.</summary>
    public int Depth { get; private set; }

    /// <summary>False where the object is not of a kind that can be run down: it has a name twice, several schemas say something of one member, it is too long.</summary>
    public bool TryRecord(PlanNode node)
    {
        int position = 0;
        if (!TryObject(node.Object!, ref position)) return false;
        Close(position, GapLeaf.End, GapLimits.None, node);
        return _way.Count <= MaxSteps;
    }

    private bool TryObject(ObjectPlan plan, ref int position)
    {
        var names = new HashSet<string>(StringComparer.Ordinal);
        position++;
        while (AcceptedJson.MoveNext(_json, ref position))
        {
            int nameEnd = AcceptedJson.StringEnd(_json, position);
            ReadOnlySpan<byte> name = _json.Slice(position + 1, nameEnd - position - 2);
            if (!names.Add(JsonStrings.ToString(name)) || _way.Count > MaxSteps) return false;
            position = AcceptedJson.MemberValue(_json, nameEnd);
            if (MemberSchema(plan, name) is not { } member || !TryMember(member, ref position)) return false;
        }

        return true;
    }

    private bool TryMember(PlanNode node, ref int position)
    {
        if (GapLeaves.IsConstantText(node))
        {
            position = AcceptedJson.StringEnd(_json, position);
            return true;
        }

        if (_json[position] == (byte)'{' && _depth < MaxDepth && HasFixedMembers(node, position))
        {
            _depth++;
            Depth = Math.Max(Depth, _depth);
            bool isTaken = TryObject(node.Object!, ref position);
            _depth--;
            return isTaken;
        }

        GapLeaf leaf = GapLeaves.Of(node, _json[position], out GapLimits limits);
        if (leaf == GapLeaf.Texts) Depth = Math.Max(Depth, _depth + 1);
        Close(position, leaf, limits, node);
        position = AcceptedJson.ValueEnd(_json, position);
        _gapStart = position;
        return true;
    }

    /// <summary>Whether an object inside the object can be part of the way: all its members are named by its schema, which says nothing more.</summary>
    private readonly bool HasFixedMembers(PlanNode node, int position)
    {
        if (node.HasSecondPass || node.Object is not { Patterns.Length: 0, DependentSchemas.Length: 0 } plan || (node.Types & JsonTypes.Object) == 0) return false;
        position++;
        while (AcceptedJson.MoveNext(_json, ref position))
        {
            int nameEnd = AcceptedJson.StringEnd(_json, position);
            using var name = new UnescapedString(_json.Slice(position + 1, nameEnd - position - 2));
            int index = plan.Names.Find(name.Utf8);
            if (index < 0 || plan.Properties[index] is null) return false;
            position = AcceptedJson.ValueEnd(_json, AcceptedJson.MemberValue(_json, nameEnd));
        }

        return true;
    }

    /// <summary>The one schema that a member has to meet, or null where there are several.</summary>
    private static PlanNode? MemberSchema(ObjectPlan plan, ReadOnlySpan<byte> rawName)
    {
        using var name = new UnescapedString(rawName);
        int index = plan.Names.Find(name.Utf8);
        PlanNode? found = index >= 0 ? plan.Properties[index]?.Node : null;
        foreach (PatternProperty pattern in plan.Patterns)
        {
            if (pattern.Pattern.IsMatch(name.Utf8) != Patterns.PatternMatch.Yes) continue;
            if (found is not null) return null;
            found = pattern.Edge.Node;
        }

        return found ?? plan.Additional?.Node ?? PlanNode.Unconstrained;
    }

    /// <summary>Ends the gap before a value, in as many pieces as it takes.</summary>
    private void Close(int position, GapLeaf leaf, GapLimits limits, PlanNode node)
    {
        ReadOnlySpan<byte> gap = _json.Slice(_gapStart, position - _gapStart);
        while (gap.Length > GapStep.MaxLength)
        {
            _way.Add(GapStep.Create(gap.Slice(0, GapStep.MaxLength), GapLeaf.None, GapLimits.None, node, _depth));
            gap = gap.Slice(GapStep.MaxLength);
        }

        _way.Add(GapStep.Create(gap, leaf, limits, node, _depth));
    }
}
