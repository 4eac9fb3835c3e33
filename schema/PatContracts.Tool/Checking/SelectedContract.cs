using PatContracts.Schema;

namespace PatContracts.Tool.Checking;

/// <summary>A contract, its name in reports, and the token checks that apply.</summary>
internal sealed class SelectedContract
{
    private readonly Lazy<IReadOnlySet<string>> _memberNames;
    private readonly PatCheckOptions? _checks;

    /// <summary>Initializes a new instance of the <see cref="SelectedContract"/> class.</summary>
    /// <param name="name">The name of the contract in reports.</param>
    /// <param name="contract">The contract.</param>
    /// <param name="checks">The token checks; null for a contract that does not describe tokens.</param>
    public SelectedContract(string name, Contract contract, PatCheckOptions? checks = null)
    {
        Name = name;
        Contract = contract;
        _checks = checks;
        _memberNames = new Lazy<IReadOnlySet<string>>(() => MemberNames(contract.Root));
    }

    public string Name { get; }

    public Contract Contract { get; }

    /// <summary>The property names that the contract defines, at any depth. They can be shown, because they reveal nothing about a payload.</summary>
    public IReadOnlySet<string> KnownNames => _memberNames.Value;

    /// <summary>Validates a payload against the contract and runs the token checks.</summary>
    public ContractValidationResult Check(ReadOnlySpan<byte> payload, ValidationOptions? options = null) =>
        _checks is null ? Contract.Validate(payload, options) : Contract.Validate(payload, _checks, options);

    /// <summary>Starts the token checks for tokens that are read one by one; null if the contract has no checks.</summary>
    public PatCheckSession? BeginChecks() => _checks is null ? null : new PatCheckSession(Contract, _checks);

    /// <summary>Returns the contract without the checks that compare tokens, for payloads that are one of many tokens.</summary>
    public SelectedContract ForOneOfMany() => _checks is null ? this : new SelectedContract(Name, Contract, BetweenTokens.Aggregate(
        _checks, static (checks, check) => checks.With(check, RuleSeverity.Off)));

    /// <summary>Starts the checks that compare tokens; null if there are no such checks.</summary>
    public PatCheckSession? CompareTokens()
    {
        if (_checks is null || BetweenTokens.All(check => _checks.SeverityOf(check) == RuleSeverity.Off)) return null;
        return new PatCheckSession(Contract, BetweenTokens.Aggregate(PatCheckOptions.None, (checks, check) => checks.With(check, _checks.SeverityOf(check))));
    }

    private static IReadOnlyList<PatCheck> BetweenTokens { get; } = [PatCheck.DuplicateId, PatCheck.DuplicateName, PatCheck.ManagedConflict];

    private static HashSet<string> MemberNames(SchemaNode root)
    {
        var names = new HashSet<string>(StringComparer.Ordinal);
        var seen = new HashSet<string>(StringComparer.Ordinal);
        var open = new Stack<SchemaNode>([root]);
        while (open.TryPop(out SchemaNode? node))
        {
            if (!seen.Add(node.Pointer)) continue;
            foreach (SchemaProperty property in node.Properties)
            {
                names.Add(property.Name);
                open.Push(property.Schema);
            }

            if (node.Items is not null) open.Push(node.Items);
            if (node.AdditionalProperties is not null) open.Push(node.AdditionalProperties);
            foreach (SchemaNode alternative in node.Alternatives) open.Push(alternative);
        }

        return names;
    }
}
