using PatContracts.Schema.Compilation;
using PatContracts.Schema.Validation;

namespace PatContracts.Schema.Streaming;

/// <summary>
/// Validates a text that arrives in pieces, with the findings that the whole text in memory would have. Where the schema judges the elements of an array one by one
/// they are judged as they come; where it looks at the array as a whole (<c>uniqueItems</c>, <c>allOf</c> …) the whole is read first.
/// </summary>
internal sealed class StreamValidation(PayloadEvaluator evaluator, ValidationOptions options)
{
    private readonly List<Finding> _findings = [];
    private readonly List<Finding> _ofArray = [];
    private bool _isWellFormed = true;
    private bool _isCut;
    private int _count;

    /// <summary>Where a reader for this validation may cut the text.</summary>
    public PayloadSplit Split => Root.IsElementwiseArray ? PayloadSplit.Arrays : PayloadSplit.Never;

    /// <summary>Whether the contract allows an array.</summary>
    public bool AllowsArray => (Root.Types & JsonTypes.Array) != 0;

    /// <summary>Whether an error was found, so that the result is known.</summary>
    public bool IsRefused => !_isWellFormed || _findings.Exists(finding => finding.Severity == FindingSeverity.Error);

    private PlanNode Root => evaluator.Root;

    private ArrayPlan Array => (Root.Types & JsonTypes.Array) != 0 && Root.Array is { } array ? array : ArrayPlan.Empty;

    /// <summary>Judges the reader's present element, and keeps what is found for the end.</summary>
    public void Take(PayloadReader reader) => Add(Judge(reader));

    /// <summary>Judges the reader's present element for whoever answers for each by itself: the end will not speak of it again.</summary>
    public ContractValidationResult Judge(PayloadReader reader)
    {
        if (reader.Format != PayloadFormat.Array) return reader.Judge(evaluator, Root, "", options, options.MaxFindings);
        PlanEdge? edge = _count < Array.Prefix.Length ? Array.Prefix[_count] : Array.Items;
        _count++;
        return reader.Judge(evaluator, edge?.Node ?? PlanNode.Unconstrained, edge?.Path ?? "", options, options.MaxFindings);
    }

    /// <summary>Judges the reader's present element, and passes over good ones behind it that nobody wants to see.</summary>
    public void TakeAndPass(PayloadReader reader)
    {
        Take(reader);
        Pass(reader);
    }

    /// <summary>Passes over good elements behind the reader's present one, which was judged.</summary>
    public void Pass(PayloadReader reader)
    {
        if (reader.Format == PayloadFormat.Array && _count >= Array.Prefix.Length) _count += reader.PassGood(evaluator, Array.Items?.Node ?? PlanNode.Unconstrained, options);
    }

    /// <summary>The result, when the reader has come to its end.</summary>
    public ContractValidationResult Finish(PayloadReader reader)
    {
        if (reader.Fault is { } fault)
        {
            _isWellFormed = false;
            Add(fault);
        }

        if (reader.Format == PayloadFormat.Array) JudgeArray(reader);
        // They stand on the opening bracket, before everything else.
        _findings.InsertRange(0, _ofArray);
        if (_findings.Count > options.MaxFindings)
        {
            _findings.RemoveRange(options.MaxFindings, _findings.Count - options.MaxFindings);
            _isCut = true;
        }

        if (_findings.Count == 0 && _isWellFormed) return ContractValidationResult.Valid;
        return new ContractValidationResult { Findings = [.. _findings], IsWellFormed = _isWellFormed, IsTruncated = _isCut };
    }

    private void JudgeArray(PayloadReader reader)
    {
        if (!AllowsArray)
        {
            _ofArray.Add(AtBracket(reader, Root.TypeLocation!, Root.TypeMessage(JsonTypes.Array)));
        }
        else if (reader.IsArrayClosed && Array.ItemCount is { } range)
        {
            if (_count < range.Minimum) _ofArray.Add(AtBracket(reader, range.MinimumLocation!, range.MinimumMessage));
            if (_count > range.Maximum) _ofArray.Add(AtBracket(reader, range.MaximumLocation!, range.MaximumMessage));
        }
    }

    private static Finding AtBracket(PayloadReader reader, KeywordLocation location, string message) =>
        new()
        {
            Rule = location.Rule,
            Severity = FindingSeverity.Error,
            Message = message,
            SchemaPointer = location.Pointer,
            Offset = reader.ArrayOffset,
            Length = 1,
            Line = reader.ArrayPosition.Line,
            Column = reader.ArrayPosition.Column,
            KeywordLocation = location.OwnLocation,
            AbsoluteKeywordLocation = location.AbsoluteLocation,
        };

    private void Add(ContractValidationResult result)
    {
        _isWellFormed &= result.IsWellFormed;
        _isCut |= result.IsTruncated;
        foreach (Finding finding in result.Findings) Add(finding);
    }

    private void Add(Finding finding)
    {
        if (_findings.Count < options.MaxFindings) _findings.Add(finding);
        else _isCut = true;
    }
}
