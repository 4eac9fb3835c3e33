namespace PatContracts;

/// <summary>
/// Specifies that a string (or a span of bytes) contains JSON of a bound model. The analyzers then validate literals that are passed to it against the
/// contract of the model. Can be combined with <c>[StringSyntax(StringSyntaxAttribute.Json)]</c>.
/// </summary>
/// <param name="model">A type that is bound to a contract, for example <see cref="GetPersonalAccessTokenResponse"/>.</param>
[AttributeUsage(AttributeTargets.Parameter | AttributeTargets.Property | AttributeTargets.Field)]
public sealed class PayloadOfAttribute(Type model) : Attribute
{
    /// <summary>The bound model whose contract the payload must conform to.</summary>
    public Type Model { get; } = model;
}
