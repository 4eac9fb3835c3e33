using PatContracts.Http.Load;
using Xunit;

namespace PatContracts.Http.Tests;

/// <summary>What measures the process's memory runs by itself.</summary>
[CollectionDefinition(nameof(MeasuresMemory), DisableParallelization = true)]
public sealed class MeasuresMemory;

[Collection(nameof(MeasuresMemory))]
public sealed class LoadTests
{
    private static readonly Uri ListPath = new("/v3/personal-access-tokens", UriKind.Relative);

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    /// <summary>How many responses; 3,000 unless the environment asks for more. 50,000 take half a minute.</summary>
    private static int Responses =>
        int.TryParse(Environment.GetEnvironmentVariable("PAT_CONTRACTS_LOAD_RESPONSES"), out int responses) ? responses : 3_000;

    [Fact]
    public async Task Under_load_no_body_is_lost_or_mixed_up_and_memory_does_not_grow()
    {
        LoadResult result = await LoadRun.RunAsync(Responses, connections: 8, TimeSpan.FromMinutes(2));

        Assert.Equal(Responses, result.Responses);
        Assert.Equal(0, result.Wrong);
        Assert.Equal(Responses / LoadRun.BrokenEvery, result.Rejected);
        Assert.Equal(8, result.Connections);
        // The bodies of the whole run are ten times that and more.
        Assert.InRange(result.HeapAtEnd - result.HeapAtTenth, long.MinValue, 2 << 20);
    }

    [Fact]
    public async Task A_gigabyte_passes_in_observe_without_being_held()
    {
        const int Chunk = 1 << 20;
        const int Chunks = 1024;
        byte[] blanks = [.. Enumerable.Repeat((byte)' ', Chunk)];
        await using HandlerHost host = await HandlerHost.StartAsync(async context =>
        {
            context.Response.ContentType = "application/json";
            for (int i = 0; i < Chunks; i++) await context.Response.Body.WriteAsync(blanks, context.RequestAborted);
        });
        long peak = 0;
        long read = 0;

        using HttpResponseMessage response = await host.Client.GetAsync(ListPath, HttpCompletionOption.ResponseHeadersRead, Cancel);
        await using (Stream stream = await response.Content.ReadAsStreamAsync(Cancel))
        {
            byte[] buffer = new byte[Chunk];
            for (int count; (count = await stream.ReadAsync(buffer, Cancel)) > 0; read += count) peak = Math.Max(peak, GC.GetTotalMemory(forceFullCollection: false));
        }

        Assert.Equal((long)Chunk * Chunks, read);
        // The limit of 16 MiB, pools and the test's own buffers: far from the body's size.
        Assert.InRange(peak, 0, 256L << 20);
    }
}
