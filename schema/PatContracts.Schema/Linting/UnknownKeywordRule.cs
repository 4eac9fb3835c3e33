using PatContracts.Schema.Compilation;
using PatContracts.Schema.Documents;
using PatContracts.Schema.Vocabulary;

namespace PatContracts.Schema.Linting;

/// <summary>Reports a keyword that the dialect does not have: misspelled, or of another dialect. It is ignored, so nothing it asserts is validated.</summary>
internal sealed class UnknownKeywordRule() : LintRule("lint/unknown-keyword", FindingSeverity.Warning)
{
    public override void Check(JsonNode schema, LintRun run)
    {
        SchemaDialect dialect = schema.Owner.Dialect;
        // Older dialects ignore everything next to $ref.
        if (dialect.RefStandsAlone && schema["$ref"] is not null) return;
        foreach (JsonNode member in schema.Children)
        {
            if (UnknownKeywords.IsUnknown(member.Name!, dialect)) run.AddAtName(this, member, UnknownKeywords.Describe(member.Name!, dialect));
        }
    }
}
