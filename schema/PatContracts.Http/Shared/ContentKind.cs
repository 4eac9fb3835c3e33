namespace PatContracts.Http.Shared;

/// <summary>What a body is to its contract, by its media type.</summary>
internal enum ContentKind
{
    /// <summary>A payload that the contract applies to.</summary>
    Payload = 0,

    /// <summary>Of a media type that was not expected, so that the body cannot be validated.</summary>
    Unexpected,

    /// <summary>Of a media type that the OpenAPI document names without a schema that could be applied: no contract applies.</summary>
    WithoutContract,
}
