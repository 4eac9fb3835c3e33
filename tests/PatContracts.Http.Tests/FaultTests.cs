using System.Net;
using System.Net.Sockets;
using System.Text;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using PatContracts.Http.Load;
using Xunit;

namespace PatContracts.Http.Tests;

public sealed class FaultTests
{
    private static readonly Uri ListPath = new("/v3/personal-access-tokens", UriKind.Relative);

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData(PatContractMode.Observe, true)]
    [InlineData(PatContractMode.Observe, false)]
    [InlineData(PatContractMode.Reject, true)]
    [InlineData(PatContractMode.Reject, false)]
    public async Task A_connection_that_is_reset_in_the_body_fails_the_request(PatContractMode mode, bool withLength)
    {
        byte[] body = Encoding.UTF8.GetBytes(Tokens.List(100));
        var headRead = new TaskCompletionSource();
        await using HandlerHost host = await HandlerHost.StartAsync(
            async context =>
            {
                context.Response.ContentType = "application/json";
                if (withLength) context.Response.ContentLength = body.Length;
                await context.Response.Body.WriteAsync(body.AsMemory(0, body.Length / 2));
                await context.Response.Body.FlushAsync();
                // A reset discards bytes that the client has not read; the headers must have been read before.
                await headRead.Task;
                context.Abort();
            },
            options => options.Mode = mode,
            more: services => services.AddHttpClient("pat").AddHttpMessageHandler(() => new Signal(headRead)));

        await Assert.ThrowsAsync<HttpRequestException>(() => host.Client.GetAsync(ListPath, HttpCompletionOption.ResponseHeadersRead, Cancel));

        Assert.Equal([1010], host.Logs.Ids);
        Assert.Null(host.LastViolation);
    }

    [Fact]
    public async Task A_body_shorter_than_its_length_fails_the_request()
    {
        using var server = new RawServer("HTTP/1.1 200 OK\r\nContent-Type: application/json\r\nContent-Length: 100\r\n\r\n[]");
        using HttpClient client = Client(server.Address);

        HttpRequestException exception = await Assert.ThrowsAsync<HttpRequestException>(() => client.GetStringAsync(ListPath, Cancel));

        Assert.Equal(HttpRequestError.ResponseEnded, exception.HttpRequestError);
    }

    [Fact]
    public async Task A_body_longer_than_its_length_is_read_to_its_length()
    {
        using var server = new RawServer("HTTP/1.1 200 OK\r\nContent-Type: application/json\r\nContent-Length: 2\r\n\r\n[]  and more");
        using HttpClient client = Client(server.Address);

        Assert.Equal("[]", await client.GetStringAsync(ListPath, Cancel));
    }

    [Fact]
    public async Task An_incomplete_chunked_body_fails_the_request()
    {
        using var server = new RawServer("HTTP/1.1 200 OK\r\nContent-Type: application/json\r\nTransfer-Encoding: chunked\r\n\r\n2\r\n[]\r\n");
        using HttpClient client = Client(server.Address);

        await Assert.ThrowsAsync<HttpRequestException>(() => client.GetStringAsync(ListPath, Cancel));
    }

    [Fact]
    public async Task Trailers_arrive_after_a_validated_body()
    {
        using var server = new RawServer(
            "HTTP/1.1 200 OK\r\nContent-Type: application/json\r\nTrailer: X-Digest\r\nTransfer-Encoding: chunked\r\n\r\n2\r\n[]\r\n0\r\nX-Digest: of all\r\n\r\n");
        using HttpClient client = Client(server.Address);

        using HttpResponseMessage response = await client.GetAsync(ListPath, HttpCompletionOption.ResponseHeadersRead, Cancel);

        Assert.Equal("[]", await response.Content.ReadAsStringAsync(Cancel));
        Assert.Equal(["of all"], response.TrailingHeaders.GetValues("X-Digest"));
    }

    [Fact]
    public async Task A_body_that_ends_with_the_connection_is_complete()
    {
        using var server = new RawServer("HTTP/1.1 200 OK\r\nContent-Type: application/json\r\nConnection: close\r\n\r\n[]");
        using HttpClient client = Client(server.Address);

        Assert.Equal("[]", await client.GetStringAsync(ListPath, Cancel));
    }

    [Theory]
    [InlineData(PatContractMode.Observe)]
    [InlineData(PatContractMode.Reject)]
    public async Task Cancellation_ends_the_reading_of_a_slow_body(PatContractMode mode)
    {
        var started = new TaskCompletionSource();
        await using HandlerHost host = await HandlerHost.StartAsync(
            async context =>
            {
                context.Response.ContentType = "application/json";
                await context.Response.WriteAsync("[", context.RequestAborted);
                await context.Response.Body.FlushAsync(context.RequestAborted);
                started.SetResult();
                await Task.Delay(Timeout.Infinite, context.RequestAborted);
            },
            options => options.Mode = mode);
        using var cancellation = CancellationTokenSource.CreateLinkedTokenSource(Cancel);

        Task<HttpResponseMessage> request = host.Client.GetAsync(ListPath, HttpCompletionOption.ResponseHeadersRead, cancellation.Token);
        await started.Task;
        await cancellation.CancelAsync();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => request);
    }

    [Fact]
    public async Task The_timeout_of_the_client_applies_to_a_slow_body()
    {
        await using HandlerHost host = await HandlerHost.StartAsync(async context =>
        {
            context.Response.ContentType = "application/json";
            await context.Response.WriteAsync("[", context.RequestAborted);
            await context.Response.Body.FlushAsync(context.RequestAborted);
            await Task.Delay(Timeout.Infinite, context.RequestAborted);
        });
        host.Client.Timeout = TimeSpan.FromMilliseconds(200);

        TaskCanceledException exception =
            await Assert.ThrowsAsync<TaskCanceledException>(() => host.Client.GetAsync(ListPath, HttpCompletionOption.ResponseHeadersRead, Cancel));

        Assert.IsType<TimeoutException>(exception.InnerException);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task A_blocking_request_can_be_canceled(bool byTimeLimit)
    {
        var started = new TaskCompletionSource();
        await using HandlerHost host = await HandlerHost.StartAsync(async context =>
        {
            context.Response.ContentType = "application/json";
            await context.Response.WriteAsync("[", context.RequestAborted);
            await context.Response.Body.FlushAsync(context.RequestAborted);
            started.SetResult();
            await Task.Delay(Timeout.Infinite, context.RequestAborted);
        });
        if (byTimeLimit) host.Client.Timeout = TimeSpan.FromMilliseconds(500);
        using var cancellation = CancellationTokenSource.CreateLinkedTokenSource(Cancel);
        using var request = new HttpRequestMessage(HttpMethod.Get, ListPath);

        var sending = Task.Run(() => host.Client.Send(request, HttpCompletionOption.ResponseHeadersRead, cancellation.Token), Cancel);
        await started.Task;
        if (!byTimeLimit) await cancellation.CancelAsync();

        OperationCanceledException exception = await Assert.ThrowsAnyAsync<OperationCanceledException>(() => sending);
        Assert.Equal(byTimeLimit, exception.InnerException is TimeoutException);
        Assert.Null(host.LastViolation);
    }

    [Fact]
    public async Task A_blocking_request_with_an_incomplete_body_fails()
    {
        using var server = new RawServer("HTTP/1.1 200 OK\r\nContent-Type: application/json\r\nContent-Length: 100\r\n\r\n[]");
        using HttpClient client = Client(server.Address);
        using var request = new HttpRequestMessage(HttpMethod.Get, ListPath);

        HttpRequestException exception = await Assert.ThrowsAsync<HttpRequestException>(() => Task.Run(() => client.Send(request, Cancel), Cancel));

        Assert.Equal(HttpRequestError.ResponseEnded, exception.HttpRequestError);
    }

    [Fact]
    public async Task A_blocking_request_receives_a_body_beyond_the_limit_completely()
    {
        string json = Tokens.List(500);
        await using HandlerHost host = await HandlerHost.StartAsync(json, options => options.MaxBodyBytes = 1000);
        using var request = new HttpRequestMessage(HttpMethod.Get, ListPath);

        using HttpResponseMessage response = await Task.Run(() => host.Client.Send(request, Cancel), Cancel);

        Assert.Equal(json, await response.Content.ReadAsStringAsync(Cancel));
        Assert.Equal([1004], host.Logs.Ids);
    }

    [Fact]
    public async Task Beyond_the_limit_an_incomplete_body_fails_where_it_is_read()
    {
        byte[] body = Encoding.UTF8.GetBytes(Tokens.List(500));
        var passedOn = new TaskCompletionSource();
        await using HandlerHost host = await HandlerHost.StartAsync(
            async context =>
            {
                context.Response.ContentType = "application/json";
                await context.Response.Body.WriteAsync(body.AsMemory(0, body.Length / 2));
                await context.Response.Body.FlushAsync();
                await passedOn.Task;
                context.Abort();
            },
            options => options.MaxBodyBytes = 1000);

        using HttpResponseMessage response = await host.Client.GetAsync(ListPath, HttpCompletionOption.ResponseHeadersRead, Cancel);
        passedOn.SetResult();

        await Assert.ThrowsAsync<HttpRequestException>(() => response.Content.ReadAsByteArrayAsync(Cancel));
        Assert.Equal([1004], host.Logs.Ids);
    }

    [Fact]
    public async Task A_body_in_many_small_parts_arrives_completely()
    {
        byte[] body = Encoding.UTF8.GetBytes(Tokens.List(3));
        await using HandlerHost host = await HandlerHost.StartAsync(
            async context =>
            {
                context.Response.ContentType = "application/json";
                foreach (byte one in body)
                {
                    await context.Response.Body.WriteAsync(new[] { one });
                    await context.Response.Body.FlushAsync();
                }
            },
            HandlerHost.Reject);

        Assert.Equal(body, await host.Client.GetByteArrayAsync(ListPath, Cancel));
    }

    [Fact]
    public async Task A_rejected_response_releases_its_connection()
    {
        HashSet<string> connections = [];
        await using HandlerHost host = await HandlerHost.StartAsync(
            context =>
            {
                connections.Add(context.Connection.Id);
                return HandlerHost.Json("[7]")(context);
            },
            HandlerHost.Reject);

        for (int i = 0; i < 20; i++) await Assert.ThrowsAsync<PatContractResponseException>(() => host.Client.GetStringAsync(ListPath, Cancel));

        Assert.Single(connections);
    }

    private static HttpClient Client(Uri address)
    {
        var services = new ServiceCollection();
        services.AddHttpClient("raw", client => client.BaseAddress = address).AddPatContractHandler(options => options.Mode = PatContractMode.Reject);
        return services.BuildServiceProvider().GetRequiredService<IHttpClientFactory>().CreateClient("raw");
    }

    /// <summary>An inner handler that signals when the headers of a response have been received.</summary>
    private sealed class Signal(TaskCompletionSource signal) : DelegatingHandler
    {
        protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
        {
            HttpResponseMessage response = await base.SendAsync(request, cancellationToken);
            signal.SetResult();
            return response;
        }
    }

    /// <summary>A server that sends the same bytes on every connection and closes it.</summary>
    private sealed class RawServer : IDisposable
    {
        private readonly TcpListener _listener = new(IPAddress.Loopback, 0);

        public RawServer(string response)
        {
            _listener.Start();
            Address = new Uri($"http://{_listener.LocalEndpoint}");
            _ = ServeAsync(Encoding.ASCII.GetBytes(response));
        }

        public Uri Address { get; }

        public void Dispose() => _listener.Dispose();

        private async Task ServeAsync(byte[] response)
        {
            try
            {
                while (true)
                {
                    using TcpClient connection = await _listener.AcceptTcpClientAsync();
                    NetworkStream stream = connection.GetStream();
                    await ReadRequestAsync(stream);
                    await stream.WriteAsync(response);
                    connection.Client.Shutdown(SocketShutdown.Send);
                    while (await stream.ReadAsync(new byte[256]) > 0)
                    {
                        // Waits until the client has closed the connection; closing it first would reset it.
                    }
                }
            }
            catch (Exception e) when (e is SocketException or ObjectDisposedException or IOException)
            {
                // The test is over.
            }
        }

        private static async Task ReadRequestAsync(NetworkStream stream)
        {
            byte[] one = new byte[1];
            for (int matched = 0; matched < 4 && await stream.ReadAsync(one) == 1;) matched = one[0] == "\r\n\r\n"[matched] ? matched + 1 : one[0] == '\r' ? 1 : 0;
        }
    }
}
