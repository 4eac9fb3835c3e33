namespace PatContracts.CodeFixes;

/// <summary>Replaces the reported code by code that the rule provides. Only differing tokens are changed, so comments are preserved.</summary>
public abstract class ReplacementCodeFixProvider : ContractCodeFixProvider
{
    private protected ReplacementCodeFixProvider(DiagnosticDescriptor rule)
        : base(rule)
    {
    }

    private protected sealed override IEnumerable<Fix> FixesFor(FixTarget target)
    {
        int choice = 0;
        foreach (Replacement replacement in Replacement.Of(target.Diagnostic))
        {
            yield return new Fix(
                replacement.Title,
                $"{target.Diagnostic.Id}:{choice++}",
                TokenDifference.Between(target.Root, target.Diagnostic.Location.SourceSpan, replacement.Text));
        }
    }
}
