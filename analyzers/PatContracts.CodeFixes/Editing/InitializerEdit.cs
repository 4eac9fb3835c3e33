using System.Text;

namespace PatContracts.CodeFixes.Editing;

/// <summary>Adds members to the initializer of a creation or <c>with</c> expression, each after the last one that the contract names before it.</summary>
internal static class InitializerEdit
{
    private const int MaxMembersOnOneLine = 3;

    public static IReadOnlyList<TextChange> Add(SourceStyle style, ExpressionSyntax creation, IReadOnlyList<MemberValue> members, string[] order)
    {
        if (InitializerOf(creation) is not { } initializer)
        {
            string inline = " { " + string.Join(", ", members) + " }";
            bool isInline = members.Count <= MaxMembersOnOneLine && style.Fits(LineLength(style, creation.Span.End) + inline.Length);
            return [Insert(creation.Span.End, isInline ? inline : Block(style, creation.SpanStart, [.. members.Select(member => member.ToString())]))];
        }

        if (!style.IsOneLine(initializer.OpenBraceToken.SpanStart, initializer.CloseBraceToken.SpanStart)) return Lines(style, initializer, members, order);

        List<TextChange> changes = Inline(initializer, members, order);
        int added = changes.Sum(change => change.NewText!.Length - change.Span.Length);
        bool fits = style.Fits(LineLength(style, initializer.SpanStart) + added);
        return fits || initializer.DescendantTrivia().Any(SourceTriviaExtensions.IsComment) ? changes : Broken(style, creation, initializer, members, order);
    }

    public static InitializerExpressionSyntax? InitializerOf(ExpressionSyntax creation) => creation switch
    {
        BaseObjectCreationExpressionSyntax created => created.Initializer,
        WithExpressionSyntax copy => copy.Initializer,
        _ => null,
    };

    /// <summary>The name of the member that an expression in an initializer assigns.</summary>
    public static string? NameOf(ExpressionSyntax expression) =>
        expression is AssignmentExpressionSyntax { Left: IdentifierNameSyntax left } ? left.Identifier.ValueText : null;

    /// <summary>The index of the assignment after which to insert a member, or -1 for the beginning.</summary>
    private static int After(InitializerExpressionSyntax initializer, string name, string[] order)
    {
        int position = Array.IndexOf(order, name);
        int after = -1;
        for (int i = 0; i < initializer.Expressions.Count; i++)
        {
            int other = NameOf(initializer.Expressions[i]) is { } present ? Array.IndexOf(order, present) : -1;
            if (other >= 0 && other < position) after = i;
        }

        return after;
    }

    private static List<TextChange> Inline(InitializerExpressionSyntax initializer, IReadOnlyList<MemberValue> members, string[] order)
    {
        var changes = new List<TextChange>();
        SeparatedSyntaxList<ExpressionSyntax> expressions = initializer.Expressions;
        foreach (IGrouping<int, MemberValue> group in members.GroupBy(member => After(initializer, member.Name, order)))
        {
            string added = string.Join(", ", group);
            if (group.Key >= 0) changes.Add(Insert(expressions[group.Key].Span.End, ", " + added));
            else if (expressions.Count > 0) changes.Add(Insert(expressions[0].SpanStart, added + ", "));
            else changes.Add(new(TextSpan.FromBounds(initializer.OpenBraceToken.Span.End, initializer.CloseBraceToken.SpanStart), " " + added + " "));
        }

        return changes;
    }

    /// <summary>Rewrites the initializer with one member per line, because it no longer fits on one line.</summary>
    private static TextChange[] Broken(
        SourceStyle style,
        ExpressionSyntax creation,
        InitializerExpressionSyntax initializer,
        IReadOnlyList<MemberValue> members,
        string[] order)
    {
        ILookup<int, MemberValue> added = members.ToLookup(member => After(initializer, member.Name, order));
        List<string> lines = [.. added[-1].Select(member => member.ToString())];
        for (int i = 0; i < initializer.Expressions.Count; i++)
        {
            lines.Add(initializer.Expressions[i].ToString());
            lines.AddRange(added[i].Select(member => member.ToString()));
        }

        SyntaxToken before = initializer.OpenBraceToken.GetPreviousToken();
        return [new(TextSpan.FromBounds(before.Span.End, initializer.Span.End), Block(style, creation.SpanStart, lines))];
    }

    private static string Block(SourceStyle style, int position, IReadOnlyList<string> lines)
    {
        string start = style.LineBreak + style.IndentAt(position);
        var result = new StringBuilder().Append(start).Append('{');
        foreach (string line in lines) result.Append(start).Append(style.IndentUnit).Append(line).Append(',');
        return result.Append(start).Append('}').ToString();
    }

    private static List<TextChange> Lines(
        SourceStyle style,
        InitializerExpressionSyntax initializer,
        IReadOnlyList<MemberValue> members,
        string[] order)
    {
        var changes = new List<TextChange>();
        SeparatedSyntaxList<ExpressionSyntax> expressions = initializer.Expressions;
        ExpressionSyntax? first = expressions.FirstOrDefault(expression => style.IsFirstOnLine(expression.SpanStart));
        string start = style.LineBreak + (first is not null
            ? style.IndentAt(first.SpanStart)
            : style.IndentAt(initializer.OpenBraceToken.SpanStart) + style.IndentUnit);
        foreach (IGrouping<int, MemberValue> group in members.GroupBy(member => Unconditional(initializer, After(initializer, member.Name, order))))
        {
            int after = group.Key;
            if (after >= 0 && after >= expressions.SeparatorCount)
            {
                // The previous last element has no trailing comma, so the new one gets none either.
                SyntaxToken last = expressions[after].GetLastToken();
                changes.Add(Insert(last.Span.End, ","));
                changes.Add(Insert(SourceStyle.EndOfLineAfter(last), string.Join(",", group.Select(member => start + member))));
                continue;
            }

            SyntaxToken anchor = after < 0 ? initializer.OpenBraceToken : expressions.GetSeparator(after);
            if (style.IsOneLine(anchor.SpanStart, anchor.GetNextToken().SpanStart))
            {
                changes.Add(Insert(anchor.Span.End, string.Concat(group.Select(member => $" {member},"))));
                continue;
            }

            bool isOnly = expressions.Count == 0 && !initializer.ContainsDirectives;
            string lines = string.Join(",", group.Select(member => start + member));
            changes.Add(Insert(SourceStyle.EndOfLineAfter(anchor), isOnly ? lines : lines + ","));
        }

        return changes;
    }

    /// <summary>
    /// The last assignment, up to an index, after which inserted text is outside every <c>#if</c> of the initializer and not before a comma inside one.
    /// </summary>
    private static int Unconditional(InitializerExpressionSyntax initializer, int after)
    {
        if (!initializer.ContainsDirectives) return after;

        SeparatedSyntaxList<ExpressionSyntax> expressions = initializer.Expressions;
        if (after >= expressions.SeparatorCount) after = expressions.SeparatorCount - 1;
        while (after >= 0 && Directives.IsConditional(initializer, initializer.SpanStart, expressions.GetSeparator(after).Span.End)) after--;
        return after;
    }

    private static int LineLength(SourceStyle style, int position) => style.Text.Lines.GetLineFromPosition(position).Span.Length;

    private static TextChange Insert(int position, string text) => new(new TextSpan(position, 0), text);
}
