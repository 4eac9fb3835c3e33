using PatContracts.Schema;

namespace PatContracts.Tool.Checking;

/// <summary>Loads contracts, built-in ones by name and schema files by path. Each is loaded once.</summary>
internal sealed class ContractSource(DateTimeProfile dateTimes, PatCheckOptions checks, SchemaFiles schemaFiles)
{
    private readonly Dictionary<string, ContractSelector> _builtIn = new(StringComparer.Ordinal);
    private readonly Dictionary<string, ContractSelector> _files = new(StringComparer.Ordinal);
    private readonly ContractCatalog _catalog = BuiltInWith(dateTimes);

    /// <summary>The built-in contracts.</summary>
    public static ContractCatalog BuiltIn => PatContract.Catalog;

    /// <summary>The name of the default contract, which is the latest one.</summary>
    public static string DefaultName => PatContract.Latest.Name;

    /// <summary>Returns a built-in contract.</summary>
    /// <exception cref="ToolException">No contract has this name.</exception>
    public ContractSelector Named(string name)
    {
        if (_builtIn.TryGetValue(name, out ContractSelector? known)) return known;
        RequireName(name);
        return _builtIn[name] = new BuiltInSelector(name, _catalog, checks);
    }

    /// <summary>Returns the contract of a schema file.</summary>
    /// <param name="shownPath">The path in reports.</param>
    /// <param name="fullPath">The absolute path.</param>
    /// <exception cref="ToolException">The file cannot be read or is not a valid schema.</exception>
    public ContractSelector File(string shownPath, string fullPath)
    {
        if (_files.TryGetValue(fullPath, out ContractSelector? known)) return known;
        return _files[fullPath] = new SchemaFileSelector(shownPath, schemaFiles.Load(shownPath, fullPath, dateTimes));
    }

    /// <summary>Throws if no built-in contract has a name.</summary>
    /// <param name="name">The name.</param>
    /// <param name="others">Other valid names, for suggestions.</param>
    /// <param name="acceptsFile">Whether a path of a file would also have been valid.</param>
    /// <exception cref="ToolException">No contract has this name.</exception>
    public static void RequireName(string name, IReadOnlyList<string>? others = null, bool acceptsFile = false)
    {
        if (BuiltIn.Names.Contains(name, StringComparer.Ordinal)) return;
        string near = Suggestions.For(name, BuiltIn.Names.Concat(others ?? []));
        string subject = acceptsFile ? "contract or file" : "contract";
        string hint = acceptsFile ? "" : "; to use a schema file, specify --schema";
        throw ToolException.Usage($"There is no {subject} \"{name}\".{near} \"{CommandLine.Name} list\" lists all contracts{hint}");
    }

    /// <summary>Returns the built-in contracts with a profile of date-times.</summary>
    public static ContractCatalog BuiltInWith(DateTimeProfile dateTimes) => dateTimes == DateTimeProfile.Strict ? BuiltIn : ContractCatalog.FromDocuments(
        BuiltIn.Names.Select(static name => new KeyValuePair<string, ReadOnlyMemory<byte>>(name, BuiltIn.Get(name).Document)),
        new ContractLoadOptions { DateTimeProfile = dateTimes });
}
