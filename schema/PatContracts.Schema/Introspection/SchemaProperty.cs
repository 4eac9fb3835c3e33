namespace PatContracts.Schema;

/// <summary>A named property of a schema.</summary>
public sealed class SchemaProperty
{
    internal SchemaProperty(string name, SchemaNode schema, bool isRequired)
    {
        Name = name;
        Schema = schema;
        IsRequired = isRequired;
    }

    /// <summary>The property's name on the wire, unescaped.</summary>
    public string Name { get; }

    /// <summary>The schema of its value.</summary>
    public SchemaNode Schema { get; }

    /// <summary>Whether objects must have it.</summary>
    public bool IsRequired { get; }
}
