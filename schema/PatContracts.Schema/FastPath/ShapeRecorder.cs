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

    /// <summary>The nesting depth of objects and arrays below the object itself.</summary>
    public int Depth { get; private set; }

    /// <summary>
    /// Records the shape. Returns false if it cannot be replayed: a name occurs twice, several schemas apply to one member, values determine which schemas
    /// apply to other values, or it is too long.
    /// </summary>
    public bool TryRecord(PlanNode node)
    {
        ObjectShape? shape = ObjectShape.Of(_json, 0);
        if (shape is null || !IsSettled(node, shape, out _)) return false;
        Write(shape);
        Close(shape.End, ShapeValue.End, Leaf.None, node);
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
            if (!member.IsFixed && !Leaf.IsConstantText(node) && !TryInside(node, member)) WriteValue(node, member);
        }
    }

    /// <summary>Makes a nested object part of the shape if its schema declares all its members. The names in maps vary.</summary>
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

    private void WriteValue(PlanNode node, ShapeMember member)
    {
        // If several types are allowed, the recorded one is expected again; null does not indicate the others.
        Leaf leaf = Leaf.Of(node, TypeOf(_json[member.Value]));
        if (leaf.IsArray) Depth = Math.Max(Depth, _depth + 1);
        Close(member.Value, ValueOf(leaf.Kind), leaf, node);
        ref ShapeInstruction instruction = ref CollectionsMarshal.AsSpan(_instructions)[^1];
        instruction.ExpectedLength = member.ValueEnd - member.Value;
        if (leaf.Kind == LeafKind.Texts) instruction.Spacing = ArraySpacing.Of(_json.Slice(member.Value, member.ValueEnd - member.Value));
        _start = member.ValueEnd;
    }

    private static ShapeValue ValueOf(LeafKind kind) => kind switch
    {
        LeafKind.Text => ShapeValue.Text,
        LeafKind.SizedText => ShapeValue.SizedText,
        LeafKind.DateTime => ShapeValue.DateTime,
        LeafKind.Boolean => ShapeValue.Boolean,
        LeafKind.Texts => ShapeValue.Texts,
        _ => ShapeValue.Other,
    };

    private static JsonTypes TypeOf(byte first) => first switch
    {
        (byte)'"' => JsonTypes.String,
        (byte)'t' or (byte)'f' => JsonTypes.Boolean,
        (byte)'[' => JsonTypes.Array,
        (byte)'{' => JsonTypes.Object,
        (byte)'n' => JsonTypes.Any,
        _ => JsonTypes.Number,
    };

    /// <summary>Adds the bytes before a value, in as many instructions as necessary.</summary>
    private readonly void Close(int position, ShapeValue value, Leaf leaf, PlanNode node)
    {
        ReadOnlySpan<byte> text = _json.Slice(_start, position - _start);
        while (text.Length > ShortText.MaxLength)
        {
            Add(text.Slice(0, ShortText.MaxLength), ShapeValue.None, Leaf.None, node);
            text = text.Slice(ShortText.MaxLength);
        }

        Add(text, value, leaf, node);
    }

    private readonly void Add(ReadOnlySpan<byte> text, ShapeValue value, Leaf leaf, PlanNode node) =>
        _instructions.Add(new ShapeInstruction { Text = new ShortText(text), Node = node, Alternative = -1, Depth = _depth, Value = value, Leaf = leaf });
}
