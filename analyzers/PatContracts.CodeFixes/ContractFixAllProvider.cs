using System.Collections.Immutable;
using Microsoft.CodeAnalysis.CodeActions;

namespace PatContracts.CodeFixes;

/// <summary>
/// Fixes the diagnostics of a document in rounds. A round applies all fixes that are independent of each other, and compiles the document once. The other fixes
/// are determined in the text that the round produced: fixes on the same line therefore combine, and a local declared by one fix is visible to the next. If a
/// round adds a compiler error, it is divided until the fix at fault is found.
/// </summary>
/// <remarks>
/// <c>dotnet format</c> takes the equivalence key from the first diagnostic of the solution, and passes none if that diagnostic has no fix. Without a key, each
/// diagnostic gets the first fix offered for it.
/// </remarks>
internal sealed class ContractFixAllProvider : DocumentBasedFixAllProvider
{
    public static ContractFixAllProvider Instance { get; } = new();

    protected override async Task<Document?> FixAllAsync(FixAllContext fixAllContext, Document document, ImmutableArray<Diagnostic> diagnostics)
    {
        var run = new Run(fixAllContext, document);
        await run.FixAsync([.. diagnostics.OrderBy(diagnostic => diagnostic.Location.SourceSpan.Start)]).ConfigureAwait(false);
        return run.Current == document ? null : run.Current;
    }

    private sealed class Run(FixAllContext context, Document document)
    {
        private readonly TextMoves _moves = new();

        /// <summary>The document with the fixes applied so far.</summary>
        public Document Current { get; private set; } = document;

        /// <summary>Fixes diagnostics, whose locations are those in the original document.</summary>
        public async Task FixAsync(List<Diagnostic> diagnostics)
        {
            while (diagnostics.Count > 0) diagnostics = await FixIndependentAsync(diagnostics).ConfigureAwait(false);
        }

        /// <summary>Fixes diagnostics that are independent of each other, and returns the others.</summary>
        private async Task<List<Diagnostic>> FixIndependentAsync(List<Diagnostic> diagnostics)
        {
            context.CancellationToken.ThrowIfCancellationRequested();
            if (await Current.GetSyntaxTreeAsync(context.CancellationToken).ConfigureAwait(false) is not { } tree) return [];

            var moved = new List<(Diagnostic Original, Diagnostic Current)>();
            foreach (Diagnostic diagnostic in diagnostics)
            {
                if (_moves.Apply(diagnostic, tree) is { } current) moved.Add((diagnostic, current));
            }

            SourceText text = await Current.GetTextAsync(context.CancellationToken).ConfigureAwait(false);
            var provider = (ContractCodeFixProvider)context.CodeFixProvider;
            Fix?[] found = await provider
                .FindAsync(Current, [.. moved.Select(pair => pair.Current)], context.CodeActionEquivalenceKey, context.CancellationToken)
                .ConfigureAwait(false);
            var lines = new HashSet<int>();
            var round = new List<(Diagnostic Original, Diagnostic Current)>();
            var fixes = new List<Fix>();
            var rest = new List<Diagnostic>();
            for (int i = 0; i < found.Length; i++)
            {
                if (found[i] is not { } fix) continue;

                int[] changed = [.. LinesOf(fix, text)];
                if (changed.Any(lines.Contains))
                {
                    rest.Add(moved[i].Original);
                    continue;
                }

                lines.UnionWith(changed);
                round.Add(moved[i]);
                fixes.Add(fix);
            }

            if (fixes.Count == 1) await FixOneAsync(round[0].Current).ConfigureAwait(false);
            else if (fixes.Count > 1 && !await TryApplyAsync(fixes).ConfigureAwait(false))
            {
                List<Diagnostic> failed = [.. round.Select(pair => pair.Original)];
                await FixAsync(failed.GetRange(0, failed.Count / 2)).ConfigureAwait(false);
                await FixAsync(failed.GetRange(failed.Count / 2, failed.Count - (failed.Count / 2))).ConfigureAwait(false);
            }

            return rest;
        }

        private async Task<bool> TryApplyAsync(List<Fix> fixes)
        {
            Document changed = await Fix.ApplyAsync(Current, fixes, context.CancellationToken).ConfigureAwait(false);
            if (await CompilerErrors.AreAddedAsync(Current, changed, fixes, context.CancellationToken).ConfigureAwait(false)) return false;

            await ApplyAsync(CodeAction.Create(fixes[0].Title, _ => Task.FromResult(changed), fixes[0].Key)).ConfigureAwait(false);
            return true;
        }

        /// <summary>Applies the first fix offered for a diagnostic: another one, if the best adds a compiler error.</summary>
        private async Task FixOneAsync(Diagnostic diagnostic)
        {
            CodeAction? found = null;
            await context.CodeFixProvider.RegisterCodeFixesAsync(new CodeFixContext(
                Current,
                diagnostic,
                (action, _) =>
                {
                    if (context.CodeActionEquivalenceKey is null || context.CodeActionEquivalenceKey == action.EquivalenceKey) found ??= action;
                },
                context.CancellationToken)).ConfigureAwait(false);
            if (found is not null) await ApplyAsync(found).ConfigureAwait(false);
        }

        private async Task ApplyAsync(CodeAction action)
        {
            foreach (CodeActionOperation operation in await action.GetOperationsAsync(context.CancellationToken).ConfigureAwait(false))
            {
                if ((operation as ApplyChangesOperation)?.ChangedSolution.GetDocument(Current.Id) is not { } changed) continue;

                _moves.Add(await changed.GetTextChangesAsync(Current, context.CancellationToken).ConfigureAwait(false));
                Current = changed;
            }
        }

        private static IEnumerable<int> LinesOf(Fix fix, SourceText text) =>
            from span in fix.Changes.Select(change => change.Span).Concat(fix.Scope is { } scope ? [scope] : [])
            let first = text.Lines.IndexOf(span.Start)
            from line in Enumerable.Range(first, text.Lines.IndexOf(span.End) - first + 1)
            select line;
    }
}
