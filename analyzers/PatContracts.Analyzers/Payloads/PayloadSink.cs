using Microsoft.CodeAnalysis;

namespace PatContracts.Analyzers.Payloads;

/// <summary>Code where JSON is read or analyzed.</summary>
/// <param name="Payload">The JSON, or what carries it.</param>
/// <param name="Model">The type it is read as; null where a contract is named instead.</param>
/// <param name="Contract">The expression that names the contract or is it; null where a type stands for it.</param>
/// <param name="Shape">Whether the JSON is one value of the contract or a list.</param>
/// <param name="IsTolerant">Whether the reader may take more than JSON: comments, trailing commas, single quotation marks.</param>
/// <param name="Kind">What happens to the JSON there.</param>
internal readonly record struct PayloadSink(
    IOperation Payload,
    ITypeSymbol? Model,
    IOperation? Contract,
    PayloadShape Shape,
    bool IsTolerant,
    PayloadSinkKind Kind);

internal enum PayloadSinkKind
{
    Deserialized,
    Validated,
    Declared,
}

/// <summary>What a payload is of its contract.</summary>
internal enum PayloadShape
{
    /// <summary>One value.</summary>
    One,

    /// <summary>A list of values.</summary>
    List,

    /// <summary>One value or a list: its first character tells.</summary>
    ByContent,
}
