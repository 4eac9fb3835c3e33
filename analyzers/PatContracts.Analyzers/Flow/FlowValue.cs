using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using PatContracts.Analyzers.Binding;

namespace PatContracts.Analyzers.Flow;

/// <summary>A value as far as it is known. Immutable; compared by content.</summary>
internal sealed record FlowValue
{
    public static readonly FlowValue Unknown = new();

    /// <summary>Maximum number of additional nulls to distinguish, which limits the cost of a join.</summary>
    private const int MaxOtherOrigins = 31;

    private FlowValue()
    {
    }

    public FlowValueKind Kind { get; private init; }

    /// <summary>The constant, if known: always for <see cref="FlowValueKind.Constant"/>, for some types for <see cref="FlowValueKind.Default"/>.</summary>
    public object? Constant { get; private init; }

    /// <summary>The object if <see cref="Kind"/> is <see cref="FlowValueKind.Object"/>; the first if it may be one of several.</summary>
    public TrackedObject? Object => Objects.IsDefaultOrEmpty ? null : Objects[0];

    /// <summary>The objects that it may be, in the order in which the code creates them.</summary>
    public ImmutableArray<TrackedObject> Objects { get; private init; } = ImmutableArray<TrackedObject>.Empty;

    /// <summary>Whether it may be one object or another.</summary>
    public bool IsAmbiguous => Objects.Length > 1;

    /// <summary>The objects that may also exist on a path on which the value is another one.</summary>
    private ImmutableArray<TrackedObject> Elsewhere { get; init; } = ImmutableArray<TrackedObject>.Empty;

    private bool IsNullToo { get; init; }

    /// <summary>The member of a tracked object from which the value was read, whatever else is known about it.</summary>
    public MemberRead? ReadFrom { get; private init; }

    /// <summary>The ordinal of the parameter in which the value was passed, or -1.</summary>
    public int Parameter { get; private init; } = -1;

    /// <summary>The syntax of the value: the null literal, the constant. Null for an unknown value.</summary>
    public SyntaxNode? Origin { get; private init; }

    /// <summary>The other nulls or defaults that the value may be, if it is one of several.</summary>
    private ImmutableArray<SyntaxNode> OtherOrigins { get; init; } = ImmutableArray<SyntaxNode>.Empty;

    /// <summary>The syntax of each null or default that the value may be.</summary>
    public IEnumerable<SyntaxNode> Origins => Origin is null ? ImmutableArray<SyntaxNode>.Empty : OtherOrigins.Insert(0, Origin);

    /// <summary>The elements of a tuple. A separate list type provides comparison by content.</summary>
    public ElementList? Elements { get; private init; }

    /// <summary>Whether anything is known about it.</summary>
    public bool IsKnown => Kind != FlowValueKind.Unknown || ReadFrom is not null || Parameter >= 0;

    public bool IsNull => Kind == FlowValueKind.Null;

    /// <summary>Whether it is null on every path, or on some paths.</summary>
    public bool CanBeNull => Kind is FlowValueKind.Null or FlowValueKind.MaybeNull || IsNullToo;

    public static FlowValue NullAt(SyntaxNode? origin) => new() { Kind = FlowValueKind.Null, Origin = origin };

    public static FlowValue DefaultAt(SyntaxNode? origin, object? constant = null) =>
        new() { Kind = FlowValueKind.Default, Constant = constant, Origin = origin };

    public static FlowValue ConstantAt(object constant, SyntaxNode? origin) =>
        new() { Kind = FlowValueKind.Constant, Constant = constant, Origin = origin };

    public static FlowValue Of(TrackedObject tracked) => new() { Kind = FlowValueKind.Object, Objects = ImmutableArray.Create(tracked) };

    public static FlowValue OfParameter(int ordinal) => new() { Parameter = ordinal };

    public static FlowValue OfTuple(IEnumerable<FlowValue> elements) =>
        new() { Kind = FlowValueKind.Tuple, Elements = new ElementList(elements.ToImmutableArray()) };

    // Implemented manually because values are compared at every join and every write, and the generated comparison compares each property in turn.

    /// <inheritdoc/>
    public bool Equals(FlowValue? other) => ReferenceEquals(this, other)
        || (other is not null
            && Kind == other.Kind
            && IsNullToo == other.IsNullToo
            && Objects.SequenceEqual(other.Objects)
            && Elsewhere.SequenceEqual(other.Elsewhere)
            && Origin == other.Origin
            && OtherOrigins.SequenceEqual(other.OtherOrigins)
            && Parameter == other.Parameter
            && ReadFrom == other.ReadFrom
            && Equals(Constant, other.Constant)
            && Equals(Elements, other.Elements));

    /// <inheritdoc/>
    public override int GetHashCode() => (int)Kind;

    /// <summary>The same value, read from a member.</summary>
    public FlowValue Read(TrackedObject tracked, BoundMember member) => this with { ReadFrom = new(tracked, member, IsNegated: false) };

    /// <summary>The same value, without the member it was read from.</summary>
    public FlowValue WithoutRead() => ReadFrom is null ? this : this with { ReadFrom = null };

    /// <summary>The value of <c>!x</c>.</summary>
    public FlowValue Negated(SyntaxNode? origin) => new()
    {
        Kind = Constant is bool ? FlowValueKind.Constant : FlowValueKind.Unknown,
        Constant = Constant is bool value ? !value : null,
        ReadFrom = ReadFrom is { } read ? read with { IsNegated = !read.IsNegated } : null,
        Origin = origin,
    };

