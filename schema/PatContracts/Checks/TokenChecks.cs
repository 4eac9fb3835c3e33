namespace PatContracts.Checks;

/// <summary>All checks.</summary>
internal static class TokenChecks
{
    public static IReadOnlyList<TokenCheck> All { get; } =
    [
        new DuplicateIdCheck(),
        new DuplicateNameCheck(),
        new ManagedConflictCheck(),
        new SecretInResponseCheck(),
        new LastUsedBeforeCreatedCheck(),
        new TimestampInFutureCheck(),
        new NeverExpiresMismatchCheck(),
        new WireNameCheck(),
        new EmptyCredentialCheck(),
        new ExpiredCheck(),
        new OwnerIncompleteCheck(),
    ];

    /// <summary>Whether a check compares a token with those before it.</summary>
    public static bool NeedsHistory(PatCheck check) => check == PatCheck.DuplicateId || check == PatCheck.DuplicateName || check == PatCheck.ManagedConflict;
}
