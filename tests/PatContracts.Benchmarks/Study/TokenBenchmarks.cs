using BenchmarkDotNet.Attributes;
using PatContracts.Benchmarks.Payloads;
using PatContracts.Schema;

namespace PatContracts.Benchmarks.Study;

/// <summary>Flag output for token payloads, for detailed study; <c>ratios</c> is the quick comparison.</summary>
[MemoryDiagnoser]
public class TokenBenchmarks
{
    private readonly Contract _one = TokenContracts.One();
    private readonly Contract _many = TokenContracts.List();
    private byte[] _single = [];
    private byte[] _list = [];
    private byte[] _pretty = [];
    private byte[] _shuffled = [];

    /// <summary>Creates the texts.</summary>
    [GlobalSetup]
    public void Prepare()
    {
        byte[][] singles = TokenPayloads.Singles(2024);
        _single = singles[0];
        _list = TokenPayloads.List(singles);
        _pretty = TokenPayloads.Pretty(singles);
        _shuffled = TokenPayloads.List(TokenPayloads.Singles(2024, shuffled: true));
    }

    [Benchmark]
    public bool Single() => _one.IsValid(_single);

    [Benchmark]
    public bool List() => _many.IsValid(_list);

    [Benchmark]
    public bool ListPretty() => _many.IsValid(_pretty);

    [Benchmark]
    public bool ListShuffled() => _many.IsValid(_shuffled);
}
