using BenchmarkDotNet.Attributes;
using PatContracts.Benchmarks.Schemas;
using PatContracts.Schema;

namespace PatContracts.Benchmarks.Study;

/// <summary>Flag output for documents of larger schemas.</summary>
[MemoryDiagnoser]
public class LargeSchemaBenchmarks
{
    private Contract? _contract;
    private byte[] _document = [];

    public static IEnumerable<string> Names => LargeSchema.All.Select(schema => schema.Name);

    [ParamsSource(nameof(Names))]
    public string Schema { get; set; } = "";

    [Params(1 << 10, 1 << 20)]
    public int Bytes { get; set; }

    /// <summary>Loads the schema and creates a document.</summary>
    [GlobalSetup]
    public void Prepare()
    {
        LargeSchema schema = LargeSchema.All.Single(candidate => candidate.Name == Schema);
        _contract = schema.Load();
        _document = schema.Documents(Bytes)[0];
    }

    [Benchmark]
    public bool IsValid() => _contract!.IsValid(_document);

    [Benchmark]
    public Contract Load() => LargeSchema.All.Single(candidate => candidate.Name == Schema).Load();
}
