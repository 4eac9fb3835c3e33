using System.Runtime.CompilerServices;
using PatContracts.Schema.Compilation;
using PatContracts.Schema.Text;

namespace PatContracts.Schema.Execution;

/// <summary>
/// Walks a text and a plan together. Every step takes the place of a value and answers the place behind it, or −1 to stop: because the text is no
/// JSON (then there is a fault), or, where only a verdict is wanted, because the value breaks the schema.
/// </summary>
internal ref partial struct Walker<TMode>
    where TMode : struct, IWalkMode
{
    private readonly ReadOnlySpan<byte> _json;
    private readonly Scratch _scratch;
    private readonly Report? _report;
    private readonly ValidationOptions _options;
    private readonly int _maxDepth;
    private ScanFault _fault;
    private int _depth;
    // How many schemas on the way here walk over a value that has been walked before, which is therefore known to be JSON.
    private int _again;
#if NET8_0_OR_GREATER
    // The place of an object on which what was learned has been tried already.
    private int _tried;
#endif

    private Walker(ReadOnlySpan<byte> json, ValidationOptions options, Scratch scratch, Report? report, int depth, int again)
    {
        _json = json;
        _options = options;
        _maxDepth = options.MaxDepth;
        _scratch = scratch;
        _report = report;
        _depth = depth;
        _again = again;
        _fault = default;
#if NET8_0_OR_GREATER
        _tried = -1;
#endif
    }

    private static bool Collects
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        get => typeof(TMode) == typeof(CollectMode);
    }

    /// <summary>Walks a whole text. False where it is no JSON, or (where only a verdict is wanted) breaks the schema.</summary>
    public static bool Document(PlanNode root, ReadOnlySpan<byte> json, ValidationOptions options, Scratch scratch, Report? report)
    {
        var walker = new Walker<TMode>(json, options, scratch, report, 0, 0);
        int end = walker.Root(root);
        if (end >= 0) return true;
        if (Collects && walker._fault.IsSet) walker.ReportFault();
        return false;
    }

    /// <summary>Walks one value at the beginning of a text that goes on behind it. Answers its end; −1 where it is no JSON, or breaks the schema and only that is wanted.</summary>
    public static int Element(PlanNode root, ReadOnlySpan<byte> json, int depth, ValidationOptions options, Scratch scratch, Report? report)
    {
        var walker = new Walker<TMode>(json, options, scratch, report, depth, 0);
        int end = walker.Value(root, 0, inPlace: false);
        if (Collects && walker._fault.IsSet) walker.ReportFault();
        return end;
    }

    /// <summary>
    /// Passes over the elements of an array that are good, from behind an element on, and answers the place behind the last of them. What stands there may be no
    /// JSON, break the schema, be the array's end, or simply not be there yet.
    /// </summary>
    public static int PassElements(PlanNode node, ReadOnlySpan<byte> json, bool isComplete, ValidationOptions options, Scratch scratch, out int count)
    {
        var walker = new Walker<TMode>(json, options, scratch, null, depth: 1, again: 0);
        int passed = 0;
        for (count = 0; ; count++)
        {
            int position = JsonScan.SkipWhitespace(json, passed);
            if ((uint)position >= (uint)json.Length || json[position] != (byte)',') return passed;
            int end = walker.Whole(node, JsonScan.SkipWhitespace(json, position + 1));
            // A number that touches the end may go on behind it.
            if (end < 0 || (end == json.Length && !isComplete)) return passed;
            passed = end;
            scratch.Visits.Clear();
        }
    }

    /// <summary>Walks one value a line, blank lines between them. Answers how many there are; −1 where one is no JSON, spans lines or breaks the schema.</summary>
    public static int Lines(PlanNode node, ReadOnlySpan<byte> json, ValidationOptions options, Scratch scratch)
    {
        var walker = new Walker<LineMode>(json, options, scratch, null, depth: 0, again: 0);
        int position = 0;
        for (int count = 0; ; count++)
        {
            position = JsonScan.SkipWhitespace(json, position);
            if (position >= json.Length) return count;
            position = walker.Line(node, position);
            if (position < 0) return -1;
            scratch.Visits.Clear();
        }
    }

    /// <summary>Walks one value on a line of its own at the beginning of a text. Answers the line's end; −1 as <see cref="Lines"/>.</summary>
    public static int Line(PlanNode node, ReadOnlySpan<byte> json, ValidationOptions options, Scratch scratch)
    {
        var walker = new Walker<LineMode>(json, options, scratch, null, depth: 0, again: 0);
        return walker.Line(node, 0);
    }

    private int Line(PlanNode node, int position)
    {
        int end = OnOneLine(node, position);
        if (end < 0) return -1;
        while ((uint)end < (uint)_json.Length && _json[end] is (byte)' ' or (byte)'\t') end++;
        return (uint)end >= (uint)_json.Length || _json[end] is (byte)'\n' or (byte)'\r' ? end : -1;
    }

    /// <summary>On learned ways it is known where a line end could be; a value that was walked generally is searched for one.</summary>
    private int OnOneLine(PlanNode node, int position)
    {
#if NET8_0_OR_GREATER
        if ((uint)position < (uint)_json.Length && _json[position] == (byte)'{' && Memory(node, null) is { } memory)
        {
            int learned = Learned(memory, position);
            if (learned != OffTheWay) return learned;
            _tried = position;
        }
#endif
        int end = Value(node, position, inPlace: false);
        return end >= 0 && !SpansLines(position, end) ? end : -1;
    }

    private readonly bool SpansLines(int start, int end) => end > start && _json.Slice(start, end - start).IndexOfAny((byte)'\n', (byte)'\r') >= 0;

    /// <summary>A value that no other schema is applied to.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private int Whole(PlanNode node, int position) =>
