namespace PatContracts.Schema.Vocabulary;

/// <summary>Where a keyword's value holds schemas.</summary>
[Flags]
internal enum Subschemas
{
    None = 0,

    /// <summary>The value is a schema.</summary>
    Single = 1,

    /// <summary>The value is an array of schemas.</summary>
    List = 2,

    /// <summary>The value is an object whose member values are schemas.</summary>
    Map = 4,

    /// <summary>The value is an object whose member values are objects whose member values are schemas.</summary>
    MapOfMaps = 8,
}

/// <summary>What is known of a keyword without looking at its value: which dialects know it, and where its value holds schemas.</summary>
internal abstract class KeywordMetadata(string name, Dialects dialects, Vocabularies vocabulary)
{
    public string Name { get; } = name;

    public Dialects Dialects { get; } = dialects;

    public Vocabularies Vocabulary { get; } = vocabulary;

    public virtual Subschemas Subschemas => Subschemas.None;

    /// <summary>Whether the keyword can influence whether a payload is valid. Annotations, and keywords that are read by a neighbor, cannot.</summary>
    public virtual bool IsAssertive => true;
}

/// <summary>Finds the keyword of a name in a dialect; null where the dialect does not know it.</summary>
internal delegate KeywordMetadata? KeywordLookup(string name, SchemaDialect dialect);
