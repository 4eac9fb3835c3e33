using PatContracts.Schema.Findings;

namespace PatContracts.Schema;

/// <summary>The result of a validation.</summary>
public sealed class ContractValidationResult
{
    /// <summary>A result without findings.</summary>
    public static ContractValidationResult Valid { get; } = new() { Findings = [] };

    /// <summary>Whether no finding is an error.</summary>
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

    /// <summary>Whether the payload is JSON (RFC 8259). If not, validation stopped at the error and the last finding names its location.</summary>
    public bool IsWellFormed { get; init; } = true;

    /// <summary>Whether <see cref="ValidationOptions.MaxFindings"/> was reached and later findings were dropped.</summary>
    public bool IsTruncated { get; init; }

    /// <summary>The findings, in document order.</summary>
    public required IReadOnlyList<Finding> Findings { get; init; }

    /// <summary>
    /// Returns the result as JSON, in one of the output formats of JSON Schema. Only errors are included; text that is not JSON is an error without a keyword.
    /// Like findings, the output contains no payload values.
    /// </summary>
    public string ToOutput(OutputFormat format) => OutputWriter.Write(this, format);
}
