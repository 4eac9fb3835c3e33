using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;
using Xunit;

namespace PatContracts.Schema.Tests.Conformance;

/// <summary>
/// Dialects for which the suite's folder has no tests are tested with the cases of a related dialect that have the same meaning in both: 2019-09 with those of
/// 2020-12; draft-06, draft-04 and OpenAPI 3.0 with those of draft-07. A group is used if its schema contains only keywords that both dialects define with the
/// same meaning, according to <see cref="Rules"/>; <c>$schema</c> is replaced, and so is the dialect's folder in references to the suite's remotes.
/// </summary>
public sealed class DialectNeutralTests
{
    private static readonly Dictionary<Dialect, Rule> Rules = new()
    {
        [Dialect.Draft201909] = new(
            Dialect.Draft202012,
            ["prefixItems", "$dynamicRef", "$dynamicAnchor", "$vocabulary"],
            // contains marks what it evaluates only in 2020-12; format has no vocabulary test in common; the file tests the keyword of 2020-12.
            ["dynamicRef.json", "prefixItems.json", "vocabulary.json", "format.json"]),
        [Dialect.V1] = new(
            Dialect.Draft202012,
            // v1 rejects unknown keywords.
            ["$vocabulary", "definitions", "dependencies", "unknown", "$recursiveRef", "$recursiveAnchor"],
            ["vocabulary.json", "format.json"]),
        [Dialect.OpenApi31] = new(Dialect.Draft202012, ["$vocabulary"], ["vocabulary.json", "format.json"]),
        [Dialect.Draft6] = new(
            Dialect.Draft7,
            ["if", "then", "else", "contentMediaType", "contentEncoding", "$comment", "readOnly", "writeOnly"],
            ["if-then-else.json", "format.json"]),
        [Dialect.Draft4] = new(
            Dialect.Draft7,
            [
                "if", "then", "else", "contentMediaType", "contentEncoding", "$comment", "readOnly", "writeOnly", "const", "contains", "propertyNames", "examples",
                "exclusiveMinimum", "exclusiveMaximum", "$id",
            ],
            // The remotes of draft-04 lack the document that one of the remote cases needs.
            ["if-then-else.json", "format.json", "boolean_schema.json", "refRemote.json"]),
        [Dialect.OpenApi30] = new(
            Dialect.Draft7,
            [
                "if", "then", "else", "contentMediaType", "contentEncoding", "$comment", "const", "contains", "propertyNames", "examples",
                "exclusiveMinimum", "exclusiveMaximum", "$id", "patternProperties", "dependencies", "additionalItems", "definitions", "$schema",
            ],
            ["if-then-else.json", "format.json", "boolean_schema.json", "definitions.json"]),
    };

    public static TheoryData<Dialect> Dialects => [.. Rules.Keys];

    [Theory]
    [MemberData(nameof(Dialects))]
    public void Cases_with_the_same_meaning_in_a_related_dialect_have_the_same_result(Dialect dialect)
    {
        Rule rule = Rules[dialect];
        IReadOnlyList<string> files = Suite.Files(rule.Source);
        Assert.SkipWhen(files.Count == 0, Suite.Absence);

        var failures = new List<string>();
        int count = 0;
        foreach (string file in files.Except(rule.ExcludedFiles))
        {
            SuiteGroup[] groups = [.. Suite.Read(rule.Source, file).Select(group => Translate(group, dialect, rule)).OfType<SuiteGroup>()];
            count += groups.Sum(group => group.Tests.Count);
            failures.AddRange(SuiteRunner.Run(dialect, groups, assertFormats: false).Select(failure => $"{file}: {failure}"));
        }

        Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{dialect}: {count - failures.Count} of {count} cases of {rule.Source}"));
        Assert.True(failures.Count == 0, string.Join('\n', failures));
        Assert.True(count >= 300, $"only {count} cases were left");
    }

    private static SuiteGroup? Translate(SuiteGroup group, Dialect dialect, Rule rule)
    {
        JsonNode? schema = JsonNode.Parse(group.Schema);
        if (!IsNeutral(schema, dialect, rule, isSchema: true)) return null;
        if (schema is JsonObject root) root.Remove("$schema");
        string text = schema!.ToJsonString();
        if (text.Contains("json-schema.org", StringComparison.Ordinal)) return null;
        string folder = Suite.Folders[rule.Source];
        if (text.Contains("localhost:1234/" + folder, StringComparison.Ordinal))
        {
            if (!Suite.Folders.TryGetValue(dialect, out string? own)) return null;
            text = text.Replace("localhost:1234/" + folder, "localhost:1234/" + own, StringComparison.Ordinal);
        }

        // In draft-04, whether a number is an integer depends on its spelling; the same applies to bounds in a schema.
        if (dialect is Dialect.Draft4 or Dialect.OpenApi30 && group.Description.Contains("with a decimal", StringComparison.Ordinal)) return null;
        IEnumerable<SuiteTest> tests = dialect is Dialect.Draft4 or Dialect.OpenApi30
            ? group.Tests.Where(test => !test.Description.Contains("zero fractional part", StringComparison.Ordinal))
            : group.Tests;
        return group with { Schema = System.Text.Encoding.UTF8.GetBytes(text), Tests = [.. tests] };
    }

    // The members of properties, definitions and similar keywords are names, not keywords; values of enum, const and default are not schemas.
    private static bool IsNeutral(JsonNode? node, Dialect dialect, Rule rule, bool isSchema)
    {
        switch (node)
        {
            case JsonObject members:
                foreach ((string name, JsonNode? value) in members)
                {
                    if (isSchema && rule.ForeignKeywords.Contains(name)) return false;
                    if (isSchema && name is "enum" or "const" or "default") continue;
                    // Draft-04 requires at least one name here.
                    if (isSchema && name is "required" && value is JsonArray { Count: 0 } && dialect is Dialect.Draft4 or Dialect.OpenApi30) return false;
                    if (isSchema && name is "type" && dialect == Dialect.OpenApi30 && (value is JsonArray || (string?)value == "null")) return false;
                    // These allow a boolean in every dialect.
                    if (isSchema && name is "additionalProperties" or "additionalItems" or "uniqueItems" && value is JsonValue) continue;
                    // In 2020-12, a list of schemas has another keyword, and a list without schemas has no meaning.
                    if (isSchema && name is "items" && value is JsonArray && dialect is Dialect.OpenApi30 or Dialect.Draft201909) return false;
                    if (isSchema && name is "unevaluatedItems" && members.ToJsonString().Contains("contains", StringComparison.Ordinal)) return false;
                    bool namesFollow = isSchema && name is "properties" or "patternProperties" or "definitions" or "$defs" or "dependencies" or "dependentSchemas";
                    if (!IsNeutral(value, dialect, rule, !namesFollow)) return false;
                }

                return true;
            // Draft-04 requires at least one entry in a list of dependent members.
            case JsonArray { Count: 0 } when dialect == Dialect.Draft4:
                return false;
            case JsonArray items:
                return items.All(item => IsNeutral(item, dialect, rule, isSchema));
            case JsonValue value when value.GetValueKind() is JsonValueKind.True or JsonValueKind.False:
                // A boolean schema, which draft-04 and OpenAPI 3.0 do not have. Determining which booleans are schemas is not worth the effort.
                return dialect is not (Dialect.Draft4 or Dialect.OpenApi30);
            default:
                return true;
        }
    }

    private sealed record Rule(Dialect Source, IReadOnlyList<string> ForeignKeywords, IReadOnlyList<string> ExcludedFiles);
}
