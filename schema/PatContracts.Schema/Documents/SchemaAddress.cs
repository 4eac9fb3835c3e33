namespace PatContracts.Schema.Documents;

/// <summary>The address of a schema in a document: a location, or the request or a response of an operation of an OpenAPI document.</summary>
internal abstract record SchemaAddress
{
    /// <summary>
    /// Parses <c>#/components/schemas/Token</c>, <c>/components/schemas/Token</c>, <c>#anchor</c>, <c>GET /tokens 200</c> or <c>POST /tokens request</c>.
    /// </summary>
    /// <param name="text">The address.</param>
    /// <param name="document">The document that the address refers to.</param>
    /// <exception cref="ContractLoadException">The text is not an address.</exception>
    public static SchemaAddress Parse(string text, SchemaDocument document)
    {
        if (text.Length == 0 || text[0] == '/') return new Fragment(text);
        if (text[0] == '#') return new Fragment(UriReference.DecodeFragment(text.Substring(1)));
        string[] words = text.Split([' '], StringSplitOptions.RemoveEmptyEntries);
        if (words is [var method, var path, var body] && path[0] == '/') return new Operation(method, path, body);
        throw document.Root.Error(
            $"\"{text}\" is not the address of a schema, which is a JSON Pointer such as #/components/schemas/Token, or an operation such as GET /tokens 200");
    }

    /// <summary>Parses an address in a document that has no operations.</summary>
    /// <exception cref="ContractLoadException">The text is not a location.</exception>
    public static string ParseFragment(string text, SchemaDocument document) => Parse(text, document) is Fragment fragment
        ? fragment.Text
        : throw document.Root.Error($"\"{text}\" is an operation, and this is not an OpenAPI document");

    /// <summary>A JSON Pointer, or the name of an anchor.</summary>
    public sealed record Fragment(string Text) : SchemaAddress;

    /// <summary>The schema of an operation's response with a status (<c>200</c>, <c>4XX</c>, <c>default</c>), or of its <c>request</c>.</summary>
    public sealed record Operation(string Method, string Path, string Body) : SchemaAddress;
}
