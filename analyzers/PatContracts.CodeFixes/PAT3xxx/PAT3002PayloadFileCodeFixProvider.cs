using System.Collections.Immutable;
using Microsoft.CodeAnalysis.CodeActions;

namespace PatContracts.CodeFixes;

/// <summary>
/// Renames or adds a required member in a payload file (PAT3002), in editors that offer fixes outside source code. Roslyn does not support Fix All in such
/// files.
/// </summary>
[ExportCodeFixProvider(
    LanguageNames.CSharp,
    Name = nameof(PAT3002PayloadFileCodeFixProvider),
    DocumentKinds = new[] { nameof(TextDocumentKind.AdditionalDocument) })]
public sealed class PAT3002PayloadFileCodeFixProvider : CodeFixProvider
{
    /// <inheritdoc/>
    public override ImmutableArray<string> FixableDiagnosticIds { get; } = ImmutableArray.Create(RuleCatalog.PayloadFileBreaksContract.Id);

    /// <inheritdoc/>
    public override FixAllProvider? GetFixAllProvider() => null;

    /// <inheritdoc/>
    public override Task RegisterCodeFixesAsync(CodeFixContext context)
    {
        foreach (Diagnostic diagnostic in context.Diagnostics)
        {
            if (PayloadEdit.Of(diagnostic) is not { } edit) continue;

            Location location = edit.IsRename ? diagnostic.AdditionalLocations[0] : diagnostic.Location;
            TextSpan span = edit.IsRename ? location.SourceSpan : new TextSpan(location.SourceSpan.End, 0);
            context.RegisterCodeFix(
                CodeAction.Create(
                    edit.Title,
                    cancellationToken => ApplyAsync(context.TextDocument, new TextChange(span, edit.Json), cancellationToken),
                    equivalenceKey: edit.IsRename ? "Rename" : "Add"),
                diagnostic);
        }

        return Task.CompletedTask;
    }

    private static async Task<Solution> ApplyAsync(TextDocument file, TextChange change, CancellationToken cancellationToken)
    {
        SourceText text = await file.GetTextAsync(cancellationToken).ConfigureAwait(false);
        return file.Project.Solution.WithAdditionalDocumentText(file.Id, text.WithChanges(change));
    }
}
