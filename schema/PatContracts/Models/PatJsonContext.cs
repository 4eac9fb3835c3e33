using System.Text.Json.Serialization;

namespace PatContracts;

/// <summary>The metadata that the source generator makes; <see cref="PatJson"/> is what users see of it.</summary>
[JsonSerializable(typeof(GetPersonalAccessTokenResponse))]
[JsonSerializable(typeof(IReadOnlyList<GetPersonalAccessTokenResponse>))]
[JsonSerializable(typeof(CreatePersonalAccessTokenResponse))]
[JsonSerializable(typeof(PatOwner))]
[JsonSerializable(typeof(CreatePersonalAccessTokenRequest))]
[JsonSerializable(typeof(IReadOnlyList<PatPatchOperation>))]
internal sealed partial class PatJsonContext : JsonSerializerContext;
