using PatContracts.Schema;
using PatContracts.Schema.Text;

namespace PatContracts.Tool.Checking;

/// <summary>The result of checking one segment of an input.</summary>
internal sealed class SegmentResult
{
    public required string Contract { get; init; }

    /// <summary>The JSON Pointer of the payload in a recording; null for other inputs.</summary>
    public string? Within { get; init; }

    /// <summary>The recorded request; null for other inputs.</summary>
    public string? Request { get; init; }

    public long Payloads { get; set; }

    public bool IsUnreadable { get; set; }

    /// <summary>Whether the result applies to the input as a whole, regardless of the contract.</summary>
    public bool IsNote { get; init; }

    public bool IsTruncated { get; set; }

    public List<ReportedFinding> Findings { get; } = [];

    /// <summary>The numbers of the lines that are not JSON.</summary>
    public HashSet<long> BrokenLines { get; } = [];

    /// <summary>Creates the result of an input that cannot be read completely.</summary>
    public static SegmentResult Unreadable(string contract, string rule, string message, long offset = 0, TextPosition position = default)
    {
        var result = new SegmentResult { Contract = contract, IsUnreadable = true };
        result.Findings.Add(OfInput(rule, FindingSeverity.Error, message, offset, position));
        return result;
    }

    /// <summary>Creates a result with a note about an input as a whole.</summary>
    public static SegmentResult Note(string contract, string rule, string message, SeverityPolicy severities)
    {
        var result = new SegmentResult { Contract = contract, IsNote = true };
        RuleSeverity severity = severities.Of(rule, FindingSeverity.Info);
        if (severity != RuleSeverity.Off) result.Findings.Add(OfInput(rule, (FindingSeverity)severity, message, 0, default));
        return result;
    }

    private static ReportedFinding OfInput(string rule, FindingSeverity severity, string message, long offset, TextPosition position) => new()
    {
        Rule = rule,
        Severity = severity,
        Message = message,
        Instance = "",
        Schema = "",
        Offset = offset,
        Length = 0,
        Line = position.Line,
        Column = position.Column,
    };
}
