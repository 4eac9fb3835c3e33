using NJsonSchema;
using NJsonSchema.Validation;
using PatContracts.Schema;

namespace PatContracts.NJsonSchema;

/// <summary>
/// A finding in the form of NJsonSchema's errors. Findings don't contain payload values, so <see cref="ValidationError.Token"/> is null, and there is no line
/// info of NJsonSchema. <see cref="Finding"/> contains the location.
/// </summary>
public sealed class ContractValidationError : ValidationError
{
    internal ContractValidationError(ValidationErrorKind kind, string? property, string path, JsonSchema schema, Finding finding)
        : base(kind, property, path, null, schema)
    {
        Finding = finding;
    }

    /// <summary>The finding, with its rule, message, line and column.</summary>
    public Finding Finding { get; }

    /// <summary>Returns the kind, path, message and location.</summary>
    public override string ToString() => FormattableString.Invariant($"{Kind}: {Path} ({Finding.Line}:{Finding.Column}: {Finding.Message})");
}
