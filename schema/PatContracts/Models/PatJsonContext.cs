using System.Text.Json.Serialization;

namespace PatContracts;

/// <summary>
/// System.Text.Json metadata of the models, made at compile time: reading and writing them needs no reflection and survives trimming
/// and native compilation. <c>JsonSerializer.Deserialize(utf8, PatJsonContext.Default.GetPersonalAccessTokenResponse)</c>.
/// </summary>
[JsonSerializable(typeof(GetPersonalAccessTokenResponse))]
[JsonSerializable(typeof(GetPersonalAccessTokenResponse[]))]
[JsonSerializable(typeof(List<GetPersonalAccessTokenResponse>))]
[JsonSerializable(typeof(IReadOnlyList<GetPersonalAccessTokenResponse>))]
[JsonSerializable(typeof(CreatePersonalAccessTokenResponse))]
[JsonSerializable(typeof(PatOwner))]
public sealed partial class PatJsonContext : JsonSerializerContext;
