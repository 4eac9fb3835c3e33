using PatContracts.Schema.Documents;
using PatContracts.Schema.Vocabulary;

namespace PatContracts.Schema.Compilation;

/// <summary>
/// Which required properties are required in one direction only: those that OpenAPI's <c>readOnly</c> keeps out of requests, and <c>writeOnly</c> out of
/// responses.
/// </summary>
/// <param name="direction">Which way payloads travel.</param>
/// <param name="follow">Where a reference keyword leads.</param>
internal sealed class DirectedProperties(ContractDirection direction, Func<JsonNode, SchemaResource, SchemaLocation> follow)
{
    /// <summary>This many schemas are searched for a property. Real schemas stay far below it.</summary>
    private const int MaxSchemas = 1_000;

    /// <summary>Whether a property that a schema requires is required in this direction.</summary>
    public bool IsRequired(SchemaLocation schema, string name) =>
        direction == ContractDirection.Any || (schema.Resource.Dialect.Flag & Dialects.OpenApi) == 0 || !IsExempt(schema, name);

    private bool IsExempt(SchemaLocation schema, string name)
    {
        // The flag may be the property's own, or that of a schema it refers to.
        string flag = direction == ContractDirection.Request ? "readOnly" : "writeOnly";
        return WithParts(schema)
            .Select(part => part.Schema["properties"] is { IsObject: true } properties ? properties[name] : null)
            .OfType<JsonNode>()
            .Any(property => WithParts(new SchemaLocation(property, property.Owner)).Any(part => part.Schema[flag] is { Kind: Text.JsonKind.True }));
    }

    /// <summary>A schema, and what it applies in place through <c>$ref</c> and <c>allOf</c>.</summary>
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
