namespace PatContracts.Tool.Audit;

/// <summary>The result of an audit. All output formats share this model and its numbers.</summary>
internal sealed class AuditReport
{
    private readonly int[] _byAdvice = new int[AuditTerms.AllAdvice.Count];
    private readonly Dictionary<TokenFlags, int> _byFlag = [];
    private readonly Lazy<ILookup<AuditedToken, ChangeKind>> _changes;

    public AuditReport(IReadOnlyList<AuditedToken> tokens)
    {
        Tokens = tokens;
        Owners = OwnerSummary.Of(tokens);
        foreach (AuditedToken token in tokens) _byAdvice[(int)token.Advice]++;
        foreach (FlagTerm term in AuditTerms.AllFlags) _byFlag[term.Flag] = tokens.Count(token => !token.IsManaged && token.Has(term.Flag));
        _changes = new(() => (Comparison?.Changes ?? []).Where(static change => change.Kind != ChangeKind.Removed).ToLookup(static change => change.Token, static change => change.Kind));
    }

    public required AuditPolicy Policy { get; init; }

    /// <summary>The name of the contract that tokens were validated against.</summary>
    public required string Contract { get; init; }

    /// <summary>The number of inputs, including those that could not be read.</summary>
    public required int Inputs { get; init; }

    /// <summary>The inputs and parts of inputs that could not be read. If there are any, the audit is incomplete.</summary>
    public required IReadOnlyList<InputFault> Faults { get; init; }

    /// <summary>The number of faults that are not among <see cref="Faults"/>.</summary>
    public required long OmittedFaults { get; init; }

    public required Pseudonyms Pseudonyms { get; init; }

    /// <summary>Whether to show names, ids, owners, scopes and times.</summary>
    public required bool ShowValues { get; init; }

    /// <summary>The comparison with an earlier export, or null.</summary>
    public AuditComparison? Comparison { get; init; }

    /// <summary>The tokens, most urgent first.</summary>
    public IReadOnlyList<AuditedToken> Tokens { get; }

    /// <summary>The owners, those with the most urgent tokens first.</summary>
    public IReadOnlyList<OwnerSummary> Owners { get; }

    /// <summary>The number of inputs that could not be read completely.</summary>
    public int UnreadableInputs => Faults.Select(static fault => fault.Path).Distinct(StringComparer.Ordinal).Count();

    /// <summary>Returns the number of tokens with this advice.</summary>
    public int Count(Advice advice) => _byAdvice[(int)advice];

    /// <summary>Returns the number of tokens with a flag, excluding tokens that the platform manages.</summary>
    public int Count(TokenFlags flag) => _byFlag[flag];

    /// <summary>Returns the changes of a token since the earlier export.</summary>
    public IEnumerable<ChangeKind> ChangesOf(AuditedToken token) => _changes.Value[token];

    /// <summary>The statement at the top of an incomplete audit; null if everything could be read.</summary>
    public string? Incompleteness => Faults.Count == 0
        ? null
        : $"{Printable.Count(UnreadableInputs, "input")} could not be read completely. The tokens in {(UnreadableInputs == 1 ? "it" : "them")} are missing from this audit.";

    /// <summary>The statement about faults that are not listed; null if all are listed.</summary>
    public string? Omission => OmittedFaults == 0 ? null : $"and {Printable.Count(OmittedFaults, "more fault")}";
}
