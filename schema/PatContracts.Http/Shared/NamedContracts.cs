using System.Diagnostics.CodeAnalysis;
using PatContracts.Schema;

namespace PatContracts.Http.Shared;

/// <summary>The contracts of a handler by name: the caller's own, then the built-in ones.</summary>
internal sealed class NamedContracts(IDictionary<string, Contract> own)
{
    /// <summary>All names.</summary>
    public IEnumerable<string> Names => own.Keys.Union(PatContract.Catalog.Names, StringComparer.Ordinal);

    public bool TryGet(string name, [NotNullWhen(true)] out Contract? contract) =>
        own.TryGetValue(name, out contract) || PatContract.Catalog.TryGet(name, out contract);

    /// <summary>Whether a name is that of a contract of the caller's own, which may be about anything; built-in ones are about tokens.</summary>
    public bool IsOwn(string name) => own.ContainsKey(name);

    /// <summary>The name of the contract for an array if the caller has named that for one value; the name itself if there is no such contract.</summary>
    public string ListForm(string name) => TryGet(ContractNames.List(name), out _) ? ContractNames.List(name) : name;

    /// <summary>Whether a payload is an array, as its first character shows.</summary>
    public static bool IsArray(ReadOnlySpan<byte> json) => json.TrimStart(" \t\r\n"u8) is [(byte)'[', ..];
}
