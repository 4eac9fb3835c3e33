using PatContracts.Schema.Documents;
using PatContracts.Schema.Vocabulary;

namespace PatContracts.Schema.Compilation.Keywords;

/// <summary>
/// The <c>discriminator</c> of OpenAPI, read by the <c>oneOf</c> or <c>anyOf</c> next to it. On its own it describes a hierarchy to code generators and asserts
/// nothing.
/// </summary>
internal sealed class DiscriminatorKeyword() : Keyword("discriminator", Dialects.OpenApi, Vocabularies.Annotation)
{
    public override bool IsAssertive => false;

    public override void Compile(JsonNode value, SchemaBuilder schema) => PropertyName(value);

    /// <summary>Returns the discriminator of a union with these alternatives, or null.</summary>
    public static Discriminator? Read(SchemaBuilder schema, JsonNode[] alternatives)
    {
        if (schema.Sibling("discriminator") is not { } keyword) return null;
        string propertyName = PropertyName(keyword);
        var values = new List<string>();
        var indexes = new List<int>();
        JsonNode[] mapping = keyword["mapping"] is { IsObject: true } map ? map.Children : [];
        for (int i = 0; i < alternatives.Length; i++)
        {
            if (!alternatives[i].IsObject || alternatives[i]["$ref"] is not { IsString: true } reference) continue;
            // The name of the schema is always a valid value, mapped or not.
            foreach (string value in MappedValues(mapping, reference.String).Concat([NameOf(reference.String)]))
            {
                if (values.Contains(value)) continue;
                values.Add(value);
                indexes.Add(i);
            }
        }

        return new Discriminator(schema.Location(keyword), propertyName, [.. values], [.. indexes]);
    }

    /// <summary>Returns the values that a mapping assigns to the alternative with a reference.</summary>
    public static IEnumerable<string> MappedValues(JsonNode[] mapping, string reference) =>
        mapping.Where(entry => entry.IsString && Matches(entry.String, reference)).Select(static entry => entry.Name!);

    /// <summary>Returns the name of the schema that a reference leads to, which is the value of an alternative without a mapping.</summary>
    public static string NameOf(string reference)
    {
        string segment = UriReference.DecodeFragment(reference.Substring(reference.LastIndexOfAny(['/', '#']) + 1));
        int extension = reference.IndexOf('#') < 0 ? segment.IndexOf('.') : -1;
        return JsonPointer.Unescape(extension > 0 ? segment.Substring(0, extension) : segment);
    }

    private static string PropertyName(JsonNode keyword)
    {
        if (!keyword.IsObject) throw keyword.Error("discriminator must be an object");
        return keyword["propertyName"] is { IsString: true } name ? name.String : throw keyword.Error("discriminator must have a propertyName that is a string");
    }

    // A mapping names a schema by a reference, or by the name of a component alone.
    private static bool Matches(string target, string reference) => target == reference || target == NameOf(reference);
}
