using System.Diagnostics;
using System.Net;
using System.Text;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;

namespace PatContracts.Http.Load;

/// <summary>
/// Sends many requests over a few connections through the handler, in Reject mode. Each body is compared with the one that the server sent for the request, to
/// detect bodies that are lost, truncated, mixed up or read twice.
/// </summary>
public static class LoadRun
{
    /// <summary>The interval of responses that violate their contract.</summary>
    public const int BrokenEvery = 100;

    private static readonly string[] Bodies = [.. Enumerable.Range(0, 64).Select(size => Tokens.List(1 + (size % 16)))];

    /// <summary>Runs until both the number of responses and the duration are reached.</summary>
    /// <param name="responses">The minimum number of responses.</param>
    /// <param name="connections">The number of connections, each with one request at a time.</param>
    /// <param name="duration">The minimum duration.</param>
    public static async Task<LoadResult> RunAsync(int responses, int connections, TimeSpan duration)
    {
        var seen = new Seen();
        await using Loopback server = await Loopback.StartAsync(context => RespondAsync(context, seen)).ConfigureAwait(false);
        await using ServiceProvider services = Services(server.Address, connections);
        using HttpClient client = services.GetRequiredService<IHttpClientFactory>().CreateClient("load");

        int next = -1;
        int done = 0;
        int wrong = 0;
        int rejected = 0;
        int isTenthSeen = 0;
        Holdings atTenth = new(0, 0, 0);
        var watch = Stopwatch.StartNew();
        await Task.WhenAll(Enumerable.Range(0, connections).Select(_ => Task.Run(WorkAsync))).ConfigureAwait(false);
        return new LoadResult(done, seen.Responses, wrong, rejected, seen.Connections, watch.Elapsed, atTenth, Holdings.Now());

        async Task WorkAsync()
        {
            while (Volatile.Read(ref done) < responses || watch.Elapsed < duration)
            {
                int number = Interlocked.Increment(ref next);
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

                bool isTenth = Interlocked.Increment(ref done) >= responses / 10 && watch.Elapsed >= duration / 10;
                if (isTenth && Interlocked.Exchange(ref isTenthSeen, 1) == 0) atTenth = Holdings.Now();
            }
        }
    }

    private static ServiceProvider Services(Uri address, int connections)
    {
        var services = new ServiceCollection();
        services.AddHttpClient("load", client => client.BaseAddress = address)
            .ConfigurePrimaryHttpMessageHandler(() => new SocketsHttpHandler
            {
                MaxConnectionsPerServer = connections,
                AutomaticDecompression = DecompressionMethods.None,
            })
            .AddPatContractHandler(options => options.Mode = PatContractMode.Reject);
        return services.BuildServiceProvider();
    }

    private static async Task RespondAsync(HttpContext context, Seen seen)
    {
        seen.Add(context.Connection.Id);
        int number = int.Parse(context.Request.Query["n"]!, System.Globalization.CultureInfo.InvariantCulture);
        byte[] body = Encoding.UTF8.GetBytes(IsBroken(number) ? """[{"id":"x"}]""" : Body(number));
        context.Response.ContentType = "application/json";
        // Half of the bodies are sent with their length, the other half in two chunks.
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

    // The number of leading spaces makes consecutive bodies differ.
    private static string Body(int number) => new string(' ', number % 97) + Bodies[number % Bodies.Length];

    /// <summary>The responses and connections of the server.</summary>
    private sealed class Seen
    {
        private readonly HashSet<string> _connections = [];
        private int _responses;

        public int Responses => _responses;

        public int Connections => _connections.Count;

        public void Add(string connection)
        {
            Interlocked.Increment(ref _responses);
            lock (_connections) _connections.Add(connection);
        }
    }
}
