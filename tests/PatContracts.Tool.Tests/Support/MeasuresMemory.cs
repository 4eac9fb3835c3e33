namespace PatContracts.Tool.Tests.Support;

/// <summary>Tests that look at a process's memory, or interrupt it in the middle of its work, run alone.</summary>
[CollectionDefinition(nameof(MeasuresMemory), DisableParallelization = true)]
public sealed class MeasuresMemory;
