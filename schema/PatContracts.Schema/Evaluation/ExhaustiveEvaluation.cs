using PatContracts.Schema.Compilation;
using PatContracts.Schema.Text;

namespace PatContracts.Schema.Evaluation;

/// <summary>Evaluates one value exhaustively and makes findings with locations of what was collected.</summary>
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
    /// <param name="continues">Whether other things may follow the value.</param>
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
        // The first pass may have used it up.
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
        var resolver = new FindingResolver(_json, _location, _context.Index);
        bool isTruncated = _findings.IsTruncated;
        var result = new Finding[Math.Min(findings.Count + (isWellFormed ? 0 : 1), _maxFindings)];
        int count = 0;
        foreach (UnresolvedFinding finding in findings)
        {
            if (!resolver.TryResolve(finding, Causes(finding), out Finding? resolved))
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

    /// <summary>
    /// Why each alternative of a union was not matched; if a discriminator names one of them, why that one was not. Of unions inside the alternatives the causes are left out: their number has no bound. What all causes
    /// together may cost is bounded as well.
    /// </summary>
    private List<UnresolvedFinding>? Causes(in UnresolvedFinding finding)
    {
        const int MaxCauses = 16;
        if (finding.FailedUnion is not { } union || !_context.TrySpendOnCauses(finding.Position, union.Edges.Length)) return null;
        var causes = new List<UnresolvedFinding>();
        PlanEdge[] edges = union.Edges;
        if (union is UnionApplicator { Discriminator: { } discriminator } && Discriminating(discriminator, finding.Position) is { } value)
        {
            JsonToken token = _context.Index.Tokens[value];
            int alternative = token.Kind == JsonKind.String ? Alternative(discriminator, token) : -1;
            if (alternative < 0)
            {
                KeywordLocation location = discriminator.Location;
                return [new UnresolvedFinding(location.Rule, FindingSeverity.Error, discriminator.Expectation, value, location, finding.EvaluationPath)];
            }

            edges = [edges[alternative]];
        }

        foreach (PlanEdge edge in edges)
        {
            var collector = new FindingCollector(_context.Index);
            collector.Begin(MaxCauses, finding.EvaluationPath + edge.Path);
            var evaluator = new Evaluator<ExhaustiveMode>(_json, _context.Index.Tokens, _options, _context, collector);
            evaluator.EvaluateInPlace(edge.Node, finding.Position);
            causes.AddRange(collector.Finish());
        }

        return causes;
    }

    /// <summary>The position of the value that says which alternative an object is meant to match; null where there is none.</summary>
    private int? Discriminating(Discriminator discriminator, int position)
    {
        ReadOnlySpan<JsonToken> tokens = _context.Index.Tokens;
        if (tokens[position].Kind != JsonKind.Object) return null;
        for (int name = position + 1; name < tokens[position].Next && name + 1 < tokens.Length; name = tokens[name + 1].Next)
        {
            using var content = new UnescapedString(tokens[name].Raw(_json));
            if (discriminator.Property.Find(content.Utf8) >= 0) return name + 1;
        }

        return null;
    }

    private int Alternative(Discriminator discriminator, JsonToken value)
    {
        using var content = new UnescapedString(value.Raw(_json));
        return discriminator.Find(content.Utf8);
    }
}
