using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using PatContracts.Analyzers.Binding;

namespace PatContracts.Analyzers.Flow;

/// <summary>What is known of a value.</summary>
internal enum FlowValueKind
{
    /// <summary>Nothing.</summary>
    Unknown,

    /// <summary>It is null.</summary>
    Null,

    /// <summary>It is null on some path. <see cref="FlowValue.Origin"/> tells which null.</summary>
    MaybeNull,

    /// <summary>It is the default of a value type, written as such (<c>default</c>, <c>DateTimeOffset.MinValue</c>). Where that is a constant too, it is known.</summary>
    Default,

    /// <summary>It is a compile-time constant.</summary>
    Constant,

    /// <summary>It is an object of a bound model.</summary>
    Object,

    /// <summary>It is a tuple, element by element.</summary>
    Tuple,
}

/// <summary>A value as far as it is known. Immutable; compared by content.</summary>
internal sealed record FlowValue
{
    public static readonly FlowValue Unknown = new();

    private FlowValue()
    {
    }

    public FlowValueKind Kind { get; private init; }

    /// <summary>The constant, where there is one: always for <see cref="FlowValueKind.Constant"/>, for some types for <see cref="FlowValueKind.Default"/>.</summary>
    public object? Constant { get; private init; }

    /// <summary>The object, when <see cref="Kind"/> is <see cref="FlowValueKind.Object"/>.</summary>
    public TrackedObject? Object { get; private init; }

    /// <summary>The member of a tracked object that the value was read from, whatever else is known of it.</summary>
    public MemberRead? ReadFrom { get; private init; }

    /// <summary>The ordinal of the parameter that the value was passed in by, or -1.</summary>
    public int Parameter { get; private init; } = -1;

    /// <summary>Where the value was written: the null literal, the constant. Null for what is unknown.</summary>
    public SyntaxNode? Origin { get; private init; }

    /// <summary>The elements of a tuple. A list of its own type keeps the comparison by content.</summary>
    public ElementList? Elements { get; private init; }

    public bool IsNull => Kind == FlowValueKind.Null;

    /// <summary>Whether it is null on every path, or on some.</summary>
    public bool CanBeNull => Kind is FlowValueKind.Null or FlowValueKind.MaybeNull;

    public static FlowValue NullAt(SyntaxNode? origin) => new() { Kind = FlowValueKind.Null, Origin = origin };

    public static FlowValue DefaultAt(SyntaxNode? origin, object? constant = null) =>
        new() { Kind = FlowValueKind.Default, Constant = constant, Origin = origin };

    public static FlowValue ConstantAt(object constant, SyntaxNode? origin) =>
        new() { Kind = FlowValueKind.Constant, Constant = constant, Origin = origin };

    public static FlowValue Of(TrackedObject tracked) => new() { Kind = FlowValueKind.Object, Object = tracked };

    public static FlowValue OfParameter(int ordinal) => new() { Parameter = ordinal };

    public static FlowValue OfTuple(IEnumerable<FlowValue> elements) =>
        new() { Kind = FlowValueKind.Tuple, Elements = new ElementList(elements.ToImmutableArray()) };

    // Written out because values are compared at every join and every write: the record's own comparison asks for each property in turn.

    /// <inheritdoc/>
    public bool Equals(FlowValue? other) => ReferenceEquals(this, other)
        || (other is not null
            && Kind == other.Kind
            && Object == other.Object
            && Origin == other.Origin
            && Parameter == other.Parameter
            && ReadFrom == other.ReadFrom
            && Equals(Constant, other.Constant)
            && Equals(Elements, other.Elements));

    /// <inheritdoc/>
    public override int GetHashCode() => (int)Kind;

    /// <summary>The same value, read from a member.</summary>
    public FlowValue Read(TrackedObject tracked, BoundMember member) => this with { ReadFrom = new(tracked, member, IsNegated: false) };

    /// <summary>The value of <c>!x</c>.</summary>
    public FlowValue Negated(SyntaxNode? origin) => new()
    {
        Kind = Constant is bool ? FlowValueKind.Constant : FlowValueKind.Unknown,
        Constant = Constant is bool value ? !value : null,
        ReadFrom = ReadFrom is { } read ? read with { IsNegated = !read.IsNegated } : null,
        Origin = origin,
    };

    /// <summary>
    /// Whether the two need not be kept apart: neither is null, a default, a flag, an object or read from one. Text and numbers that differ
    /// make no difference to what an object has.
    /// </summary>
    public static bool AreAlike(FlowValue left, FlowValue right) => left == right || (left.IsPlain && right.IsPlain);

    private bool IsPlain => ReadFrom is null && Kind is (FlowValueKind.Unknown or FlowValueKind.Constant) && Constant is not bool;

    /// <summary>What is known when it is either of the two.</summary>
    public static FlowValue Join(FlowValue left, FlowValue right) =>
        left == right ? left : left.CanBeNull ? left.OnSomePath() : right.CanBeNull ? right.OnSomePath() : Unknown;

    /// <summary>The same value, on some path only: a null is still worth knowing, anything else is not.</summary>
    public FlowValue OnSomePath() => CanBeNull ? new() { Kind = FlowValueKind.MaybeNull, Origin = Origin } : Unknown;

    /// <summary>A member of a tracked object, read; negated when a <c>!</c> stands before it.</summary>
    internal sealed record MemberRead(TrackedObject Object, BoundMember Member, bool IsNegated);

    /// <summary>An immutable list that is compared element by element.</summary>
    internal sealed class ElementList(ImmutableArray<FlowValue> items) : IEquatable<ElementList>
    {
        public ImmutableArray<FlowValue> Items { get; } = items;

        public bool Equals(ElementList? other) => other is not null && Items.SequenceEqual(other.Items);

        public override bool Equals(object? obj) => Equals(obj as ElementList);

        public override int GetHashCode() => Items.Length;
    }
}
