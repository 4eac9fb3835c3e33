using System.Runtime.Serialization;
using System.Text;
using System.Text.Json.Serialization;

namespace PatContracts;

/// <summary>A personal access token that was just created, with its secret. The secret is returned only in this response.</summary>
/// <remarks><see cref="ToString"/> doesn't include the secret. Serialization does, so store the result securely.</remarks>
[ContractModel("v2026-create")]
[DataContract]
public record CreatePersonalAccessTokenResponse
{
    /// <summary>The id of the token, and the client id with which it is exchanged for an access token. Required.</summary>
    [DataMember(Name = "id", Order = 0)]
    [JsonPropertyName("id")]
    [JsonPropertyOrder(0)]
    public string Id { get; set; } = null!;

    /// <summary>The client secret that belongs to <see cref="Id"/>. It is a credential. Required.</summary>
    [DataMember(Name = "secret", Order = 1)]
    [JsonPropertyName("secret")]
    [JsonPropertyOrder(1)]
    public string Secret { get; set; } = null!;

    /// <summary>The rights of the token. Required, but may be null; null is written as null.</summary>
    [DataMember(Name = "scope", Order = 2)]
    [JsonPropertyName("scope")]
    [JsonPropertyOrder(2)]
    [JsonIgnore(Condition = JsonIgnoreCondition.Never)]
    public IReadOnlyList<string>? Scope { get; set; }

    /// <summary>The name of the token. Required.</summary>
    [DataMember(Name = "name", Order = 3)]
    [JsonPropertyName("name")]
    [JsonPropertyOrder(3)]
    public string Name { get; set; } = null!;

    /// <summary>The identity that owns the token. Required.</summary>
    [DataMember(Name = "owner", Order = 4)]
    [JsonPropertyName("owner")]
    [JsonPropertyOrder(4)]
    public PatOwner Owner { get; set; } = null!;

    /// <summary>When the token was created. Required.</summary>
    [DataMember(Name = "created", Order = 5)]
    [JsonPropertyName("created")]
    [JsonPropertyOrder(5)]
    [JsonConverter(typeof(PatDateTimeConverter))]
    public DateTimeOffset Created { get; set; }

    /// <summary>
    /// How long an access token obtained with this token is valid, in seconds. Required in every version except <c>v3-2024-02-20</c>, which doesn't
    /// define it.
    /// </summary>
    [DataMember(Name = "accessTokenValiditySeconds", Order = 6, EmitDefaultValue = false)]
    [JsonPropertyName("accessTokenValiditySeconds")]
    [JsonPropertyOrder(6)]
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    [JsonConverter(typeof(PatNullableInt32Converter))]
    public int? AccessTokenValiditySeconds { get; set; }

    /// <summary>When the token expires. Required in every version except <c>v3-2024-02-20</c>, which doesn't define it.</summary>
    [DataMember(Name = "expirationDate", Order = 7, EmitDefaultValue = false)]
    [JsonPropertyName("expirationDate")]
    [JsonPropertyOrder(7)]
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    [JsonConverter(typeof(PatNullableDateTimeConverter))]
    public DateTimeOffset? ExpirationDate { get; set; }

    /// <summary>Writes the members for <see cref="ToString"/>: all except the secret.</summary>
    protected virtual bool PrintMembers(StringBuilder builder)
    {
        builder.Append(nameof(Id)).Append(" = ").Append(Id)
            .Append(", ").Append(nameof(Name)).Append(" = ").Append(Name)
            .Append(", ").Append(nameof(Owner)).Append(" = ").Append(Owner)
            .Append(", ").Append(nameof(Created)).Append(" = ").Append(Created)
            .Append(", ").Append(nameof(ExpirationDate)).Append(" = ").Append(ExpirationDate);
        return true;
    }
}
