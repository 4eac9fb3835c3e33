using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeActions;
using Microsoft.CodeAnalysis.CodeFixes;
using PatContracts.CodeFixes.Editing;

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
        foreach (Diagnostic diagnostic in context.Diagnostics)
        {
            if (await FixTarget.CreateAsync(context.Document, diagnostic, context.CancellationToken).ConfigureAwait(false) is not { } target) continue;

            foreach (Fix fix in FixesFor(target))
            {
                Document changed = await fix.ApplyAsync(context.Document, context.CancellationToken).ConfigureAwait(false);
                if (await CompilerErrors.AreAddedAsync(context.Document, changed, fix.ChangedName, context.CancellationToken).ConfigureAwait(false)) continue;

                context.RegisterCodeFix(CodeAction.Create(fix.Title, _ => Task.FromResult(changed), fix.Key), diagnostic);
            }
        }
    }

    /// <summary>Returns the available fixes for a diagnostic, the best first.</summary>
    private protected abstract IEnumerable<Fix> FixesFor(FixTarget target);
}
