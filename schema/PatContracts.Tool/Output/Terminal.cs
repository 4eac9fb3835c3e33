using System.Text;
using Spectre.Console;
using Spectre.Console.Rendering;

namespace PatContracts.Tool.Output;

/// <summary>When output is coloured.</summary>
internal enum ColorChoice
{
    /// <summary>On a terminal, unless <c>NO_COLOR</c> is set.</summary>
    Auto = 0,

    Always,

    Never,
}

/// <summary>The two streams of the command and what they can show.</summary>
internal sealed class Terminal
{
    // Findings are lines that other programs read: nothing but the line's end may break them.
    private const int NoWrap = 1 << 20;

    private readonly bool _color;

    public Terminal(ColorChoice color)
    {
        bool isTerminal = !StandardStreams.IsOutputRedirected;
        bool noColor = !string.IsNullOrEmpty(Environment.GetEnvironmentVariable("NO_COLOR"));
        _color = color == ColorChoice.Always || (color == ColorChoice.Auto && isTerminal && !noColor && Environment.GetEnvironmentVariable("TERM") != "dumb");
        IsRich = isTerminal || color == ColorChoice.Always;
    }

    /// <summary>Whether a person is looking: lines at fault are shown.</summary>
    public bool IsRich { get; }

    /// <summary>Whether progress can be shown on standard error.</summary>
    public static bool ShowsProgress => !StandardStreams.IsErrorRedirected && !StandardStreams.IsOutputRedirected;

    /// <summary>Standard output, for bytes.</summary>
    public static Stream Output => new StandardOutput();

    /// <summary>A console that writes to a stream, coloured when standard output is; lines are never wrapped.</summary>
    public IAnsiConsole Lines(TextWriter writer, bool isStandardOutput) => Create(writer, isStandardOutput && _color, NoWrap);

    /// <summary>Writes a table to standard output: as wide as the terminal, and where there is none, as what it holds, without blanks at the ends of lines.</summary>
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

    /// <summary>The width of the terminal; null if standard output is not one and lines can have any length.</summary>
    public static int? Columns => StandardStreams.IsOutputRedirected ? null : Width;

    /// <summary>Standard error, for progress.</summary>
    public static IAnsiConsole Progress() => Create(Console.Error, color: true, Width);

    // A terminal that does not know its width is a common one.
    private static int Width => Console.WindowWidth is > 0 and int width ? Math.Max(40, width) : 80;

    /// <summary>A writer of UTF-8 without a byte order mark and with the line ends that text formats have everywhere.</summary>
    public static StreamWriter Utf8Writer(Stream stream) =>
        new(stream, new UTF8Encoding(encoderShouldEmitUTF8Identifier: false), bufferSize: 1 << 14, leaveOpen: true) { NewLine = "\n" };

    private static IAnsiConsole Create(TextWriter writer, bool color, int width)
    {
        IAnsiConsole console = AnsiConsole.Create(new AnsiConsoleSettings
        {
            // Without ANSI, Spectre.Console would reset the colours of the terminal by itself, which is an escape sequence as well.
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
