using System.Text;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Text;

namespace PatContracts.CodeFixes;

/// <summary>
/// Adds members to the initializer of a creation or <c>with</c> expression, by inserting text and nothing else: whatever stands there, comments
/// included, stays as it is. A new member comes after the last one that the contract names before it.
/// </summary>
internal static class InitializerEdit
{
    private const int MaxMembersOnOneLine = 3;
    private const int MaxLineLength = 120;

    /// <summary>Whether the expression has an initializer, or can be given one.</summary>
    public static bool CanEdit(ExpressionSyntax creation) => creation
        is ObjectCreationExpressionSyntax
        or ImplicitObjectCreationExpressionSyntax
        or WithExpressionSyntax;

    public static IEnumerable<TextChange> Changes(
        SourceText text,
        ExpressionSyntax creation,
        IReadOnlyList<(string Name, string Value)> members,
        string[] order) => InitializerOf(creation) is { } initializer
            ? Into(text, initializer, members, order)
            : [new TextChange(new TextSpan(creation.Span.End, 0), NewInitializer(text, creation, members))];

    private static InitializerExpressionSyntax? InitializerOf(ExpressionSyntax creation) => creation switch
    {
        BaseObjectCreationExpressionSyntax created => created.Initializer,
        WithExpressionSyntax copy => copy.Initializer,
        _ => null,
    };

    private static string NewInitializer(SourceText text, ExpressionSyntax creation, IReadOnlyList<(string Name, string Value)> members)
    {
        string inline = " { " + string.Join(", ", members.Select(Assignment)) + " }";
        TextLine line = text.Lines.GetLineFromPosition(creation.Span.End);
        if (members.Count <= MaxMembersOnOneLine && line.Span.Length + inline.Length <= MaxLineLength) return inline;

        string end = LineBreak(text);
        string indent = Indent(text, creation.SpanStart);
        var result = new StringBuilder().Append(end).Append(indent).Append('{');
        foreach ((string Name, string Value) member in members) result.Append(end).Append(indent).Append("    ").Append(Assignment(member)).Append(',');
        return result.Append(end).Append(indent).Append('}').ToString();
    }

    private static List<TextChange> Into(
        SourceText text,
        InitializerExpressionSyntax initializer,
        IReadOnlyList<(string Name, string Value)> members,
        string[] order)
    {
        var changes = new List<TextChange>();
        bool isMultiLine = text.Lines.GetLineFromPosition(initializer.OpenBraceToken.SpanStart).LineNumber
            != text.Lines.GetLineFromPosition(initializer.CloseBraceToken.SpanStart).LineNumber;
        foreach (IGrouping<int, (string Name, string Value)> group in members.GroupBy(member => After(initializer, member.Name, order)))
        {
            changes.AddRange(isMultiLine ? Lines(text, initializer, group.Key, group) : Inline(initializer, group.Key, group));
        }

        return changes;
    }

    /// <summary>The index of the assignment after which a member belongs, or -1 for the beginning.</summary>
    private static int After(InitializerExpressionSyntax initializer, string name, string[] order)
    {
        int place = Array.IndexOf(order, name);
        int after = -1;
        for (int i = 0; i < initializer.Expressions.Count; i++)
        {
            int other = initializer.Expressions[i] is AssignmentExpressionSyntax { Left: IdentifierNameSyntax left }
                ? Array.IndexOf(order, left.Identifier.ValueText)
                : -1;
            if (other >= 0 && other < place) after = i;
        }

        return after;
    }

    private static IEnumerable<TextChange> Inline(InitializerExpressionSyntax initializer, int after, IEnumerable<(string Name, string Value)> members)
    {
        string added = string.Join(", ", members.Select(Assignment));
        SeparatedSyntaxList<ExpressionSyntax> expressions = initializer.Expressions;
        if (after >= 0) yield return Insert(expressions[after].Span.End, ", " + added);
        else if (expressions.Count > 0) yield return Insert(expressions[0].SpanStart, added + ", ");
        else yield return new(TextSpan.FromBounds(initializer.OpenBraceToken.Span.End, initializer.CloseBraceToken.SpanStart), " " + added + " ");
    }

    private static IEnumerable<TextChange> Lines(
        SourceText text,
        InitializerExpressionSyntax initializer,
        int after,
        IEnumerable<(string Name, string Value)> members)
    {
        SeparatedSyntaxList<ExpressionSyntax> expressions = initializer.Expressions;
        string start = LineBreak(text) + (expressions.Count > 0 && IsFirstOnLine(text, expressions[0])
            ? Indent(text, expressions[0].SpanStart)
            : Indent(text, initializer.OpenBraceToken.SpanStart) + "    ");
        string[] lines = members.Select(member => start + Assignment(member)).ToArray();
        if (after < 0)
        {
            bool isOnly = expressions.Count == 0;
            yield return Insert(EndOfLineAfter(initializer.OpenBraceToken), string.Join(",", lines) + (isOnly ? "" : ","));
        }
        else if (after < expressions.SeparatorCount)
        {
            yield return Insert(EndOfLineAfter(expressions.GetSeparator(after)), string.Concat(lines.Select(line => line + ",")));
        }
        else
        {
            // The last one has no comma, and the new last one gets none.
            SyntaxToken last = expressions[after].GetLastToken();
            yield return Insert(last.Span.End, ",");
            yield return Insert(EndOfLineAfter(last), string.Join(",", lines));
        }
    }

    /// <summary>Behind the comments that stand on the token's own line.</summary>
    private static int EndOfLineAfter(SyntaxToken token)
    {
        int end = token.Span.End;
        foreach (SyntaxTrivia trivia in token.TrailingTrivia)
        {
            if (trivia.IsKind(SyntaxKind.EndOfLineTrivia)) break;
            if (!trivia.IsKind(SyntaxKind.WhitespaceTrivia)) end = trivia.Span.End;
        }

        return end;
    }

    private static TextChange Insert(int position, string text) => new(new TextSpan(position, 0), text);

    private static string Assignment((string Name, string Value) member) => $"{member.Name} = {member.Value}";

    private static bool IsFirstOnLine(SourceText text, SyntaxNode node) =>
        string.IsNullOrWhiteSpace(text.ToString(TextSpan.FromBounds(text.Lines.GetLineFromPosition(node.SpanStart).Start, node.SpanStart)));

    private static string Indent(SourceText text, int position)
    {
        string line = text.Lines.GetLineFromPosition(position).ToString();
        return line.Substring(0, line.Length - line.TrimStart().Length);
    }

    private static string LineBreak(SourceText text)
    {
        TextLine first = text.Lines[0];
        string end = text.ToString(TextSpan.FromBounds(first.End, first.EndIncludingLineBreak));
        return end.Length == 0 ? "\n" : end;
    }
}
