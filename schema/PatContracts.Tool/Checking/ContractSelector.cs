using System.Collections.Concurrent;
using PatContracts.Schema;
using PatContracts.Tool.Inputs;

namespace PatContracts.Tool.Checking;

/// <summary>The contract that an input is checked against, in the forms that its payloads can have.</summary>
internal abstract class ContractSelector
{
    /// <summary>The form that fits a payload.</summary>
    /// <param name="payload">The payload's bytes.</param>
    /// <param name="operation">The operation that the payload is the response of, which chooses the version and the form; null if that is not known.</param>
    public abstract SelectedContract For(ReadOnlySpan<byte> payload, PatOperation? operation = null);

    /// <summary>The form for one line of many: as <see cref="For"/>, but what compares tokens is left to <see cref="CompareTokens"/>.</summary>
    public abstract SelectedContract ForLine(ReadOnlySpan<byte> payload);

    /// <summary>Begins the checks that compare the tokens of an input's lines; null if there are none.</summary>
    public abstract PatCheckSession? CompareTokens();

    /// <summary>What the inputs are checked against, for reports.</summary>
    public abstract string Name { get; }
}

/// <summary>One contract under the name that reports show.</summary>
internal sealed class SelectedContract
{
    private readonly Lazy<IReadOnlySet<string>> _memberNames;
    private readonly PatCheckOptions? _checks;

    /// <summary>A contract with the checks that belong to it; none for a contract that is not of tokens.</summary>
    public SelectedContract(string name, Contract contract, PatCheckOptions? checks = null)
    {
        Name = name;
        Contract = contract;
        _checks = checks;
        _memberNames = new Lazy<IReadOnlySet<string>>(() => MemberNames(contract.Root));
    }

    public string Name { get; }

    public Contract Contract { get; }

    /// <summary>Every member name that the contract gives, at any depth. Such a name says nothing about a payload.</summary>
    public IReadOnlySet<string> KnownNames => _memberNames.Value;

    /// <summary>What is wrong with a payload.</summary>
    public ContractValidationResult Check(ReadOnlySpan<byte> payload, ValidationOptions? options = null) =>
        _checks is null ? Contract.Validate(payload, options) : Contract.Validate(payload, _checks, options);

    /// <summary>Begins the checks that belong to the contract, for tokens that come one by one; null if there are none.</summary>
    public PatCheckSession? BeginChecks() => _checks is null ? null : new PatCheckSession(Contract, _checks);

    /// <summary>The same contract without the checks that compare tokens: for payloads that are one token of many.</summary>
    public SelectedContract ForOneOfMany() => _checks is null ? this : new SelectedContract(Name, Contract, BetweenTokens.Aggregate(
        _checks, static (checks, check) => checks.With(check, RuleSeverity.Off)));

    /// <summary>Begins the checks that compare tokens; null if there are none.</summary>
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

/// <summary>A schema of the user's own: every payload is checked against it as it is.</summary>
internal sealed class SchemaFileSelector(string path, Contract contract) : ContractSelector
{
    private readonly SelectedContract _selected = new(path, contract);

    public override string Name => path;

    public override SelectedContract For(ReadOnlySpan<byte> payload, PatOperation? operation = null) => _selected;

    public override SelectedContract ForLine(ReadOnlySpan<byte> payload) => _selected;

    public override PatCheckSession? CompareTokens() => null;
}

/// <summary>A built-in contract: a list is checked against its list form, a recorded response against the form and version of its operation.</summary>
internal sealed class BuiltInSelector : ContractSelector
{
    private readonly SelectedContract _single;
    private readonly SelectedContract _oneOfMany;
    private readonly Lazy<SelectedContract?> _list;
    private readonly ConcurrentDictionary<string, SelectedContract?> _forms = new(StringComparer.Ordinal);
    private readonly Func<string, SelectedContract?> _load;

    public BuiltInSelector(string name, ContractCatalog catalog, PatCheckOptions checks)
    {
        Name = name;
        _single = new SelectedContract(name, catalog.Get(name), checks);
        _oneOfMany = _single.ForOneOfMany();
        _load = form => catalog.TryGet(form, out Contract? contract) ? new SelectedContract(form, contract, checks) : null;
        _list = PatContract.TryGet(name, out PatContract? version) ? new Lazy<SelectedContract?>(() => Form(version.List.Name)) : new Lazy<SelectedContract?>(value: null);
    }

    public override string Name { get; }

    public override SelectedContract For(ReadOnlySpan<byte> payload, PatOperation? operation = null) =>
        OfOperation(operation) ?? (ContentShape.IsArray(payload) ? _list.Value : null) ?? _single;

    public override SelectedContract ForLine(ReadOnlySpan<byte> payload) => ContentShape.IsArray(payload) ? For(payload) : _oneOfMany;

    public override PatCheckSession? CompareTokens() => _single.CompareTokens();

    // An operation of a version that has no contracts is validated against the version that was selected.
    private SelectedContract? OfOperation(PatOperation? operation) => operation is null ? null : Form(operation.ContractName ?? operation.ContractNameIn(Name));

    private SelectedContract? Form(string name) => _forms.GetOrAdd(name, _load);
}
