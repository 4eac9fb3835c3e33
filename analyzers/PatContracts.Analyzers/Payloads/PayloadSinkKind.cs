namespace PatContracts.Analyzers.Payloads;

internal enum PayloadSinkKind
{
    Deserialized,
    Validated,
    Declared,
}
