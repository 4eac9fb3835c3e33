namespace PatContracts.Tool.Tests.Support;

/// <summary>Tests that measure the memory of a process, or interrupt it, and therefore do not run in parallel.</summary>
[CollectionDefinition(nameof(MeasuresMemory), DisableParallelization = true)]
public sealed class MeasuresMemory;
