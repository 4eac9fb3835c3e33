using PatContracts.Schema.Documents;

namespace PatContracts.Schema.Linting;

/// <summary>Reports a <c>default</c> or an example that violates its own schema.</summary>
internal sealed class InvalidExampleRule() : LintRule("lint/invalid-example", FindingSeverity.Warning)
{
    private const int MaxExamples = 100;

    private static readonly ValidationOptions First = new() { MaxFindings = 1 };

    public override void Check(JsonNode schema, LintRun run)
    {
        if (schema["default"] is { } byDefault) Validate(schema, byDefault, "default value", run);
        if (schema["example"] is { } example) Validate(schema, example, "example", run);
        if (schema["examples"] is not { IsArray: true } examples) return;
        foreach (JsonNode one in examples.Children.Take(MaxExamples)) Validate(schema, one, "example", run);
    }

    private void Validate(JsonNode schema, JsonNode value, string role, LintRun run)
    {
        if (run.Contract is null) return;
        IReadOnlyList<Finding> findings = run.Contract.Node(schema).Validate(value.Text, First).Findings;
        if (findings.Count == 0) return;
        string location = findings[0].InstancePointer.Length == 0 ? "" : $" (at {findings[0].InstancePointer} in it)";
        run.Add(this, value, $"The {role} violates its schema: {findings[0].Describe()}{location}");
    }
}
