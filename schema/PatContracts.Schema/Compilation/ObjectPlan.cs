using PatContracts.Schema.Patterns;

namespace PatContracts.Schema.Compilation;

/// <summary>The assertions of a schema about objects.</summary>
internal sealed class ObjectPlan
{
    public static readonly ObjectPlan Empty = new();

    /// <summary>The names that keywords mention. The members below identify a name by its index.</summary>
    public NameTable Names { get; init; } = NameTable.Empty;

    /// <summary>By name: the schema in <c>properties</c>, or null if only other keywords mention the name.</summary>
    public PlanEdge?[] Properties { get; init; } = [];

    /// <summary>Whether <see cref="Properties"/> has any schema.</summary>
    public bool HasProperties => Array.Exists(Properties, property => property is not null);

    /// <summary>The nodes of <see cref="Properties"/>, except those of watched members.</summary>
    public PlanNode?[] PropertyNodes { get; init; } = [];

    /// <summary>By name: whether in-place applicators read the member (<see cref="MergedObject"/>); null if they read none.</summary>
    public bool[]? Watched { get; init; }

    /// <summary>By name: whether no pattern matches it, so that only its schema in <see cref="Properties"/> applies.</summary>
    private bool[] OnlyProperties => _onlyProperties ??= [.. Names.Names.Select((name, index) => Properties[index] is not null && !Array.Exists(Patterns, pattern => MayMatch(pattern, name)))];

    private bool[]? _onlyProperties;

    /// <summary>Returns whether only the schema in <c>properties</c> applies to the value of a name in the table.</summary>
    public bool IsOnlyProperty(int index) => index >= 0 && OnlyProperties[index];

    /// <summary>
    /// By name: the node in <see cref="PropertyNodes"/>, if no other schema applies to the name or the value; otherwise null. May be empty if there are none.
    /// </summary>
    public PlanNode?[] OnlyNodes => _onlyNodes ??= MatchesNames ? FindOnlyNodes() : PropertyNodes;

    private PlanNode?[] FindOnlyNodes() => PropertyNames is null ? [.. PropertyNodes.Select((node, index) => IsOnlyProperty(index) ? node : null)] : [];

    private PlanNode?[]? _onlyNodes;

    private static bool MayMatch(PatternProperty pattern, string name) => pattern.Pattern.IsMatch(System.Text.Encoding.UTF8.GetBytes(name)) != PatternMatch.No;

    /// <summary>Whether names are matched by patterns or a schema for names, rather than only by equality.</summary>
    public bool MatchesNames => Patterns.Length > 0 || PropertyNames is not null;

    /// <summary>The indexes of required names, in contract order.</summary>
    public int[] Required { get; init; } = [];

    /// <summary>The required names as a mask of 64-bit words, one bit per index.</summary>
    public ulong[] RequiredMask { get; init; } = [];

    /// <summary>Whether nothing is asserted of an object as a whole but its required members, which are the bits of one word.</summary>
    public bool AssertsOnlyRequired { get; init; }

    public KeywordLocation? RequiredLocation { get; init; }

    /// <summary>The message for a missing name. The name comes from the contract, so a message may contain it.</summary>
    public string MissingMessage(int index) =>
        (_missingMessages ??= new string?[Names.Count])[index] ??= $"The required property \"{Names.Names[index]}\" is missing";

    private string?[]? _missingMessages;

    public PatternProperty[] Patterns { get; init; } = [];

    public PlanEdge? Additional { get; init; }

    public KeywordLocation? AdditionalLocation { get; init; }

    public PlanEdge? PropertyNames { get; init; }

    public CountRange? PropertyCount { get; init; }

    public DependentRequired[] DependentRequired { get; init; } = [];
}

internal sealed record PatternProperty(JsonPattern Pattern, PlanEdge Edge, KeywordLocation Location);

/// <summary><c>dependentRequired</c>: an object with the property must have the others.</summary>
internal sealed record DependentRequired(int Name, int[] Others, KeywordLocation Location);

/// <summary>The assertions of a schema about arrays.</summary>
internal sealed class ArrayPlan
{
    public static readonly ArrayPlan Empty = new();

    public PlanEdge[] Prefix { get; init; } = [];

    /// <summary>The schema of the elements after <see cref="Prefix"/>.</summary>
    public PlanEdge? Items { get; init; }

    /// <summary>If <see cref="Items"/> is <c>false</c>, the keyword that forbids further elements.</summary>
    public KeywordLocation? ItemsLocation { get; init; }

    public CountRange? ItemCount { get; init; }

    public ContainsPlan? Contains { get; init; }

    public KeywordLocation? UniqueLocation { get; init; }

    /// <summary>Returns whether an array may have this many elements.</summary>
    public bool IsCountAllowed(int count) => ItemCount is not { } range || (count >= range.Minimum && count <= range.Maximum);
}

/// <summary><c>contains</c> with its bounds.</summary>
internal sealed record ContainsPlan(PlanEdge Edge, KeywordLocation Location, int Minimum, KeywordLocation? MinimumLocation, int Maximum, KeywordLocation? MaximumLocation, bool MarksEvaluated)
{
    public string MinimumMessage =>
        $"Expected at least {Minimum} element{(Minimum == 1 ? "" : "s")} that match{(Minimum == 1 ? "es" : "")} the schema of contains";

    public string MaximumMessage =>
        $"Expected at most {Maximum} element{(Maximum == 1 ? "" : "s")} that match{(Maximum == 1 ? "es" : "")} the schema of contains";
}

/// <summary>Bounds on a count (<c>minItems</c>, <c>maxProperties</c> …), inclusive.</summary>
internal sealed record CountRange(int Minimum, KeywordLocation? MinimumLocation, int Maximum, KeywordLocation? MaximumLocation, string Unit)
{
    public string MinimumMessage => $"Expected at least {Minimum} {Unit}{(Minimum == 1 ? "" : "s")}";

    public string MaximumMessage => $"Expected at most {Maximum} {Unit}{(Maximum == 1 ? "" : "s")}";
}
