using Xunit;

namespace PatContracts.Http.Tests;

/// <summary>Tests that measure the memory of the process and therefore do not run in parallel.</summary>
[CollectionDefinition(nameof(MeasuresMemory), DisableParallelization = true)]
public sealed class MeasuresMemory;
