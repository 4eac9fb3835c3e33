namespace PatContracts.Tool.Audit;

/// <summary>What an export says of a member of a token.</summary>
internal enum MemberState
{
    /// <summary>The member is missing.</summary>
    Absent = 0,

    /// <summary>The member is null.</summary>
    Null,

    /// <summary>The member has a value of its type.</summary>
    Stated,

    /// <summary>The member has a value that cannot be read as its type.</summary>
    Malformed,
}
