using PatContracts.Schema.Compilation;
using PatContracts.Schema.Validation;

namespace PatContracts.Schema.Streaming;

/// <summary>
/// Validates a text that arrives in pieces, and returns the same findings as validating the complete text in memory. If the schema validates array elements
/// independently, each element is validated as it arrives; if a keyword applies to the array as a whole (<c>uniqueItems</c>, <c>allOf</c> …), the array is read
/// to its end first.
/// </summary>
internal sealed class StreamValidation(PayloadEvaluator evaluator, ValidationOptions options)
{
    private readonly List<Finding> _findings = [];
    private readonly List<Finding> _arrayFindings = [];
    private bool _isWellFormed = true;
    private bool _isTruncated;
    private int _count;

    /// <summary>Whether nothing is needed before the text was read to its end.</summary>
    public bool ReadsToEnd { get; init; }

    /// <summary>Where a reader for this validation may split the text.</summary>
    public PayloadSplit Split => Root.IsElementwiseArray ? PayloadSplit.Arrays : PayloadSplit.Never;

    /// <summary>Whether the contract allows an array.</summary>
    public bool AllowsArray => (Root.Types & JsonTypes.Array) != 0;

    /// <summary>Whether an error was found, which decides the result.</summary>
    public bool IsInvalid => !_isWellFormed || _findings.Exists(finding => finding.Severity == FindingSeverity.Error);

    private PlanNode Root => evaluator.Root;

    private ArrayPlan Array => (Root.Types & JsonTypes.Array) != 0 && Root.Array is { } array ? array : ArrayPlan.Empty;

    /// <summary>Validates the reader's current element and returns the result without adding it to that of <see cref="Finish"/>.</summary>
    public ContractValidationResult Validate(PayloadReader reader)
    {
        if (reader.Format != PayloadFormat.Array) return reader.Validate(evaluator, Root, "", options, options.MaxFindings);
        PlanEdge? edge = _count < Array.Prefix.Length ? Array.Prefix[_count] : Array.Items;
        _count++;
        return reader.Validate(evaluator, edge?.Node ?? PlanNode.Unconstrained, edge?.Path ?? "", options, options.MaxFindings);
    }

    /// <summary>Validates the reader's current element and skips the valid elements after it.</summary>
    public void ValidateAndSkip(PayloadReader reader)
    {
        Add(Validate(reader));
        SkipValid(reader);
    }

    /// <summary>Skips the valid elements after the reader's current one, which must have been validated.</summary>
    public void SkipValid(PayloadReader reader)
    {
        if (reader.Format != PayloadFormat.Array || _count < Array.Prefix.Length) return;
        _count += reader.SkipValid(evaluator, Array.Items?.Node ?? PlanNode.Unconstrained, options, ReadsToEnd);
    }

    /// <summary>Returns the result, once the reader has reached the end.</summary>
    public ContractValidationResult Finish(PayloadReader reader)
    {
        if (reader.Fault is { } fault)
        {
            _isWellFormed = false;
            Add(fault);
        }

        if (reader.Format == PayloadFormat.Array) ValidateArray(reader);
        // These findings are located at the opening bracket, before all others.
        _findings.InsertRange(0, _arrayFindings);
        if (_findings.Count > options.MaxFindings)
        {
            _findings.RemoveRange(options.MaxFindings, _findings.Count - options.MaxFindings);
            _isTruncated = true;
        }

        if (_findings.Count == 0 && _isWellFormed) return ContractValidationResult.Valid;
        return new ContractValidationResult { Findings = [.. _findings], IsWellFormed = _isWellFormed, IsTruncated = _isTruncated };
    }

    private void ValidateArray(PayloadReader reader)
    {
        if (!AllowsArray)
        {
            _arrayFindings.Add(AtBracket(reader, Root.TypeLocation!, Root.TypeMessage(JsonTypes.Array)));
        }
        else if (reader.IsArrayClosed && Array.ItemCount is { } range)
        {
            if (_count < range.Minimum) _arrayFindings.Add(AtBracket(reader, range.MinimumLocation!, range.MinimumMessage));
            if (_count > range.Maximum) _arrayFindings.Add(AtBracket(reader, range.MaximumLocation!, range.MaximumMessage));
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
        _isTruncated |= result.IsTruncated;
        foreach (Finding finding in result.Findings) Add(finding);
    }

    private void Add(Finding finding)
    {
        if (_findings.Count < options.MaxFindings) _findings.Add(finding);
        else _isTruncated = true;
    }
}
