using Microsoft.CodeAnalysis;

namespace PatContracts.Analyzers.Payloads;

/// <summary>Code that reads or validates JSON.</summary>
/// <param name="Payload">The JSON, or an operation that forwards it.</param>
/// <param name="Model">The type as which it is read; null if a contract is named instead.</param>
/// <param name="Contract">The expression that names the contract or evaluates to it; null if a type determines it.</param>
/// <param name="Shape">Whether the JSON is one value of the contract or a list.</param>
/// <param name="IsTolerant">Whether the reader may accept more than JSON: comments, trailing commas, single quotation marks.</param>
/// <param name="Kind">What the code does with the JSON.</param>
internal readonly record struct PayloadSink(
    IOperation Payload,
    ITypeSymbol? Model,
    IOperation? Contract,
    PayloadShape Shape,
    bool IsTolerant,
    PayloadSinkKind Kind);
