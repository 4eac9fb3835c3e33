using PatContracts.Schema;

namespace PatContracts.Checks;

/// <summary>The state that the checks of one session share: the contract, time and severities, and the findings for the current token.</summary>
internal sealed class TokenCheckContext(TokenContract contract, PatCheckOptions options)
{
    private readonly List<TokenFinding> _findings = [];

    public TokenContract Contract { get; } = contract;

    public DateTimeOffset Now { get; } = options.TimeProvider.GetUtcNow();

    public TimeSpan FutureTolerance { get; } = options.FutureTolerance;

    public void Add(PatCheck check, int offset, int length, string pointer, string message) =>
        _findings.Add(new TokenFinding(check.Id, (FindingSeverity)options.SeverityOf(check), message, pointer, offset, length));

    /// <summary>Returns the findings for the current token in document order, and clears them.</summary>
    public TokenFinding[] Take()
    {
        if (_findings.Count == 0) return [];
        TokenFinding[] ordered = [.. _findings.OrderBy(finding => finding.Offset)];
        _findings.Clear();
        return ordered;
    }
}
