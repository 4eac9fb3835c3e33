namespace PatContracts.Tool.Checking;

/// <summary>The result of checking one input; in a recording, of one response.</summary>
internal sealed class InputResult
{
    public required string Path { get; init; }

    /// <summary>The absolute path; null for standard input.</summary>
    public string? FullPath { get; init; }

    /// <summary>The description of a test in its suite; null for other results.</summary>
    public string? Description { get; init; }

    /// <summary>The contract the payloads were checked against.</summary>
    public required string Contract { get; init; }

    /// <summary>The JSON Pointer of the payload in a recording or a test suite; null for other inputs.</summary>
    public string? Within { get; init; }

    /// <summary>The recorded request that the payload is the response to; null for other inputs.</summary>
    public string? Request { get; init; }

    /// <summary>The number of payloads that were checked: documents, or lines of NDJSON.</summary>
    public long Payloads { get; set; }

    /// <summary>The reported findings, in the order of the input.</summary>
    public List<ReportedFinding> Findings { get; } = [];

    public long Errors { get; set; }

    public long Warnings { get; set; }

    public long Infos { get; set; }

    /// <summary>The number of findings that are suppressed by the baseline.</summary>
    public long Suppressed { get; set; }

    /// <summary>Whether part of the input could not be read or is not JSON.</summary>
    public bool IsUnreadable { get; set; }

    /// <summary>Whether only some of the findings are reported.</summary>
    public bool IsTruncated { get; set; }

    /// <summary>Adds the findings of a result that this one replaces.</summary>
    public void Absorb(InputResult other)
    {
        Findings.AddRange(other.Findings);
        Errors += other.Errors;
        Warnings += other.Warnings;
        Infos += other.Infos;
        Suppressed += other.Suppressed;
        IsTruncated |= other.IsTruncated;
    }
}
