using Microsoft.CodeAnalysis.Editing;
using Microsoft.CodeAnalysis.Simplification;

namespace PatContracts.CodeFixes.Editing;

/// <summary>Shortens the fully qualified type names in text changes, and adds the <c>using</c> directives that they then require.</summary>
internal static class Imports
{
    public static async Task<Document> ApplyAsync(
        Document document,
        IEnumerable<TextChange> changes,
        IReadOnlyList<INamedTypeSymbol> types,
        CancellationToken cancellationToken)
    {
        TextChange[] ordered = [.. changes.OrderBy(change => change.Span.Start)];
        SourceText text = await document.GetTextAsync(cancellationToken).ConfigureAwait(false);
        Document changed = document.WithText(text.WithChanges(ordered));
        SyntaxNode? root = await changed.GetSyntaxRootAsync(cancellationToken).ConfigureAwait(false);
        if (root is null) return changed;

        List<TextSpan> added = Added(ordered);
        Dictionary<string, INamedTypeSymbol> byName = types.ToDictionary(type => type.ToDisplayString(), StringComparer.Ordinal);
        SyntaxNode[] names = [.. root.DescendantNodes()
            .Where(node => node is QualifiedNameSyntax or MemberAccessExpressionSyntax)
            .Where(node => added.Any(span => span.Contains(node.Span)) && byName.ContainsKey(node.ToString()))];
        if (names.Length == 0 || await changed.GetSemanticModelAsync(cancellationToken).ConfigureAwait(false) is not { } model) return changed;

        var generator = SyntaxGenerator.GetGenerator(changed);
        return changed.WithSyntaxRoot(root.ReplaceNodes(names, (name, _) =>
        {
            INamedTypeSymbol type = byName[name.ToString()];
            SyntaxNode expression = generator.TypeExpression(type).WithTriviaFrom(name).WithAdditionalAnnotations(Simplifier.Annotation);
            return IsInScope(model, name.SpanStart, type) ? expression : expression.WithAdditionalAnnotations(Simplifier.AddImportsAnnotation);
        }));
    }

    private static bool IsInScope(SemanticModel model, int position, INamedTypeSymbol type) => model.LookupNamespacesAndTypes(position, name: type.Name)
        .Any(found => SymbolEqualityComparer.Default.Equals(found.OriginalDefinition, type.OriginalDefinition));

    private static List<TextSpan> Added(TextChange[] changes)
    {
        var spans = new List<TextSpan>();
        int shift = 0;
        foreach (TextChange change in changes)
        {
            spans.Add(new(change.Span.Start + shift, change.NewText!.Length));
            shift += change.NewText.Length - change.Span.Length;
        }

        return spans;
    }
}
