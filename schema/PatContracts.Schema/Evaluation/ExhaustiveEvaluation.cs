using PatContracts.Schema.Compilation;
using PatContracts.Schema.Text;

namespace PatContracts.Schema.Evaluation;

/// <summary>Evaluates one value exhaustively and locates the findings.</summary>
internal readonly ref struct ExhaustiveEvaluation
{
    private readonly ReadOnlySpan<byte> _json;
    private readonly ElementLocation _location;
    private readonly ValidationOptions _options;
    private readonly EvaluationContext _context;
    private readonly FindingCollector _findings;
    private readonly int _maxFindings;

    public ExhaustiveEvaluation(ReadOnlySpan<byte> json, ElementLocation location, ValidationOptions options, EvaluationContext context, int maxFindings)
    {
        _json = json;
        _location = location;
        _options = options;
        _context = context;
        _maxFindings = maxFindings;
        _findings = context.Findings;
        _findings.Begin(maxFindings, location.EvaluationPath);
    }

    /// <param name="node">The value's schema.</param>
    /// <param name="continues">Whether the text may continue after the value.</param>
    /// <param name="end">The offset after the value; −1 if it is not JSON.</param>
    public ContractValidationResult Run(PlanNode node, bool continues, out int end)
    {
        ScanFault fault = default;
        JsonIndex index = _context.Index;
        int start = continues ? 0 : JsonScan.SkipWhitespace(_json, 0);
        if (!continues && start == _json.Length) fault.Set(JsonProblem.Empty, start);
        else if (!continues && _json[start] == 0xEF && _json.StartsWith("\uFEFF"u8)) fault.Set(JsonProblem.ByteOrderMark, 0);
        bool isEmpty = fault.IsSet;
        if (isEmpty) index.Clear();
        // The first pass may have exhausted it.
        _context.Budget = Patterns.PatternBudget.ForDocument(_json.Length);
        _context.TakeUndecided();
        bool isIndexed = !isEmpty && index.TryBuild(_json, start, _options.MaxDepth - _location.Depth, ref fault);
        if (!isEmpty)
        {
            _context.BeginIndex();
            var evaluator = new Evaluator<ExhaustiveMode>(_json, index.Tokens, _options, _context, _findings);
            evaluator.Evaluate(node, 0);
            if (evaluator.Fault.IsSet) (fault, isIndexed) = (evaluator.Fault, false);
            if (_options.DuplicateNames != RuleSeverity.Off) DuplicateNameDetector.Report(_json, index, _context, (FindingSeverity)_options.DuplicateNames, _findings);
        }

        end = isIndexed ? index.End : -1;
        if (isIndexed && !continues)
        {
            int next = JsonScan.SkipWhitespace(_json, end);
            if (next < _json.Length) fault.Set(JsonProblem.TrailingData, next);
            end = _json.Length;
        }

        bool isWellFormed = !fault.IsSet;
        if (!isWellFormed) end = -1;
        return Result(fault, isInValue: !isIndexed && !isEmpty && index.IsFaultInValue, isWellFormed);
    }

    private ContractValidationResult Result(ScanFault fault, bool isInValue, bool isWellFormed)
    {
        List<UnresolvedFinding> findings = _findings.Finish();
        if (findings.Count == 0 && isWellFormed) return ContractValidationResult.Valid;
        var resolver = new FindingResolver(_json, _location, _context.Index, new CauseFinder(_json, _options, _context));
        bool isTruncated = _findings.IsTruncated;
        var result = new Finding[Math.Min(findings.Count + (isWellFormed ? 0 : 1), _maxFindings)];
        int count = 0;
        foreach (UnresolvedFinding finding in findings)
        {
            if (!resolver.TryResolve(finding, out Finding? resolved))
            {
                isTruncated = true;
                break;
            }

            result[count++] = resolved!;
        }

        if (!isWellFormed && count < result.Length) result[count++] = resolver.Fault(fault, isInValue);
        else isTruncated |= !isWellFormed;
        if (count < result.Length) Array.Resize(ref result, count);
        return new ContractValidationResult { Findings = result, IsWellFormed = isWellFormed, IsTruncated = isTruncated };
    }
}
