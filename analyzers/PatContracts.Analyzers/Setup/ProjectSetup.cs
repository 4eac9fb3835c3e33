using System.Collections.Immutable;
using System.Text.RegularExpressions;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;
using PatContracts.Analyzers.Binding;

namespace PatContracts.Analyzers.Setup;

/// <summary>
/// A project's configuration of the analyzers, and those parts of it that have no effect: names of contracts, types, dialects and metadata that do not exist,
/// patterns that match no file, and conflicting items.
/// </summary>
internal sealed class ProjectSetup
{
    private readonly Compilation _compilation;
    private readonly AnalyzerOptions _options;
    private readonly ImmutableArray<SetupFile> _files;
    private readonly ImmutableArray<ProjectXml> _projects;
    private readonly string _bindings;

    public ProjectSetup(Compilation compilation, KnownContracts contracts, AnalyzerOptions options, CancellationToken cancellationToken)
    {
        _compilation = compilation;
        Contracts = contracts;
        _options = options;
        _files = SetupFile.Of(options, cancellationToken);
        _projects = _files.Where(file => !file.IsConfiguration).Select(ProjectXml.Read).ToImmutableArray();
        _bindings = options.AnalyzerConfigOptionsProvider.GlobalOptions.TryGetValue(BindingEntry.Key, out string? bindings) ? bindings : "";
        Errors = VersionErrors().Concat(BindingErrors()).Concat(ItemErrors()).ToImmutableArray();
    }

    /// <summary>The distinct errors.</summary>
    public ImmutableArray<SetupError> Errors { get; }

    private KnownContracts Contracts { get; }

    private SetupFile? Project => _files.FirstOrDefault(file => file.IsProject);

    private IEnumerable<SetupFile> Configurations => _files.Where(file => file.IsConfiguration);

    private IEnumerable<ProjectItem> Items => _projects.SelectMany(project => project.Items);

    /// <summary>The location of errors without one: the beginning of the project file, or of the first source file.</summary>
    public Location? Fallback =>
        Project is { } project ? project.At(default) : _compilation.SyntaxTrees.FirstOrDefault() is { } first ? Location.Create(first, default) : null;

    /// <summary>Returns the location of an entry of the configuration, or null if no file passed by the build contains it.</summary>
    public Location? Locate(BindingEntry entry) => GlobalConfig.Locate(Configurations, _bindings, entry);

    private IEnumerable<SetupError> VersionErrors()
    {
        if (!Contracts.IsVersionUnknown || Contracts.ChosenVersion is not { } version) yield break;

        string[] versions = [.. Contracts.Versions];
        int suffix = version.LastIndexOf('-');
        string stem = suffix > 0 && KnownContracts.IsBuiltIn(version) ? version.Substring(0, suffix) : version;
        yield return new(
            _projects.SelectMany(project => project.Versions).FirstOrDefault(value => value.Text == version)?.Location,
            $"`PatContractVersion` is not a known version: `{version}`.{NearestOrAll(stem, versions)}",
            Suggestions.Nearest(stem, versions).FirstOrDefault());
    }

    private IEnumerable<SetupError> BindingErrors()
    {
        foreach (SetupFile file in Configurations)
        {
            foreach (SetupError error in GlobalConfig.Errors(file)) yield return error;
        }

        foreach (string key in AnalyzerConfigKeys.Of(_options, _compilation))
        {
            if (!Configurations.Any(file => GlobalConfig.HasKey(file, key))) yield return GlobalConfig.UnusedKey(location: null, key);
        }

        foreach (BindingEntry entry in BindingEntry.Parse(_bindings))
        {
            if (!entry.IsComplete)
            {
                yield return new(Locate(entry), $"`{entry.Text}` is not a binding. Write `Namespace.Type = contract`");
            }
            else if (_compilation.GetTypesByMetadataName(entry.TypeName).IsEmpty && UnknownType(entry) is { } error)
            {
                yield return error;
            }
        }
    }

    /// <summary>
    /// The error of a binding whose type does not exist. A configuration file above the project also applies to other projects; there, a type is an error only
    /// if this project has a similar one.
    /// </summary>
    private SetupError? UnknownType(BindingEntry entry)
    {
        Location? location = Locate(entry);
        if (TypeNames.IsNamespace(_compilation, entry.TypeName))
        {
            return new(location, $"`{entry.TypeName}` is a namespace; `{BindingEntry.Key}` requires a type");
        }

        string[] nearest = TypeNames.Nearest(_compilation, entry.TypeName);
        bool isShared = location is not null
            && Project is { } project
            && !SetupFile.NormalizePath(location.GetLineSpan().Path).StartsWith(project.Folder, StringComparison.OrdinalIgnoreCase);
        if (isShared && nearest.Length == 0) return null;

        string suggestion = nearest.Length == 0 ? "" : $" Did you mean {string.Join(" or ", nearest)}?";
        return new(location, $"The type `{entry.TypeName}` in `{BindingEntry.Key}` does not exist.{suggestion}", nearest.FirstOrDefault());
    }

    private IEnumerable<SetupError> ItemErrors()
    {
        var reported = new HashSet<(Location, string)>();
        IEnumerable<SetupError>[] kinds = [UnknownContracts(), UnknownDialects(), RepeatedNames(), MisnamedMetadata(), UnmatchedPatterns(), RepeatedFiles()];
        foreach (SetupError error in kinds.SelectMany(static errors => errors))
        {
            if (error.Location is { } location && reported.Add((location, error.Message))) yield return error;
        }
    }

