namespace PatContracts.Schema.Documents;

/// <summary>A schema document that references can find.</summary>
/// <param name="Uri">The URI it is known by, as it was registered or as its own identifier spells it.</param>
/// <param name="Utf8">Its text.</param>
internal sealed record RegisteredSchema(string Uri, ReadOnlyMemory<byte> Utf8);
