using PatContracts.Schema.Linting;

namespace PatContracts.Schema;

/// <summary>Finds certain mistakes in a schema document, beyond those that prevent loading it.</summary>
public static class SchemaLinter
{
    /// <summary>
    /// Returns the findings in a schema document, in document order. Their rules are <c>lint/*</c>; their instance pointers are pointers into the document. If
    /// the document cannot be loaded, a finding reports the reason; no exception is thrown.
    /// </summary>
    /// <param name="utf8Schema">The document.</param>
    /// <param name="options">The settings for loading it.</param>
    public static IReadOnlyList<Finding> Lint(ReadOnlySpan<byte> utf8Schema, ContractLoadOptions? options = null) =>
        new LintRun(utf8Schema.ToArray(), options ?? ContractLoadOptions.Default).Run();
}
