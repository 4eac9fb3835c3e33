namespace PatContracts.Analyzers.Rules;

/// <summary>The states that a managed flag may be in at a point of the program.</summary>
[Flags]
internal enum FlagStates
{
    /// <summary>The point is not reached.</summary>
    None = 0,

    /// <summary>The payload has no flag, which reads as null.</summary>
    Absent = 1,

    /// <summary>Unmanaged.</summary>
    False = 2,

    /// <summary>Managed.</summary>
    True = 4,

    /// <summary>Nothing is known.</summary>
    Any = Absent | False | True,
}

/// <summary>Reads sets of states.</summary>
internal static class FlagStatesExtensions
{
    /// <summary>The value that a flag is known to stand for, where an absent one stands for <paramref name="absent"/>; null where both are possible.</summary>
    public static bool? Meaning(this FlagStates states, bool absent)
    {
        bool canBeTrue = (states & FlagStates.True) != 0 || (absent && (states & FlagStates.Absent) != 0);
        bool canBeFalse = (states & FlagStates.False) != 0 || (!absent && (states & FlagStates.Absent) != 0);
        return canBeTrue == canBeFalse ? null : canBeTrue;
    }
}
