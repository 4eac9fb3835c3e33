using PatContracts.Schema.Compilation;
using PatContracts.Schema.Documents;
using PatContracts.Schema.Vocabulary;

namespace PatContracts.Schema.Linting;

/// <summary>A keyword that the dialect does not have: misspelt, or of another dialect. It is ignored, so what it asks for is not checked.</summary>
internal sealed class UnknownKeywordRule() : LintRule("lint/unknown-keyword", FindingSeverity.Warning)
{
    // Annotations that the engine has no use for, of whatever dialect.
    private static readonly HashSet<string> Annotations = new(StringComparer.Ordinal)
    {
        "title", "description", "default", "examples", "deprecated", "readOnly", "writeOnly", "$comment", "$vocabulary", "contentEncoding", "contentMediaType",
        "example", "externalDocs", "xml", "discriminator",
    };

    public override void Check(JsonNode schema, LintRun run)
    {
        SchemaDialect dialect = schema.Owner.Dialect;
        // Beside $ref, older dialects ignore everything.
        if (dialect.RefStandsAlone && schema["$ref"] is not null) return;
        foreach (JsonNode member in schema.Children)
        {
            string name = member.Name!;
            if (KeywordTable.Find(name, dialect) is not null || Annotations.Contains(name) || name.StartsWith("x-", StringComparison.Ordinal)) continue;
            string reason = KeywordTable.Contains(name)
                ? $"The keyword \"{name}\" does not belong to {LintRun.NameOf(dialect)} and is ignored"
                : $"The keyword \"{name}\" is not known and is ignored.{Suggestions.For(name, KeywordTable.Names(dialect).Concat(Annotations))}";
            run.AddAtName(this, member, reason.TrimEnd('.'));
        }
    }
}
