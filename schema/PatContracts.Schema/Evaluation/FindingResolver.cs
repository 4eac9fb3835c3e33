using PatContracts.Schema.Text;

namespace PatContracts.Schema.Evaluation;

/// <summary>Makes findings of what was collected: pointers, offsets, lines and columns.</summary>
internal ref struct FindingResolver
{
    // Names are the payload's and may be of any length, and every finding below them repeats them: together they are bounded, as findings are.
    private const long MaxPointerLength = 4 * 1024 * 1024;

    private readonly ReadOnlySpan<byte> _json;
    private readonly ElementLocation _location;
    private readonly JsonIndex _index;
    private InstanceLocator _locator;
    private TextPosition _position;
    private int _offset;
    private long _pointerLength;

    public FindingResolver(ReadOnlySpan<byte> json, ElementLocation location, JsonIndex index)
    {
        _json = json;
        _location = location;
        _index = index;
        _locator = new InstanceLocator(index, location.Pointer);
        _position = location.Position;
        _offset = 0;
        _pointerLength = 0;
    }

    /// <summary>The finding with its location. False where the pointers of all findings together become too long.</summary>
    /// <param name="finding">What was collected.</param>
    /// <param name="causes">Its causes, if it has any.</param>
    /// <param name="resolved">The finding, where the result is true.</param>
    public bool TryResolve(in UnresolvedFinding finding, List<UnresolvedFinding>? causes, out Finding? resolved)
    {
        resolved = null;
        if (_pointerLength > MaxPointerLength) return false;
        if (causes is null or { Count: 0 })
        {
            resolved = Resolve(finding, ref _locator, []);
            return true;
        }

        var resolvedCauses = new List<Finding>(causes.Count);
        resolved = Resolve(finding, ref _locator, resolvedCauses);
        // All causes are inside the finding's value; the next finding may be before some of them.
        (TextPosition position, int offset) = (_position, _offset);
        var locator = new InstanceLocator(_index, resolved.InstancePointer, finding.Position);
        foreach (UnresolvedFinding cause in causes)
        {
            if (_pointerLength > MaxPointerLength) break;
            if (_index.Tokens[cause.Position].Start < _offset) (_position, _offset) = (position, offset);
            resolvedCauses.Add(Resolve(cause, ref locator, []));
        }

        (_position, _offset) = (position, offset);
        return true;
    }

    /// <summary>The finding of a text that is not JSON.</summary>
    public Finding Fault(ScanFault fault, bool isInValue)
    {
        MoveTo(fault.Offset);
        int length = fault.Offset < _json.Length ? 1 : 0;
        return new Finding
        {
            Rule = JsonProblems.Rule(fault.Problem),
            Severity = FindingSeverity.Error,
            Message = JsonProblems.Message(fault.Problem),
            InstancePointer = _locator.PointerOfFault(_json, isInValue),
            Offset = _location.Offset + fault.Offset,
            Length = length,
            Line = _position.Line,
            Column = _position.Column,
        };
    }

    private Finding Resolve(in UnresolvedFinding finding, ref InstanceLocator locator, IReadOnlyList<Finding> causes)
    {
        JsonToken token = _index.Tokens[finding.Position];
        MoveTo(token.Start);
        string pointer = locator.PointerOf(_json, finding.Position);
        _pointerLength += pointer.Length;
        bool isNested = finding.Keyword is { } keyword && finding.EvaluationPath.Length == 0;
        return new Finding
        {
            Rule = finding.Rule,
            Severity = finding.Severity,
            Message = finding.Message,
            InstancePointer = pointer,
            SchemaPointer = finding.Keyword?.Pointer ?? "",
            Offset = _location.Offset + token.Start,
            Length = token.IsContainer ? 1 : token.Length,
            Line = _position.Line,
            Column = _position.Column,
            Causes = causes,
            MissingProperty = finding.MissingProperty,
            KeywordLocation = finding.Keyword is null ? "" : isNested ? finding.Keyword.OwnLocation : finding.EvaluationPath + "/" + finding.Keyword.Keyword,
            AbsoluteKeywordLocation = finding.Keyword?.AbsoluteLocation,
        };
    }

    private void MoveTo(int offset)
    {
        offset = Math.Min(offset, _json.Length);
        _position.Advance(_json.Slice(_offset, offset - _offset));
        _offset = offset;
    }
}
