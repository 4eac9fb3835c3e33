using System.Text;
using System.Text.Json;
using Json.Schema;
using Newtonsoft.Json;
using Newtonsoft.Json.Linq;
using NJsonSchema.Validation;
using PatContracts.Benchmarks.Ratios;

namespace PatContracts.Benchmarks.Corpora;

/// <summary>
/// A validator of another project. Its documents are parsed beforehand, so that only evaluation is measured: the comparison in its favour.
/// Formats are annotations for it, too.
/// </summary>
/// <param name="Name">Name and version.</param>
/// <param name="Load">Loads a schema.</param>
/// <param name="Bind">Loads the schema of a corpus, parses its documents, and returns what evaluates the document at an index.</param>
internal sealed record OtherValidator(string Name, Action<byte[]> Load, Func<Corpus, Func<int, bool>> Bind)
{
    private static readonly EvaluationOptions Flag = new() { OutputFormat = OutputFormat.Flag, RequireFormatValidation = false };
    private static readonly JsonSchemaValidatorSettings NoFormats = new() { FormatValidators = [] };

    public static IReadOnlyList<OtherValidator> All { get; } =
    [
        Create("JsonSchema.Net", LoadJsonSchemaNet, ParseElement, (schema, document) => schema.Evaluate(document, Flag).IsValid),
        Create("NJsonSchema", LoadNJsonSchema, ParseToken, (schema, document) => schema.Validate(document, NoFormats).Count == 0),
    ];

    /// <summary>A pass over the corpus. Documents on which the validator throws are not part of it; <paramref name="failed"/> counts them.</summary>
    public Peer Peer(Corpus corpus, out int failed)
    {
        Func<int, bool> isValid = Bind(corpus);
        int[] evaluated = [.. Enumerable.Range(0, corpus.Documents.Length).Where(index => Completes(isValid, index))];
        failed = corpus.Documents.Length - evaluated.Length;
        return new Peer(Name, () =>
        {
            int valid = 0;
            foreach (int index in evaluated) valid += isValid(index) ? 1 : 0;
            return valid;
        }, null, Every: 12);
    }

    private static bool Completes(Func<int, bool> isValid, int index)
    {
        try
        {
            isValid(index);
            return true;
        }
        catch (Exception)
        {
            return false;
        }
    }

    private static OtherValidator Create<TSchema, TDocument>(
        string name,
        Func<string, TSchema> load,
        Func<byte[], TDocument> parse,
        Func<TSchema, TDocument, bool> isValid) => new(
            name,
            schema => load(Encoding.UTF8.GetString(schema)),
            corpus =>
            {
                TSchema schema = load(Encoding.UTF8.GetString(corpus.Schema));
                TDocument[] documents = [.. corpus.Documents.Select(parse)];
                return index => isValid(schema, documents[index]);
            });

    // A registry of its own each time: the global one takes an identifier once.
    private static Json.Schema.JsonSchema LoadJsonSchemaNet(string schema) =>
        Json.Schema.JsonSchema.FromText(schema, new BuildOptions { SchemaRegistry = new SchemaRegistry() });

    private static JsonElement ParseElement(byte[] document)
    {
        using var parsed = JsonDocument.Parse(document);
        return parsed.RootElement.Clone();
    }

    private static global::NJsonSchema.JsonSchema LoadNJsonSchema(string schema) => global::NJsonSchema.JsonSchema.FromJsonAsync(schema).GetAwaiter().GetResult();

    // As NJsonSchema itself parses: a string that looks like a date stays a string.
    private static JToken ParseToken(byte[] document)
    {
        using var reader = new JsonTextReader(new StringReader(Encoding.UTF8.GetString(document))) { DateParseHandling = DateParseHandling.None };
        return JToken.ReadFrom(reader);
    }
}
