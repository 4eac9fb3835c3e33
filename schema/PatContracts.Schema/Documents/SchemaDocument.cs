using System.Globalization;
using PatContracts.Schema.Text;

namespace PatContracts.Schema.Documents;

/// <summary>A parsed schema document: its bytes, its tree, and errors located in it.</summary>
internal sealed class SchemaDocument
{
    /// <summary>The maximum nesting depth of objects and arrays. No sensible schema comes near it.</summary>
    public const int MaxDepth = 256;

    private readonly SourceMap? _source;

    private SchemaDocument(ReadOnlyMemory<byte> utf8, string? name, SourceMap? source)
    {
        Utf8 = utf8;
        Name = name;
        Root = null!;
        _source = source;
    }

    public ReadOnlyMemory<byte> Utf8 { get; }

    /// <summary>A file path or URI, for messages.</summary>
    public string? Name { get; }

    public JsonNode Root { get; private set; }

    /// <summary>The API that the document describes, if it is not a schema itself but contains schemas.</summary>
    public ApiDescription? Description { get; private set; }

    /// <param name="text">The document.</param>
    /// <param name="name">A file path or URI, for messages.</param>
    /// <param name="converter">Converts documents that are not JSON.</param>
    /// <exception cref="ContractLoadException">The text is not JSON and was not converted to it.</exception>
    public static SchemaDocument Parse(ReadOnlyMemory<byte> text, string? name, DocumentConverter? converter = null)
    {
        ConvertedDocument? converted = converter?.Convert(text, name);
        var document = new SchemaDocument(converted?.Utf8Json ?? text, name, converted?.Source);
        document.Root = new Parser(document).ParseDocument();
        document.Description = ApiDescription.Of(document.Root);
        return document;
    }

    public ContractLoadException Error(string reason, string pointer, int offset, int length)
    {
        if (_source is not null)
        {
            SourceLocation location = _source.Locate(offset);
            return new ContractLoadException(reason)
            {
                Document = Name,
                Pointer = pointer,
                Offset = location.Offset,
                Length = location.Length,
                Line = location.Line,
                Column = location.Column,
            };
        }

        TextPosition position = TextPosition.Of(Utf8.Span, offset);
        return new ContractLoadException(reason)
        {
            Document = Name,
            Pointer = pointer,
            Offset = offset,
            Length = length,
            Line = position.Line,
            Column = position.Column,
        };
    }

