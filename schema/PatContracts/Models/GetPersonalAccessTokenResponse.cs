using System.Runtime.Serialization;
using System.Text.Json.Serialization;

namespace PatContracts;

/// <summary>
/// A personal access token, as the service returns it. The record has the members of every API version. Members that a version doesn't have remain null
/// and are not written.
/// </summary>
/// <remarks>
/// <para>Works with System.Text.Json (also source-generated, see <see cref="PatJson"/>) and with Newtonsoft.Json. A complete object is
/// written as a payload that conforms to its contract.</para>
/// <para>No member has the modifier <c>required</c>, so an object can be built step by step. The analyzer reports required members that are
/// missing.</para>
/// <para>The model doesn't distinguish absent members from null: an absent <c>expirationDate</c> and one that is null are both read as null.</para>
/// </remarks>
[ContractModel("v2026")]
[DataContract]
public record GetPersonalAccessTokenResponse
{
    /// <summary>The id of the token, and the client id with which it is exchanged for an access token. Required.</summary>
    [DataMember(Name = "id", Order = 0)]
    [JsonPropertyName("id")]
    [JsonPropertyOrder(0)]
    public string Id { get; set; } = null!;

    /// <summary>The name of the token. Required.</summary>
    [DataMember(Name = "name", Order = 1)]
    [JsonPropertyName("name")]
    [JsonPropertyOrder(1)]
    public string Name { get; set; } = null!;

    /// <summary>The rights of the token. Required, but may be null; null is written as null.</summary>
    [DataMember(Name = "scope", Order = 2)]
    [JsonPropertyName("scope")]
    [JsonPropertyOrder(2)]
    [JsonIgnore(Condition = JsonIgnoreCondition.Never)]
    public IReadOnlyList<string>? Scope { get; set; }

    /// <summary>The identity that owns the token. Required.</summary>
    [DataMember(Name = "owner", Order = 3)]
    [JsonPropertyName("owner")]
    [JsonPropertyOrder(3)]
    public PatOwner Owner { get; set; } = null!;

    /// <summary>When the token was created. Required.</summary>
    [DataMember(Name = "created", Order = 4)]
    [JsonPropertyName("created")]
    [JsonPropertyOrder(4)]
    [JsonConverter(typeof(PatDateTimeConverter))]
    public DateTimeOffset Created { get; set; }

    /// <summary>
    /// When an access token was last obtained with this token; null if it has never been used. The service updates it at most once a day.
    /// </summary>
    [DataMember(Name = "lastUsed", Order = 5)]
    [JsonPropertyName("lastUsed")]
    [JsonPropertyOrder(5)]
    [JsonConverter(typeof(PatNullableDateTimeConverter))]
    public DateTimeOffset? LastUsed { get; set; }

    /// <summary>
    /// Whether the platform manages the token, for example because a workflow created it. Only the server sets it; false if it is absent.
    /// </summary>
    [DataMember(Name = "managed", Order = 6)]
    [JsonPropertyName("managed")]
    [JsonPropertyOrder(6)]
    [JsonIgnore(Condition = JsonIgnoreCondition.Never)]
    public bool Managed { get; set; }

    /// <summary>
    /// The lifetime of an access token obtained with this token, in seconds; 43,200 if it is absent. Since <c>v3</c> of 2025.
    /// </summary>
    [DataMember(Name = "accessTokenValiditySeconds", Order = 7, EmitDefaultValue = false)]
    [JsonPropertyName("accessTokenValiditySeconds")]
    [JsonPropertyOrder(7)]
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    [JsonConverter(typeof(PatNullableInt32Converter))]
    public int? AccessTokenValiditySeconds { get; set; }

    /// <summary>
    /// When the token expires. In <c>v2025</c> and later, null means never. Null is not written, because earlier versions don't allow
    /// it.
    /// </summary>
    [DataMember(Name = "expirationDate", Order = 8, EmitDefaultValue = false)]
    [JsonPropertyName("expirationDate")]
    [JsonPropertyOrder(8)]
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    [JsonConverter(typeof(PatNullableDateTimeConverter))]
    public DateTimeOffset? ExpirationDate { get; set; }

    /// <summary>
    /// Whether a user confirmed that the token never expires. <c>v2025</c> and later; false if it is absent.
    /// </summary>
    [DataMember(Name = "userAwareTokenNeverExpires", Order = 9, EmitDefaultValue = false)]
    [JsonPropertyName("userAwareTokenNeverExpires")]
    [JsonPropertyOrder(9)]
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public bool? UserAwareTokenNeverExpires { get; set; }
}
