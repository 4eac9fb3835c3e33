using NJsonSchema;
using NJsonSchema.Validation;
using PatContracts.Schema;

namespace PatContracts.NJsonSchema;

/// <summary>Findings as NJsonSchema's <see cref="ValidationError"/> collection, for code that handles those.</summary>
public static class ValidationErrors
{
    /// <summary>Validates a payload and answers what NJsonSchema's <c>JsonSchema.Validate</c> would, from the contract's engine.</summary>
    /// <param name="contract">The contract.</param>
    /// <param name="json">The payload. Text that is not JSON is an error of the kind <see cref="ValidationErrorKind.Unknown"/>, not an exception.</param>
    /// <param name="options">Settings of the validation; null is <see cref="ValidationOptions.Default"/>.</param>
    public static ICollection<ValidationError> ValidateAsNJsonSchema(this Contract contract, string json, ValidationOptions? options = null) =>
        contract.Validate(json, options).ToValidationErrors(contract);

    /// <summary>The findings of a validation. Each is a <see cref="ContractValidationError"/>.</summary>
    /// <param name="result">What a validation under the contract found.</param>
    /// <param name="contract">The contract.</param>
    public static ICollection<ValidationError> ToValidationErrors(this ValidationResult result, Contract contract)
    {
        if (result.Findings.Count == 0) return [];
        JsonSchema schema = contract.ToNJsonSchema();
        var keywords = new KeywordValues(contract);
        return [.. result.Findings.Select(finding => Convert(finding, schema, keywords))];
    }

    private static ContractValidationError Convert(Finding finding, JsonSchema schema, KeywordValues keywords)
    {
        ValidationErrorKind kind = ErrorKinds.Of(finding, keywords);
        string? missing = kind == ValidationErrorKind.PropertyRequired ? QuotedName(finding.Message) : null;
        string[] segments = Segments(finding.InstancePointer);
        string? property = missing ?? segments.LastOrDefault();
        return new ContractValidationError(kind, property, Path(missing is null ? segments : [.. segments, missing]), schema, finding);
    }

    /// <summary>The member's name in the message of <c>schema/required</c>, which is the contract's word, not the payload's.</summary>
    private static string? QuotedName(string message)
    {
        int first = message.IndexOf('"');
        int last = message.LastIndexOf('"');
        return last > first ? message.Substring(first + 1, last - first - 1) : null;
    }

    private static string[] Segments(string pointer) =>
        pointer.Length == 0 ? [] : [.. pointer.Substring(1).Split('/').Select(segment => segment.Replace("~1", "/").Replace("~0", "~"))];

    // NJsonSchema writes owner.type and [0].owner, and puts #/ before it by itself.
    private static string Path(string[] segments)
    {
        string path = "";
        foreach (string segment in segments)
        {
            if (segment.Length > 0 && segment.All(char.IsDigit)) path += $"[{segment}]";
            else path += path.Length == 0 ? segment : $".{segment}";
        }

        return path;
    }
}
