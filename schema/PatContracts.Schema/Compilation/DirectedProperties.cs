using PatContracts.Schema.Documents;
using PatContracts.Schema.Vocabulary;

namespace PatContracts.Schema.Compilation;

/// <summary>
/// Determines which required properties are required in one direction only: OpenAPI's <c>readOnly</c> excludes them from requests, <c>writeOnly</c> from
/// responses.
/// </summary>
/// <param name="direction">The direction in which payloads travel.</param>
/// <param name="follow">Returns the target of a reference keyword.</param>
internal sealed class DirectedProperties(ContractDirection direction, Func<JsonNode, SchemaResource, SchemaLocation> follow)
{
    /// <summary>The maximum number of schemas that are searched for a property. Real schemas stay far below it.</summary>
    private const int MaxSchemas = 1_000;

    /// <summary>Returns whether a property that a schema requires is required in this direction.</summary>
    public bool IsRequired(SchemaLocation schema, string name) =>
        direction == ContractDirection.Any || (schema.Resource.Dialect.Flag & Dialects.OpenApi) == 0 || !IsExempt(schema, name);

    private bool IsExempt(SchemaLocation schema, string name)
    {
        // The keyword may be in the property's schema, or in a schema it refers to.
        string flag = direction == ContractDirection.Request ? "readOnly" : "writeOnly";
        return WithParts(schema)
            .Select(part => part.Schema["properties"] is { IsObject: true } properties ? properties[name] : null)
            .OfType<JsonNode>()
            .Any(property => WithParts(new SchemaLocation(property, property.Owner)).Any(part => part.Schema[flag] is { Kind: Text.JsonKind.True }));
    }

    /// <summary>Returns a schema and the schemas it applies in place through <c>$ref</c> and <c>allOf</c>.</summary>
    private IEnumerable<SchemaLocation> WithParts(SchemaLocation schema)
    {
        var seen = new HashSet<JsonNode>();
        var pending = new Stack<SchemaLocation>();
        pending.Push(schema);
        while (pending.Count > 0 && seen.Count < MaxSchemas)
        {
            SchemaLocation next = pending.Pop();
            if (!next.Schema.IsObject || !seen.Add(next.Schema)) continue;
            JsonNode? reference = next.Schema["$ref"];
            if (reference is { IsString: true }) pending.Push(follow(reference, next.Resource));
            if (reference is not null && next.Resource.Dialect.RefStandsAlone) continue;
            yield return next;
            if (next.Schema["allOf"] is not { IsArray: true } parts) continue;
            foreach (JsonNode part in parts.Children) pending.Push(new SchemaLocation(part, part.Owner));
        }
    }
}
