using System.Diagnostics;
using System.Text;
using Microsoft.Extensions.DependencyInjection;

namespace PatContracts.Http.Load;

/// <summary>Time of one request, and what it allocates on the client's thread and the server's together.</summary>
/// <param name="Case">Name of the case.</param>
/// <param name="Bytes">Length of the body.</param>
/// <param name="MedianWithout">Median microseconds without the handler.</param>
/// <param name="MedianWith">Median microseconds with it.</param>
/// <param name="P99Without">99th percentile in microseconds without the handler.</param>
/// <param name="P99With">99th percentile in microseconds with it.</param>
/// <param name="AllocatedWithout">Bytes allocated by a request without the handler, in the whole process.</param>
/// <param name="AllocatedWith">Bytes allocated by a request with it, in the whole process.</param>
public sealed record CostResult(
    string Case, int Bytes, double MedianWithout, double MedianWith, double P99Without, double P99With, long AllocatedWithout, long AllocatedWith);

/// <summary>What the handler costs: one client with it and one without, against one server, in turn within one run.</summary>
public static class CostRun
{
    /// <summary>Measures a list of one token, of 100 and of 5,000.</summary>
    public static async Task<IReadOnlyList<CostResult>> RunAsync()
    {
        List<CostResult> results = [];
        foreach ((string name, int tokens, int requests) in new[] { ("one token", 1, 8000), ("100 tokens", 100, 4000), ("5,000 tokens", 5000, 300) })
            results.Add(await MeasureAsync(name, Encoding.UTF8.GetBytes(Tokens.List(tokens)), requests).ConfigureAwait(false));
        return results;
    }

    private static async Task<CostResult> MeasureAsync(string name, byte[] body, int requests)
    {
        await using Loopback server = await Loopback.StartAsync(context =>
        {
            context.Response.ContentType = "application/json";
            context.Response.ContentLength = body.Length;
            return context.Response.Body.WriteAsync(body).AsTask();
        }).ConfigureAwait(false);
        var services = new ServiceCollection();
        services.AddHttpClient("without", client => client.BaseAddress = server.Address);
        services.AddHttpClient("with", client => client.BaseAddress = server.Address).AddPatContractHandler(options => options.Mode = PatContractMode.Reject);
        await using ServiceProvider provider = services.BuildServiceProvider();
        IHttpClientFactory factory = provider.GetRequiredService<IHttpClientFactory>();
        using HttpClient without = factory.CreateClient("without");
        using HttpClient with = factory.CreateClient("with");

        double[] timesWithout = new double[requests];
        double[] timesWith = new double[requests];
        long allocatedWithout = 0;
        long allocatedWith = 0;
        for (int i = -requests / 4; i < requests; i++)
        {
            (double time, long allocated) = await RequestAsync(without).ConfigureAwait(false);
            (double timeChecked, long allocatedChecked) = await RequestAsync(with).ConfigureAwait(false);
            if (i < 0) continue;
            timesWithout[i] = time;
            timesWith[i] = timeChecked;
            allocatedWithout += allocated;
            allocatedWith += allocatedChecked;
        }

        Array.Sort(timesWithout);
        Array.Sort(timesWith);
        return new CostResult(
            name,
            body.Length,
            timesWithout[requests / 2],
            timesWith[requests / 2],
            timesWithout[requests * 99 / 100],
            timesWith[requests * 99 / 100],
            allocatedWithout / requests,
            allocatedWith / requests);
    }

    private static async Task<(double Microseconds, long Allocated)> RequestAsync(HttpClient client)
    {
        long allocated = GC.GetTotalAllocatedBytes();
        long start = Stopwatch.GetTimestamp();
        using HttpResponseMessage response = await client.GetAsync(new Uri("/v3/personal-access-tokens", UriKind.Relative)).ConfigureAwait(false);
        using Stream body = await response.Content.ReadAsStreamAsync().ConfigureAwait(false);
        double time = Stopwatch.GetElapsedTime(start).TotalMicroseconds;
        return (time, GC.GetTotalAllocatedBytes() - allocated);
    }
}
