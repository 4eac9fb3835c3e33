using PatContracts.Schema.Compilation.Keywords;
using PatContracts.Schema.Documents;

namespace PatContracts.Schema;

/// <summary>The content of a <c>discriminator</c>: the property, and the alternative that each of its values names.</summary>
internal sealed class DiscriminatorValues
{
    private DiscriminatorValues(string? property, IReadOnlyDictionary<string, SchemaNode?> alternatives)
    {
        Property = property;
        Alternatives = alternatives;
    }

    /// <summary>The name of the property; null if there is no discriminator.</summary>
    public string? Property { get; }

    /// <summary>The alternative that each value names; null if the schema lists no alternatives, as in a hierarchy of schemas.</summary>
    public IReadOnlyDictionary<string, SchemaNode?> Alternatives { get; }

    public static DiscriminatorValues Of(SchemaNode node)
    {
        JsonNode[] members = [.. node.Members("discriminator")];
        var alternatives = new Dictionary<string, SchemaNode?>(StringComparer.Ordinal);
        string? property = Array.Find(members, static member => member is { Name: "propertyName", IsString: true })?.String;
        if (property is null) return new DiscriminatorValues(null, alternatives);

        JsonNode[] mapping = [.. members.Where(static member => member is { Name: "mapping", IsObject: true }).SelectMany(static map => map.Children)];
        foreach (JsonNode entry in mapping) alternatives[entry.Name!] = null;
        foreach (SchemaNode alternative in node.Alternatives)
        {
            if (alternative.Reference is not { } reference) continue;
            string[] mapped = [.. DiscriminatorKeyword.MappedValues(mapping, reference)];
            foreach (string value in mapped.Length > 0 ? mapped : [DiscriminatorKeyword.NameOf(reference)]) alternatives[value] = alternative;
        }

        return new DiscriminatorValues(property, alternatives);
    }
}