    /// <summary>Builds the tree without recursion, so that no document can overflow the stack.</summary>
    private ref struct Parser
    {
        private readonly SchemaDocument _document;
        private readonly ReadOnlySpan<byte> _json;
        // By depth, for each container around the current position: the number of finished values before its first child.
        private readonly int[] _firsts = new int[MaxDepth + 1];
        // The finished children of all open containers; the children of the innermost container come last.
        private readonly List<JsonNode> _finished = [];
        private readonly NameCache _names = new();
        private int _position;
        private ScanFault _fault;
        // Where to add the next value: the property name in an object, null in an array or at the root.
        private JsonNode? _container;
        private string? _name;
        private int _depth;

        public Parser(SchemaDocument document)
        {
            _document = document;
            _json = document.Utf8.Span;
        }

        public JsonNode ParseDocument()
        {
            if (_json.StartsWith("\uFEFF"u8)) _position = 3;
            SkipWhitespace();
            if (_position == _json.Length) throw Fault(JsonProblem.Empty, _position, atValue: false);
            while (true)
            {
                JsonNode value = BeginValue();
                if (value.Length == 0 && OpenContainer(value)) continue;
                if (EndValue(value) is { } root)
                {
                    SkipWhitespace();
                    return _position == _json.Length ? root : throw Fault(JsonProblem.TrailingData, _position, atValue: false);
                }
            }
        }

        /// <summary>Reads a scalar or the opening bracket of a container, whose length stays 0 until it is closed.</summary>
        private JsonNode BeginValue()
        {
            if (_depth > MaxDepth) throw Fault(JsonProblem.Depth, _position, atValue: true);
            if (_position >= _json.Length) throw Fault(JsonProblem.Truncated, _json.Length, atValue: true);
            int start = _position;
            switch (_json[start])
            {
                case (byte)'{':
                    return NewNode(JsonKind.Object);
                case (byte)'[':
                    return NewNode(JsonKind.Array);
                case (byte)'"':
                    int end = JsonScan.StringEnd(_json, start + 1, out _, ref _fault);
                    return Scalar(JsonKind.String, end < 0 ? end : end + 1);
                case (byte)'t':
                    return Scalar(JsonKind.True, JsonScan.LiteralEnd(_json, start, "true"u8, ref _fault));
                case (byte)'f':
                    return Scalar(JsonKind.False, JsonScan.LiteralEnd(_json, start, "false"u8, ref _fault));
                case (byte)'n':
                    return Scalar(JsonKind.Null, JsonScan.LiteralEnd(_json, start, "null"u8, ref _fault));
                case (byte)'-' or (>= (byte)'0' and <= (byte)'9'):
                    return Scalar(JsonKind.Number, JsonScan.NumberEnd(_json, start, ref _fault));
                default:
                    throw Fault(JsonProblem.ExpectedValue, start, atValue: true);
            }
        }

        private readonly JsonNode NewNode(JsonKind kind) =>
            new(_document, _container, kind, _position, _name, _name is null && _container is not null ? ChildCount : 0);

        private JsonNode Scalar(JsonKind kind, int end)
        {
            if (end < 0) throw Fault(_fault.Problem, _fault.Offset, atValue: true);
            JsonNode node = NewNode(kind);
            node.Length = end - _position;
            _position = end;
            return node;
        }

        /// <summary>Enters a container and moves to its first value. Returns false if the container is empty and therefore finished.</summary>
        private bool OpenContainer(JsonNode node)
        {
            _position++;
            SkipWhitespace();
            if (_position < _json.Length && _json[_position] == (node.IsObject ? (byte)'}' : (byte)']'))
            {
                _position++;
                node.Length = _position - node.Offset;
                return false;
            }

            _firsts[_depth++] = _finished.Count;
            _container = node;
            _name = null;
            if (node.IsObject) ReadName();
            return true;
        }

        /// <summary>
        /// Adds a value to its container, closes the containers that end here, and moves to the next value. Returns the root once it is finished.
        /// </summary>
        private JsonNode? EndValue(JsonNode value)
        {
            while (_container is { } container)
            {
                _finished.Add(value);
                _name = null;
                SkipWhitespace();
                byte close = container.IsObject ? (byte)'}' : (byte)']';
                byte next = Peek();
                if (next == (byte)',')
                {
                    _position++;
                    SkipWhitespace();
                    if (container.IsObject) ReadName();
                    else if (_position < _json.Length && _json[_position] == close) throw Fault(JsonProblem.TrailingComma, _position, atValue: false);
                    return null;
                }

                if (next != close)
                {
                    throw Fault(container.IsObject ? JsonProblem.ExpectedCommaOrBrace : JsonProblem.ExpectedCommaOrBracket, _position, atValue: false);
                }

                _position++;
                container.Length = _position - container.Offset;
                int first = _firsts[--_depth];
                var children = new JsonNode[_finished.Count - first];
                _finished.CopyTo(first, children, 0, children.Length);
                _finished.RemoveRange(first, children.Length);
                container.Children = children;
                _container = container.Parent;
                value = container;
            }

            return value;
        }

        private void ReadName()
        {
            if (Peek() != (byte)'"')
            {
                bool trailing = ChildCount > 0 && _json[_position] == (byte)'}';
                throw Fault(trailing ? JsonProblem.TrailingComma : JsonProblem.ExpectedName, _position, atValue: false);
            }

            int start = _position + 1;
            int end = JsonScan.StringEnd(_json, start, out _, ref _fault);
            if (end < 0) throw Fault(_fault.Problem, _fault.Offset, atValue: false);
            _position = end + 1;
            SkipWhitespace();
            if (Peek() != (byte)':') throw Fault(JsonProblem.ExpectedColon, _position, atValue: false);
            _position++;
            SkipWhitespace();
            _name = _names.Get(_json.Slice(start, end - start));
        }

        /// <summary>The number of finished children of the innermost open container.</summary>
        private readonly int ChildCount => _finished.Count - _firsts[_depth - 1];

        private void SkipWhitespace() => _position = JsonScan.SkipWhitespace(_json, _position);

        private readonly byte Peek() => _position < _json.Length ? _json[_position] : throw Fault(JsonProblem.Truncated, _json.Length, atValue: false);

        /// <summary>Returns the error for text that is not JSON, located at the value, or at its container if it is before, between or after values.</summary>
        private readonly ContractLoadException Fault(JsonProblem problem, int offset, bool atValue)
        {
            string pointer = _container?.Pointer ?? "";
            if (atValue && _container is not null)
            {
                pointer += "/" + (_name is null ? ChildCount.ToString(CultureInfo.InvariantCulture) : JsonPointer.Escape(_name));
            }

            return _document.Error(JsonProblems.Message(problem, _json, offset), pointer, offset, offset < _json.Length ? 1 : 0);
        }
    }
}
