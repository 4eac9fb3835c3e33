namespace PatContracts;

/// <summary>
/// Says that a string (or a span of bytes) holds JSON of a bound model: the analyzer then checks literals that are passed to it against the
/// model's contract. Goes well with <c>[StringSyntax(StringSyntaxAttribute.Json)]</c>.
/// </summary>
/// <param name="model">A type that is bound to a contract, <see cref="GetPersonalAccessTokenResponse"/> for example.</param>
[AttributeUsage(AttributeTargets.Parameter | AttributeTargets.Property | AttributeTargets.Field)]
public sealed class PayloadOfAttribute(Type model) : Attribute
{
    /// <summary>The bound model whose contract the payload has to keep.</summary>
    public Type Model { get; } = model;
}
