using System.Globalization;
using Microsoft.CodeAnalysis.Diagnostics;

namespace PatContracts.CodeFixes.Editing;

/// <summary>The code style of a document, which inserted code follows: line breaks, indentation, line length and language version.</summary>
internal sealed class SourceStyle
{
    private const string DefaultIndent = "    ";
    private const int DefaultLineLength = 120;
    private const int LongestLineLength = 160;

    private readonly SyntaxNode _root;
    private readonly AnalyzerConfigOptions _options;
    private readonly Lazy<bool> _hasCollectionExpressions;
    private readonly Lazy<int> _longestLine;

    private SourceStyle(SyntaxNode root, SourceText text, AnalyzerConfigOptions options)
    {
        _root = root;
        _options = options;
        Text = text;
        IndentUnit = FindIndentUnit();
        _hasCollectionExpressions = new(() => Language >= (LanguageVersion)1200 && root.DescendantNodes().Any(node => node is CollectionExpressionSyntax));
        _longestLine = new(() => text.Lines.Max(line => line.Span.Length));
    }

    public static SourceStyle Of(Document document, SyntaxNode root, SourceText text) =>
        new(root, text, document.Project.AnalyzerOptions.AnalyzerConfigOptionsProvider.GetOptions(root.SyntaxTree));

    public SourceText Text { get; }

    /// <summary>The C# version with which the document is compiled.</summary>
    public LanguageVersion Language => ((CSharpParseOptions)_root.SyntaxTree.Options).LanguageVersion;

    /// <summary>Whether the document already contains collection expressions.</summary>
    public bool HasCollectionExpressions => _hasCollectionExpressions.Value;

    /// <summary>One level of indentation.</summary>
    public string IndentUnit { get; }

    /// <summary>The line break used in the document.</summary>
    public string LineBreak
    {
        get
        {
            TextLine first = Text.Lines[0];
            string end = Text.ToString(TextSpan.FromBounds(first.End, first.EndIncludingLineBreak));
            return end.Length == 0 ? "\n" : end;
        }
    }

    /// <summary>Whether a line of this length is acceptable, according to the configuration or else to the existing lines of the document.</summary>
    public bool Fits(int lineLength)
    {
        if (lineLength <= DefaultLineLength && ConfiguredLineLength is null) return true;
        return lineLength <= (ConfiguredLineLength ?? Math.Min(LongestLineLength, _longestLine.Value));
    }

    /// <summary>The indentation of the line that contains a position.</summary>
    public string IndentAt(int position) => Indent(Text.Lines.GetLineFromPosition(position).ToString());

    /// <summary>Whether only whitespace precedes a position on its line.</summary>
    public bool IsFirstOnLine(int position) =>
        string.IsNullOrWhiteSpace(Text.ToString(TextSpan.FromBounds(Text.Lines.GetLineFromPosition(position).Start, position)));

    /// <summary>Whether two positions are on the same line.</summary>
    public bool IsOneLine(int start, int end) => Text.Lines.IndexOf(start) == Text.Lines.IndexOf(end);

    /// <summary>The position after a token and the comments that follow it on its line.</summary>
    public static int EndOfLineAfter(SyntaxToken token)
    {
        int end = token.Span.End;
        foreach (SyntaxTrivia trivia in token.TrailingTrivia)
        {
            if (trivia.IsKind(SyntaxKind.EndOfLineTrivia)) break;
            if (!trivia.IsKind(SyntaxKind.WhitespaceTrivia)) end = trivia.Span.End;
        }

        return end;
    }

    private int? ConfiguredLineLength =>
        _options.TryGetValue("max_line_length", out string? value)
        && int.TryParse(value, NumberStyles.None, CultureInfo.InvariantCulture, out int length)
            ? length
            : null;

    /// <summary>The difference in indentation between the first two lines of different depth, or else the configured value.</summary>
    private string FindIndentUnit()
    {
        string last = string.Empty;
        foreach (TextLine line in Text.Lines)
        {
            string code = line.ToString();
            string indent = Indent(code);
            if (indent.Length == code.Length || code[indent.Length] is '#' or '*') continue;
            if (indent.Length > last.Length && indent.StartsWith(last, StringComparison.Ordinal)) return indent.Substring(last.Length);

            last = indent;
        }

        if (_options.TryGetValue("indent_style", out string? style) && style == "tab") return "\t";
        return _options.TryGetValue("indent_size", out string? value)
            && int.TryParse(value, NumberStyles.None, CultureInfo.InvariantCulture, out int size)
                ? new string(' ', size)
                : DefaultIndent;
    }

    private static string Indent(string line) => line.Substring(0, line.Length - line.TrimStart().Length);
}
