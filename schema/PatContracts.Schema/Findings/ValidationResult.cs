using PatContracts.Schema.Findings;

namespace PatContracts.Schema;

/// <summary>What a validation found, in document order.</summary>
public sealed class ValidationResult
{
    internal ValidationResult(IReadOnlyList<Finding> findings, bool isWellFormed, bool isTruncated)
    {
        Findings = findings;
        IsWellFormed = isWellFormed;
        IsTruncated = isTruncated;
    }

    /// <summary>The result of a payload without findings.</summary>
    public static ValidationResult Valid { get; } = new([], isWellFormed: true, isTruncated: false);

    /// <summary>True when no finding is an error.</summary>
    public bool IsValid
    {
        get
        {
            foreach (Finding finding in Findings)
            {
                if (finding.Severity == FindingSeverity.Error) return false;
            }

            return true;
        }
    }

    /// <summary>False when the payload is not JSON (RFC 8259); validation stopped at that place and the last finding names it.</summary>
    public bool IsWellFormed { get; }

    /// <summary>True when <see cref="ValidationOptions.MaxFindings"/> was reached and later findings were dropped.</summary>
    public bool IsTruncated { get; }

    /// <summary>The findings, in document order.</summary>
    public IReadOnlyList<Finding> Findings { get; }

    /// <summary>
    /// The result as JSON, in one of the output formats of JSON Schema. Only errors count; a text that is no JSON is an error without a keyword. Like findings,
    /// the output holds no payload values.
    /// </summary>
    public string ToOutput(OutputFormat format) => OutputWriter.Write(this, format);
}
