using PatContracts.Schema.Documents;

namespace PatContracts.Schema.Compilation;

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
}

/// <summary>One JSON Schema keyword: which dialects know it, what its value looks like, and what it compiles to.</summary>
internal abstract class Keyword(string name, Dialects dialects, Vocabularies vocabulary)
{
    public string Name { get; } = name;

    public Dialects Dialects { get; } = dialects;

    public Vocabularies Vocabulary { get; } = vocabulary;

    public virtual Subschemas Subschemas => Subschemas.None;

    /// <summary>Whether the keyword can influence a verdict. Annotations and keywords that are read by a neighbour cannot.</summary>
    public virtual bool IsAssertive => true;

    /// <summary>Adds what the keyword asks for to the schema's plan.</summary>
    /// <exception cref="ContractLoadException">The value is not what the keyword takes.</exception>
    public abstract void Compile(JsonNode value, SchemaBuilder schema);
}
