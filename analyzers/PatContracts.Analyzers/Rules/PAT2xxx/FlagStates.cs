namespace PatContracts.Analyzers.Rules;

/// <summary>The states that a managed flag may be in at a point of the program.</summary>
[Flags]
internal enum FlagStates
{
    /// <summary>The point is unreachable.</summary>
    None = 0,

    /// <summary>The payload has no flag, which reads as null.</summary>
    Absent = 1,

    /// <summary>Unmanaged.</summary>
    False = 2,

    /// <summary>Managed.</summary>
    True = 4,

    /// <summary>The state is unknown.</summary>
    Any = Absent | False | True,
}
