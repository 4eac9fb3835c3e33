using System.Runtime.Serialization;
using System.Text.Json.Serialization;

namespace PatContracts;

/// <summary>
/// The request to create a personal access token. It has no properties that only the service sets, such as <c>managed</c>. Null is not written.
/// </summary>
[ContractModel("v2026-create-request")]
[DataContract]
public record CreatePersonalAccessTokenRequest
{
    /// <summary>The name of the token. An owner cannot have two tokens with the same name. Required.</summary>
    [DataMember(Name = "name", Order = 0)]
    [JsonPropertyName("name")]
    [JsonPropertyOrder(0)]
    public string Name { get; set; } = null!;

    /// <summary>The rights of the token; null for all rights of its owner.</summary>
    [DataMember(Name = "scope", Order = 1, EmitDefaultValue = false)]
    [JsonPropertyName("scope")]
    [JsonPropertyOrder(1)]
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public IReadOnlyList<string>? Scope { get; set; }

    /// <summary>How long an access token obtained with this token is valid, in seconds: from 15 to 43,200; null for 43,200.</summary>
    [DataMember(Name = "accessTokenValiditySeconds", Order = 2, EmitDefaultValue = false)]
    [JsonPropertyName("accessTokenValiditySeconds")]
    [JsonPropertyOrder(2)]
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    [JsonConverter(typeof(PatNullableInt32Converter))]
    public int? AccessTokenValiditySeconds { get; set; }

    /// <summary>
    /// When the token expires. In <c>v2025</c> and later, null means never, and <see cref="UserAwareTokenNeverExpires"/> must then be true. In earlier
    /// versions, null means six months after its creation.
    /// </summary>
    [DataMember(Name = "expirationDate", Order = 3, EmitDefaultValue = false)]
    [JsonPropertyName("expirationDate")]
    [JsonPropertyOrder(3)]
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    [JsonConverter(typeof(PatNullableDateTimeConverter))]
    public DateTimeOffset? ExpirationDate { get; set; }

    /// <summary>Acknowledges that the token never expires. <c>v2025</c> and later.</summary>
    [DataMember(Name = "userAwareTokenNeverExpires", Order = 4, EmitDefaultValue = false)]
    [JsonPropertyName("userAwareTokenNeverExpires")]
    [JsonPropertyOrder(4)]
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public bool? UserAwareTokenNeverExpires { get; set; }
}
