using PatContracts.Schema;

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
}

/// <summary>The checks that run for the tokens of one contract.</summary>
/// <param name="Options">The options that enable the checks.</param>
/// <param name="Checks">The checks.</param>
/// <param name="NeedsHistory">Whether one of the checks compares a token with earlier ones.</param>
internal sealed record CheckSelection(PatCheckOptions Options, TokenCheck[] Checks, bool NeedsHistory)
{
    public static CheckSelection Of(TokenContract contract, PatCheckOptions options)
    {
        TokenCheck[] checks = [.. TokenChecks.All.Where(check => options.SeverityOf(check.Check) != RuleSeverity.Off && check.AppliesTo(contract))];
        return new CheckSelection(options, checks, checks.Any(check => IsComparing(check.Check)));
    }

    private static bool IsComparing(PatCheck check) => check == PatCheck.DuplicateId || check == PatCheck.DuplicateName || check == PatCheck.ManagedConflict;
}
