using System.Collections.Concurrent;
using PatContracts.Schema;
using PatContracts.Tool.Inputs;

namespace PatContracts.Tool.Checking;

/// <summary>Selects a built-in contract: for a list, its list form; for a recorded response, the version and form of its operation.</summary>
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
        OfOperation(operation) ?? (ContentDetection.IsArray(payload) ? _list.Value : null) ?? _single;

    public override SelectedContract ForLine(ReadOnlySpan<byte> payload) => ContentDetection.IsArray(payload) ? For(payload) : _oneOfMany;

    public override PatCheckSession? CompareTokens() => _single.CompareTokens();

    // A response of an API version without contracts is validated against the selected version.
    private SelectedContract? OfOperation(PatOperation? operation) => operation is null ? null : Form(operation.ContractName ?? operation.ContractNameIn(Name));

    private SelectedContract? Form(string name) => _forms.GetOrAdd(name, _load);
}
