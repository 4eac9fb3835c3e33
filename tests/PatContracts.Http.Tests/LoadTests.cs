using System.Text;
using Microsoft.AspNetCore.Http;
using PatContracts.Http.Load;
using Xunit;

namespace PatContracts.Http.Tests;

[Collection(nameof(MeasuresMemory))]
public sealed class LoadTests
{
    private static readonly Uri ListPath = new("/v3/personal-access-tokens", UriKind.Relative);

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Under_load_no_body_is_lost_or_mixed_up_and_resource_use_does_not_grow()
    {
        // A shorter run than "PatContracts.Http.Load -- load", which takes half a minute.
        LoadResult result = await LoadRun.RunAsync(responses: 3_000, connections: 8, TimeSpan.FromSeconds(2));

        Assert.InRange(result.Responses, 3_000, int.MaxValue);
        Assert.Equal(result.Responses, result.Sent);
        Assert.Equal(0, result.Wrong);
        Assert.Equal(result.Responses / LoadRun.BrokenEvery, result.Rejected);
        Assert.Equal(8, result.Connections);
        // The bodies of the run are more than ten times larger.
        Assert.InRange(result.AtEnd.LiveBytes - result.AtTenth.LiveBytes, long.MinValue, 2 << 20);
        // If each response leaked a handle or thread, there would be thousands.
        Assert.InRange(result.AtEnd.Handles - result.AtTenth.Handles, int.MinValue, 50);
        Assert.InRange(result.AtEnd.Threads - result.AtTenth.Threads, int.MinValue, 50);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task A_gigabyte_is_rejected_without_being_read_completely(bool withLength)
    {
        const long Length = 1 << 30;
        byte[] spaces = [.. Enumerable.Repeat((byte)' ', 1 << 20)];
        await using HandlerHost host = await HandlerHost.StartAsync(
            async context =>
            {
                context.Response.ContentType = "application/json";
                if (withLength) context.Response.ContentLength = Length;
                // Sends slightly more than the limit and then nothing, so reading to the end would never complete.
                for (int i = 0; i < (withLength ? 1 : 17); i++) await context.Response.Body.WriteAsync(spaces, context.RequestAborted);
                await context.Response.Body.FlushAsync(context.RequestAborted);
                await Task.Delay(Timeout.Infinite, context.RequestAborted);
            },
            HandlerHost.Reject);

        PatContractResponseException exception = await Assert.ThrowsAsync<PatContractResponseException>(() => host.Client.GetStringAsync(ListPath, Cancel));

        Assert.Equal("http/too-large", Assert.Single(exception.Findings).Rule);
    }

    [Fact]
    public async Task A_body_is_not_copied_a_second_time()
    {
        const int Length = 900_000;
        byte[] body = Encoding.UTF8.GetBytes($"[{new string(' ', Length)}]");
        RequestDelegate respond = context =>
        {
            context.Response.ContentType = "application/json";
            context.Response.ContentLength = body.Length;
            return context.Response.Body.WriteAsync(body).AsTask();
        };
        await using HandlerHost with = await HandlerHost.StartAsync(respond, HandlerHost.Reject);
        await using HandlerHost without = await HandlerHost.StartAsync(respond, options => options.Mode = PatContractMode.Off);

        long allocated = await LeastAllocatedAsync(without.Client);

        Assert.InRange(allocated, Length, 2 * Length);
        Assert.InRange(await LeastAllocatedAsync(with.Client), 0, allocated + (Length / 4));
    }

    [Fact]
    public async Task A_gigabyte_passes_in_observe_without_being_buffered()
    {
        const int Chunk = 1 << 20;
        const int Chunks = 1024;
        byte[] spaces = [.. Enumerable.Repeat((byte)' ', Chunk)];
        await using HandlerHost host = await HandlerHost.StartAsync(async context =>
        {
            context.Response.ContentType = "application/json";
            for (int i = 0; i < Chunks; i++) await context.Response.Body.WriteAsync(spaces, context.RequestAborted);
        });
        long peak = 0;
        long read = 0;

        using HttpResponseMessage response = await host.Client.GetAsync(ListPath, HttpCompletionOption.ResponseHeadersRead, Cancel);
        await using (Stream stream = await response.Content.ReadAsStreamAsync(Cancel))
        {
            byte[] buffer = new byte[Chunk];
            long nextLook = 0;
            for (int count; (count = await stream.ReadAsync(buffer, Cancel)) > 0; read += count)
            {
                if (read < nextLook) continue;
                // Only objects that survive a garbage collection.
                peak = Math.Max(peak, GC.GetTotalMemory(forceFullCollection: true));
                nextLook = read + (32L << 20);
            }
        }

        Assert.Equal((long)Chunk * Chunks, read);
        // Covers the limit of 16 MiB, pools and the buffers of the test; far below the size of the body.
        Assert.InRange(peak, 0, 256L << 20);
    }

    /// <summary>
    /// Returns the minimum allocation of the process while a response is received and read twice. The minimum excludes the effect of empty pools.
    /// </summary>
    private static async Task<long> LeastAllocatedAsync(HttpClient client)
    {
        long least = long.MaxValue;
        for (int i = 0; i < 20; i++)
        {
            long before = GC.GetTotalAllocatedBytes(precise: true);
            using HttpResponseMessage response = await client.GetAsync(ListPath, Cancel);
            for (int reading = 0; reading < 2; reading++) await response.Content.CopyToAsync(Stream.Null, Cancel);
            least = Math.Min(least, GC.GetTotalAllocatedBytes(precise: true) - before);
        }

        return least;
    }
}
