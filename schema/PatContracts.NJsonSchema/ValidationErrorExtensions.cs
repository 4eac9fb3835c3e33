using System.Runtime.CompilerServices;
using NJsonSchema;
using NJsonSchema.Validation;
using PatContracts.Schema;

namespace PatContracts.NJsonSchema;

/// <summary>Converts findings to NJsonSchema's <see cref="ValidationError"/>, for code that expects it.</summary>
public static class ValidationErrorExtensions
{
    private static readonly ConditionalWeakTable<Contract, Known> KnownContracts = new();

    /// <summary>Validates a payload with the contract's engine, and returns errors in the form of NJsonSchema's <c>JsonSchema.Validate</c>.</summary>
    /// <param name="contract">The contract.</param>
    /// <param name="json">The payload. Text that is not JSON is an error of the kind <see cref="ValidationErrorKind.Unknown"/>, not an
    /// exception.</param>
    /// <param name="options">Settings of the validation; null for <see cref="ValidationOptions.Default"/>.</param>
    public static ICollection<ValidationError> ValidateAsNJsonSchema(this Contract contract, string json, ValidationOptions? options = null) =>
        contract.Validate(json, options).ToValidationErrors(contract);

    /// <summary>Converts the findings of a validation. Each is a <see cref="ContractValidationError"/>.</summary>
    /// <param name="result">The result of a validation against the contract.</param>
    /// <param name="contract">The contract.</param>
    public static ICollection<ValidationError> ToValidationErrors(this ContractValidationResult result, Contract contract)
    {
        if (result.Findings.Count == 0) return [];
        // Created once for each contract, because a service that receives invalid payloads usually receives many.
        Known known = KnownContracts.GetValue(contract, static contract => new Known(contract.ToNJsonSchema(), new KeywordValues(contract)));
        return [.. result.Findings.Select(finding => Convert(finding, known.Schema, known.Keywords))];
    }

    private static ContractValidationError Convert(Finding finding, JsonSchema schema, KeywordValues keywords)
    {
        string[] segments = Segments(finding.InstancePointer);
        if (finding.MissingProperty is { } missing) segments = [.. segments, missing];
        return new ContractValidationError(ErrorKinds.Of(finding, keywords), segments.LastOrDefault(), Path(segments), schema, finding);
    }

    private static string[] Segments(string pointer) =>
        pointer.Length == 0 ? [] : [.. pointer.Substring(1).Split('/').Select(segment => segment.Replace("~1", "/").Replace("~0", "~"))];

    // NJsonSchema expects owner.type or [0].owner, and adds the prefix #/ itself.
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

    private sealed class Known(JsonSchema schema, KeywordValues keywords)
    {
        public JsonSchema Schema => schema;

        public KeywordValues Keywords => keywords;
    }
}
