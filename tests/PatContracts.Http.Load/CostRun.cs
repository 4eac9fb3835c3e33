using System.Diagnostics;
using System.Net.Http.Headers;
using System.Text;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;

namespace PatContracts.Http.Load;

/// <summary>Measures the cost of validation by alternating requests with and without validation to the same server.</summary>
public static class CostRun
{
    private static readonly Uri Path = new("/v3/personal-access-tokens", UriKind.Relative);

    /// <summary>Measures a client with the handler and a client without it, for responses that list 1, 100 and 5,000 tokens.</summary>
    public static Task<IReadOnlyList<CostResult>> RunHandlerAsync() => RunAsync(MeasureHandlerAsync);

    /// <summary>Measures an ASP.NET Core endpoint with a contract and an endpoint without one, for requests that list 1, 100 and 5,000 tokens.</summary>
    public static Task<IReadOnlyList<CostResult>> RunEndpointAsync() => RunAsync(MeasureEndpointAsync);

    private static async Task<IReadOnlyList<CostResult>> RunAsync(Func<string, byte[], int, Task<CostResult>> measure)
    {
        List<CostResult> results = [];
        foreach ((string name, int tokens, int requests) in new[] { ("one token", 1, 8000), ("100 tokens", 100, 4000), ("5,000 tokens", 5000, 300) })
            results.Add(await measure(name, Encoding.UTF8.GetBytes(Tokens.List(tokens)), requests).ConfigureAwait(false));
        return results;
    }

    private static async Task<CostResult> MeasureHandlerAsync(string name, byte[] body, int requests)
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
        return await MeasureAsync(name, body.Length, requests, () => GetAsync(without), () => GetAsync(with)).ConfigureAwait(false);
    }

    private static async Task<CostResult> MeasureEndpointAsync(string name, byte[] body, int requests)
    {
        await using Loopback server = await Loopback.StartAsync(
            builder => builder.Services.AddPatContracts(options => options.MaxBodyBytes = 16 << 20),
            app =>
            {
                app.MapPost("/without", ReadAsync);
                app.MapPost("/with", ReadAsync).WithContract("v3-list");
            }).ConfigureAwait(false);
        using var client = new HttpClient { BaseAddress = server.Address };
        return await MeasureAsync(
            name, body.Length, requests, () => PostAsync(client, "/without", body), () => PostAsync(client, "/with", body)).ConfigureAwait(false);
    }

    private static async Task<CostResult> MeasureAsync(string name, int bytes, int requests, Func<Task> without, Func<Task> with)
    {
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
            bytes,
            timesWithout[requests / 2],
            timesWith[requests / 2],
            timesWithout[requests * 99 / 100],
            timesWith[requests * 99 / 100],
            allocatedWithout / requests,
            allocatedWith / requests);
    }

    private static async Task<(double Microseconds, long Allocated)> RequestAsync(Func<Task> request)
    {
        long allocated = GC.GetTotalAllocatedBytes();
        long start = Stopwatch.GetTimestamp();
        await request().ConfigureAwait(false);
        double time = Stopwatch.GetElapsedTime(start).TotalMicroseconds;
        return (time, GC.GetTotalAllocatedBytes() - allocated);
    }

    private static async Task GetAsync(HttpClient client)
    {
        using HttpResponseMessage response = await client.GetAsync(Path).ConfigureAwait(false);
        using Stream body = await response.Content.ReadAsStreamAsync().ConfigureAwait(false);
    }

    private static async Task PostAsync(HttpClient client, string path, byte[] body)
    {
        using var content = new ByteArrayContent(body) { Headers = { ContentType = new MediaTypeHeaderValue("application/json") } };
        using HttpResponseMessage response = await client.PostAsync(new Uri(path, UriKind.Relative), content).ConfigureAwait(false);
        response.EnsureSuccessStatusCode();
    }

    // No parameters are bound for a delegate of this type, so both endpoints only read the body.
    private static Task ReadAsync(HttpContext context) => context.Request.Body.CopyToAsync(Stream.Null);
}
