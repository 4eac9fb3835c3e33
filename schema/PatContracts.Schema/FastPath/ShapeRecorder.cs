using System.Numerics;
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

    // The nesting depth of objects and arrays below the object itself.
    private int _maxDepth;

    /// <summary>Whether nested objects become part of the shape. Otherwise they have shapes of their own.</summary>
    public bool IncludesNested { get; init; } = true;

    /// <summary>
    /// Returns a program with the shape and those of another program. Returns null if the shape cannot be replayed: several schemas apply to one member, values
    /// determine which schemas apply to other values, or it is too long.
    /// </summary>
    /// <param name="node">The object's schema.</param>
    /// <param name="shape">The object.</param>
    /// <param name="earlier">The other program, or null.</param>
    public OrderedShapes? Record(PlanNode node, ObjectShape shape, OrderedShapes? earlier)
    {
        if (!IsSettled(node, shape, out _)) return null;
        Write(shape);
        Close(shape.End, ShapeValue.End, Leaf.None, node);
        if (_instructions.Count > MaxInstructions) return null;
        ReadOnlySpan<ShapeInstruction> instructions = CollectionsMarshal.AsSpan(_instructions);
        return earlier?.With(instructions, _maxDepth) ?? OrderedShapes.Of(instructions, _maxDepth);
    }

    /// <summary>
    /// Returns a program for objects with the same members in any order. Returns null if the shape cannot be replayed, the bytes between the members differ or
    /// are longer than eight, white space follows a name, or there are too many members.
    /// </summary>
    /// <param name="node">The object's schema.</param>
    /// <param name="shape">The object.</param>
    public UnorderedShapes? RecordUnordered(PlanNode node, ObjectShape shape)
    {
        if (!IsSettled(node, shape, out _) || ObjectSpacing.Of(_json, shape) is not { } spacing) return null;
        var members = new UnorderedMember[shape.Members.Count];
        for (int i = 0; i < members.Length; i++)
        {
            ShapeMember member = shape.Members[i];
            int nameEnd = JsonCursor.StringEnd(_json, member.Start);
            if (_json[nameEnd] != (byte)':') return null;
            _instructions.Clear();
            _start = member.Start;
            Write(member);
            if (_start < member.ValueEnd) Close(member.ValueEnd, ShapeValue.None, Leaf.None, node);
            if (_instructions.Count > MaxInstructions) return null;
            members[i] = new UnorderedMember(_json.Slice(member.Start, nameEnd - member.Start).ToArray(), [.. _instructions]);
        }

        return UnorderedShapes.Of(members, spacing, _maxDepth);
    }

    private readonly bool IsSettled(PlanNode node, ObjectShape shape, out bool isNamed)
    {
        var evaluation = new ShapeObligations(_json, shape, context);
        bool isSettled = evaluation.TryApply(node, out _, out ulong named) && !shape.Members.Exists(member => member.HasSeveral && !member.IsFixed);
        isNamed = BitOperations.PopCount(named) == shape.Members.Count;
        return isSettled;
    }

    private void Write(ObjectShape shape)
    {
        foreach (ShapeMember member in shape.Members)
        {
            if (_instructions.Count > MaxInstructions) return;
            Write(member);
        }
    }

    private void Write(ShapeMember member)
    {
        PlanNode node = member.Node ?? PlanNode.Unconstrained;
        if (!member.IsFixed && !Leaf.IsConstantText(node) && !TryInside(node, member)) WriteValue(node, member);
    }

    /// <summary>Makes a nested object part of the shape if its schema declares all its members. The names in maps vary.</summary>
    private bool TryInside(PlanNode node, ShapeMember member)
    {
        if (!IncludesNested || _json[member.Value] != (byte)'{' || _depth == MaxDepth || node.IsUnconstrained) return false;
        ObjectShape? shape = ObjectShape.Of(_json, member.Value);
        if (shape is null || !IsSettled(node, shape, out bool isNamed) || !isNamed) return false;
        _depth++;
        _maxDepth = Math.Max(_maxDepth, _depth);
        Write(shape);
        _depth--;
        return true;
    }

    private void WriteValue(PlanNode node, ShapeMember member)
    {
        // If several types are allowed, the recorded one is expected again; null does not indicate the others.
        Leaf leaf = Leaf.Of(node, TypeOf(_json[member.Value]));
        if (leaf.IsArray) _maxDepth = Math.Max(_maxDepth, _depth + 1);
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
        _instructions.Add(new ShapeInstruction
        {
            Text = new ShortText(text),
            Node = node,
            Alternative = -1,
            Member = -1,
            Depth = _depth,
            Value = value,
            Leaf = leaf,
        });
}
