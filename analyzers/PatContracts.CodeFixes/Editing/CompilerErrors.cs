namespace PatContracts.CodeFixes.Editing;

/// <summary>Finds the compiler errors that a change would add: the compiler knows more about language versions, accessibility and patterns than a fix can.</summary>
internal static class CompilerErrors
{
    /// <summary>
    /// Returns whether fixes add an error to the changed member (for several fixes, to the changed document) or, if they affect the meaning of a name, to any
    /// document of the project that contains the name.
    /// </summary>
    public static async Task<bool> AreAddedAsync(Document before, Document after, IReadOnlyList<Fix> fixes, CancellationToken cancellationToken)
    {
        TextSpan? old = null;
        TextSpan? changed = null;
        if (fixes.Count == 1)
        {
            TextChange[] changes = (await after.GetTextChangesAsync(before, cancellationToken).ConfigureAwait(false)).ToArray();
            if (changes.Length == 0) return false;

            int start = changes.Min(change => change.Span.Start);
            int end = changes.Max(change => change.Span.End);
            old = TextSpan.FromBounds(start, end);
            changed = TextSpan.FromBounds(start, end + changes.Sum(change => change.NewText!.Length - change.Span.Length));
        }

        if (await AreAddedAsync(before, old, after, changed, cancellationToken).ConfigureAwait(false)) return true;

        string[] names = [.. fixes.Select(fix => fix.ChangedName).OfType<string>().Distinct(StringComparer.Ordinal)];
        if (names.Length == 0) return false;

        foreach (Document document in after.Project.Documents)
        {
            string text = (await document.GetTextAsync(cancellationToken).ConfigureAwait(false)).ToString();
            if (!names.Any(name => text.IndexOf(name, StringComparison.Ordinal) >= 0)) continue;

            Document original = before.Project.GetDocument(document.Id)!;
            if (await AreAddedAsync(original, null, document, null, cancellationToken).ConfigureAwait(false)) return true;
        }

        return false;
    }

    private static async Task<bool> AreAddedAsync(
        Document before,
        TextSpan? old,
        Document after,
        TextSpan? changed,
        CancellationToken cancellationToken)
    {
        Dictionary<string, int> errors = await CountAsync(after, changed, cancellationToken).ConfigureAwait(false);
        if (errors.Count == 0) return false;

        Dictionary<string, int> known = await CountAsync(before, old, cancellationToken).ConfigureAwait(false);
        return errors.Any(error => !known.TryGetValue(error.Key, out int count) || count < error.Value);
    }

    private static async Task<Dictionary<string, int>> CountAsync(Document document, TextSpan? span, CancellationToken cancellationToken)
    {
        var counts = new Dictionary<string, int>(StringComparer.Ordinal);
        SemanticModel? model = await document.GetSemanticModelAsync(cancellationToken).ConfigureAwait(false);
        if (model is null) return counts;

        SyntaxNode root = await model.SyntaxTree.GetRootAsync(cancellationToken).ConfigureAwait(false);
        TextSpan? member = span is { } location ? MemberAt(root, location) : null;
        foreach (Diagnostic diagnostic in model.GetDiagnostics(member, cancellationToken))
        {
            if (diagnostic.Severity != DiagnosticSeverity.Error || diagnostic.IsSuppressed) continue;

            counts.TryGetValue(diagnostic.Id, out int count);
            counts[diagnostic.Id] = count + 1;
        }

        return counts;
    }

    /// <summary>The member that contains a span; null (the whole document) if no single member contains it.</summary>
    private static TextSpan? MemberAt(SyntaxNode root, TextSpan span) =>
        root.FindNode(TextSpan.FromBounds(Math.Min(span.Start, root.FullSpan.End), Math.Min(span.End, root.FullSpan.End)))
            .FirstAncestorOrSelf<MemberDeclarationSyntax>(member => member is not GlobalStatementSyntax)?.FullSpan;
}
