using System.Runtime.Serialization;
using System.Text.Json.Serialization;

namespace PatContracts;

/// <summary>The identity that owns a token. No version requires any of its members. Members that are null are not written.</summary>
[DataContract]
public record PatOwner
{
    /// <summary>The type of the owner: <c>IDENTITY</c>.</summary>
    [DataMember(Name = "type", Order = 0, EmitDefaultValue = false)]
    [JsonPropertyName("type")]
    [JsonPropertyOrder(0)]
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public string? Type { get; set; }

    /// <summary>The id of the owner.</summary>
    [DataMember(Name = "id", Order = 1, EmitDefaultValue = false)]
    [JsonPropertyName("id")]
    [JsonPropertyOrder(1)]
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public string? Id { get; set; }

    /// <summary>The display name of the owner.</summary>
    [DataMember(Name = "name", Order = 2, EmitDefaultValue = false)]
    [JsonPropertyName("name")]
    [JsonPropertyOrder(2)]
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public string? Name { get; set; }
}
