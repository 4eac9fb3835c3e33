namespace PatContracts.Analyzers.Tests.Fuzz;

/// <summary>The statements that are permitted at a position.</summary>
[Flags]
internal enum Permissions
{
    None = 0,
    Return = 1,
    Await = 2,
    Yield = 4,
}
