using System.Diagnostics.CodeAnalysis;
using PatContracts.Schema;

namespace PatContracts.Http.Routing;

/// <summary>The contracts that a handler knows by name: the caller's own, then the built-in ones.</summary>
internal sealed class ContractSet(IDictionary<string, Contract> own)
{
    public bool TryGet(string name, [NotNullWhen(true)] out Contract? contract) =>
        own.TryGetValue(name, out contract) || PatContract.Catalog.TryGet(name, out contract);

    /// <summary>Whether a name is that of a contract of the caller's own, of which nobody knows whether it is about tokens.</summary>
    public bool IsOwn(string name) => own.ContainsKey(name);

    /// <summary>
    /// The name of the contract for an array where the caller has named that for one value; the name itself where there is none.
    /// </summary>
    public string ListForm(string name) => PatContract.TryGet(name, out PatContract? version) && !IsOwn(name) ? version.List.Name
        : TryGet(ContractNames.List(name), out _) ? ContractNames.List(name)
        : name;
}
