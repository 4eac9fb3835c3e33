namespace PatContracts.AspNetCore.Tests;

/// <summary>What the endpoints of the tests bind.</summary>
public sealed record Profile(string Name, int Size);
