using System.Text.Json.Serialization.Metadata;

namespace PatContracts;

/// <summary>
/// System.Text.Json metadata of the models, generated at compile time: reading and writing them needs no reflection and supports trimming and Native AOT.
/// </summary>
/// <example><code>
/// string json = JsonSerializer.Serialize(token, PatJson.Token);
/// // With your own types:
/// var options = new JsonSerializerOptions { TypeInfoResolver = JsonTypeInfoResolver.Combine(OwnContext.Default, PatJson.TypeInfoResolver) };
/// </code></example>
public static class PatJson
{
    /// <summary>One token.</summary>
    public static JsonTypeInfo<GetPersonalAccessTokenResponse> Token => PatJsonContext.Default.GetPersonalAccessTokenResponse;

    /// <summary>A list of tokens.</summary>
    public static JsonTypeInfo<IReadOnlyList<GetPersonalAccessTokenResponse>> TokenList => PatJsonContext.Default.IReadOnlyListGetPersonalAccessTokenResponse;

    /// <summary>A token that was just created, with its secret.</summary>
    public static JsonTypeInfo<CreatePersonalAccessTokenResponse> CreatedToken => PatJsonContext.Default.CreatePersonalAccessTokenResponse;

    /// <summary>The request to create a token.</summary>
    public static JsonTypeInfo<CreatePersonalAccessTokenRequest> CreateRequest => PatJsonContext.Default.CreatePersonalAccessTokenRequest;

    /// <summary>The request to patch a token.</summary>
    public static JsonTypeInfo<IReadOnlyList<PatPatchOperation>> PatchRequest => PatJsonContext.Default.IReadOnlyListPatPatchOperation;

    /// <summary>The owner of a token.</summary>
    public static JsonTypeInfo<PatOwner> Owner => PatJsonContext.Default.PatOwner;

    /// <summary>The metadata of all models, to combine with the metadata of other types.</summary>
    public static IJsonTypeInfoResolver TypeInfoResolver => PatJsonContext.Default;
}
