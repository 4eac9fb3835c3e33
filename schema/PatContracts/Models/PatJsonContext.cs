using System.Text.Json.Serialization;

namespace PatContracts;

/// <summary>The metadata that the source generator creates. <see cref="PatJson"/> is its public interface.</summary>
[JsonSerializable(typeof(GetPersonalAccessTokenResponse))]
[JsonSerializable(typeof(IReadOnlyList<GetPersonalAccessTokenResponse>))]
[JsonSerializable(typeof(CreatePersonalAccessTokenResponse))]
[JsonSerializable(typeof(PatOwner))]
[JsonSerializable(typeof(CreatePersonalAccessTokenRequest))]
[JsonSerializable(typeof(IReadOnlyList<PatPatchOperation>))]
internal sealed partial class PatJsonContext : JsonSerializerContext;
