using System.Runtime.Serialization;
using Newtonsoft.Json;
using Newtonsoft.Json.Converters;
using Newtonsoft.Json.Serialization;
using PatContracts;

namespace AccessProfiles;

/// <summary>A bundle of entitlements, as the profile service returns it. Bound to the project's own contract.</summary>
[ContractModel("access-profile")]
[JsonObject(NamingStrategyType = typeof(CamelCaseNamingStrategy))]
public sealed class AccessProfile
{
    public Guid Id { get; set; }

    public string Name { get; set; } = "";

    public Reference Owner { get; set; } = null!;

    [JsonProperty("risk")]
    public Risk RiskLevel { get; set; }

    public Approval Approval { get; set; } = null!;

    public IReadOnlyList<Reference> Entitlements { get; set; } = [];

    public long MemberCount { get; set; }

    [JsonProperty("lastReviewed")]
    public DateTimeOffset? Reviewed { get; set; }

    [JsonProperty("builtIn", NullValueHandling = NullValueHandling.Ignore)]
    public bool? IsBuiltIn { get; set; }
}

/// <summary>A reference to an object of another system.</summary>
[ContractModel("reference")]
public sealed record Reference([property: JsonProperty("type")] string Type, [property: JsonProperty("id")] string Id)
{
    [JsonProperty("name", NullValueHandling = NullValueHandling.Ignore)]
    public string? Name { get; init; }
}

/// <summary>Who has to approve a request: one of the approvers, or no one.</summary>
[JsonObject(NamingStrategyType = typeof(CamelCaseNamingStrategy))]
public sealed class Approval
{
    public string Kind { get; set; } = "AUTOMATIC";

    [JsonProperty(NullValueHandling = NullValueHandling.Ignore)]
    public IReadOnlyList<Reference>? Approvers { get; set; }
}

[JsonConverter(typeof(StringEnumConverter))]
public enum Risk
{
    [EnumMember(Value = "LOW")]
    Low,

    [EnumMember(Value = "MEDIUM")]
    Medium,

    [EnumMember(Value = "HIGH")]
    High,
}