    private IEnumerable<SetupError> UnknownContracts()
    {
        foreach (AdditionalText file in _options.AdditionalFiles)
        {
            string? name = ContractFile.PayloadContract(file, _options.AnalyzerConfigOptionsProvider, Contracts);
            if (name is null || Contracts.Names.Contains(name)) continue;

            SetupValue? value = Items.Select(item => item[ItemMetadata.ContractOf(item.Type)]).FirstOrDefault(value => value?.Text == name);
            yield return UnknownContract(value?.Location ?? BeginningOf(file.Path), name, Contracts.Names);
        }
    }

    /// <summary>The error of a name that is not the name of a contract.</summary>
    public static SetupError UnknownContract(Location? location, string name, IReadOnlyList<string> known) => new(
        location,
        $"There is no contract `{name}`.{NearestOrAll(name, known)}",
        Suggestions.Nearest(name, known).FirstOrDefault());

    private IEnumerable<SetupError> UnknownDialects()
    {
        foreach (AdditionalText file in _options.AdditionalFiles)
        {
            foreach (ContractEntry entry in ContractFile.ContractsOf(file, _options.AnalyzerConfigOptionsProvider))
            {
                if (entry.Dialect is not { } dialect || ContractFile.DialectOf(dialect) is not null) continue;

                SetupValue? value = Items.Select(item => item["Dialect"]).FirstOrDefault(value => value?.Text == dialect);
                yield return new(
                    value?.Location ?? BeginningOf(file.Path),
                    $"There is no dialect `{dialect}`.{NearestOrAll(dialect, ContractFile.Dialects)}",
                    Suggestions.Nearest(dialect, ContractFile.Dialects).FirstOrDefault());
            }
        }
    }

    /// <summary>Of two contracts with one name, only the first is used.</summary>
    private IEnumerable<SetupError> RepeatedNames() =>
        from name in (Contracts.Project?.Sources ?? ImmutableArray<SchemaText>.Empty).GroupBy(source => source.Name, StringComparer.Ordinal)
        let first = name.First()
        from other in name
        where other.Path != first.Path || other.Pointer != first.Pointer
        let item = Items.FirstOrDefault(item => item.Type == ProjectXml.Schema && item["Pointer"]?.Text == other.Pointer && Includes(item, other.Path))
        select new SetupError(
            item?["Name"]?.Location ?? item?["Pointer"]?.Location ?? BeginningOf(other.Path),
            $"The contract name `{other.Name}` is already used by {Described(first)}; {Described(other)} is ignored");

    private IEnumerable<SetupError> MisnamedMetadata() =>
        from item in Items
        from value in item.Values
        let meant = ItemMetadata.Meant(item, value.Name)
        where meant is not null
        select new SetupError(value.NameLocation, $"`{value.Name}` has no effect on a `{item.Type}` item. Did you mean {meant}?", meant);

    /// <summary>
    /// The patterns that match no file. A path without a wildcard that does not exist is a compiler error (CS2001), unless the item is only an update. A
    /// pattern imported by several projects may match in another one.
    /// </summary>
    private IEnumerable<SetupError> UnmatchedPatterns() =>
        from item in Items
        where IsCertain(item) && ItemMetadata.IsOfContracts(item)
        from pattern in item.Patterns()
        where pattern.File.IsProject
        where item["Include"] is null || pattern.Text.IndexOfAny(['*', '?']) >= 0
        let regex = ToRegex(pattern)
        where regex is not null && !_options.AdditionalFiles.Any(file => regex.IsMatch(SetupFile.NormalizePath(file.Path)))
        select new SetupError(pattern.Location, $"`{pattern.Text}` matches no file");

    /// <summary>Of two items for one file, the later one is used.</summary>
    private IEnumerable<SetupError> RepeatedFiles()
    {
        ProjectItem[] items = [.. Items.Where(item => IsCertain(item) && item["Include"] is not null && ItemMetadata.IsOfContracts(item))];
        if (items.Length < 2) yield break;

        foreach (AdditionalText file in _options.AdditionalFiles)
        {
            ProjectItem[] including = [.. items.Where(item => Includes(item, file.Path))];
            // A file may contain several contracts.
            if (including.Select(item => (item.Type, item.Type == ProjectXml.Schema ? null : item[ItemMetadata.ContractOf(item.Type)]?.Text)).Distinct().Count() < 2) continue;

            ProjectItem last = including[including.Length - 1];
            SetupValue pattern = last.Patterns().First(pattern => ToRegex(pattern)?.IsMatch(SetupFile.NormalizePath(file.Path)) == true);
            yield return new(pattern.Location, $"Another item includes {FileNameOf(file.Path)} with a different contract; only this item applies");
        }
    }

    /// <summary>Whether an item applies regardless of the build's properties, and is not removed later.</summary>
    private bool IsCertain(ProjectItem item) =>
        !item.IsConditional && item["Exclude"] is null && !Items.Any(other => other.Type == item.Type && other["Remove"] is not null);

    private bool Includes(ProjectItem item, string path) => item.Patterns().Any(pattern => ToRegex(pattern)?.IsMatch(SetupFile.NormalizePath(path)) == true);

    private Regex? ToRegex(SetupValue pattern) => Project is { } project ? PathPattern.Create(project.Folder, pattern.Text) : null;

    private static string NearestOrAll(string name, IReadOnlyList<string> known) =>
        Suggestions.For(name, known) is { Length: > 0 } nearest ? nearest : $" Known values: {string.Join(", ", known)}.";

    private static Location BeginningOf(string path) => Location.Create(path, default, default);

    private static string Described(SchemaText contract) => FileNameOf(contract.Path) + (contract.Pointer is { } pointer ? " " + pointer : "");

    private static string FileNameOf(string path) => path.Substring(path.LastIndexOfAny(['/', '\\']) + 1);
}
