using PatContracts.Schema.Findings;
using PatContracts.Schema.Text;

namespace PatContracts.Schema.Evaluation;

/// <summary>Determines the pointers, offsets, lines and columns of collected findings.</summary>
internal ref struct FindingResolver
{
    // Names come from the payload and may have any length, and every finding below them repeats them; their total length is bounded, like the number of
    // findings.
    private const long MaxPointerLength = 4 * 1024 * 1024;

    private const long MaxRescannedFixed = 1024 * 1024;
    private const int MaxRescannedTimes = 8;

    private readonly ReadOnlySpan<byte> _json;
    private readonly ElementLocation _location;
    private readonly JsonIndex _index;
    private readonly CauseFinder _causes;
    private InstanceLocator _locator;
    private TextPosition _position;
    private int _offset;
    private long _pointerLength;
    private long _rescanned;
    private (TextPosition Position, int Offset) _container;

    public FindingResolver(ReadOnlySpan<byte> json, ElementLocation location, JsonIndex index, CauseFinder causes)
    {
        _json = json;
        _location = location;
        _index = index;
        _causes = causes;
        _locator = new InstanceLocator(index, location.Pointer);
        _position = location.Position;
        _offset = 0;
        _container = (location.Position, 0);
        _pointerLength = 0;
    }

    /// <summary>Determines the location and the causes of a finding. Returns false if the pointers of all findings together become too long.</summary>
    /// <param name="finding">The collected finding.</param>
    /// <param name="resolved">The finding, if the method returns true.</param>
    public bool TryResolve(in UnresolvedFinding finding, out Finding? resolved)
    {
        resolved = null;
        if (_pointerLength > MaxPointerLength) return false;
        resolved = Resolve(finding, ref _locator, 0);
        return true;
    }

    private Finding Resolve(in UnresolvedFinding finding, ref InstanceLocator locator, int depth)
    {
        // The causes are in the value of the finding, or in the object that has the property of the finding.
        int root = finding.Unevaluated?.Container ?? finding.Position;
        bool canExplain = finding.HasCauses && depth <= CauseFinder.MaxDepth && TryMoveTo(root);
        if (!canExplain || _causes.Of(finding) is not { Count: > 0 } causes) return Resolve(finding, ref locator, []);
        (TextPosition position, int offset) = (_position, _offset);
        var resolvedCauses = new List<Finding>(causes.Count);
        Finding resolved = Resolve(finding, ref locator, resolvedCauses);
        string pointer = resolved.InstancePointer;
        string rootPointer = finding.Unevaluated is null ? pointer : pointer.Substring(0, pointer.LastIndexOf('/'));
        (TextPosition positionAfter, int offsetAfter) = (_position, _offset);
        var causeLocator = new InstanceLocator(_index, rootPointer, root);
        foreach (UnresolvedFinding cause in causes)
        {
            if (_pointerLength > MaxPointerLength) break;
            if (_index.Tokens[cause.Position].Start < _offset) (_position, _offset) = (position, offset);
            resolvedCauses.Add(Resolve(cause, ref causeLocator, []));
        }

        // Unions inside are explained only in the alternative that is shown.
        SchemaAlternative? closest = ExplanationBuilder.ClosestOf(rootPointer, resolvedCauses);
        for (int i = 0; closest is not null && i < resolvedCauses.Count; i++)
        {
            if (resolvedCauses[i].Alternative != closest || !causes[i].HasCauses) continue;
            (_position, _offset) = (position, offset);
            var nested = new InstanceLocator(_index, rootPointer, root);
            resolvedCauses[i] = Resolve(causes[i], ref nested, depth + 1);
        }

        (_position, _offset) = (positionAfter, offsetAfter);
        return resolved;
    }

    /// <summary>Moves to the start of a value, which may be before the current position. The total cost of moving back is bounded.</summary>
    private bool TryMoveTo(int token)
    {
        int start = _index.Tokens[token].Start;
        if (start < _offset)
        {
            // Consecutive findings are often in one object.
            (TextPosition Position, int Offset) from = _container.Offset <= start ? _container : (_location.Position, 0);
            _rescanned += start - from.Offset;
            if (_rescanned > MaxRescannedFixed + (MaxRescannedTimes * (long)_json.Length)) return false;
            (_position, _offset) = from;
        }

        MoveTo(start);
        _container = (_position, _offset);
        return true;
    }

    /// <summary>Returns the finding for text that is not JSON.</summary>
    public Finding Fault(ScanFault fault, bool isInValue)
    {
        MoveTo(fault.Offset);
        int length = fault.Offset < _json.Length ? 1 : 0;
        return new Finding
        {
            Rule = JsonProblems.Rule(fault.Problem),
            Severity = FindingSeverity.Error,
            Message = JsonProblems.Message(fault.Problem, _json, fault.Offset),
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
            Alternative = finding.Alternative,
            Reason = finding.Condition.Reason,
            Keyword = finding.Keyword,
            ExpectedTypes = finding.ExpectedTypes,
            FoundType = finding.FoundType,
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
            DeclaredProperties = finding.Unevaluated is { } unevaluated ? DeclaredNames.Of(unevaluated.Node).All : null,
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
