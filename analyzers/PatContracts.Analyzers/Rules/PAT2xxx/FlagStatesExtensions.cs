namespace PatContracts.Analyzers.Rules;

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
