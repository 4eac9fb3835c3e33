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

/// <summary>Extension methods for <see cref="FlagStates"/>.</summary>
internal static class FlagStatesExtensions
{
    /// <summary>The known meaning of a flag if an absent one means <paramref name="absent"/>; null if both are possible.</summary>
    public static bool? Meaning(this FlagStates states, bool absent)
    {
        bool canBeTrue = (states & FlagStates.True) != 0 || (absent && (states & FlagStates.Absent) != 0);
        bool canBeFalse = (states & FlagStates.False) != 0 || (!absent && (states & FlagStates.Absent) != 0);
        return canBeTrue == canBeFalse ? null : canBeTrue;
    }
}
