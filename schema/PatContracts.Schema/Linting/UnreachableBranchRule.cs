using PatContracts.Schema.Compilation;
using PatContracts.Schema.Compilation.Keywords;
using PatContracts.Schema.Documents;
using PatContracts.Schema.Text;

namespace PatContracts.Schema.Linting;

/// <summary>Reports a branch that no value can reach: an alternative that can never match, or that another alternative always excludes.</summary>
internal sealed class UnreachableBranchRule() : LintRule("lint/unreachable-branch", FindingSeverity.Warning)
{
    public override void Check(JsonNode schema, LintRun run)
    {
        JsonTypes types = DeclaredTypes(schema) ?? JsonTypes.Any;
        foreach (string keyword in (string[])["anyOf", "oneOf"])
        {
            if (schema[keyword] is { IsArray: true } union) CheckUnion(union, types, run);
        }

        CheckConditional(schema, run);
    }

    private void CheckUnion(JsonNode union, JsonTypes types, LintRun run)
    {
        for (int i = 0; i < union.Children.Length; i++)
        {
            JsonNode alternative = union.Children[i];
            if (alternative.Kind == JsonKind.False)
            {
                run.Add(this, alternative, "No value matches this alternative");
            }
            else if (DeclaredTypes(alternative) is { } own && (own & types) == JsonTypes.None)
            {
                string both = $"it requires {TypeKeyword.Describe(own)}, but the enclosing schema requires {TypeKeyword.Describe(types)}";
                run.Add(this, alternative, "No value matches this alternative: " + both);
            }
            else if (Array.FindIndex(union.Children, 0, i, earlier => JsonEquality.AreEqual(earlier.Text, alternative.Text)) is >= 0 and int same)
            {
                run.Add(this, alternative, union.Name == "oneOf"
                    ? $"No value matches exactly one: this alternative is the same as {union.Name}/{same}"
                    : $"This alternative is the same as {union.Name}/{same}");
            }
        }
    }

    private void CheckConditional(JsonNode schema, LintRun run)
    {
        JsonNode? test = schema["if"];
        foreach (string branch in (string[])["then", "else"])
        {
            if (schema[branch] is not { } consequence || KeywordTable.Find(branch, schema.Owner.Dialect) is null) continue;
            string excluding = branch == "then" ? "false" : "true";
            if (test is null) run.AddAtName(this, consequence, $"\"{branch}\" has no effect without \"if\"");
            else if (test.IsBoolean && test.Kind == (branch == "then" ? JsonKind.False : JsonKind.True)) run.AddAtName(this, consequence, $"\"{branch}\" never applies, because \"if\" is {excluding}");
        }
    }

    private static JsonTypes? DeclaredTypes(JsonNode schema)
    {
        if (!schema.IsObject || schema["type"] is not { } type) return null;
        if (schema["nullable"] is { Kind: JsonKind.True }) return null;
        JsonNode[] names = type.IsArray ? type.Children : [type];
        JsonTypes types = JsonTypes.None;
        foreach (JsonNode name in names)
        {
            if (!name.IsString || !IsType(name.String)) return null;
            types |= TypeKeyword.Parse(name);
        }

        return types;
    }

    private static bool IsType(string name) => name is "null" or "boolean" or "integer" or "number" or "string" or "array" or "object";
}
