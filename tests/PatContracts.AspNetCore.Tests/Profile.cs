namespace PatContracts.AspNetCore.Tests;

/// <summary>The model that the endpoints of the tests bind.</summary>
public sealed record Profile(string Name, int Size);
