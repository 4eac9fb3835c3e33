using PatContracts.Schema;

namespace PatContracts.Tool.Checking;

/// <summary>A finding in a report, with its location in the input.</summary>
internal sealed record ReportedFinding
{
    public required string Rule { get; init; }

    public required FindingSeverity Severity { get; init; }

    public required string Message { get; init; }

    /// <summary>The JSON Pointer in the payload.</summary>
    public required string Instance { get; init; }

    /// <summary>The JSON Pointer of the violated keyword; empty if no schema is violated.</summary>
    public required string Schema { get; init; }

    /// <summary>The offset in bytes from the start of the (decompressed) input.</summary>
    public required long Offset { get; init; }

    public required int Length { get; init; }

    public required long Line { get; init; }

    public required int Column { get; init; }

    /// <summary>The JSON Pointer of the payload in a recording or a test suite; null for other inputs.</summary>
    public string? Within { get; init; }

    /// <summary>The identity of the finding across runs, which does not change when lines move.</summary>
    public string Fingerprint { get; init; } = "";

    /// <summary>The excerpt of the line, if excerpts are enabled.</summary>
    public Excerpt? Excerpt { get; init; }

    /// <summary>The number of columns that the finding spans on its line; 0 if it has no extent.</summary>
    public int Width { get; init; }

    /// <summary>The column after the end of the finding.</summary>
    public int EndColumn => Column + Width;

    /// <summary>The finding of the engine; null for findings that are reported before validation.</summary>
    public Finding? Source { get; init; }

    /// <summary>Creates a reported finding from a finding of the engine.</summary>
    public static ReportedFinding Of(Finding finding) => new()
    {
        Rule = finding.Rule,
        Severity = finding.Severity,
        Message = finding.Message,
        Instance = finding.InstancePointer,
        Schema = finding.SchemaPointer,
        Offset = finding.Offset,
        Length = finding.Length,
        Line = finding.Line,
        Column = finding.Column,
        Width = Math.Min(finding.Length, 1),
        Source = finding,
    };

    /// <summary>The message and, for a union, why it is not matched, in one line.</summary>
    public string Description => Source?.Describe() ?? Message;
}