#if NET8_0_OR_GREATER
        Element(Memory(node, null), node, position);
#else
        Value(node, position, inPlace: false);
#endif

    private int Root(PlanNode root)
    {
        int position = JsonScan.SkipWhitespace(_json, 0);
        if (position == _json.Length) return Fail(JsonProblem.Empty, position);
        if (_json[position] == 0xEF && _json.StartsWith("\uFEFF"u8)) return Fail(JsonProblem.ByteOrderMark, 0);
        position = Whole(root, position);
        if (position < 0) return -1;
        position = JsonScan.SkipWhitespace(_json, position);
        return position == _json.Length ? position : Fail(JsonProblem.TrailingData, position);
    }

    private void ReportFault()
    {
        int length = _fault.Offset < _json.Length ? 1 : 0;
        _report!.Add(_json, FindingSeverity.Error, JsonProblems.Rule(_fault.Problem), JsonProblems.Message(_fault.Problem), _fault.Offset, length);
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    private int Fail(JsonProblem problem, int offset)
    {
        _fault.Set(problem, offset);
        return -1;
    }

    /// <summary>Notes a violation. True to go on, false to stop.</summary>
    private readonly bool Violation(KeywordSite site, string message, int offset, int length)
    {
        if (!Collects) return false;
        _report!.Add(_json, FindingSeverity.Error, site, message, offset, length);
        return true;
    }

    /// <param name="node">The schema.</param>
    /// <param name="position">The value's first byte; there may be none.</param>
    /// <param name="inPlace">Whether another schema is applied to the same value already.</param>
    private int Value(PlanNode node, int position, bool inPlace) =>
        node.HasSecondPass ? TwoPasses(node, position, null, inPlace) : Token(node, position, null, inPlace);

    private int Value(PlanEdge edge, int position)
    {
        if (!Collects) return Value(edge.Node, position, inPlace: false);
        _report!.EnterKeyword(edge.Path);
        int end = Value(edge.Node, position, inPlace: false);
        if (end >= 0) _report.LeaveKeyword();
        return end;
    }

    /// <summary>The value's own token, and for objects and arrays all that is in them.</summary>
    private int Token(PlanNode node, int position, EvaluatedSet? evaluated, bool inPlace)
    {
        if ((uint)position >= (uint)_json.Length) return Fail(JsonProblem.Truncated, _json.Length);
        switch (_json[position])
        {
            case (byte)'"':
                return String(node, position);
            case (byte)'{':
                return Object(node, position, evaluated, inPlace);
            case (byte)'[':
                return Array(node, position, evaluated);
            case (byte)'t':
                return Literal(node, JsonTypes.Boolean, position, JsonScan.LiteralEnd(_json, position, "true"u8, ref _fault));
            case (byte)'f':
                return Literal(node, JsonTypes.Boolean, position, JsonScan.LiteralEnd(_json, position, "false"u8, ref _fault));
            case (byte)'n':
                return Literal(node, JsonTypes.Null, position, JsonScan.LiteralEnd(_json, position, "null"u8, ref _fault));
            case (byte)'-' or (>= (byte)'0' and <= (byte)'9'):
                return Number(node, position);
            default:
                return Fail(JsonProblem.ExpectedValue, position);
        }
    }

    private readonly bool HasType(PlanNode node, JsonTypes type, int position, int length) =>
        (node.Types & type) != 0 || Violation(node.TypeSite!, node.TypeExpectation, position, length);

    private readonly int Literal(PlanNode node, JsonTypes type, int position, int end) =>
        end < 0 || HasType(node, type, position, end - position) ? end : -1;

    private int String(PlanNode node, int position)
    {
        int quote = JsonScan.StringEnd(_json, position + 1, out StringShape shape, ref _fault);
        if (quote < 0) return -1;
        int end = quote + 1;
        if ((node.Types & JsonTypes.String) == 0) return HasType(node, JsonTypes.String, position, end - position) ? end : -1;
        if (node.Strings.Length == 0) return end;
        ReadOnlySpan<byte> raw = _json.Slice(position + 1, quote - position - 1);
        return (shape & StringShape.Escaped) == 0 ? Content(node, raw, position, end) : EscapedContent(node, raw, position, end);
    }

    private readonly int EscapedContent(PlanNode node, ReadOnlySpan<byte> raw, int position, int end)
    {
        using var content = new UnescapedString(raw);
        return Content(node, content.Utf8, position, end);
    }

    private readonly int Content(PlanNode node, ReadOnlySpan<byte> content, int position, int end)
    {
        foreach (StringAssertion assertion in node.Strings)
        {
            if (!assertion.Holds(content) && !Violation(assertion.Site, assertion.Message, position, end - position)) return -1;
        }

        return end;
    }

    private int Number(PlanNode node, int position)
    {
        int end = JsonScan.NumberEnd(_json, position, ref _fault);
        if (end < 0) return -1;
        ReadOnlySpan<byte> token = _json.Slice(position, end - position);
        if ((node.Types & JsonTypes.Number) != JsonTypes.Number)
        {
            bool isAllowed = (node.Types & JsonTypes.Integer) != 0
                && (node.IntegersAreSyntactic ? Numbers.JsonNumber.IsIntegerSyntax(token) : Numbers.JsonNumber.Parse(token).IsInteger);
            if (!isAllowed) return Violation(node.TypeSite!, node.TypeExpectation, position, token.Length) ? end : -1;
        }

        foreach (NumberAssertion assertion in node.Numbers)
        {
            if (!assertion.Holds(token) && !Violation(assertion.Site, assertion.Message, position, token.Length)) return -1;
        }

        return end;
    }
}
