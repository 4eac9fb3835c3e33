using System.Globalization;
using System.Text;
using Spectre.Console;

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
        bool isTerminal = !Console.IsOutputRedirected;
        bool noColor = !string.IsNullOrEmpty(Environment.GetEnvironmentVariable("NO_COLOR"));
        _color = color == ColorChoice.Always || (color == ColorChoice.Auto && isTerminal && !noColor && Environment.GetEnvironmentVariable("TERM") != "dumb");
        IsRich = isTerminal || color == ColorChoice.Always;
    }

    /// <summary>Whether a person is looking: lines at fault are shown.</summary>
    public bool IsRich { get; }

    /// <summary>Whether progress can be shown on standard error.</summary>
    public static bool ShowsProgress => !Console.IsErrorRedirected && !Console.IsOutputRedirected;

    /// <summary>Standard output, for bytes.</summary>
    public static Stream Output => Console.OpenStandardOutput();

    /// <summary>A console that writes to a stream, coloured when standard output is; lines are never wrapped.</summary>
    public IAnsiConsole Lines(TextWriter writer, bool isStandardOutput) => Create(writer, isStandardOutput && _color, NoWrap);

    /// <summary>A console for tables on standard output, as wide as the terminal.</summary>
    public IAnsiConsole Tables(TextWriter writer) => Create(writer, _color, Console.IsOutputRedirected ? 120 : Math.Max(40, Console.WindowWidth));

    /// <summary>Standard error, for progress.</summary>
    public static IAnsiConsole Progress() => Create(Console.Error, color: true, Math.Max(40, Console.WindowWidth));

    /// <summary>A writer of UTF-8 without a byte order mark and with the line ends that text formats have everywhere.</summary>
    public static StreamWriter Utf8Writer(Stream stream) =>
        new(stream, new UTF8Encoding(encoderShouldEmitUTF8Identifier: false), bufferSize: 1 << 14, leaveOpen: true) { NewLine = "\n" };

    /// <summary>A message about the run itself, on standard error.</summary>
    public static void Note(string kind, string message) =>
        Console.Error.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{CommandLine.Name}: {kind}: {Printable.OneLine(message)}"));

    private static IAnsiConsole Create(TextWriter writer, bool color, int width)
    {
        IAnsiConsole console = AnsiConsole.Create(new AnsiConsoleSettings
        {
            Ansi = color ? AnsiSupport.Yes : AnsiSupport.No,
            ColorSystem = color ? ColorSystemSupport.Standard : ColorSystemSupport.NoColors,
            Interactive = InteractionSupport.No,
            Out = new AnsiConsoleOutput(writer),
        });
        console.Profile.Width = width;
        console.Profile.Capabilities.Unicode = true;
        return console;
    }
}
