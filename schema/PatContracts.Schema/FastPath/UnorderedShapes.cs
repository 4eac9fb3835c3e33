namespace PatContracts.Schema.FastPath;

/// <summary>
/// Shapes that match whatever the order of the members. They are sound because the schema of each member depends on recorded constants and on which members
/// there are, not on their order; because each member is found once, and the set of members was recorded; and because the members and the bytes between them,
/// each compared from its beginning to its end, are the complete object.
/// </summary>
/// <remarks>
/// The instructions of a member begin with its name. Members are confirmed in the order of the instructions, which the processor can predict, not in that of
/// the text.
/// </remarks>
internal sealed class UnorderedShapes : ShapeProgram
{
    private readonly UnorderedMember[] _members;
    private readonly ObjectSpacing _spacing;
    private readonly ulong[] _sets;

    private UnorderedShapes(UnorderedMember[] members, ObjectSpacing spacing, ulong[] sets, int depth)
        : base(Join(members), depth, spacing.HasLineEnds)
    {
        _members = members;
        _spacing = spacing;
        _sets = sets;
        Locator = new MemberLocator(Array.ConvertAll(members, member => member.Name), spacing);
    }

    /// <summary>Finds the members of an object.</summary>
    public MemberLocator Locator { get; }

    /// <summary>Creates a program for one shape, or returns null if it has too many members, or they cannot be found by their names.</summary>
    /// <param name="members">The members.</param>
    /// <param name="spacing">The bytes between them.</param>
    /// <param name="depth">The nesting depth of objects and arrays in them.</param>
    public static UnorderedShapes? Of(UnorderedMember[] members, ObjectSpacing spacing, int depth) =>
        Create(members, spacing, [ulong.MaxValue >> (64 - members.Length)], depth);

    /// <summary>Returns whether a shape with these members, one bit each, was recorded.</summary>
    public bool Allows(ulong members)
    {
        foreach (ulong set in _sets)
        {
            if (set == members) return true;
        }

        return false;
    }

    /// <summary>Returns whether the members of an object are found.</summary>
    /// <param name="json">The text of the object.</param>
    public bool CanLocate(ReadOnlySpan<byte> json)
    {
        // Short objects are found only where the text continues.
        byte[] continued = [.. json, .. stackalloc byte[MemberLocator.BlockLength]];
        var members = new MemberLocations();
        return Locator.TryLocate(continued, 0, ref members) && Allows(members.Members);
    }

    /// <summary>Returns whether a member with a nested object has other instructions in a program for one shape with the same spacing.</summary>
    public bool HasOtherNested(UnorderedShapes other) =>
        _spacing.IsLike(other._spacing) && Array.Exists(other._members, member => member.IncludesNested && Find(member) is { } known && !known.IsLike(member));

    /// <summary>
    /// Returns a program with the shape of another program as well; this program if it already has the shape or is full, the members are separated by other
    /// bytes, or a member has other instructions.
    /// </summary>
    /// <param name="other">A program for one shape.</param>
    public UnorderedShapes With(UnorderedShapes other)
    {
        if (!_spacing.IsLike(other._spacing)) return this;
        List<UnorderedMember> members = [.. _members];
        ulong set = 0;
        foreach (UnorderedMember member in other._members)
        {
            int number = members.Count;
            if (Find(member) is not { } known) members.Add(member);
            else if (known.IsLike(member)) number = members.IndexOf(known);
            else return this;
            set |= 1UL << number;
        }

        return Allows(set) ? this : Create([.. members], _spacing, [.. _sets, set], Math.Max(Depth, other.Depth)) ?? this;
    }

    private static UnorderedShapes? Create(UnorderedMember[] members, ObjectSpacing spacing, ulong[] sets, int depth)
    {
        if (members.Length > MemberLocator.MaxMembers || members.Sum(member => member.Instructions.Length) >= MaxInstructions) return null;
        var shapes = new UnorderedShapes(members, spacing, sets, depth);
        return shapes.Locator.IsUsable ? shapes : null;
    }

    /// <summary>Numbers the members, and lets each continue with the next one if the object does not have it.</summary>
    private static ShapeInstruction[] Join(UnorderedMember[] members)
    {
        var instructions = new List<ShapeInstruction>();
        for (int i = 0; i < members.Length; i++)
        {
            ShapeInstruction[] own = [.. members[i].Instructions];
            own[0].Member = i;
            own[0].Alternative = instructions.Count + own.Length;
            instructions.AddRange(own);
        }

        instructions.Add(new ShapeInstruction { Value = ShapeValue.End, Member = members.Length, Alternative = -1 });
        return [.. instructions];
    }

    private UnorderedMember? Find(UnorderedMember member) => Array.Find(_members, known => known.Name.AsSpan().SequenceEqual(member.Name));
}
