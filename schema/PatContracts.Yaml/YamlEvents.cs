namespace PatContracts.Yaml;

/// <summary>A YAML document as the events of reading it.</summary>
internal sealed class YamlEvents
{
    public List<YamlEvent> All { get; } = [];

    /// <summary>The length of the document in characters.</summary>
    public int TextLength { get; init; }

    /// <summary>For each alias, by its index: the first event of the aliased node, and the event after its last.</summary>
    public Dictionary<int, (int First, int End)> Targets { get; } = [];
}
