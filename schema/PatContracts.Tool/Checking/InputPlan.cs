using Microsoft.Extensions.FileSystemGlobbing;
using PatContracts.Tool.Configuration;
using PatContracts.Tool.Inputs;

namespace PatContracts.Tool.Checking;

/// <summary>Determines which files are checked against which contracts. The command line takes precedence over the configuration.</summary>
/// <param name="contracts">The source of contracts.</param>
/// <param name="configuration">The configuration.</param>
/// <param name="folder">The folder that paths on the command line are relative to.</param>
/// <param name="ownFiles">Absolute paths of files and folders that the run itself reads or writes. They are not payloads unless they are specified.</param>
internal sealed class InputPlan(ContractSource contracts, ToolConfiguration configuration, string folder, IEnumerable<string> ownFiles)
{
    /// <summary>The globs of files to exclude, relative to the current folder.</summary>
    public IReadOnlyList<string> Exclude { get; init; } = [];

    /// <summary>The path of standard input in reports and in the configuration, or null.</summary>
    public string? StandardInputPath { get; init; }

    /// <summary>Returns the inputs, in order, and the paths that could not be read.</summary>
    /// <exception cref="ToolException">No inputs are specified, a path matches nothing, or a contract or schema cannot be loaded.</exception>
    public (List<CheckInput> Inputs, List<InputProblem> Problems) Make(IReadOnlyList<string> paths, string? contract, string? schema)
    {
        if (contract is not null && schema is not null) throw ToolException.Usage("--contract and --schema cannot be combined");
        ContractSelector? specified = schema is not null ? contracts.File(schema, Path.GetFullPath(schema, folder)) : contract is not null ? contracts.Named(contract) : null;
        return paths.Count > 0 ? FromPaths(paths, specified) : FromConfiguration(specified);
    }

    private (List<CheckInput> Inputs, List<InputProblem> Problems) FromPaths(IReadOnlyList<string> paths, ContractSelector? specified)
    {
        var expansion = new PathExpansion(folder, OwnFiles());
        foreach (string path in paths) expansion.Add(path, Exclude);
        expansion.RequireMatches();
        var configured = configuration.Inputs.Select(inputs => (Inputs: inputs, Matcher: MatcherOf(inputs))).ToArray();
        List<CheckInput> planned =
        [
            .. expansion.Files.Select(file => new CheckInput(Named(file), specified ?? Configured(file) ?? contracts.Named(ContractSource.DefaultName))),
        ];
        return (planned, expansion.Problems);

        InputFile Named(InputFile file) => file.FullPath is null && StandardInputPath is not null ? InputFile.NamedStandardInput(StandardInputPath) : file;

        ContractSelector? Configured(InputFile file)
        {
            if ((file.FullPath ?? StandardInputFullPath) is not { } path) return null;
            string relative = Path.GetRelativePath(configuration.Folder, path).Replace('\\', '/');
            foreach ((ConfiguredInputs inputs, Matcher matcher) in configured)
            {
                if (matcher.Match(relative).HasMatches) return SelectorOf(inputs);
            }

            return null;
        }
    }

    private (List<CheckInput> Inputs, List<InputProblem> Problems) FromConfiguration(ContractSelector? specified)
    {
        if (configuration.Inputs.Count == 0) throw ToolException.Usage($"Specify files, folders, globs or - for standard input, or configure inputs in {ToolConfiguration.FileName}");
        var expansion = new PathExpansion(configuration.Folder, OwnFiles());
        var planned = new List<CheckInput>();
        foreach (ConfiguredInputs inputs in configuration.Inputs)
        {
            ContractSelector selector = specified ?? SelectorOf(inputs);
            int before = expansion.Files.Count;
            foreach (string path in inputs.Paths) expansion.Add(path, [.. inputs.Exclude, .. Exclude.Select(FromConfiguration)]);
            planned.AddRange(expansion.Files.Skip(before).Select(file => new CheckInput(file, selector)));
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

    // Globs on the command line are relative to the current folder, globs in the configuration to the folder of the configuration.
    private string FromConfiguration(string glob) => Path.GetRelativePath(configuration.Folder, Path.Combine(folder, glob)).Replace('\\', '/');

    private string? StandardInputFullPath => StandardInputPath is null ? null : Path.GetFullPath(StandardInputPath, folder);

    private ContractSelector SelectorOf(ConfiguredInputs inputs)
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