    /// <summary>Whether an object is one of those that it may be.</summary>
    public bool Names(TrackedObject tracked) => Objects.Contains(tracked) || (Elements is not null && Elements.Items.Any(element => element.Names(tracked)));

    /// <summary>The same value without one of the objects that it may be.</summary>
    public FlowValue Without(TrackedObject tracked) =>
        Elements is not null ? OfTuple(Elements.Items.Select(element => element.Without(tracked)))
        : Objects.Length > 1 ? this with { Objects = Objects.Remove(tracked) }
        : Objects.Contains(tracked) ? Unknown
        : this;

    /// <summary>The value after a test has shown that it is not null.</summary>
    public FlowValue NotNull() =>
        IsNullToo ? this with { IsNullToo = false, Origin = null, OtherOrigins = ImmutableArray<SyntaxNode>.Empty }
        : Kind == FlowValueKind.MaybeNull ? Unknown
        : this;

    /// <summary>
    /// Whether a write through the value may leave one of its objects unchanged: the value may be another object, unless each was created on its own branch, as
    /// in <c>c ? new A() : new B()</c>.
    /// </summary>
    public bool MayExclude(TrackedObject tracked) => IsAmbiguous && Elsewhere.Contains(tracked);

    /// <summary>Returns the value if it is either of the two; the left instance itself if the right one adds nothing.</summary>
    /// <param name="left">The one value.</param>
    /// <param name="right">The other value.</param>
    /// <param name="paths">The objects on the two paths; null if they are unknown, so that any object may be on both.</param>
    public static FlowValue Join(FlowValue left, FlowValue right, JoinedObjects? paths = null)
    {
        if (left == right) return left;

        FlowValue joined = JoinDifferent(left, right, paths);
        return joined == left ? left : joined;
    }

    private static FlowValue JoinDifferent(FlowValue left, FlowValue right, JoinedObjects? paths)
    {
        MemberRead? read = left.ReadFrom == right.ReadFrom ? left.ReadFrom : null;
        if (!left.Objects.IsEmpty || !right.Objects.IsEmpty)
        {
            ImmutableArray<TrackedObject> objects = Union(left.Objects, right.Objects);
            return WithOrigins(left, right, static value => value.CanBeNull, new()
            {
                Kind = FlowValueKind.Object,
                Objects = objects,
                Elsewhere = objects.RemoveAll(tracked =>
                    !left.Elsewhere.Contains(tracked)
                    && !right.Elsewhere.Contains(tracked)
                    && (left.Objects.Contains(tracked) || paths?.AreOnLeft(tracked) == false)
                    && (right.Objects.Contains(tracked) || paths?.AreOnRight(tracked) == false)),
                IsNullToo = left.CanBeNull || right.CanBeNull,
                ReadFrom = read,
            });
        }

        if (left.CanBeNull || right.CanBeNull)
        {
            FlowValueKind kind = left.IsNull && right.IsNull ? FlowValueKind.Null : FlowValueKind.MaybeNull;
            return WithOrigins(left, right, static value => value.CanBeNull, new() { Kind = kind, ReadFrom = read });
        }

        if (left.Elements is { } mine && right.Elements is { } theirs && mine.Items.Length == theirs.Items.Length)
        {
            return OfTuple(mine.Items.Zip(theirs.Items, (one, other) => Join(one, other, paths)));
        }

        if (left.Kind == right.Kind && left.Constant is not null && Equals(left.Constant, right.Constant)) return left with { ReadFrom = read };
        if (!IsPartlyDefault(left) && !IsPartlyDefault(right)) return new() { ReadFrom = read };

        FlowValueKind partly = left.Kind == FlowValueKind.Default && right.Kind == FlowValueKind.Default ? FlowValueKind.Default : FlowValueKind.MaybeDefault;
        return WithOrigins(left, right, IsPartlyDefault, new() { Kind = partly, ReadFrom = read });
    }

    /// <summary>A joined value with the origins of the nulls or defaults of both sides. An initial one has no origin.</summary>
    private static FlowValue WithOrigins(FlowValue left, FlowValue right, Func<FlowValue, bool> has, FlowValue joined)
    {
        SyntaxNode? first = null;
        ImmutableArray<SyntaxNode> others = ImmutableArray<SyntaxNode>.Empty;
        if (has(left)) Add(left);
        if (has(right)) Add(right);
        return joined with { Origin = first, OtherOrigins = others };

        void Add(FlowValue value)
        {
            if (value.Origin is not { } origin) return;

            AddOne(origin);
            foreach (SyntaxNode other in value.OtherOrigins) AddOne(other);
        }

        void AddOne(SyntaxNode origin)
        {
            if (first is null) first = origin;
            else if (origin != first && !others.Contains(origin) && others.Length < MaxOtherOrigins) others = others.Add(origin);
        }
    }

    private static bool IsPartlyDefault(FlowValue value) => value.Kind is FlowValueKind.Default or FlowValueKind.MaybeDefault;

    private static ImmutableArray<TrackedObject> Union(ImmutableArray<TrackedObject> left, ImmutableArray<TrackedObject> right)
    {
        ImmutableArray<TrackedObject> added = right.RemoveAll(left.Contains);
        return added.IsEmpty ? left : left.IsEmpty ? added : left.AddRange(added).Sort(static (one, other) => one.Id.CompareTo(other.Id));
    }

    /// <summary>The same value on some paths only: null is preserved, anything else becomes unknown.</summary>
    public FlowValue OnSomePath() => CanBeNull ? new() { Kind = FlowValueKind.MaybeNull, Origin = Origin, OtherOrigins = OtherOrigins } : Unknown;

    /// <summary>A read of a member of a tracked object; negated if preceded by <c>!</c>.</summary>
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
