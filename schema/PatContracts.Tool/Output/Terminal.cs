using System.Text;
using Spectre.Console;
using Spectre.Console.Rendering;

namespace PatContracts.Tool.Output;

/// <summary>The output streams of the command and their capabilities.</summary>
internal sealed class Terminal
{
    // Other programs parse findings line by line, so lines must not be wrapped.
    private const int NoWrap = 1 << 20;

    private readonly bool _color;

    public Terminal(ColorChoice color)
    {
        bool isTerminal = !StandardStreams.IsOutputRedirected;
        bool noColor = !string.IsNullOrEmpty(Environment.GetEnvironmentVariable("NO_COLOR"));
        _color = color == ColorChoice.Always || (color == ColorChoice.Auto && isTerminal && !noColor && Environment.GetEnvironmentVariable("TERM") != "dumb");
        IsRich = isTerminal || color == ColorChoice.Always;
    }

    /// <summary>Whether to show excerpts: standard output is a terminal, or colors are forced.</summary>
    public bool IsRich { get; }

    /// <summary>Whether progress can be shown on standard error.</summary>
    public static bool ShowsProgress => !StandardStreams.IsErrorRedirected && !StandardStreams.IsOutputRedirected;

    /// <summary>Standard output, for bytes.</summary>
    public static Stream Output => new StandardOutput();

    /// <summary>Creates a console that writes to a stream, with colors if the stream is standard output and has colors. Lines are never wrapped.</summary>
    public IAnsiConsole Lines(TextWriter writer, bool isStandardOutput) => Create(writer, isStandardOutput && _color, NoWrap);

    /// <summary>
    /// Writes a table to standard output. On a terminal, the table fits its width; otherwise it is as wide as its content, without spaces at the ends of lines.
    /// </summary>
    public void WriteTable(TextWriter writer, Table table)
    {
        if (!StandardStreams.IsOutputRedirected)
        {
            Create(writer, _color, Width).Write(table);
            return;
        }

        using var lines = new StringWriter();
        Create(lines, _color, NoWrap).Write(table);
        foreach (string line in lines.ToString().TrimEnd('\n').Split('\n')) writer.WriteLine(line.TrimEnd());
    }

    /// <summary>The width of the terminal; null if standard output is not a terminal, so that lines can have any length.</summary>
    public static int? Columns => StandardStreams.IsOutputRedirected ? null : Width;

    /// <summary>Standard error, for progress.</summary>
    public static IAnsiConsole Progress() => Create(Console.Error, color: true, Width);

    // The width of a terminal that does not report one.
    private static int Width => Console.WindowWidth is > 0 and int width ? Math.Max(40, width) : 80;

    /// <summary>Creates a writer of UTF-8 without a byte order mark, with LF line endings on all platforms.</summary>
    public static StreamWriter Utf8Writer(Stream stream) =>
        new(stream, new UTF8Encoding(encoderShouldEmitUTF8Identifier: false), bufferSize: 1 << 14, leaveOpen: true) { NewLine = "\n" };

    private static IAnsiConsole Create(TextWriter writer, bool color, int width)
    {
        IAnsiConsole console = AnsiConsole.Create(new AnsiConsoleSettings
        {
            // Without ANSI, Spectre.Console would reset the colors of the terminal, which also writes an escape sequence.
            Ansi = AnsiSupport.Yes,
            ColorSystem = color ? ColorSystemSupport.Standard : ColorSystemSupport.NoColors,
            Interactive = InteractionSupport.No,
            Out = new AnsiConsoleOutput(writer),
        });
        if (!color) console.Pipeline.Attach(new PlainText());
        console.Profile.Width = width;
        console.Profile.Capabilities.Unicode = true;
        return console;
    }

    /// <summary>Renders without styles, so that no escape sequence is written.</summary>
    private sealed class PlainText : IRenderHook
    {
        public IEnumerable<IRenderable> Process(RenderOptions options, IEnumerable<IRenderable> renderables) =>
            renderables.Select(static renderable => new Unstyled(renderable));

        private sealed class Unstyled(IRenderable styled) : IRenderable
        {
            public Measurement Measure(RenderOptions options, int maxWidth) => styled.Measure(options, maxWidth);

            public IEnumerable<Segment> Render(RenderOptions options, int maxWidth) =>
                styled.Render(options, maxWidth).Select(static segment => segment.IsLineBreak ? Segment.LineBreak : new Segment(segment.Text));
        }
    }
}
