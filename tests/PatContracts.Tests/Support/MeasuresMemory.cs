using Xunit;

namespace PatContracts.Tests.Support;

/// <summary>Tests that measure the memory of the process run alone, because the memory of other tests would be counted too.</summary>
[CollectionDefinition(nameof(MeasuresMemory), DisableParallelization = true)]
public sealed class MeasuresMemory;
