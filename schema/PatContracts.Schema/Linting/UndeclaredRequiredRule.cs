using PatContracts.Schema.Documents;
using PatContracts.Schema.Text;

namespace PatContracts.Schema.Linting;

/// <summary>Reports a property that is required although the same schema does not allow it, so that no object can match.</summary>
internal sealed class UndeclaredRequiredRule() : LintRule("lint/undeclared-required", FindingSeverity.Error)
{
    public override void Check(JsonNode schema, LintRun run)
    {
        // Patterns may allow the name as well; only validation can determine that.
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
