using System.Globalization;
using Newtonsoft.Json;
using Newtonsoft.Json.Linq;
using PatContracts.Schema;

namespace PatContracts.NJsonSchema;

/// <summary>One document of a contract and of all it refers to.</summary>
internal sealed class SchemaBundle
{
    // NJsonSchema takes class names from here, and not from $defs.
    private const string Definitions = "definitions";
    private const string Defs = "$defs";

    private readonly Contract _contract;
    private readonly JObject _root;
    private readonly Dictionary<string, string> _placeByUri = new(StringComparer.Ordinal);
    private readonly JObject _bundled = [];

    private SchemaBundle(Contract contract)
    {
        _contract = contract;
        _root = ParseObject(ContractConversionExtensions.Text(contract.Document));
    }

    public static string Of(Contract contract)
    {
        var bundle = new SchemaBundle(contract);
        bundle.Run();
        return bundle._root.ToString(Formatting.Indented);
    }

    /// <summary>Parses without what Newtonsoft.Json does of its own accord: strings that look like dates stay strings.</summary>
    public static JToken Parse(string json)
    {
        using var text = new StringReader(json);
        using var reader = new JsonTextReader(text) { DateParseHandling = DateParseHandling.None, FloatParseHandling = FloatParseHandling.Decimal };
        return JToken.Load(reader);
    }

    private static JObject ParseObject(string json) => Parse(json) is JObject schema ? schema : new JObject { ["not"] = new JObject() };

    private void Run()
    {
        string id = (_root["$id"] ?? _root["id"])?.Value<string>() ?? "";
        Rewrite(_root, id, place: "#");
        RenameDefs(_root);
        // NJsonSchema would resolve references against it.
        _root.Remove("$id");
        // What refers to elsewhere as a whole is replaced by it when it is read, and its definitions with it.
        if (_root["$ref"] is { } reference)
        {
            _root.Remove("$ref");
            _root["allOf"] = new JArray(new JObject { ["$ref"] = reference }, new JObject { ["allOf"] = _root["allOf"] ?? new JArray(new JObject()) });
        }

        if (_bundled.Count == 0) return;
        if (_root[Definitions] is JObject definitions) definitions.Merge(_bundled);
        else _root[Definitions] = _bundled;
    }

    private void Rewrite(JToken token, string baseUri, string place)
    {
        if (token is JObject { } schema && schema["$ref"] is JValue { Type: JTokenType.String } reference)
        {
            reference.Value = Resolve((string)reference.Value!, baseUri, place);
        }

        foreach (JToken child in token.Children().ToArray()) Rewrite(child, baseUri, place);
    }

    private string Resolve(string reference, string baseUri, string place)
    {
        int hash = reference.IndexOf('#');
        string uri = hash < 0 ? reference : reference.Substring(0, hash);
        string fragment = hash < 0 ? "" : reference.Substring(hash + 1);
        const string IntoDefs = $"/{Defs}/";
        if (fragment.StartsWith(IntoDefs, StringComparison.Ordinal)) fragment = $"/{Definitions}/{fragment.Substring(IntoDefs.Length)}";
        if (uri.Length == 0 || uri == baseUri) return place + fragment;
        if (!Uri.IsWellFormedUriString(uri, UriKind.Absolute) && Uri.TryCreate(baseUri, UriKind.Absolute, out Uri? root)) uri = new Uri(root, uri).ToString();
        return Bundle(uri) + fragment;
    }

    private static void RenameDefs(JObject document)
    {
        if (document[Defs] is not JObject defs) return;
        document.Remove(Defs);
        if (document[Definitions] is JObject definitions) definitions.Merge(defs);
        else document[Definitions] = defs;
    }

    private string Bundle(string uri)
    {
        if (_placeByUri.TryGetValue(uri, out string? known)) return known;
        if (!_contract.TryGetDocument(uri, out ReadOnlyMemory<byte> document))
            throw new InvalidOperationException($"The contract refers to \"{uri}\", which is not in its registry.");
        JObject schema = ParseObject(ContractConversionExtensions.Text(document));
        string key = Key(schema, uri);
        string place = _placeByUri[uri] = $"#/{Definitions}/{key}";
        Rewrite(schema, uri, place);
        RenameDefs(schema);
        schema.Remove("$id");
        schema.Remove("$schema");
        _bundled[key] = schema;
        return place;
    }

    // The title, which names the class in generated code, where it is free.
    private string Key(JObject schema, string uri)
    {
        string title = schema["title"]?.Value<string>() ?? "";
        string key = new([.. (title.Length > 0 ? title : uri).Select(c => char.IsLetterOrDigit(c) ? c : '_')]);
        return _bundled.ContainsKey(key) ? key + _bundled.Count.ToString(CultureInfo.InvariantCulture) : key;
    }
}
