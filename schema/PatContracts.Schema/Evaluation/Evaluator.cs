using System.Runtime.CompilerServices;
using PatContracts.Schema.Compilation;
using PatContracts.Schema.Patterns;
using PatContracts.Schema.Text;

namespace PatContracts.Schema.Evaluation;

/// <summary>
/// Evaluates a value against a plan; the only implementation of the semantics of the keywords. Every step takes the position of a value (while the text is
/// scanned its offset, otherwise the index of its token) and returns the position after it, or −1 to stop: because the text is not JSON, because something
/// could not be decided, or, in flag output, because the value is invalid.
/// </summary>
/// <remarks>
/// If only one schema applies to a value, it is evaluated while it is scanned. If several do (<c>anyOf</c>, <c>$ref</c> next to other keywords,
/// <c>unevaluatedProperties</c> …), the value is indexed once and each schema is evaluated over the index. Exhaustive evaluation always has an index.
/// </remarks>
internal ref partial struct Evaluator<TMode>
    where TMode : struct, IEvaluationMode
{
    private readonly ReadOnlySpan<byte> _json;
    private readonly ReadOnlySpan<JsonToken> _tokens;
    private readonly EvaluationContext _context;
    private readonly FindingCollector? _findings;
    private readonly ValidationOptions _options;
    private ScanFault _fault;
    private int _depth;

    /// <summary>Creates an evaluator that scans the text.</summary>
    public Evaluator(ReadOnlySpan<byte> json, ValidationOptions options, EvaluationContext context, int depth)
    {
        _json = json;
        _options = options;
        _context = context;
        _depth = depth;
        _tokens = default;
        _findings = null;
        _fault = default;
    }

    /// <summary>Creates an evaluator over the tokens of the text.</summary>
    public Evaluator(ReadOnlySpan<byte> json, ReadOnlySpan<JsonToken> tokens, ValidationOptions options, EvaluationContext context, FindingCollector? findings)
    {
        _json = json;
        _tokens = tokens;
        _options = options;
        _context = context;
        _findings = findings;
        _depth = 0;
        _fault = default;
    }

    private static bool Scans
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        get => typeof(TMode) == typeof(ScanningMode);
    }

    private static bool Collects
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        get => typeof(TMode) == typeof(ExhaustiveMode);
    }

    /// <summary>Whether evaluation cannot be completed, regardless of the enclosing schemas.</summary>
    private readonly bool IsStopped => _fault.IsSet || (!Collects && _context.IsUndecided);

    /// <summary>The JSON error that ended evaluation, if any.</summary>
    public readonly ScanFault Fault => _fault;

    /// <summary>Evaluates a value that no other schema applies to.</summary>
    /// <param name="node">The schema.</param>
    /// <param name="position">The value's position; while scanning, there may be no value.</param>
    public int Evaluate(PlanNode node, int position) => Value(node, position, inPlace: false);

    /// <summary>Evaluates a value that another schema also applies to.</summary>
    public int EvaluateInPlace(PlanNode node, int position) => Value(node, position, inPlace: true);

    /// <param name="node">The schema.</param>
    /// <param name="position">The value's position; while scanning, there may be no value.</param>
    /// <param name="inPlace">Whether another schema is already applied to the same value.</param>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private int Value(PlanNode node, int position, bool inPlace) =>
        Scans ? ScannedValue(node, position)
        : node.Revisits ? Compound(node, position, null, inPlace) : Token(node, position, null, inPlace);

    private int Value(PlanEdge edge, int position)
    {
        if (!Collects) return Value(edge.Node, position, inPlace: false);
        if (IsUsual(edge.Node, position)) return position + 1;
        _findings!.EnterKeyword(edge.Path);
        int end = Value(edge.Node, position, inPlace: false);
        if (end >= 0) _findings.LeaveKeyword();
        return end;
    }

    /// <summary>Returns whether the value of a token has the usual form, so that it is valid and has no findings.</summary>
    private readonly bool IsUsual(PlanNode node, int position)
    {
        ref readonly Leaf leaf = ref node.Leaf;
        if (leaf.Kind == LeafKind.None || (uint)position >= (uint)_tokens.Length) return false;
        ref readonly JsonToken token = ref _tokens[position];
        return leaf.Kind switch
        {
            LeafKind.Text => token.Kind == JsonKind.String,
            LeafKind.Boolean => token.Kind is JsonKind.True or JsonKind.False,
            _ => Leaves.Read(_json, token.Start, in leaf) >= 0,
        };
    }

    /// <summary>Evaluates the value's token, the content of objects and arrays, and <c>enum</c> and <c>const</c>.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private int Token(PlanNode node, int position, EvaluatedSet? evaluated, bool inPlace)
    {
        int end = IndexedToken(node, position, evaluated, inPlace);
        return node.Values.Length == 0 || end < 0 || HasValue(node, position, end) ? end : -1;
    }

    private readonly bool HasValue(PlanNode node, int position, int end)
    {
        ReadOnlySpan<byte> text = Scans ? _json.Slice(position, end - position) : _tokens[position].Text(_json);
        foreach (ValueAssertion assertion in node.Values)
        {
            if (!assertion.Holds(text) && !Violation(assertion.Location, assertion.Message, position)) return false;
        }

        return true;
    }

    private int IndexedToken(PlanNode node, int position, EvaluatedSet? evaluated, bool inPlace)
    {
        // The text ended, or stopped being JSON, before the value.
        if ((uint)position >= (uint)_tokens.Length) return -1;
        ref readonly JsonToken token = ref _tokens[position];
        switch (token.Kind)
        {
            case JsonKind.Object:
                return IndexedObject(node, position, evaluated, inPlace);
            case JsonKind.Array:
                return IndexedArray(node, position, evaluated);
            case JsonKind.String:
                return String(node, position, in token) ? position + 1 : -1;
            case JsonKind.Number:
                return Number(node, token.Text(_json), position) ? position + 1 : -1;
            case JsonKind.Null:
                return HasType(node, JsonTypes.Null, position) ? position + 1 : -1;
            default:
                return HasType(node, JsonTypes.Boolean, position) ? position + 1 : -1;
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private readonly bool HasType(PlanNode node, JsonTypes type, int position) =>
        (node.Types & type) != 0 || TypeViolation(node, type, position);

    private readonly bool String(PlanNode node, int position, in JsonToken token)
    {
        if ((node.Types & JsonTypes.String) == 0) return HasType(node, JsonTypes.String, position);
        return node.Strings.Length == 0 || Content(node, token.Raw(_json), token.IsEscaped, position);
    }

    private readonly bool Content(PlanNode node, ReadOnlySpan<byte> raw, bool isEscaped, int position)
    {
        if (!isEscaped) return Content(node, raw, position);
        using var content = new UnescapedString(raw);
        return Content(node, content.Utf8, position);
    }

    private readonly bool Content(PlanNode node, ReadOnlySpan<byte> content, int position)
    {
        foreach (StringAssertion assertion in node.Strings)
        {
            if (!assertion.Holds(content, ref _context.Budget) && !Failed(assertion, position)) return false;
        }

        return true;
    }

    private readonly bool Number(PlanNode node, ReadOnlySpan<byte> token, int position)
    {
        if ((node.Types & JsonTypes.Number) != JsonTypes.Number)
        {
            bool isAllowed = (node.Types & JsonTypes.Integer) != 0
                && (Text.Numbers.JsonNumber.IsIntegerSyntax(token) || (!node.IntegersAreSyntactic && Text.Numbers.JsonNumber.Parse(token).IsInteger));
            if (!isAllowed) return TypeViolation(node, JsonTypes.Number, position);
        }

        foreach (NumberAssertion assertion in node.Numbers)
        {
            if (!assertion.Holds(token) && !Violation(assertion.Location, assertion.Message, position)) return false;
        }

        return true;
    }

    /// <summary>Reports a value whose type is not allowed. Returns true to continue, false to stop.</summary>
    private readonly bool TypeViolation(PlanNode node, JsonTypes found, int position)
    {
        if (!Collects) return false;
        _findings!.AddType(node, found, position);
        return true;
    }

    /// <summary>Reports a violation at a value or a name. Returns true to continue, false to stop.</summary>
    private readonly bool Violation(KeywordLocation location, string message, int position)
    {
        if (!Collects) return false;
        _findings!.Add(location, message, position);
        return true;
    }

    /// <summary>Reports that an assertion does not hold or could not be decided. Returns true to continue, false to stop.</summary>
    private readonly bool Failed(StringAssertion assertion, int position)
    {
        if (assertion.CanBeUndecided && _context.IsUndecided) return Undecided(assertion.Location, position);
        return Violation(assertion.Location, assertion.Message, position);
    }

    /// <summary>
    /// Reports that a pattern could not be decided. That makes the payload invalid regardless of the schemas around the pattern, so only the first such pattern
    /// is reported, and flag output ends.
    /// </summary>
    private readonly bool Undecided(KeywordLocation location, int position)
    {
        if (!Collects)
        {
            _context.NoteUndecided(location, position);
            return false;
        }

        _findings!.AddUndecided(location, position);
        return true;
    }

    private readonly bool IsMatch(JsonPattern pattern, ReadOnlySpan<byte> utf8) => pattern.IsMatch(utf8, ref _context.Budget) == PatternMatch.Yes;

    [MethodImpl(MethodImplOptions.NoInlining)]
    private int Fail(JsonProblem problem, int offset)
    {
        _fault.Set(problem, offset);
        return -1;
    }

    /// <summary>Goes one level deeper on the machine stack. Returns false if it is not sufficient.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private bool Enter()
    {
        const int LevelsBetweenChecks = 16;
        return ++_depth % LevelsBetweenChecks != 0 || MachineStack.IsSufficient;
    }
}
