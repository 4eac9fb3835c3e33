using Spectre.Console;

namespace PatContracts.Tool.Output;

/// <summary>Writes Markdown to a terminal as plain text, with styles for headings and code.</summary>
internal static class MarkdownText
{
    private static readonly Style Heading = new(decoration: Decoration.Bold);
    private static readonly Style Code = new(Color.Aqua);

    public static void Write(IAnsiConsole console, string markdown)
    {
        bool isCode = false;
        foreach (string line in markdown.TrimEnd('\n').Split('\n'))
        {
            if (line.StartsWith("```", StringComparison.Ordinal))
            {
                isCode = !isCode;
                continue;
            }

            if (isCode) console.Write(new Text($"    {line}\n", Code));
            else if (line.StartsWith('#')) console.Write(new Text($"{line.TrimStart('#', ' ')}\n", Heading));
            else console.Write(new Text($"{line}\n"));
        }
    }
}
