using PatContracts.Schema;

namespace PatContracts.Tool.Checking;

/// <summary>A finding at its place in an input, as reports show it.</summary>
internal sealed record ReportedFinding
{
    public required string Rule { get; init; }

    public required FindingSeverity Severity { get; init; }

    public required string Message { get; init; }

    /// <summary>JSON Pointer inside the payload.</summary>
    public required string Instance { get; init; }

    /// <summary>JSON Pointer of the broken keyword; empty where no schema is broken.</summary>
    public required string Schema { get; init; }

    /// <summary>Offset in bytes from the beginning of the (unpacked) input.</summary>
    public required long Offset { get; init; }

    public required int Length { get; init; }

    public required long Line { get; init; }

    public required int Column { get; init; }

    /// <summary>Where in a recording the payload is, as a JSON Pointer; null elsewhere.</summary>
    public string? Within { get; init; }

    /// <summary>The finding's identity beyond one run: the same for the same fault when lines move.</summary>
    public string Fingerprint { get; init; } = "";

    /// <summary>The line at fault, to show; null where nobody asked for it.</summary>
    public Excerpt? Excerpt { get; init; }

    /// <summary>The number of columns at fault, which are all on one line; 0 for a finding that is not about a token.</summary>
    public int Width { get; init; }

    /// <summary>The column after the last one at fault.</summary>
    public int EndColumn => Column + Width;

    /// <summary>The engine's finding, which can be explained; null for what is found before an input is validated.</summary>
    public Finding? Source { get; init; }

    /// <summary>A finding of the engine as it is.</summary>
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

    /// <summary>The message, and why a union is not matched, in one line.</summary>
    public string Description => Source?.Describe() ?? Message;
}
