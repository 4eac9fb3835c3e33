using System.Collections.Immutable;
using Microsoft.CodeAnalysis.CodeActions;

namespace PatContracts.CodeFixes;

/// <summary>
/// The base class of all fixes. Fixes diagnostics one at a time, or all of them in a document, project or solution. A change that would introduce a compiler
/// error is not offered.
/// </summary>
public abstract class ContractCodeFixProvider : CodeFixProvider
{
    private protected ContractCodeFixProvider(params DiagnosticDescriptor[] rules) => FixableDiagnosticIds = rules.Select(rule => rule.Id).ToImmutableArray();

    /// <inheritdoc/>
    public sealed override ImmutableArray<string> FixableDiagnosticIds { get; }

    /// <inheritdoc/>
    public sealed override FixAllProvider GetFixAllProvider() => ContractFixAllProvider.Instance;

    /// <inheritdoc/>
    public sealed override async Task RegisterCodeFixesAsync(CodeFixContext context)
    {
        foreach (FixTarget? target in await FixTarget.CreateAsync(context.Document, context.Diagnostics, context.CancellationToken).ConfigureAwait(false))
        {
            if (target is null) continue;

            foreach (Fix fix in FixesFor(target))
            {
                Document changed = await Fix.ApplyAsync(context.Document, [fix], context.CancellationToken).ConfigureAwait(false);
                if (await CompilerErrors.AreAddedAsync(context.Document, changed, [fix], context.CancellationToken).ConfigureAwait(false)) continue;

                context.RegisterCodeFix(CodeAction.Create(fix.Title, _ => Task.FromResult(changed), fix.Key), target.Diagnostic);
            }
        }
    }

    /// <summary>Returns the available fixes for a diagnostic, the best first.</summary>
    private protected abstract IEnumerable<Fix> FixesFor(FixTarget target);

    /// <summary>Returns the first fix for each diagnostic, or null if it has none; whether the fix compiles is not checked.</summary>
    /// <param name="document">The document.</param>
    /// <param name="diagnostics">The diagnostics.</param>
    /// <param name="key">The equivalence key of the fixes; null for any.</param>
    /// <param name="cancellationToken">Cancels the operation.</param>
    internal async Task<Fix?[]> FindAsync(Document document, IReadOnlyList<Diagnostic> diagnostics, string? key, CancellationToken cancellationToken)
    {
        FixTarget?[] targets = await FixTarget.CreateAsync(document, diagnostics, cancellationToken).ConfigureAwait(false);
        return [.. targets.Select(target => target is null ? null : FixesFor(target).FirstOrDefault(fix => key is null || fix.Key == key))];
    }
}
