namespace PatContracts.CodeFixes;

/// <summary>The spelling of characters in one form of string literal.</summary>
internal sealed class LiteralForm
{
    /// <summary>The indentation of a raw literal, which is not part of its value; null for any other literal.</summary>
    private readonly string? _rawIndent;
    private readonly bool _isVerbatim;
    private readonly bool _isInterpolated;

    private LiteralForm(string? rawIndent, bool isVerbatim, bool isInterpolated)
    {
        _rawIndent = rawIndent;
        _isVerbatim = isVerbatim;
        _isInterpolated = isInterpolated;
    }

    /// <summary>The form of a literal token or of the text in an interpolated string; null for any other token.</summary>
    public static LiteralForm? Of(SyntaxToken token)
    {
        switch (token.Kind())
        {
            case SyntaxKind.StringLiteralToken or SyntaxKind.Utf8StringLiteralToken:
                return new(null, token.Text.StartsWith("@", StringComparison.Ordinal), false);
            case SyntaxKind.SingleLineRawStringLiteralToken or SyntaxKind.MultiLineRawStringLiteralToken
                or SyntaxKind.Utf8SingleLineRawStringLiteralToken or SyntaxKind.Utf8MultiLineRawStringLiteralToken:
                return new(IndentOf(token.Parent!), false, false);
            case SyntaxKind.InterpolatedStringTextToken:
                if (token.Parent?.Parent is not InterpolatedStringExpressionSyntax text) return null;

                string start = text.StringStartToken.Text;
                if (!start.EndsWith("\"\"\"", StringComparison.Ordinal)) return new(null, start.Contains('@'), true);

                // A raw literal with one dollar sign cannot contain a brace.
                return start.Count(c => c == '$') == 1 ? null : new(IndentOf(text), false, false);
            default:
                return null;
        }
    }

    /// <summary>Returns text as spelled in the literal.</summary>
    public string Spell(string text)
    {
        if (_rawIndent is not null) return text.Replace("\n", "\n" + _rawIndent);
        if (_isInterpolated) text = text.Replace("{", "{{").Replace("}", "}}");
        if (_isVerbatim) return text.Replace("\"", "\"\"");

        string literal = SymbolDisplay.FormatLiteral(text, quote: true);
        return literal.Substring(1, literal.Length - 2);
    }

    /// <summary>Whether the source text is a JSON string in this form.</summary>
    public bool IsQuoted(string source)
    {
        string quote = Spell("\"");
        return source.Length >= 2 * quote.Length
            && source.StartsWith(quote, StringComparison.Ordinal)
            && source.EndsWith(quote, StringComparison.Ordinal);
    }

    /// <summary>The indentation of the last line.</summary>
    private static string IndentOf(SyntaxNode literal)
    {
        string line = literal.SyntaxTree.GetText().Lines.GetLineFromPosition(literal.Span.End).ToString();
        return line.Substring(0, line.Length - line.TrimStart().Length);
    }
}
