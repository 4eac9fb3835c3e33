using System.Diagnostics.CodeAnalysis;
using PatContracts.Schema;

namespace PatContracts;

/// <summary>What came of reading: a value, or the findings that stood against it.</summary>
/// <remarks>
/// <c>if (result.IsValid) Use(result.Value); else Log(result.Findings);</c>, or taken apart:
/// <c>(GetPersonalAccessTokenResponse? token, IReadOnlyList&lt;Finding&gt; findings) = await PatContract.TryReadAsync(stream);</c>.
/// </remarks>
/// <typeparam name="T">What was to be read.</typeparam>
public readonly struct ContractReadResult<T>
    where T : class
{
    private readonly ContractValidationResult? _validation;

    internal ContractReadResult(T? value, ContractValidationResult validation)
    {
        Value = value;
        _validation = validation;
    }

    /// <summary>Whether there is a value: the payload keeps its contract, and .NET values can hold what it says.</summary>
    [MemberNotNullWhen(true, nameof(Value))]
    public bool IsValid => Value is not null;

    /// <summary>The value, or null where <see cref="Findings"/> say why there is none.</summary>
    public T? Value { get; }

    /// <summary>
    /// The findings: those that stopped the reading, or those that are no errors. In document order, in their place in the whole text.
    /// </summary>
    public IReadOnlyList<Finding> Findings => Validation.Findings;

    /// <summary>The findings, with whether the text was JSON at all and whether findings were left out.</summary>
    public ContractValidationResult Validation => _validation ?? ContractValidationResult.Valid;

    /// <summary>Takes the result apart.</summary>
    /// <param name="value">The <see cref="Value"/>.</param>
    /// <param name="findings">The <see cref="Findings"/>.</param>
    public void Deconstruct(out T? value, out IReadOnlyList<Finding> findings)
    {
        value = Value;
        findings = Findings;
    }
}
