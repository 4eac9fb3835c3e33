using PatContracts.Schema.Documents;
using PatContracts.Schema.Text;
using PatContracts.Schema.Vocabulary;

namespace PatContracts.Schema.Compilation;

/// <summary>Probable mistakes that do not prevent loading: keywords without effect, and a schema that asserts nothing.</summary>
/// <param name="root">The root schema of the plan.</param>
/// <param name="plan">The plan.</param>
/// <param name="candidates">Nodes of this and of other plans, with the schemas to examine.</param>
internal sealed class SchemaWarnings(SchemaLocation root, Plan plan, IReadOnlyDictionary<PlanNode, JsonNode> candidates)
{
    /// <summary>Returns the warnings, in document order.</summary>
    public IReadOnlyList<ContractWarning> Find()
    {
        PlanNode[] nodes = [.. plan.Nodes()];
        IEnumerable<ContractWarning> warnings = nodes.Where(candidates.ContainsKey).Select(node => candidates[node]).Distinct().SelectMany(OfSchema);
        if (!nodes.Any(Asserts)) warnings = warnings.Prepend(new ContractWarning(root.Schema.Error(NothingAsserted(root))));
        return [.. warnings.OrderBy(static warning => warning.Document, StringComparer.Ordinal).ThenBy(static warning => warning.Offset)];
    }

    private static IEnumerable<ContractWarning> OfSchema(JsonNode schema)
    {
        SchemaDialect dialect = schema.Owner.Dialect;
        foreach (JsonNode member in schema.Children)
        {
            string name = member.Name!;
            if (UnknownKeywords.IsUnknown(name, dialect) && UnknownKeywords.IsMistake(name, dialect))
                yield return new ContractWarning(member.Error(UnknownKeywords.Describe(name, dialect)));
        }

        if (dialect.Flag == Dialects.OpenApi30 && NullableWithoutEffect(schema) is { } warning) yield return warning;
    }

    private static ContractWarning? NullableWithoutEffect(JsonNode schema)
    {
        if (schema["nullable"] is not { Kind: JsonKind.True } nullable) return null;
        string? reason = null;
        if (schema["type"] is null)
        {
            // A schema that does not restrict types allows null anyway.
            bool applies = schema["allOf"] is not null || schema["anyOf"] is not null || schema["oneOf"] is not null;
            if (applies) reason = "nullable has no effect without a type next to it: the schemas of allOf, anyOf and oneOf decide whether null is allowed";
        }
        else if (schema["enum"] is { IsArray: true } values && !values.Children.Any(static value => value.Kind == JsonKind.Null))
        {
            reason = "nullable has no effect: null is not among the values of enum";
        }

        return reason is null ? null : new ContractWarning(nullable.Error(reason));
    }

    // Only a schema that evaluates a value can reject it.
    private static bool Asserts(PlanNode node) =>
        node.FalseSchema is not null
        || node.Types != JsonTypes.Any
        || node.Strings.Length + node.Numbers.Length + node.Values.Length > 0
        || node.Object is { Required.Length: > 0 } or { PropertyCount: not null } or { DependentRequired.Length: > 0 }
        || node.Array is { ItemCount: not null } or { Contains: not null } or { UniqueLocation: not null }
        || node.Applicators.Any(static applicator => applicator is NotApplicator or OneOfApplicator { Edges.Length: > 1 });

    private static string NothingAsserted(SchemaLocation root)
    {
        const string Nothing = "The schema asserts nothing: every payload conforms to it";
        JsonNode schema = root.Schema;
        if (!schema.IsObject || schema.Children.Length == 0) return Nothing;
        JsonNode? first = (schema["$defs"] ?? schema["definitions"])?.Children.FirstOrDefault();
        if (first?.Name is not null) return $"{Nothing}. Name one of its definitions, for example #{first.Pointer}";

        SchemaDialect dialect = root.Resource.Dialect;
        bool isMeantAsSchema = schema.Children.Any(member => !UnknownKeywords.IsUnknown(member.Name!, dialect) || UnknownKeywords.IsMisspelled(member.Name!, dialect));
        return isMeantAsSchema ? Nothing : $"{Nothing}. None of its members is a keyword; is it a payload?";
    }
}
