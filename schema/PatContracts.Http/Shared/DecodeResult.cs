namespace PatContracts.Http.Shared;

/// <summary>The result of decoding a body.</summary>
internal enum DecodeResult
{
    /// <summary>The body was decoded.</summary>
    Decoded = 0,

    /// <summary>The decoded body is larger than the limit.</summary>
    TooLarge,

    /// <summary>The body does not match its content encoding.</summary>
    BadData,
}
