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

    /// <summary>
    /// Adds a contract and its definitions, unless they are there already. Returns false if the contract refers to anything outside of it, or cannot be taken out
    /// of its document.
    /// </summary>
    public static bool TryAdd(OpenApiDocument document, string name, Contract contract)
    {
        string component = NameOf(name);
        if (document.Components?.Schemas?.ContainsKey(component) == true) return true;
        if (Parse(contract) is not { } root) return false;
        // One schema of a larger document comes as a reference to the definition that it became; that definition is the component.
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
        root["$ref"] is JsonValue reference && reference.TryGetValue(out string? target) && root.All(static member => member.Key == "$ref" || Identification.Contains(member.Key) || Definitions.Contains(member.Key))
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
            // A part of a schema document, or a schema that depends on a dynamic scope.
            return null;
        }
    }

    private static void Add(OpenApiDocument document, string name, JsonNode schema, Dialect dialect)
    {
        OpenApiSpecVersion version = dialect == Dialect.OpenApi30 ? OpenApiSpecVersion.OpenApi3_0 : OpenApiSpecVersion.OpenApi3_1;
        // The library reads a reference as nothing but a reference, which cannot be a component.
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

    /// <summary>Makes references to the contract and its definitions lead to components. Returns false if one leads elsewhere.</summary>
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

    /// <summary>The name of the definition that a reference leads to; null if it leads elsewhere.</summary>
    private static string? DefinitionIn(string reference)
    {
        string[] parts = reference.Split('/');
        return parts is ["#", "$defs" or "definitions", { Length: > 0 } definition] && definition.AsSpan().IndexOfAny('~', '%') < 0 ? definition : null;
    }
}
