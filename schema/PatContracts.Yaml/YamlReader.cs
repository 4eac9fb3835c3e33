using System.Text;
using PatContracts.Schema;
using YamlDotNet.Core;
using YamlDotNet.Core.Events;

namespace PatContracts.Yaml;

/// <summary>Reads a text as one YAML document, and rejects anything that JSON cannot express.</summary>
internal sealed class YamlReader
{
    // The limit that YAML specifies. The scanner looks this far ahead for the end of a key, at every level.
    private const int MaxKeyLength = 1024;
    private const int MaxDepth = 512;
    private const string Core = "tag:yaml.org,2002:";

    private static readonly UTF8Encoding StrictUtf8 = new(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true);

    private readonly string _text;
    private readonly int _markLength;
    private readonly YamlEvents _events;
    // For each anchor, the latest node with that name; its end is unknown while it is being read.
    private readonly Dictionary<string, (int First, int? End)> _anchors = new(StringComparer.Ordinal);
    private readonly Stack<(string? Anchor, int First)> _open = new();
    // The number of bytes before a character; events are in document order.
    private int _character;
    private long _byte;

    private YamlReader(string text, int markLength)
    {
        _text = text;
        _events = new YamlEvents { TextLength = text.Length };
        _markLength = markLength;
    }

    public static YamlEvents Read(ReadOnlySpan<byte> utf8)
    {
        int markLength = utf8.StartsWith("\uFEFF"u8) ? 3 : 0;
        byte[] bytes = utf8.Slice(markLength).ToArray();
        string text;
        try
        {
            text = StrictUtf8.GetString(bytes);
        }
        catch (DecoderFallbackException exception)
        {
            throw new YamlConversionException("The text is not UTF-8") { Offset = markLength + Math.Max(exception.Index, 0), Line = 1, Column = 1 };
        }

        return new YamlReader(text, markLength).Read();
    }

    private YamlEvents Read()
    {
        var scanner = new Scanner(new StringReader(_text), skipComments: true, MaxKeyLength);
        try
        {
            var parser = new Parser(scanner);
            bool hasDocument = false;
            while (parser.MoveNext())
            {
                ParsingEvent current = parser.Current!;
                if (current is DocumentStart)
                {
                    if (hasDocument) throw Error("The text contains more than one YAML document", current.Start);
                    hasDocument = true;
                }
                else
                {
                    Add(current);
                }
            }

            if (_events.All.Count == 0) throw new YamlConversionException("The text contains no YAML document") { Line = 1, Column = 1 };
            return _events;
        }
        catch (YamlException exception)
        {
            throw Error("The text is not YAML" + Reason(exception), exception.Start);
        }
        catch (Exception exception) when (IsOfScanner(exception))
        {
            throw Error("The text is not YAML", scanner.CurrentPosition);
        }
    }

    // Some texts that are not YAML put the scanner in unexpected states.
    private static bool IsOfScanner(Exception exception) => exception is not YamlConversionException
        && exception is (InvalidOperationException or ArgumentException or FormatException or OverflowException or IndexOutOfRangeException or NullReferenceException);

    // The parser's messages that begin like this are fixed; others quote the text.
    private static string Reason(YamlException exception) =>
        exception.Message.StartsWith("While ", StringComparison.Ordinal) ? ": w" + exception.Message.Substring(1).TrimEnd('.').Replace("  ", " ") : "";

    private void Add(ParsingEvent current)
    {
        switch (current)
        {
            case MappingStart mapping:
                RequireTag(mapping, "map");
                Open(mapping, YamlEventKind.BeginMapping);
                break;
            case SequenceStart sequence:
                RequireTag(sequence, "seq");
                Open(sequence, YamlEventKind.BeginSequence);
                break;
            case MappingEnd:
                Close(current, YamlEventKind.EndMapping);
                break;
            case SequenceEnd:
                Close(current, YamlEventKind.EndSequence);
                break;
            case Scalar scalar:
                if (!scalar.Anchor.IsEmpty) _anchors[scalar.Anchor.Value] = (_events.All.Count, _events.All.Count + 1);
                _events.All.Add(Read(scalar));
                break;
            case AnchorAlias alias:
                AddAlias(alias);
                break;
            default:
                break;
        }
    }

