using PatContracts.Schema;

namespace PatContracts.Checks;

/// <summary>What the checks of one session share: the contract, the time, the severities, and what they found in the present token.</summary>
internal sealed class CheckRun(TokenContract contract, PatCheckOptions options)
{
    private readonly List<TokenFinding> _findings = [];

    public TokenContract Contract { get; } = contract;

    public DateTimeOffset Now { get; } = options.TimeProvider.GetUtcNow();

    public TimeSpan FutureTolerance { get; } = options.FutureTolerance;

    public void Add(PatCheck check, int offset, int length, string pointer, string message) =>
        _findings.Add(new TokenFinding(check.Id, (FindingSeverity)options.SeverityOf(check), message, pointer, offset, length));

    /// <summary>The findings of the present token in document order; the next token begins with none.</summary>
    public TokenFinding[] Take()
    {
        if (_findings.Count == 0) return [];
        TokenFinding[] ordered = [.. _findings.OrderBy(finding => finding.Offset)];
        _findings.Clear();
        return ordered;
    }
}

/// <summary>A finding whose pointer and offset are still those within the token.</summary>
internal readonly record struct TokenFinding(string Rule, FindingSeverity Severity, string Message, string Pointer, int Offset, int Length);
