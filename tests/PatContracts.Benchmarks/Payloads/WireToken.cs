using System.Text.Json.Serialization;

namespace PatContracts.Benchmarks.Payloads;

/// <summary>The classes that a program without this project would deserialize into: plain classes, source-generated.</summary>
internal sealed class WireToken
{
    public string? Id { get; set; }

    public string? Name { get; set; }

    public List<string>? Scope { get; set; }

    public WireOwner? Owner { get; set; }

    public DateTimeOffset Created { get; set; }

    public DateTimeOffset? LastUsed { get; set; }

    public bool Managed { get; set; }
}

internal sealed class WireOwner
{
    public string? Type { get; set; }

    public string? Id { get; set; }

    public string? Name { get; set; }
}

[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase)]
[JsonSerializable(typeof(WireToken))]
[JsonSerializable(typeof(List<WireToken>))]
internal sealed partial class WireContext : JsonSerializerContext;
