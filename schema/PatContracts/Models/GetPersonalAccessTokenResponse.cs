using System.Runtime.Serialization;
using System.Text.Json.Serialization;

namespace PatContracts;

/// <summary>
/// One personal access token, as the service lists it. Holds the members of every API version; those that a version does not know stay null
/// and are not written.
/// </summary>
/// <remarks>
/// <para>Works with System.Text.Json (also source-generated, see <see cref="PatJson"/>) and with Newtonsoft.Json. A filled object is
/// written as a payload that its contract accepts.</para>
/// <para> No member is <c>required</c> in the language's sense: an object can be filled piece by piece, and the analyzer knows what the
/// contract asks for.
/// </para>
/// <para>Absent and null are told apart on the wire only: a missing <c>expirationDate</c> and one that is null both read as null.</para>
/// </remarks>
[ContractModel("v2026")]
[DataContract]
public record GetPersonalAccessTokenResponse
{
    /// <summary>Identifies the token; also the user name (client id) when the token is exchanged for an access token. Required.</summary>
    [DataMember(Name = "id", Order = 0)]
    [JsonPropertyName("id")]
    [JsonPropertyOrder(0)]
    public string Id { get; set; } = null!;

    /// <summary>What its owner calls the token. Required.</summary>
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
    /// When an access token was last obtained with this token; null when that never happened. The service updates it once a day at most.
    /// </summary>
    [DataMember(Name = "lastUsed", Order = 5)]
    [JsonPropertyName("lastUsed")]
    [JsonPropertyOrder(5)]
    [JsonConverter(typeof(PatNullableDateTimeConverter))]
    public DateTimeOffset? LastUsed { get; set; }

    /// <summary>
    /// True when the platform owns the token, as it does those that workflows create. The server sets it; a payload without it means false.
    /// </summary>
    [DataMember(Name = "managed", Order = 6)]
    [JsonPropertyName("managed")]
    [JsonPropertyOrder(6)]
    [JsonIgnore(Condition = JsonIgnoreCondition.Never)]
    public bool Managed { get; set; }

    /// <summary>
    /// How long an access token obtained with this token lives, in seconds; 43,200 where the payload does not say. Since <c>v3</c> of 2025.
    /// </summary>
    [DataMember(Name = "accessTokenValiditySeconds", Order = 7, EmitDefaultValue = false)]
    [JsonPropertyName("accessTokenValiditySeconds")]
    [JsonPropertyOrder(7)]
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    [JsonConverter(typeof(PatNullableInt32Converter))]
    public int? AccessTokenValiditySeconds { get; set; }

    /// <summary>
    /// When the token stops working. In <c>v2025</c> and later, null means never. Null is not written, because the other versions do not
    /// allow it.
    /// </summary>
    [DataMember(Name = "expirationDate", Order = 8, EmitDefaultValue = false)]
    [JsonPropertyName("expirationDate")]
    [JsonPropertyOrder(8)]
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    [JsonConverter(typeof(PatNullableDateTimeConverter))]
    public DateTimeOffset? ExpirationDate { get; set; }

    /// <summary>
    /// Whether a person confirmed that the token should never expire. <c>v2025</c> and later; false where the payload does not say.
    /// </summary>
    [DataMember(Name = "userAwareTokenNeverExpires", Order = 9, EmitDefaultValue = false)]
    [JsonPropertyName("userAwareTokenNeverExpires")]
    [JsonPropertyOrder(9)]
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public bool? UserAwareTokenNeverExpires { get; set; }
}
