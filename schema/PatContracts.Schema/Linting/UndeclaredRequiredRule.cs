using PatContracts.Schema.Documents;
using PatContracts.Schema.Text;

namespace PatContracts.Schema.Linting;

/// <summary>A property that is required although the same schema does not allow it: no object can match.</summary>
internal sealed class UndeclaredRequiredRule() : LintRule("lint/undeclared-required", FindingSeverity.Error)
{
    public override void Check(JsonNode schema, LintRun run)
    {
        // With patterns a name may be allowed all the same; whether it is, the schema's own validation says.
        if (schema["additionalProperties"] is not { Kind: JsonKind.False } || schema["patternProperties"] is not null) return;
        if (schema["required"] is not { IsArray: true } required) return;
        JsonNode? properties = schema["properties"];
        string[] declared = properties is { IsObject: true } ? [.. properties.Children.Select(property => property.Name!)] : [];
        foreach (JsonNode name in required.Children)
        {
            if (!name.IsString || declared.Contains(name.String, StringComparer.Ordinal)) continue;
            string hint = Suggestions.For(name.String, declared);
            run.Add(this, name, $"The property \"{name.String}\" is required, and \"additionalProperties\": false does not allow it.{hint}".TrimEnd('.'));
        }
    }
}
