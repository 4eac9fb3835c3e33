namespace PatContracts.CodeFixes.Editing;

/// <summary>The smallest change, in tokens, that turns one piece of code into another.</summary>
internal static class TokenDifference
{
    /// <summary>Returns the changes that replace the tokens of a span by those of other code. Trivia between unchanged tokens is preserved.</summary>
    public static IReadOnlyList<TextChange> Between(SyntaxNode root, TextSpan span, string code)
    {
        SyntaxToken[] old = [.. root.DescendantTokens(span).Where(token => span.Contains(token.Span) && token.Span.Length > 0)];
        SyntaxToken[] wanted = [.. SyntaxFactory.ParseTokens(code).Where(token => !token.IsKind(SyntaxKind.EndOfFileToken))];
        int[,] common = CommonLengths(old, wanted);
        var changes = new List<TextChange>();
        int i = 0;
        int j = 0;
        while (i < old.Length || j < wanted.Length)
        {
            if (i < old.Length && j < wanted.Length && IsSame(old[i], wanted[j]))
            {
                i++;
                j++;
                continue;
            }

            int firstOld = i;
            int firstWanted = j;
            while (i < old.Length || j < wanted.Length)
            {
                if (i < old.Length && j < wanted.Length && IsSame(old[i], wanted[j])) break;
                if (j == wanted.Length || (i < old.Length && common[i + 1, j] >= common[i, j + 1])) i++;
                else j++;
            }

            changes.AddRange(Replace(span, old, firstOld, i, wanted, firstWanted, j, code));
        }

        return changes;
    }

    private static IEnumerable<TextChange> Replace(
        TextSpan span,
        SyntaxToken[] old,
        int firstOld,
        int endOld,
        SyntaxToken[] wanted,
        int firstWanted,
        int endWanted,
        string code)
    {
        // If both have the same number of tokens, replace them one by one and preserve the trivia between them.
        if (endOld - firstOld == endWanted - firstWanted)
        {
            for (int k = 0; k < endOld - firstOld; k++) yield return new(old[firstOld + k].Span, wanted[firstWanted + k].Text);
            yield break;
        }

        string inserted = firstWanted == endWanted
            ? ""
            : code.Substring(wanted[firstWanted].SpanStart, wanted[endWanted - 1].Span.End - wanted[firstWanted].SpanStart);
        if (firstOld < endOld)
        {
            for (int k = firstOld; k < endOld; k++)
            {
                // The inserted text replaces the first removed token; the others are removed with the whitespace before them, if other tokens follow on the
                // line.
                bool isRemoved = k > firstOld || inserted.Length == 0;
                bool isSpaced = k + 1 == old.Length || old[k].Span.End < old[k + 1].SpanStart;
                int start = isRemoved && isSpaced && k > 0 && IsBlank(old[k - 1], old[k]) ? old[k - 1].Span.End : old[k].SpanStart;
                int end = isRemoved && k == 0 && old.Length > 1 && IsBlank(old[0], old[1]) ? old[1].SpanStart : old[k].Span.End;
                yield return new(TextSpan.FromBounds(start, end), k == firstOld ? inserted : "");
            }

            yield break;
        }

        bool isSpacedBefore = firstWanted > 0 && wanted[firstWanted - 1].Span.End < wanted[firstWanted].SpanStart;
        bool isSpacedAfter = endWanted < wanted.Length && wanted[endWanted - 1].Span.End < wanted[endWanted].SpanStart;
        if (firstOld > 0) yield return new(new TextSpan(old[firstOld - 1].Span.End, 0), (isSpacedBefore ? " " : "") + inserted);
        else yield return new(new TextSpan(old.Length > 0 ? old[0].SpanStart : span.Start, 0), inserted + (isSpacedAfter ? " " : ""));
    }

    private static bool IsBlank(SyntaxToken token, SyntaxToken next) =>
        string.IsNullOrWhiteSpace(token.TrailingTrivia.ToFullString()) && string.IsNullOrWhiteSpace(next.LeadingTrivia.ToFullString());

    private static bool IsSame(SyntaxToken one, SyntaxToken other) => one.RawKind == other.RawKind && one.Text == other.Text;

    /// <summary>The lengths of the longest common subsequences of all pairs of suffixes.</summary>
    private static int[,] CommonLengths(SyntaxToken[] old, SyntaxToken[] wanted)
    {
        var common = new int[old.Length + 1, wanted.Length + 1];
        for (int i = old.Length - 1; i >= 0; i--)
        {
            for (int j = wanted.Length - 1; j >= 0; j--)
            {
                common[i, j] = IsSame(old[i], wanted[j]) ? common[i + 1, j + 1] + 1 : Math.Max(common[i + 1, j], common[i, j + 1]);
            }
        }

        return common;
    }
}
