using System.Diagnostics;
using System.Net;
using System.Text;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;

namespace PatContracts.Http.Load;

/// <summary>What a load run saw.</summary>
/// <param name="Responses">How many responses were read.</param>
/// <param name="Wrong">How many of them were not the bytes that the server sent for that request.</param>
/// <param name="Rejected">How many were rejected; the server breaks one in <see cref="LoadRun.BrokenEvery"/>.</param>
/// <param name="Connections">How many connections the server saw.</param>
/// <param name="Elapsed">How long it took.</param>
/// <param name="HeapAtTenth">Bytes of live objects after a tenth of the responses.</param>
/// <param name="HeapAtEnd">Bytes of live objects after all of them.</param>
public sealed record LoadResult(int Responses, int Wrong, int Rejected, int Connections, TimeSpan Elapsed, long HeapAtTenth, long HeapAtEnd);

/// <summary>
/// Many responses over few connections through the handler, in Reject mode: each body is compared with what the server sent for that very request, so that a
/// body that is lost, cut, mixed up with another or read twice shows.
/// </summary>
public static class LoadRun
{
    /// <summary>One response in so many breaks its contract.</summary>
    public const int BrokenEvery = 100;

    private static readonly string[] Bodies = [.. Enumerable.Range(0, 64).Select(size => Tokens.List(1 + (size % 16)))];

    /// <summary>Runs until so many responses were read, or the time is over.</summary>
    /// <param name="responses">How many responses.</param>
    /// <param name="connections">How many connections, each with one request at a time.</param>
    /// <param name="limit">When to stop early.</param>
    public static async Task<LoadResult> RunAsync(int responses, int connections, TimeSpan limit)
    {
        var seen = new HashSet<string>();
        await using Loopback server = await Loopback.StartAsync(context => AnswerAsync(context, seen)).ConfigureAwait(false);
        await using ServiceProvider services = Services(server.Address, connections);
        using HttpClient client = services.GetRequiredService<IHttpClientFactory>().CreateClient("load");

        int next = -1;
        int done = 0;
        int wrong = 0;
        int rejected = 0;
        long heapAtTenth = 0;
        var watch = Stopwatch.StartNew();
        await Task.WhenAll(Enumerable.Range(0, connections).Select(_ => Task.Run(WorkAsync))).ConfigureAwait(false);
        return new LoadResult(done, wrong, rejected, seen.Count, watch.Elapsed, heapAtTenth, GC.GetTotalMemory(forceFullCollection: true));

        async Task WorkAsync()
        {
            while (Interlocked.Increment(ref next) is var number && number < responses && watch.Elapsed < limit)
            {
                try
                {
                    string body = await client.GetStringAsync(new Uri($"/v3/personal-access-tokens?n={number}", UriKind.Relative)).ConfigureAwait(false);
                    if (IsBroken(number) || body != Body(number)) Interlocked.Increment(ref wrong);
                }
                catch (PatContractResponseException)
                {
                    Interlocked.Increment(ref rejected);
                    if (!IsBroken(number)) Interlocked.Increment(ref wrong);
                }

                if (Interlocked.Increment(ref done) == responses / 10) heapAtTenth = GC.GetTotalMemory(forceFullCollection: true);
            }
        }
    }

    private static ServiceProvider Services(Uri address, int connections)
    {
        var services = new ServiceCollection();
        services.AddHttpClient("load", client => client.BaseAddress = address)
            .ConfigurePrimaryHttpMessageHandler(() => new SocketsHttpHandler { MaxConnectionsPerServer = connections, AutomaticDecompression = DecompressionMethods.None })
            .AddPatContractHandler(options => options.Mode = PatContractMode.Reject);
        return services.BuildServiceProvider();
    }

    private static async Task AnswerAsync(HttpContext context, HashSet<string> seen)
    {
        lock (seen) seen.Add(context.Connection.Id);
        int number = int.Parse(context.Request.Query["n"]!, System.Globalization.CultureInfo.InvariantCulture);
        byte[] body = Encoding.UTF8.GetBytes(IsBroken(number) ? """[{"id":"x"}]""" : Body(number));
        context.Response.ContentType = "application/json";
        // Half of the bodies with their length, half in chunks, cut in the middle.
        if (number % 2 == 0)
        {
            context.Response.ContentLength = body.Length;
            await context.Response.Body.WriteAsync(body).ConfigureAwait(false);
            return;
        }

        await context.Response.Body.WriteAsync(body.AsMemory(0, body.Length / 2)).ConfigureAwait(false);
        await context.Response.Body.FlushAsync().ConfigureAwait(false);
        await context.Response.Body.WriteAsync(body.AsMemory(body.Length / 2)).ConfigureAwait(false);
    }

    private static bool IsBroken(int number) => number % BrokenEvery == BrokenEvery - 1;

    // The number is in the body as white space, in front of what does not change: JSON allows it, and no two neighbours are alike.
    private static string Body(int number) => new string(' ', number % 97) + Bodies[number % Bodies.Length];
}
