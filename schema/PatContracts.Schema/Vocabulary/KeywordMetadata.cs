namespace PatContracts.Schema.Vocabulary;

/// <summary>The form in which a keyword's value contains schemas.</summary>
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

/// <summary>The properties of a keyword that do not depend on its value: its dialects, and the form in which its value contains schemas.</summary>
internal abstract class KeywordMetadata(string name, Dialects dialects, Vocabularies vocabulary)
{
    public string Name { get; } = name;

    public Dialects Dialects { get; } = dialects;

    public Vocabularies Vocabulary { get; } = vocabulary;

    public virtual Subschemas Subschemas => Subschemas.None;

    /// <summary>Whether the keyword can affect the validity of a payload. Annotations, and keywords that another keyword reads, cannot.</summary>
    public virtual bool IsAssertive => true;
}

/// <summary>Returns the keyword with a name in a dialect; null if the dialect does not have it.</summary>
internal delegate KeywordMetadata? KeywordLookup(string name, SchemaDialect dialect);
