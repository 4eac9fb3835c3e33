using PatContracts.Schema;

namespace PatContracts.Tool.Checking;

/// <summary>Where contracts come from: the built-in ones by name, the user's own by file. Each is loaded once.</summary>
internal sealed class ContractSource(DateTimeProfile dateTimes, PatCheckOptions checks, SchemaFiles schemaFiles)
{
    private readonly Dictionary<string, ContractSelector> _builtIn = new(StringComparer.Ordinal);
    private readonly Dictionary<string, ContractSelector> _files = new(StringComparer.Ordinal);
    private readonly ContractCatalog _catalog = BuiltInWith(dateTimes);

    /// <summary>The built-in contracts, as they are.</summary>
    public static ContractCatalog BuiltIn => PatContract.Catalog;

    /// <summary>The contract that is used if none is named: the latest.</summary>
    public static string DefaultName => PatContract.Latest.Name;

    /// <summary>A built-in contract.</summary>
    /// <exception cref="ToolException">There is none of that name.</exception>
    public ContractSelector Named(string name)
    {
        if (_builtIn.TryGetValue(name, out ContractSelector? known)) return known;
        RequireName(name);
        return _builtIn[name] = new BuiltInSelector(name, _catalog, checks);
    }

    /// <summary>A schema file.</summary>
    /// <param name="shownPath">The path as reports show it.</param>
    /// <param name="fullPath">The absolute path.</param>
    /// <exception cref="ToolException">The file cannot be read, or is no schema.</exception>
    public ContractSelector File(string shownPath, string fullPath)
    {
        if (_files.TryGetValue(fullPath, out ContractSelector? known)) return known;
        return _files[fullPath] = new SchemaFileSelector(shownPath, schemaFiles.Load(shownPath, fullPath, dateTimes));
    }

    /// <summary>Ends the run when no built-in contract has a name.</summary>
    /// <param name="name">The name.</param>
    /// <param name="others">Other names that would have been taken.</param>
    /// <param name="hint">What else could have been meant and is not there.</param>
    /// <exception cref="ToolException">There is none of that name.</exception>
    public static void RequireName(string name, IReadOnlyList<string>? others = null, string? hint = null)
    {
        if (BuiltIn.Names.Contains(name, StringComparer.Ordinal)) return;
        string near = Suggestions.For(name, BuiltIn.Names.Concat(others ?? []));
        throw ToolException.Usage($"There is no contract \"{name}\"{(hint is null ? "" : $", {hint}")}.{near} \"{CommandLine.Name} list\" names them{(hint is null && others is null ? "; --schema takes a file of your own" : "")}");
    }

    /// <summary>The built-in contracts, with date-times of a profile.</summary>
    public static ContractCatalog BuiltInWith(DateTimeProfile dateTimes) => dateTimes == DateTimeProfile.Strict ? BuiltIn : ContractCatalog.FromDocuments(
        BuiltIn.Names.Select(static name => new KeyValuePair<string, ReadOnlyMemory<byte>>(name, BuiltIn.Get(name).Document)),
        new ContractLoadOptions { DateTimeProfile = dateTimes });
}
