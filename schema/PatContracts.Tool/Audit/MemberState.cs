namespace PatContracts.Tool.Audit;

/// <summary>The state of a property of an exported token.</summary>
internal enum MemberState
{
    /// <summary>The property is missing.</summary>
    Absent = 0,

    /// <summary>The property is null.</summary>
    Null,

    /// <summary>The property has a valid value.</summary>
    Stated,

    /// <summary>The property has a value of another type or format.</summary>
    Malformed,
}
