namespace PatContracts.CodeFixes.Editing;

/// <summary>Removes the assignment of a member. Comments and other code on the same lines are preserved.</summary>
internal static class AssignmentRemoval
{
    /// <summary>Returns the change, or null if the assignment is part of code that remains.</summary>
    public static TextChange? Of(SourceStyle style, SyntaxNode node) => node switch
    {
        AssignmentExpressionSyntax { Parent: InitializerExpressionSyntax initializer } assignment => FromInitializer(style, initializer, assignment),
        AssignmentExpressionSyntax { Right: not AssignmentExpressionSyntax, Parent: ExpressionStatementSyntax statement }
            when statement.Parent is BlockSyntax or SwitchSectionSyntax or GlobalStatementSyntax => Remove(style, statement.Span),
        _ => null,
    };

    private static TextChange FromInitializer(SourceStyle style, InitializerExpressionSyntax initializer, AssignmentExpressionSyntax assignment)
    {
        SeparatedSyntaxList<ExpressionSyntax> expressions = initializer.Expressions;
        int index = expressions.IndexOf(assignment);
        if (index < expressions.SeparatorCount) return Remove(style, TextSpan.FromBounds(assignment.SpanStart, expressions.GetSeparator(index).Span.End));

        // Removing the last element also removes the comma before it if only whitespace separates them.
        if (index > 0)
        {
            SyntaxToken separator = expressions.GetSeparator(index - 1);
            if (string.IsNullOrWhiteSpace(style.Text.ToString(TextSpan.FromBounds(separator.Span.End, assignment.SpanStart))))
            {
                return new(TextSpan.FromBounds(separator.SpanStart, assignment.Span.End), "");
            }
        }

        return Remove(style, assignment.Span);
    }

    /// <summary>Removes a span: with its lines if it is alone on them, otherwise with the whitespace after it.</summary>
    private static TextChange Remove(SourceStyle style, TextSpan span)
    {
        SourceText text = style.Text;
        TextLine last = text.Lines.GetLineFromPosition(span.End);
        bool isAtEnd = string.IsNullOrWhiteSpace(text.ToString(TextSpan.FromBounds(span.End, last.End)));
        if (isAtEnd && style.IsFirstOnLine(span.Start))
        {
            return new(TextSpan.FromBounds(text.Lines.GetLineFromPosition(span.Start).Start, last.EndIncludingLineBreak), "");
        }

        int end = span.End;
        while (end < last.End && text[end] is ' ' or '\t') end++;
        return new(TextSpan.FromBounds(span.Start, isAtEnd ? span.End : end), "");
    }
}
