using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using Json.Schema;
using Newtonsoft.Json;
using Newtonsoft.Json.Linq;
using NJsonSchema.Validation;
using PatContracts.Benchmarks.Ratios;

namespace PatContracts.Benchmarks.Corpora;

/// <summary>
/// A validator of another project. Documents are parsed beforehand, so that only evaluation is measured, in its favor. Formats are annotations for it as well.
/// </summary>
/// <param name="Name">Its name in tables.</param>
/// <param name="Bind">Loads the schema of a corpus and parses its documents.</param>
internal sealed record OtherValidator(string Name, Func<Corpus, BoundValidator> Bind)
{
    private static readonly EvaluationOptions Flag = new() { OutputFormat = OutputFormat.Flag, RequireFormatValidation = false };
    private static readonly JsonSchemaValidatorSettings NoFormats = new() { FormatValidators = [] };

    public static IReadOnlyList<OtherValidator> All { get; } =
    [
        new("JsonSchema.Net", corpus => Bound(IdentifiersFirst(corpus.Schema), LoadJsonSchemaNet, corpus, ParseElement, (schema, document) => schema.Evaluate(document, Flag).IsValid)),
        new("NJsonSchema", corpus => Bound(
            Encoding.UTF8.GetString(corpus.Schema), LoadNJsonSchema, corpus, ParseToken, (schema, document) => schema.Validate(document, NoFormats).Count == 0)),
    ];

    private static BoundValidator Bound<TSchema, TDocument>(
        string text,
        Func<string, TSchema> load,
        Corpus corpus,
        Func<byte[], TDocument> parse,
        Func<TSchema, TDocument, bool> isValid)
    {
        TSchema schema = load(text);
        TDocument[] documents = [.. corpus.Documents.Select(parse)];
        return new BoundValidator(() => load(text) is not null, index => isValid(schema, documents[index]), documents.Length);
    }

    // A new registry each time, because a registry accepts an identifier only once.
    private static Json.Schema.JsonSchema LoadJsonSchemaNet(string schema) =>
        Json.Schema.JsonSchema.FromText(schema, new BuildOptions { SchemaRegistry = new SchemaRegistry() });

    /// <summary>Returns the schema with <c>$schema</c> and <c>$id</c> first: JsonSchema.Net 8.0.5 does not load a schema in which they come later.</summary>
    private static string IdentifiersFirst(byte[] schema)
    {
        if (JsonNode.Parse(schema) is not JsonObject root) return Encoding.UTF8.GetString(schema);
        foreach (string name in new[] { "$id", "$schema" })
        {
            if (!root.Remove(name, out JsonNode? value)) continue;
            root.Insert(0, name, value);
        }

        return root.ToJsonString();
    }

    private static JsonElement ParseElement(byte[] document)
    {
        using var parsed = JsonDocument.Parse(document);
        return parsed.RootElement.Clone();
    }

    private static global::NJsonSchema.JsonSchema LoadNJsonSchema(string schema) => global::NJsonSchema.JsonSchema.FromJsonAsync(schema).GetAwaiter().GetResult();

    // As NJsonSchema itself parses: a string that looks like a date remains a string.
    private static JToken ParseToken(byte[] document)
    {
        using var reader = new JsonTextReader(new StringReader(Encoding.UTF8.GetString(document))) { DateParseHandling = DateParseHandling.None };
        return JToken.ReadFrom(reader);
    }
}

/// <summary>Another validator with the schema and the documents of one corpus.</summary>
internal sealed class BoundValidator
{
    private readonly Func<bool> _load;
    private readonly Func<int, bool> _isValid;
    private readonly int[] _evaluated;

    /// <param name="load">Loads the schema again.</param>
    /// <param name="isValid">Evaluates the document at an index.</param>
    /// <param name="documents">The number of documents.</param>
    public BoundValidator(Func<bool> load, Func<int, bool> isValid, int documents)
    {
        _load = load;
        _isValid = isValid;
        _evaluated = [.. Enumerable.Range(0, documents).Where(Completes)];
        Failed = documents - _evaluated.Length;
    }

    /// <summary>The number of documents on which the validator throws. They are not part of a pass.</summary>
    public int Failed { get; }

    public Peer LoadPeer(string name) => new(name, () => _load() ? 1 : 0, 1);

    public Peer PassPeer(string name) => new(name, () =>
    {
        int valid = 0;
        foreach (int index in _evaluated) valid += _isValid(index) ? 1 : 0;
        return valid;
    }, null);

    private bool Completes(int index)
    {
        try
        {
            _isValid(index);
            return true;
        }
        catch (Exception)
        {
            return false;
        }
    }
}
