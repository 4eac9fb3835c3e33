using System.Text;
using PatContracts.Schema;

namespace PatContracts.Yaml;

/// <summary>Writes the events of a YAML document as JSON, and records the location of each name and value.</summary>
internal sealed class JsonEmitter(YamlEvents events)
{
    // The nodes and text that aliases add to a document are limited, so that a short one cannot expand to gigabytes.
    private const int MaxAliased = 100_000;
    private const int MaxAliasedText = 1_000_000;

    private readonly StringBuilder _pending = new();
    private readonly List<byte> _json = [];
    private readonly List<int> _offsets = [];
    private readonly List<SourceLocation> _locations = [];
    private readonly Stack<Collection> _open = new();
    // The positions at which to continue after aliased nodes.
    private readonly Stack<(int Next, int End)> _returns = new();
    private int _aliased;
    private long _aliasedText;

    public ConvertedDocument Emit()
    {
        int end = events.All.Count;
        for (int i = 0; i < end || _returns.Count > 0;)
        {
            if (i == end)
            {
                (i, end) = _returns.Pop();
                continue;
            }

            YamlEvent current = events.All[i];
            if (current.Kind == YamlEventKind.Alias)
            {
                (int first, int targetEnd) = events.Targets[i];
                _returns.Push((i + 1, end));
                (i, end) = (first, targetEnd);
                continue;
            }

            if (_returns.Count > 0) CountAliased(current);
            Write(current);
            i++;
        }

        Flush();
        return new ConvertedDocument(_json.ToArray(), new SourceMap(_offsets, _locations));
    }

    private void CountAliased(in YamlEvent current)
    {
        _aliased++;
        _aliasedText += current.Text.Length;
        if (_aliased > MaxAliased + (4L * events.All.Count)) throw Error("The aliases expand to too many nodes", current.Location);
        if (_aliasedText > MaxAliasedText + (4L * events.TextLength)) throw Error("The aliases expand to too much text", current.Location);
    }

    private void Write(in YamlEvent current)
    {
        if (current.Kind is YamlEventKind.EndMapping or YamlEventKind.EndSequence)
        {
            _open.Pop();
            _pending.Append(current.Kind == YamlEventKind.EndMapping ? '}' : ']');
            return;
        }

        Collection? around = _open.Count == 0 ? null : _open.Peek();
        bool isName = around is { IsMapping: true, HasName: false };
        if (around is not null) BeginEntry(around, isName);
        Flush();
        _offsets.Add((int)_json.Count);
        _locations.Add(current.Location);
        if (isName) WriteName(around!, current);
        else if (current.Kind == YamlEventKind.Scalar) WriteScalar(current);
        else Open(current);
    }

    private void BeginEntry(Collection around, bool isName)
    {
        if (around.IsMapping && !isName)
        {
            around.HasName = false;
            return;
        }

        if (around.HasEntries) _pending.Append(',');
        around.HasEntries = true;
    }

    private void WriteName(Collection mapping, in YamlEvent name)
    {
        if (name.Kind != YamlEventKind.Scalar) throw Error("A key must be a scalar", name.Location);
        if (name is { IsPlain: true, Text: "" }) throw Error("A key must not be empty; the empty name is written \"\"", name.Location);
        if (name is { IsPlain: true, Text: "<<" }) throw Error("Merge keys are not part of YAML 1.2; write the members out", name.Location);
        if (!mapping.Names.Add(name.Text)) throw Error("The mapping already has this key", name.Location);
        WriteString(name.Text);
        _pending.Append(':');
        mapping.HasName = true;
    }

    private void WriteScalar(in YamlEvent scalar)
    {
        ScalarKind kind = scalar.IsPlain ? PlainScalar.KindOf(scalar.Text) : ScalarKind.String;
        if (kind == ScalarKind.String) WriteString(scalar.Text);
        else _pending.Append(kind == ScalarKind.Null ? "null" : kind == ScalarKind.Number ? PlainScalar.ToJson(scalar.Text) : scalar.Text);
    }

    private void Open(in YamlEvent current)
    {
        bool isMapping = current.Kind == YamlEventKind.BeginMapping;
        _open.Push(new Collection(isMapping));
        _pending.Append(isMapping ? '{' : '[');
    }

    private void WriteString(string text)
    {
        _pending.Append('"');
        for (int i = 0; i < text.Length; i++)
        {
            char c = text[i];
            if (c is '"' or '\\') _pending.Append('\\').Append(c);
            else if (c < ' ' || IsLoneSurrogate(text, i)) _pending.Append("\\u").Append(((int)c).ToString("x4", System.Globalization.CultureInfo.InvariantCulture));
            else _pending.Append(c);
        }

        _pending.Append('"');
    }

    private static bool IsLoneSurrogate(string text, int i) => char.IsSurrogate(text[i])
        && !(char.IsHighSurrogate(text[i]) ? i + 1 < text.Length && char.IsLowSurrogate(text[i + 1]) : i > 0 && char.IsHighSurrogate(text[i - 1]));

    private void Flush()
    {
        if (_pending.Length == 0) return;
        _json.AddRange(Encoding.UTF8.GetBytes(_pending.ToString()));
        _pending.Clear();
    }

    private static YamlConversionException Error(string message, SourceLocation at) => new(message) { Offset = at.Offset, Line = at.Line, Column = at.Column };

    private sealed class Collection(bool isMapping)
    {
        public bool IsMapping { get; } = isMapping;

        public bool HasEntries { get; set; }

        /// <summary>Whether the name of the next value has been written.</summary>
        public bool HasName { get; set; }

        public HashSet<string> Names { get; } = new(StringComparer.Ordinal);
    }
}
