using System.Collections.Concurrent;
using Newtonsoft.Json.Linq;
using PatContracts.Schema;

namespace PatContracts.NJsonSchema;

/// <summary>The values of a contract's keywords, by the schema pointers of findings. Thread-safe.</summary>
internal sealed class KeywordValues(Contract contract)
{
    private readonly JToken _document = SchemaJson.Parse(contract.Document);
    private readonly ConcurrentDictionary<string, JToken?> _others = new(StringComparer.Ordinal);

    /// <summary>Returns the value of a keyword, or null if it is not found.</summary>
    public JToken? Find(string schemaPointer) => Find(schemaPointer, sibling: null);

    /// <summary>Returns the value of another keyword of the same schema.</summary>
    public JToken? FindSibling(string schemaPointer, string keyword) => Find(schemaPointer, keyword);

    private JToken? Find(string schemaPointer, string? sibling)
    {
        int hash = schemaPointer.IndexOf('#');
        JToken? token = hash > 0 ? Other(schemaPointer.Substring(0, hash)) : _document;
        string[] segments = schemaPointer.Substring(hash + 1).Split('/');
        if (sibling is not null) segments[segments.Length - 1] = sibling;
        foreach (string segment in segments.Skip(1))
        {
            string name = segment.Replace("~1", "/").Replace("~0", "~");
            token = token switch
            {
                JObject schema => schema[name],
                JArray array when int.TryParse(name, out int index) && index < array.Count => array[index],
                _ => null,
            };
        }

        return token;
    }

    private JToken? Other(string uri) => _others.GetOrAdd(
        uri, uri => contract.TryGetDocument(uri, out ReadOnlyMemory<byte> document) ? SchemaJson.Parse(document) : null);
}
