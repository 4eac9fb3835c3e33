using Microsoft.Extensions.FileSystemGlobbing;
using PatContracts.Tool.Configuration;
using PatContracts.Tool.Inputs;

namespace PatContracts.Tool.Checking;

/// <summary>Which files are checked against which contracts: what the command line says, and for the rest the configuration.</summary>
/// <param name="contracts">Where contracts come from.</param>
/// <param name="configuration">The configuration.</param>
/// <param name="folder">The folder that paths of the command line are relative to.</param>
/// <param name="ownFiles">Absolute paths of files and folders that the run itself reads or writes, which are not payloads unless they are named.</param>
internal sealed class InputPlan(ContractSource contracts, ToolConfiguration configuration, string folder, IEnumerable<string> ownFiles)
{
    /// <summary>Globs of files to leave out, relative to the current folder.</summary>
    public IReadOnlyList<string> Exclude { get; init; } = [];

    /// <summary>The path that stands for standard input; null where it has none.</summary>
    public string? StandardInputPath { get; init; }

    /// <summary>The inputs, in order, and what could not be looked into.</summary>
    /// <exception cref="ToolException">Nothing is named, a name matches nothing, or a contract or schema cannot be had.</exception>
    public (List<CheckInput> Inputs, List<InputProblem> Problems) Make(IReadOnlyList<string> paths, string? contract, string? schema)
    {
        if (contract is not null && schema is not null) throw ToolException.Usage("--contract and --schema exclude each other");
        ContractChoice? given = schema is not null ? contracts.File(schema, Path.GetFullPath(schema, folder)) : contract is not null ? contracts.Named(contract) : null;
        return paths.Count > 0 ? FromPaths(paths, given) : FromConfiguration(given);
    }

    private (List<CheckInput> Inputs, List<InputProblem> Problems) FromPaths(IReadOnlyList<string> paths, ContractChoice? given)
    {
        var expansion = new PathExpansion(folder, OwnFiles());
        foreach (string path in paths) expansion.Add(path, Exclude);
        expansion.RequireMatches();
        var configured = configuration.Inputs.Select(inputs => (Inputs: inputs, Matcher: MatcherOf(inputs))).ToArray();
        List<CheckInput> planned =
        [
            .. expansion.Files.Select(file => new CheckInput(Named(file), given ?? Configured(file) ?? contracts.Named(ContractSource.DefaultName))),
        ];
        return (planned, expansion.Problems);

        InputFile Named(InputFile file) => file.FullPath is null && StandardInputPath is not null ? InputFile.NamedStandardInput(StandardInputPath) : file;

        ContractChoice? Configured(InputFile file)
        {
            if ((file.FullPath ?? StandardInputFullPath) is not { } path) return null;
            string relative = Path.GetRelativePath(configuration.Folder, path).Replace('\\', '/');
            foreach ((ConfiguredInputs inputs, Matcher matcher) in configured)
            {
                if (matcher.Match(relative).HasMatches) return ChoiceOf(inputs);
            }

            return null;
        }
    }

    private (List<CheckInput> Inputs, List<InputProblem> Problems) FromConfiguration(ContractChoice? given)
    {
        if (configuration.Inputs.Count == 0) throw ToolException.Usage($"Name a file, a folder, a glob or -, or say in {ToolConfiguration.FileName} what to check");
        var expansion = new PathExpansion(configuration.Folder, OwnFiles());
        var planned = new List<CheckInput>();
        foreach (ConfiguredInputs inputs in configuration.Inputs)
        {
            ContractChoice choice = given ?? ChoiceOf(inputs);
            int before = expansion.Files.Count;
            foreach (string path in inputs.Paths) expansion.Add(path, [.. inputs.Exclude, .. Exclude.Select(FromConfiguration)]);
            planned.AddRange(expansion.Files.Skip(before).Select(file => new CheckInput(file, choice)));
        }

        expansion.RequireMatches();
        return (planned, expansion.Problems);
    }

    private IEnumerable<string> OwnFiles() =>
    [
        .. ownFiles,
        .. configuration.Inputs.Select(static inputs => inputs.Schema).OfType<string>()
            .Select(schema => SchemaFiles.PathOf(Path.GetFullPath(schema, configuration.Folder))),
    ];

    // Globs of the command line are relative to the current folder, and those of the configuration to its own.
    private string FromConfiguration(string glob) => Path.GetRelativePath(configuration.Folder, Path.Combine(folder, glob)).Replace('\\', '/');

    private string? StandardInputFullPath => StandardInputPath is null ? null : Path.GetFullPath(StandardInputPath, folder);

    private ContractChoice ChoiceOf(ConfiguredInputs inputs)
    {
        if (inputs.Schema is { } schema) return contracts.File(schema, Path.GetFullPath(schema, configuration.Folder));
        return contracts.Named(inputs.Contract ?? ContractSource.DefaultName);
    }

    private static Matcher MatcherOf(ConfiguredInputs inputs)
    {
        var matcher = new Matcher(StringComparison.Ordinal);
        foreach (string path in inputs.Paths)
        {
            matcher.AddInclude(path);
            matcher.AddInclude(path.TrimEnd('/') + "/**");
        }

        foreach (string path in inputs.Exclude) matcher.AddExclude(path);
        return matcher;
    }
}
