using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Editing;
using Microsoft.CodeAnalysis.Simplification;
using Microsoft.CodeAnalysis.Text;

namespace PatContracts.CodeFixes.Editing;

/// <summary>Changes of text in which types have their full names: what can be imported is imported, and the names become short.</summary>
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
        Dictionary<string, INamedTypeSymbol> byName = types.ToDictionary(FullName, StringComparer.Ordinal);
        SyntaxNode[] names = [.. root.DescendantNodes()
            .Where(node => node is QualifiedNameSyntax or MemberAccessExpressionSyntax)
            .Where(node => added.Any(span => span.Contains(node.Span)) && byName.ContainsKey(node.ToString()))];
        var generator = SyntaxGenerator.GetGenerator(changed);
        return changed.WithSyntaxRoot(root.ReplaceNodes(names, (name, _) => generator.TypeExpression(byName[name.ToString()])
            .WithTriviaFrom(name)
            .WithAdditionalAnnotations(Simplifier.Annotation, Simplifier.AddImportsAnnotation)));
    }

    public static string FullName(INamedTypeSymbol type) => type.ToDisplayString();

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
