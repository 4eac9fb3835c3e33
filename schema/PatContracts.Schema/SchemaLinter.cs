using PatContracts.Schema.Linting;

namespace PatContracts.Schema;

/// <summary>Finds what is certainly a mistake in a schema document, beyond what keeps it from being loaded.</summary>
public static class SchemaLinter
{
    /// <summary>
    /// Returns the findings in a schema document, in document order. Their rules are <c>lint/*</c>, their instance pointers are those of the document. A document
    /// that cannot be loaded has a finding that says why; no exception is thrown for it.
    /// </summary>
    /// <param name="utf8Schema">The document.</param>
    /// <param name="options">The settings it would be loaded with.</param>
    public static IReadOnlyList<Finding> Lint(ReadOnlySpan<byte> utf8Schema, ContractLoadOptions? options = null) =>
        new LintRun(utf8Schema.ToArray(), options ?? ContractLoadOptions.Default).Run();
}
