using System.Text.Json.Nodes;
using Microsoft.OpenApi;
using Microsoft.OpenApi.Reader;
using PatContracts.Schema;

namespace PatContracts.AspNetCore.OpenApi;

/// <summary>
/// Adds contracts as components to an OpenAPI document. A pointer into a schema has another meaning inside such a document, so each definition of a
/// contract becomes a separate component, <c>contract.definition</c>, and references are changed to refer to it.
/// </summary>
internal static class ContractComponents
{
    private const string Components = "#/components/schemas/";

    private static readonly string[] Definitions = ["$defs", "definitions"];

    // Keywords that identify the schema. In the document, the name of the component identifies it.
    private static readonly string[] Identification = ["$schema", "$id", "id", "$comment"];

    /// <summary>Returns the name of the component, which consists of letters, digits, dots, hyphens and underscores.</summary>
    public static string NameOf(string contract) => string.Concat(contract.Select(c => char.IsAsciiLetterOrDigit(c) || c is '.' or '-' or '_' ? c : '_'));

    /// <summary>
    /// Adds a contract and its definitions, unless they are already present. Returns false if the contract refers to anything outside of it, or cannot be
    /// separated from its document.
    /// </summary>
    public static bool TryAdd(OpenApiDocument document, string name, Contract contract)
    {
        string component = NameOf(name);
        if (document.Components?.Schemas?.ContainsKey(component) == true) return true;
        if (Parse(contract) is not { } root) return false;
        // One schema of a larger document is bundled as a reference to a definition. This definition becomes the component.
        string? main = MainDefinition(root);
        if (!TryRewrite(root, component, main)) return false;
        foreach (string key in Identification) root.Remove(key);
        foreach (string keyword in Definitions)
        {
            if (root[keyword] is not JsonObject definitions) continue;
            root.Remove(keyword);
            foreach ((string definition, JsonNode? schema) in definitions) Add(document, ComponentOf(definition, component, main), schema!, contract.Dialect);
        }

        if (main is null) Add(document, component, root, contract.Dialect);
        return true;
    }

    private static string? MainDefinition(JsonObject root) =>
        root["$ref"] is JsonValue reference
        && reference.TryGetValue(out string? target)
        && root.All(static member => member.Key == "$ref" || Identification.Contains(member.Key) || Definitions.Contains(member.Key))
            ? DefinitionIn(target)
            : null;

    private static JsonObject? Parse(Contract contract)
    {
        try
        {
            return JsonNode.Parse(contract.Bundle().Span) as JsonObject;
        }
        catch (InvalidOperationException)
        {
            // The contract is a part of a schema document, or depends on a dynamic scope.
            return null;
        }
    }

    private static void Add(OpenApiDocument document, string name, JsonNode schema, Dialect dialect)
    {
        OpenApiSpecVersion version = dialect == Dialect.OpenApi30 ? OpenApiSpecVersion.OpenApi3_0 : OpenApiSpecVersion.OpenApi3_1;
        // Microsoft.OpenApi reads a schema with a reference as only a reference, which cannot be a component.
        if (schema is JsonObject members && members["$ref"] is { } reference)
        {
            members.Remove("$ref");
            var all = members["allOf"] as JsonArray ?? [];
            members.Remove("allOf");
            all.Add(new JsonObject { ["$ref"] = reference });
            members["allOf"] = all;
        }

        if (OpenApiModelFactory.Parse<OpenApiSchema>(schema.ToJsonString(), version, document, out _, OpenApiConstants.Json) is { } parsed)
            document.AddComponent<IOpenApiSchema>(name, parsed);
    }

    /// <summary>Changes references to the contract and its definitions to refer to components. Returns false if a reference has another target.</summary>
    private static bool TryRewrite(JsonNode? node, string component, string? main)
    {
        switch (node)
        {
            case JsonArray array:
                return array.All(item => TryRewrite(item, component, main));
            case JsonObject members:
                if (members.ContainsKey("$dynamicRef") || members.ContainsKey("$anchor") || members.ContainsKey("$recursiveRef")) return false;
                if (members["$ref"] is JsonValue reference && reference.TryGetValue(out string? target))
                {
                    if (target != "#" && DefinitionIn(target) is null) return false;
                    members["$ref"] = Components + (target == "#" ? component : ComponentOf(DefinitionIn(target)!, component, main));
                }

                return members.ToArray().All(member => TryRewrite(member.Value, component, main));
            default:
                return true;
        }
    }

    private static string ComponentOf(string definition, string component, string? main) => definition == main ? component : $"{component}.{NameOf(definition)}";

    /// <summary>Returns the name of the definition that a reference refers to, or null for another target.</summary>
    private static string? DefinitionIn(string reference)
    {
        string[] parts = reference.Split('/');
        return parts is ["#", "$defs" or "definitions", { Length: > 0 } definition] && definition.AsSpan().IndexOfAny('~', '%') < 0 ? definition : null;
    }
}
