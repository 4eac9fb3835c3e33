using PatContracts.Schema.Documents;

namespace PatContracts.Schema.Linting;

/// <summary>Finds one kind of mistake in schemas.</summary>
internal abstract class LintRule(string id, FindingSeverity severity)
{
    /// <summary>The rule's ID: <c>lint/…</c>.</summary>
    public string Id { get; } = id;

    public FindingSeverity Severity { get; } = severity;

    /// <summary>Checks one schema of the document, which is an object.</summary>
    public abstract void Check(JsonNode schema, LintRun run);
}
