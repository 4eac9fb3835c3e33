namespace PatContracts.Http.Shared;

/// <summary>Whether a contract applies to a body, by its media type.</summary>
internal enum ContentKind
{
    /// <summary>The contract applies to the body.</summary>
    Payload = 0,

    /// <summary>The media type was not expected, so the body cannot be validated.</summary>
    Unexpected,

    /// <summary>The OpenAPI document names the media type without a schema for JSON, so no contract applies.</summary>
    WithoutContract,
}
