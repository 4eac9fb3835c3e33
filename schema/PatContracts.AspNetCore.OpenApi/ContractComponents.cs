using System.Text.Json.Nodes;
using Microsoft.OpenApi;
using Microsoft.OpenApi.Reader;
using PatContracts.Schema;

namespace PatContracts.AspNetCore.OpenApi;

/// <summary>
/// Contracts as components of an OpenAPI document. A pointer into a schema means something else inside such a document, so each definition of a
/// contract becomes a component of its own, <c>contract.definition</c>, and references lead there.
/// </summary>
internal static class ContractComponents
{
    private const string Components = "#/components/schemas/";

    private static readonly string[] Definitions = ["$defs", "definitions"];

    // What identifies the schema by itself; within the document the component's name does.
    private static readonly string[] Identification = ["$schema", "$id", "id", "$comment"];

    /// <summary>The component's name: letters, digits, dots, hyphens and underscores are allowed.</summary>
    public static string NameOf(string contract) => string.Concat(contract.Select(c => char.IsAsciiLetterOrDigit(c) || c is '.' or '-' or '_' ? c : '_'));

    /// <summary>Adds a contract and its definitions, unless they are there already. Returns false if the contract refers to anything outside of it.</summary>
    public static bool TryAdd(OpenApiDocument document, string name, Contract contract)
    {
        string component = NameOf(name);
        if (document.Components?.Schemas?.ContainsKey(component) == true) return true;
        if (JsonNode.Parse(contract.Document.Span) is not JsonObject root || !TryRewrite(root, component)) return false;
        foreach (string key in Identification) root.Remove(key);
        foreach (string keyword in Definitions)
        {
            if (root[keyword] is not JsonObject definitions) continue;
            root.Remove(keyword);
            foreach ((string definition, JsonNode? schema) in definitions) Add(document, $"{component}.{NameOf(definition)}", schema!, contract.Dialect);
        }

        Add(document, component, root, contract.Dialect);
        return true;
    }

    private static void Add(OpenApiDocument document, string name, JsonNode schema, Dialect dialect)
    {
        OpenApiSpecVersion version = dialect == Dialect.OpenApi30 ? OpenApiSpecVersion.OpenApi3_0 : OpenApiSpecVersion.OpenApi3_1;
        if (OpenApiModelFactory.Parse<OpenApiSchema>(schema.ToJsonString(), version, document, out _, OpenApiConstants.Json) is { } parsed)
            document.AddComponent<IOpenApiSchema>(name, parsed);
    }

    /// <summary>Makes references to the contract and its definitions lead to components. Returns false if one leads elsewhere.</summary>
    private static bool TryRewrite(JsonNode? node, string component)
    {
        switch (node)
        {
            case JsonArray array:
                return array.All(item => TryRewrite(item, component));
            case JsonObject members:
                if (members.ContainsKey("$dynamicRef") || members.ContainsKey("$anchor") || members.ContainsKey("$recursiveRef")) return false;
                if (members["$ref"] is JsonValue reference && reference.TryGetValue(out string? target))
                {
                    if (Component(target, component) is not { } rewritten) return false;
                    members["$ref"] = Components + rewritten;
                }

                return members.ToArray().All(member => TryRewrite(member.Value, component));
            default:
                return true;
        }
    }

    private static string? Component(string reference, string component)
    {
        if (reference == "#") return component;
        string[] parts = reference.Split('/');
        return parts is ["#", "$defs" or "definitions", { Length: > 0 } definition] && definition.AsSpan().IndexOfAny('~', '%') < 0
            ? $"{component}.{NameOf(definition)}"
            : null;
    }
}
