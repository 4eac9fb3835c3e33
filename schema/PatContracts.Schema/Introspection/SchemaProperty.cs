namespace PatContracts.Schema;

/// <summary>A declared property of a schema.</summary>
public sealed class SchemaProperty
{
    internal SchemaProperty(string name, SchemaNode schema, bool isRequired)
    {
        Name = name;
        Schema = schema;
        IsRequired = isRequired;
    }

    /// <summary>The property's name in JSON, unescaped.</summary>
    public string Name { get; }

    /// <summary>The schema of its value.</summary>
    public SchemaNode Schema { get; }

    /// <summary>Whether the property is required.</summary>
    public bool IsRequired { get; }
}
