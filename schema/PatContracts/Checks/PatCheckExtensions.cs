using PatContracts.Checks;
using PatContracts.Schema;

namespace PatContracts;

/// <summary>Validates payloads against any contract for tokens, including your own, and runs the token checks.</summary>
public static class PatCheckExtensions
{
    /// <summary>Returns the violations of the contract and the findings of the token checks, in document order. The checks run only if the payload is JSON.</summary>
    /// <param name="contract">A contract of one token or of a list of tokens.</param>
    /// <param name="utf8Json">The payload.</param>
    /// <param name="checks">The checks that run: <see cref="PatCheckOptions.Default"/>.</param>
    public static ContractValidationResult Validate(this Contract contract, ReadOnlySpan<byte> utf8Json, PatCheckOptions checks) =>
        contract.Validate(utf8Json, checks, null);

    /// <inheritdoc cref="Validate(Contract, ReadOnlySpan{byte}, PatCheckOptions)"/>
    /// <param name="contract">A contract of one token or of a list of tokens.</param>
    /// <param name="utf8Json">The payload.</param>
    /// <param name="checks">The checks that run: <see cref="PatCheckOptions.Default"/>.</param>
    /// <param name="options">Settings of the validation; null for the defaults.</param>
    public static ContractValidationResult Validate(this Contract contract, ReadOnlySpan<byte> utf8Json, PatCheckOptions checks, ValidationOptions? options)
    {
        if (contract is null) throw new ArgumentNullException(nameof(contract));
        if (checks is null) throw new ArgumentNullException(nameof(checks));
        var token = TokenContract.Of(contract);
        ContractValidationResult validation = contract.Validate(utf8Json, options);
        if (!validation.IsValid) validation = NotATokenResponse.Explain(validation, utf8Json, token, checks.SeverityOf(PatCheck.NotATokenResponse));
        if (!validation.IsWellFormed || token.SelectFor(checks).Checks.Length == 0) return validation;
        IReadOnlyList<Finding> found = new PatCheckSession(contract, checks).CheckPayload(utf8Json);
        return found.Count == 0 ? validation : Merge(validation, found, (options ?? ValidationOptions.Default).MaxFindings);
    }

    // If validation was truncated, drop check findings after the last validation finding.
    private static ContractValidationResult Merge(ContractValidationResult validation, IReadOnlyList<Finding> found, int maxFindings)
    {
        IEnumerable<Finding> known = found;
        if (validation.IsTruncated)
        {
            long last = validation.Findings[validation.Findings.Count - 1].Offset;
            known = found.Where(finding => finding.Offset <= last);
        }

        // OrderBy is stable: at the same location, the findings of the contract come first.
        Finding[] merged = [.. validation.Findings.Concat(known).OrderBy(finding => finding.Offset)];
        bool isTruncated = merged.Length > maxFindings;
        return new ContractValidationResult
        {
            Findings = isTruncated ? [.. merged.Take(maxFindings)] : merged,
            IsTruncated = validation.IsTruncated || isTruncated,
        };
    }
}
