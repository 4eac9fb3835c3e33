using System.Runtime.InteropServices;
using PatContracts.Schema.Compilation;
using PatContracts.Schema.Evaluation;
using PatContracts.Schema.Text;

namespace PatContracts.Schema.FastPath;

/// <summary>Records the shape of one object that is known to be valid: the bytes between its values, and the schemas of the values.</summary>
internal ref struct ShapeRecorder(ReadOnlySpan<byte> json, EvaluationContext context)
{
    private const int MaxInstructions = 96;
    private const int MaxDepth = 8;

    private readonly ReadOnlySpan<byte> _json = json;
    private readonly List<ShapeInstruction> _instructions = [];
    private int _start;
    private int _depth;

    public readonly ReadOnlySpan<ShapeInstruction> Instructions => CollectionsMarshal.AsSpan(_instructions);

    /// <summary>How many objects and arrays may be inside each other below the object itself.</summary>
    public int Depth { get; private set; }

    /// <summary>
    /// False where the shape cannot be replayed: a name occurs twice, several schemas apply to one member, values decide which schemas apply to other values, or it
    /// is too long.
    /// </summary>
    public bool TryRecord(PlanNode node)
    {
        ObjectShape? shape = ObjectShape.Of(_json, 0);
        if (shape is null || !IsSettled(node, shape, out _)) return false;
        Write(shape);
        Close(shape.End, LeafKind.End, LeafLimits.None, node);
        return _instructions.Count <= MaxInstructions;
    }

    private readonly bool IsSettled(PlanNode node, ObjectShape shape, out bool isNamed)
    {
        var evaluation = new ShapeObligations(_json, shape, context);
        bool isSettled = evaluation.TryApply(node, out _, out ulong named) && !shape.Members.Exists(member => member.HasSeveral && !member.IsFixed);
        isNamed = System.Numerics.BitOperations.PopCount(named) == shape.Members.Count;
        return isSettled;
    }

    private void Write(ObjectShape shape)
    {
        foreach (ShapeMember member in shape.Members)
        {
            if (_instructions.Count > MaxInstructions) return;
            PlanNode node = member.Node ?? PlanNode.Unconstrained;
            if (!member.IsFixed && !LeafSelection.IsConstantText(node) && !TryInside(node, member)) WriteLeaf(node, member);
        }
    }

    /// <summary>An object inside the object becomes part of the shape where its schema declares all its members: maps have other names each time.</summary>
    private bool TryInside(PlanNode node, ShapeMember member)
    {
        if (_json[member.Value] != (byte)'{' || _depth == MaxDepth || node.IsUnconstrained) return false;
        ObjectShape? shape = ObjectShape.Of(_json, member.Value);
        if (shape is null || !IsSettled(node, shape, out bool isNamed) || !isNamed) return false;
        _depth++;
        Depth = Math.Max(Depth, _depth);
        Write(shape);
        _depth--;
        return true;
    }

    private void WriteLeaf(PlanNode node, ShapeMember member)
    {
        LeafKind leaf = LeafSelection.Of(node, _json[member.Value], FirstOfItem(member.Value), out LeafLimits limits);
        if (leaf is LeafKind.Texts or LeafKind.List) Depth = Math.Max(Depth, _depth + 1);
        Close(member.Value, leaf, limits, node);
        CollectionsMarshal.AsSpan(_instructions)[^1].ValueLength = member.ValueEnd - member.Value;
        _start = member.ValueEnd;
    }

    private readonly byte FirstOfItem(int value) => _json[value] == (byte)'[' ? _json[JsonScan.SkipWhitespace(_json, value + 1)] : (byte)0;

    /// <summary>Adds the bytes before a value, in as many instructions as it takes.</summary>
    private void Close(int position, LeafKind leaf, LeafLimits limits, PlanNode node)
    {
        ReadOnlySpan<byte> text = _json.Slice(_start, position - _start);
        while (text.Length > ShapeInstruction.MaxLength)
        {
            _instructions.Add(ShapeInstruction.Create(text.Slice(0, ShapeInstruction.MaxLength), LeafKind.None, LeafLimits.None, node, _depth));
            text = text.Slice(ShapeInstruction.MaxLength);
        }

        _instructions.Add(ShapeInstruction.Create(text, leaf, limits, node, _depth));
    }
}
