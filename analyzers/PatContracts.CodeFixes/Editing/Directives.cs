namespace PatContracts.CodeFixes.Editing;

internal static class Directives
{
    /// <summary>Whether an <c>#if</c> that begins between two positions of a node is still open at the second.</summary>
    public static bool IsConditional(SyntaxNode node, int start, int position)
    {
        int depth = 0;
        foreach (SyntaxTrivia trivia in node.DescendantTrivia())
        {
            if (trivia.SpanStart < start || trivia.SpanStart >= position) continue;
            if (trivia.IsKind(SyntaxKind.IfDirectiveTrivia)) depth++;
            if (trivia.IsKind(SyntaxKind.EndIfDirectiveTrivia)) depth--;
        }

        return depth > 0;
    }
}
