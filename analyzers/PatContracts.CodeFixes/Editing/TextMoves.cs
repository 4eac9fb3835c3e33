namespace PatContracts.CodeFixes.Editing;

/// <summary>Maps the locations of a document to their positions after changes to its text.</summary>
internal sealed class TextMoves
{
    private readonly List<IReadOnlyList<TextChange>> _steps = [];

    /// <summary>Adds changes; their spans are relative to the text that results from the previous changes.</summary>
    public void Add(IEnumerable<TextChange> changes) => _steps.Add(changes.OrderBy(change => change.Span.Start).ToArray());

    /// <summary>Returns the diagnostic at its current locations; null if its text was removed.</summary>
    public Diagnostic? Apply(Diagnostic diagnostic, SyntaxTree tree)
    {
        SyntaxTree? original = diagnostic.Location.SourceTree;
        if (Move(diagnostic.Location.SourceSpan) is not { } span) return null;

        IEnumerable<Location> others = diagnostic.AdditionalLocations
            .Select(location => location.SourceTree != original ? location : Move(location.SourceSpan) is { } moved ? Location.Create(tree, moved) : null)
            .OfType<Location>();
        return Diagnostic.Create(diagnostic.Descriptor, Location.Create(tree, span), others, diagnostic.Properties);
    }

    private TextSpan? Move(TextSpan span)
    {
        foreach (IReadOnlyList<TextChange> step in _steps)
        {
            int startShift = 0;
            int endShift = 0;
            foreach (TextChange change in step)
            {
                int shift = change.NewText!.Length - change.Span.Length;
                if (change.Span.End <= span.Start) startShift += shift;
                else if (change.Span.Start < span.End && change.Span.Contains(span) && change.Span.Length > 0 && change.NewText.Length == 0) return null;
                if (change.Span.End <= span.End && change.Span.Start < span.End) endShift += shift;
            }

            int start = span.Start + startShift;
            span = TextSpan.FromBounds(start, Math.Max(start, span.End + endShift));
        }

        return span;
    }
}
