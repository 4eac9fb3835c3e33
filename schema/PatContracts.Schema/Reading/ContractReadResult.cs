using System.Diagnostics.CodeAnalysis;

namespace PatContracts.Schema;

/// <summary>The result of a read: a value, or the findings that prevented it.</summary>
/// <example><code>
/// if (result.IsValid) Use(result.Value); else Log(result.Findings);
/// </code></example>
/// <typeparam name="T">The type of the value.</typeparam>
public readonly struct ContractReadResult<T>
{
    private readonly ContractValidationResult? _validation;

    /// <summary>Creates the result of a successful read.</summary>
    /// <param name="value">The value.</param>
    /// <param name="validation">The findings, none of which is an error.</param>
    public ContractReadResult(T value, ContractValidationResult validation)
    {
        Value = value;
        IsValid = value is not null;
        _validation = validation;
    }

    /// <summary>Creates the result of a failed read.</summary>
    /// <param name="validation">The findings that prevented it.</param>
    public ContractReadResult(ContractValidationResult validation) => _validation = validation;

    /// <summary>Whether there is a value: the payload conforms to its contract and can be represented in .NET.</summary>
    [MemberNotNullWhen(true, nameof(Value))]
    public bool IsValid { get; }

    /// <summary>The value; the default of its type if <see cref="Findings"/> prevented it.</summary>
    public T? Value { get; }

    /// <summary>The findings that prevented the read, or those that are not errors; in document order, located in the complete payload.</summary>
    public IReadOnlyList<Finding> Findings => Validation.Findings;

    /// <summary>The findings, with <see cref="ContractValidationResult.IsWellFormed"/> and <see cref="ContractValidationResult.IsTruncated"/>.</summary>
    public ContractValidationResult Validation => _validation ?? ContractValidationResult.Valid;

    /// <summary>Deconstructs the result.</summary>
    /// <param name="value">The <see cref="Value"/>.</param>
    /// <param name="findings">The <see cref="Findings"/>.</param>
    public void Deconstruct(out T? value, out IReadOnlyList<Finding> findings)
    {
        value = Value;
        findings = Findings;
    }
}