    private void Open(NodeEvent node, YamlEventKind kind)
    {
        if (_open.Count == MaxDepth) throw Error($"The text nests deeper than {MaxDepth} levels", node.Start);
        string? anchor = node.Anchor.IsEmpty ? null : node.Anchor.Value;
        if (anchor is not null) _anchors[anchor] = (_events.All.Count, null);
        _open.Push((anchor, _events.All.Count));
        SourceLocation location = Locate(node.Start, node.Start);
        _events.All.Add(new YamlEvent(kind, location with { Length = 1 }));
    }

    private void Close(ParsingEvent end, YamlEventKind kind)
    {
        _events.All.Add(new YamlEvent(kind, Locate(end.Start, end.Start)));
        (string? anchor, int first) = _open.Pop();
        // Another node may have used the name in the meantime.
        if (anchor is not null && _anchors[anchor].First == first) _anchors[anchor] = (first, _events.All.Count);
    }

    private void AddAlias(AnchorAlias alias)
    {
        if (!_anchors.TryGetValue(alias.Value.Value, out (int First, int? End) target)) throw Error("The alias has no anchor before it", alias.Start);
        if (target.End is not { } end) throw Error("The alias is inside the node that it refers to", alias.Start);
        _events.Targets.Add(_events.All.Count, (target.First, end));
        _events.All.Add(new YamlEvent(YamlEventKind.Alias, Locate(alias.Start, alias.End)));
    }

    private YamlEvent Read(Scalar scalar)
    {
        SourceLocation location = Locate(scalar.Start, scalar.End);
        bool isPlain = scalar.Style == ScalarStyle.Plain;
        string tag = scalar.Tag.IsEmpty ? "" : scalar.Tag.Value;
        if (tag.Length == 0 || (tag == "!" && !isPlain)) return new YamlEvent(YamlEventKind.Scalar, location, scalar.Value, isPlain);
        if (tag is "!" or Core + "str") return new YamlEvent(YamlEventKind.Scalar, location, scalar.Value);
        ScalarKind kind = PlainScalar.KindOf(scalar.Value);
        bool fits = tag switch
        {
            Core + "null" => kind == ScalarKind.Null,
            Core + "bool" => kind is ScalarKind.True or ScalarKind.False,
            Core + "int" => kind == ScalarKind.Number && PlainScalar.IsInteger(scalar.Value),
            Core + "float" => kind == ScalarKind.Number,
            _ => throw Error("JSON has no counterpart of this tag", scalar.Start),
        };
        return fits ? new YamlEvent(YamlEventKind.Scalar, location, scalar.Value, IsPlain: true) : throw Error("The value is not of the type that its tag names", scalar.Start);
    }

    private void RequireTag(NodeEvent node, string name)
    {
        if (!node.Tag.IsEmpty && node.Tag.Value is not "!" && node.Tag.Value != Core + name) throw Error("JSON has no counterpart of this tag", node.Start);
    }

    private YamlConversionException Error(string message, in Mark mark)
    {
        SourceLocation location = Locate(mark, mark);
        return new YamlConversionException(message) { Offset = location.Offset, Line = location.Line, Column = location.Column };
    }

    private SourceLocation Locate(in Mark start, in Mark end)
    {
        long offset = ByteOffset(start);
        int first = Index(start);
        int length = Math.Max(Index(end) - first, 0);
        return new SourceLocation(offset, StrictLength(first, length), (int)start.Line, (int)start.Column);
    }

    private long ByteOffset(in Mark mark)
    {
        int index = Index(mark);
        if (index < _character) (_character, _byte) = (0, 0);
        _byte += StrictLength(_character, index - _character);
        _character = index;
        return _markLength + _byte;
    }

    private int Index(in Mark mark) => (int)Math.Min(Math.Max(mark.Index, 0), _text.Length);

    private int StrictLength(int start, int count)
    {
        int length = 0;
        for (int i = start; i < start + count; i++)
        {
            char c = _text[i];
            // Each half of a surrogate pair is two of its four bytes.
            length += c < 0x80 ? 1 : c < 0x800 || char.IsSurrogate(c) ? 2 : 3;
        }

        return length;
    }
}
