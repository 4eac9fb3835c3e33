namespace PatContracts.Analyzers.Rules;

/// <summary>The tests that a token has passed: those of its age, unless one of the tests reads its managed flag.</summary>
internal sealed record StaleTests(IReadOnlyList<StaleTest> OfAge, bool LooksAtFlag);
