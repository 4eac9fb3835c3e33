namespace PatContracts.Schema.Documents;

/// <summary>A schema document that references can resolve to.</summary>
/// <param name="Uri">Its URI, as registered or as spelled in its own identifier.</param>
/// <param name="Utf8">Its text.</param>
internal sealed record RegisteredSchema(string Uri, ReadOnlyMemory<byte> Utf8);
