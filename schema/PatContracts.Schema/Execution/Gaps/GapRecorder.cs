using System.Runtime.InteropServices;
using PatContracts.Schema.Compilation;

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

    /// <summary>
    /// False where the object is not of a kind that can be run down: it has a name twice, several schemas say something of one member, values decide what
    /// other values have to meet, it is too long.
    /// </summary>
    public bool TryRecord(PlanNode node)
    {
        GapShape? shape = GapShape.Of(_json, 0);
        if (shape is null || !IsSettled(node, shape, out _)) return false;
        Write(shape);
        Close(shape.End, GapLeaf.End, GapLimits.None, node);
        return _way.Count <= MaxSteps;
    }

    private readonly bool IsSettled(PlanNode node, GapShape shape, out bool isNamed)
    {
        var evaluation = new GapEvaluation(_json, shape);
        bool isSettled = evaluation.TryApply(node, out _, out ulong named) && !shape.Members.Exists(member => member.HasSeveral && !member.IsFixed);
        isNamed = System.Numerics.BitOperations.PopCount(named) == shape.Members.Count;
        return isSettled;
    }

    private void Write(GapShape shape)
    {
        foreach (GapMember member in shape.Members)
        {
            if (_way.Count > MaxSteps) return;
            PlanNode node = member.Node ?? PlanNode.Unconstrained;
            if (!member.IsFixed && !GapLeaves.IsConstantText(node) && !TryInside(node, member)) WriteLeaf(node, member);
        }
    }

    /// <summary>An object inside the object becomes part of the way where all its members are named by its schema: maps have other names each time.</summary>
    private bool TryInside(PlanNode node, GapMember member)
    {
        if (_json[member.Value] != (byte)'{' || _depth == MaxDepth || node.IsUnconstrained) return false;
        GapShape? shape = GapShape.Of(_json, member.Value);
        if (shape is null || !IsSettled(node, shape, out bool isNamed) || !isNamed) return false;
        _depth++;
        Depth = Math.Max(Depth, _depth);
        Write(shape);
        _depth--;
        return true;
    }

    private void WriteLeaf(PlanNode node, GapMember member)
    {
        GapLeaf leaf = GapLeaves.Of(node, _json[member.Value], out GapLimits limits);
        if (leaf is GapLeaf.Texts or GapLeaf.List) Depth = Math.Max(Depth, _depth + 1);
        Close(member.Value, leaf, limits, node);
        CollectionsMarshal.AsSpan(_way)[^1].ValueLength = member.ValueEnd - member.Value;
        _gapStart = member.ValueEnd;
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
