namespace PatContracts.Schema.FastPath;

/// <summary>
/// Where the members of an object are when a program runs. Implemented by structures, so that the JIT compiler compiles separate code for each.
/// </summary>
internal interface IMemberOrder
{
    /// <summary>Whether members are in any order; otherwise they are in the recorded order, and nothing else is used.</summary>
    static abstract bool IsAny { get; }

    /// <summary>The offset after the object.</summary>
    int ObjectEnd { get; }

    /// <summary>Returns the offset of a member's name, which is never 0; 0 if the object doesn't have the member.</summary>
    /// <param name="member">The number of the member.</param>
    int StartOf(int member);

    /// <summary>Returns the offset after a member's value.</summary>
    /// <param name="member">The number of the member.</param>
    int EndOf(int member);
}
