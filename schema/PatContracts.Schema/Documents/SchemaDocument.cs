using PatContracts.Schema.Text;

namespace PatContracts.Schema.Documents;

/// <summary>A parsed schema document: its bytes, its tree, and errors with a place in it.</summary>
internal sealed class SchemaDocument
{
    /// <summary>Schemas nest less deeply than this; what is deeper was made to hurt.</summary>
    private const int MaxDepth = 256;

    private SchemaDocument(ReadOnlyMemory<byte> utf8, string? name)
    {
        Utf8 = utf8;
        Name = name;
        Root = null!;
    }

    public ReadOnlyMemory<byte> Utf8 { get; }

    /// <summary>A file's path or a URI, for messages.</summary>
    public string? Name { get; }

    public JsonNode Root { get; private set; }

    /// <exception cref="ContractLoadException">The text is not JSON.</exception>
    public static SchemaDocument Parse(ReadOnlyMemory<byte> utf8, string? name)
    {
        var document = new SchemaDocument(utf8, name);
        document.Root = new Parser(document).ParseDocument();
        return document;
    }

    public ContractLoadException Error(string reason, string pointer, int offset, int length)
    {
        TextPosition position = TextPosition.Of(Utf8.Span, offset);
        return new ContractLoadException(reason, Name, pointer, offset, length, position.Line, position.Column);
    }

    private ref struct Parser
    {
        private readonly SchemaDocument _document;
        private readonly ReadOnlySpan<byte> _json;
        private int _position;
        private ScanFault _fault;

        public Parser(SchemaDocument document)
        {
            _document = document;
            _json = document.Utf8.Span;
        }

        public JsonNode ParseDocument()
        {
            if (_json.StartsWith("\uFEFF"u8)) _position = 3;
            _position = JsonScan.SkipWhitespace(_json, _position);
            if (_position == _json.Length) throw Fault(JsonProblem.Empty, _position, null);
            JsonNode root = ParseValue(null, 0);
            _position = JsonScan.SkipWhitespace(_json, _position);
            if (_position < _json.Length) throw Fault(JsonProblem.TrailingData, _position, null);
            return root;
        }

        private JsonNode ParseValue(JsonNode? parent, int depth)
        {
            if (depth > MaxDepth) throw Fault(JsonProblem.Depth, _position, parent);
            if (_position >= _json.Length) throw Fault(JsonProblem.Truncated, _json.Length, parent);
            int start = _position;
            switch (_json[_position])
            {
                case (byte)'{':
                    return ParseObject(parent, depth);
                case (byte)'[':
                    return ParseArray(parent, depth);
                case (byte)'"':
                    int end = JsonScan.StringEnd(_json, start + 1, out _, ref _fault);
                    return Scalar(parent, JsonKind.String, end < 0 ? end : end + 1);
                case (byte)'t':
                    return Scalar(parent, JsonKind.True, JsonScan.LiteralEnd(_json, start, "true"u8, ref _fault));
                case (byte)'f':
                    return Scalar(parent, JsonKind.False, JsonScan.LiteralEnd(_json, start, "false"u8, ref _fault));
                case (byte)'n':
                    return Scalar(parent, JsonKind.Null, JsonScan.LiteralEnd(_json, start, "null"u8, ref _fault));
                case (byte)'-' or (>= (byte)'0' and <= (byte)'9'):
                    return Scalar(parent, JsonKind.Number, JsonScan.NumberEnd(_json, start, ref _fault));
                default:
                    throw Fault(JsonProblem.ExpectedValue, start, parent);
            }
        }

        private JsonNode Scalar(JsonNode? parent, JsonKind kind, int end)
        {
            if (end < 0) throw Fault(_fault.Problem, _fault.Offset, parent);
            var node = new JsonNode(_document, parent, kind, _position) { Length = end - _position };
            _position = end;
            return node;
        }

        private JsonNode ParseObject(JsonNode? parent, int depth)
        {
            var node = new JsonNode(_document, parent, JsonKind.Object, _position);
            _position = JsonScan.SkipWhitespace(_json, _position + 1);
            if (Peek(node) == (byte)'}') return Close(node);
            while (true)
            {
                int nameStart = _position;
                if (Peek(node) != (byte)'"')
                {
                    throw Fault(node.Children.Count > 0 && Peek(node) == (byte)'}' ? JsonProblem.TrailingComma : JsonProblem.ExpectedName, nameStart, node);
                }

                int nameEnd = JsonScan.StringEnd(_json, nameStart + 1, out _, ref _fault);
                if (nameEnd < 0) throw Fault(_fault.Problem, _fault.Offset, node);
                string name = JsonStrings.ToString(_json.Slice(nameStart + 1, nameEnd - nameStart - 1));
                _position = JsonScan.SkipWhitespace(_json, nameEnd + 1);
                if (Peek(node) != (byte)':') throw Fault(JsonProblem.ExpectedColon, _position, node);
                _position = JsonScan.SkipWhitespace(_json, _position + 1);
                JsonNode value = ParseValue(node, depth + 1);
                value.Name = name;
                value.NameOffset = nameStart;
                node.Children.Add(value);
                _position = JsonScan.SkipWhitespace(_json, _position);
                byte next = Peek(node);
                if (next == (byte)'}') return Close(node);
                if (next != (byte)',') throw Fault(JsonProblem.ExpectedCommaOrBrace, _position, node);
                _position = JsonScan.SkipWhitespace(_json, _position + 1);
            }
        }

        private JsonNode ParseArray(JsonNode? parent, int depth)
        {
            var node = new JsonNode(_document, parent, JsonKind.Array, _position);
            _position = JsonScan.SkipWhitespace(_json, _position + 1);
            if (Peek(node) == (byte)']') return Close(node);
            while (true)
            {
                JsonNode value = ParseValue(node, depth + 1);
                value.Index = node.Children.Count;
                node.Children.Add(value);
                _position = JsonScan.SkipWhitespace(_json, _position);
                byte next = Peek(node);
                if (next == (byte)']') return Close(node);
                if (next != (byte)',') throw Fault(JsonProblem.ExpectedCommaOrBracket, _position, node);
                _position = JsonScan.SkipWhitespace(_json, _position + 1);
                if (Peek(node) == (byte)']') throw Fault(JsonProblem.TrailingComma, _position, node);
            }
        }

        private JsonNode Close(JsonNode node)
        {
            _position++;
            node.Length = _position - node.Offset;
            return node;
        }

        private readonly byte Peek(JsonNode inside) =>
            _position < _json.Length ? _json[_position] : throw Fault(JsonProblem.Truncated, _json.Length, inside);

        private readonly ContractLoadException Fault(JsonProblem problem, int offset, JsonNode? inside) =>
            _document.Error(JsonProblems.Message(problem), inside?.Pointer ?? "", offset, offset < _json.Length ? 1 : 0);
    }
}
