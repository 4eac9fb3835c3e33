namespace PatContracts.Http.Shared;

/// <summary>Whether a contract applies to a body of a media type.</summary>
internal enum ContentKind
{
    /// <summary>The contract applies to the body.</summary>
    Payload = 0,

    /// <summary>The media type is not expected, so the body cannot be validated.</summary>
    Unexpected,

    /// <summary>The OpenAPI document declares the media type without a JSON schema, so no contract applies.</summary>
    WithoutContract,
}
