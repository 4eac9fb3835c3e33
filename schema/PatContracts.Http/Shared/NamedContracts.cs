using System.Diagnostics.CodeAnalysis;
using PatContracts.Schema;

namespace PatContracts.Http.Shared;

/// <summary>The contracts of a client or server by name: the configured contracts, then the built-in ones.</summary>
internal sealed class NamedContracts(IDictionary<string, Contract> own)
{
    /// <summary>All names.</summary>
    public IEnumerable<string> Names => own.Keys.Union(PatContract.Catalog.Names, StringComparer.Ordinal);

    public bool TryGet(string name, [NotNullWhen(true)] out Contract? contract) =>
        own.TryGetValue(name, out contract) || PatContract.Catalog.TryGet(name, out contract);

    /// <summary>Returns whether a name refers to a configured contract, which can describe anything; built-in contracts describe tokens.</summary>
    public bool IsOwn(string name) => own.ContainsKey(name);

    /// <summary>Returns the name of the list form of a contract, or the name itself if there is no list form.</summary>
    public string ListForm(string name) => TryGet(ContractNames.List(name), out _) ? ContractNames.List(name) : name;

    /// <summary>Returns whether the first character of a payload starts an array.</summary>
    public static bool IsArray(ReadOnlySpan<byte> json) => json.TrimStart(" \t\r\n"u8) is [(byte)'[', ..];
}
