using NJsonSchema;
using NJsonSchema.Validation;
using PatContracts.Schema;

namespace PatContracts.NJsonSchema;

/// <summary>
/// A finding in the shape of NJsonSchema's errors. <see cref="ValidationError.Token"/> is null and there is no line info in NJsonSchema's
/// sense: findings carry no payload values, so the location is in <see cref="Finding"/>.
/// </summary>
public sealed class ContractValidationError : ValidationError
{
    internal ContractValidationError(ValidationErrorKind kind, string? property, string path, JsonSchema schema, Finding finding)
        : base(kind, property, path, null, schema)
    {
        Finding = finding;
    }

    /// <summary>The finding, with rule, message, line and column.</summary>
    public Finding Finding { get; }

    /// <summary>Kind, path, message and location.</summary>
    public override string ToString() => FormattableString.Invariant($"{Kind}: {Path} ({Finding.Line}:{Finding.Column}: {Finding.Message})");
}
