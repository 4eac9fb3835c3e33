using System.Text.Json;
using System.Text.Json.Serialization;

namespace PatContracts;

/// <summary>
/// One operation of a request to patch a personal access token, which is a list of operations (JSON Patch, RFC 6902). The name and scope can be patched, and
/// in <c>v2025</c> and later the expiration. <c>managed</c> cannot be patched.
/// </summary>
/// <example><code>
/// string json = JsonSerializer.Serialize([PatPatchOperation.ReplaceName("Nightly export")], PatJson.PatchRequest);
/// </code></example>
public sealed record PatPatchOperation
{
    /// <summary>The operation: <c>replace</c>, <c>add</c>, <c>remove</c>, <c>copy</c>, <c>move</c> or <c>test</c>. Required.</summary>
    [JsonPropertyName("op")]
    [JsonPropertyOrder(0)]
    public string Op { get; set; } = null!;

    /// <summary>JSON Pointer of the property to change: <c>/name</c>. Required.</summary>
    [JsonPropertyName("path")]
    [JsonPropertyOrder(1)]
    public string Path { get; set; } = null!;

    /// <summary>JSON Pointer of the property to copy or move.</summary>
    [JsonPropertyName("from")]
    [JsonPropertyOrder(2)]
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public string? From { get; set; }

    /// <summary>The new value. A JSON null is a value; a null reference means no value, and is not written.</summary>
    [JsonPropertyName("value")]
    [JsonPropertyOrder(3)]
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public JsonElement? Value { get; set; }

    /// <summary>Creates an operation that renames the token.</summary>
    /// <param name="name">The name.</param>
    public static PatPatchOperation ReplaceName(string name) =>
        Replace("/name", JsonSerializer.SerializeToElement(name ?? throw new ArgumentNullException(nameof(name)), PatJsonContext.Default.String));

    /// <summary>Creates an operation that replaces the rights of the token.</summary>
    /// <param name="scope">The rights; null for all rights of the owner.</param>
    public static PatPatchOperation ReplaceScope(IReadOnlyList<string>? scope) =>
        Replace("/scope", JsonSerializer.SerializeToElement(scope!, PatJsonContext.Default.IReadOnlyListString));

    /// <summary>Creates an operation that replaces the expiration of the token. <c>v2025</c> and later.</summary>
    /// <param name="expirationDate">
    /// When the token expires; null for never, which <see cref="ReplaceUserAwareTokenNeverExpires"/> has to acknowledge in the same request.
    /// </param>
    public static PatPatchOperation ReplaceExpirationDate(DateTimeOffset? expirationDate) => Replace(
        "/expirationDate",
        expirationDate is { } value
            ? JsonSerializer.SerializeToElement(Timestamps.Format(value), PatJsonContext.Default.String)
            : JsonSerializer.SerializeToElement(null!, PatJsonContext.Default.String));

    /// <summary>Creates an operation that acknowledges that the token never expires. <c>v2025</c> and later.</summary>
    /// <param name="isAcknowledged">Whether a user acknowledges it.</param>
    public static PatPatchOperation ReplaceUserAwareTokenNeverExpires(bool isAcknowledged) =>
        Replace("/userAwareTokenNeverExpires", JsonSerializer.SerializeToElement(isAcknowledged, PatJsonContext.Default.Boolean));

    private static PatPatchOperation Replace(string path, JsonElement value) => new() { Op = "replace", Path = path, Value = value };
}
