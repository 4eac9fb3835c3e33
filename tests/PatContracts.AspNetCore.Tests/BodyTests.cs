using System.IO.Compression;
using System.Net;
using System.Net.Sockets;
using System.Text;
using System.Text.Json;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using PatContracts.Http;
using Xunit;

namespace PatContracts.AspNetCore.Tests;

/// <summary>Request bodies: empty, chunked, large, compressed, mislabeled, incomplete.</summary>
public sealed class BodyTests
{
    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData("", "json/empty")]
    [InlineData("{\"name\":", "json/truncated")]
    [InlineData("[]]", "json/trailing-data")]
    public async Task A_body_that_is_not_JSON_is_a_violation(string body, string rule)
    {
        await using RequestHost host = await RequestHost.StartAsync();

        using HttpResponseMessage response = await host.PostAsync("/raw", body);

        Assert.Equal(HttpStatusCode.BadRequest, response.StatusCode);
        Assert.Contains(rule, (await RequestHost.ProblemAsync(response)).GetRawText(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_request_without_a_body_is_a_violation_if_its_method_usually_has_one()
    {
        await using RequestHost host = await RequestHost.StartAsync();

        using HttpResponseMessage response = await host.Client.PostAsync(new Uri("/raw", UriKind.Relative), null, Cancel);

        Assert.Equal(HttpStatusCode.BadRequest, response.StatusCode);
        Assert.Empty(host.Seen);
    }

    [Fact]
    public async Task A_chunked_body_is_validated()
    {
        await using RequestHost host = await RequestHost.StartAsync();

        using HttpResponseMessage valid = await host.PostAsync("/raw", RequestHost.Valid, change: Chunked);
        using HttpResponseMessage violating = await host.PostAsync("/raw", RequestHost.Violating, change: Chunked);

        Assert.Equal(RequestHost.Valid, await valid.Content.ReadAsStringAsync(Cancel));
        Assert.Equal(HttpStatusCode.BadRequest, violating.StatusCode);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task A_body_beyond_the_limit_is_rejected_with_413_and_passes_completely_in_observe(bool chunked)
    {
        string body = RequestHost.Valid + new string(' ', 2000);
        await using RequestHost rejecting = await RequestHost.StartAsync(options => options.MaxBodyBytes = 1000);
        await using RequestHost observing = await RequestHost.StartAsync(options => (options.MaxBodyBytes, options.Mode) = (1000, PatContractMode.Observe));

        using HttpResponseMessage rejected = await rejecting.PostAsync("/raw", body, change: chunked ? Chunked : null);
        using HttpResponseMessage passed = await observing.PostAsync("/raw", body, change: chunked ? Chunked : null);

        Assert.Equal(HttpStatusCode.RequestEntityTooLarge, rejected.StatusCode);
        JsonElement problem = await RequestHost.ProblemAsync(rejected);
        Assert.EndsWith("docs/rules/http/too-large.md", problem.GetProperty("type").GetString(), StringComparison.Ordinal);
        Assert.Equal("The body is larger than the limit, so it was not validated", problem.GetProperty("title").GetString());
        Assert.Empty(rejecting.Seen);
        Assert.Equal(body, await passed.Content.ReadAsStringAsync(Cancel));
        Assert.Equal([1104], observing.Logs.Ids);
    }

    [Fact]
    public async Task A_body_of_exactly_the_limit_is_validated()
    {
        await using RequestHost host = await RequestHost.StartAsync(options => options.MaxBodyBytes = RequestHost.Valid.Length);

        using HttpResponseMessage response = await host.PostAsync("/raw", RequestHost.Valid, change: Chunked);

        Assert.Equal(RequestHost.Valid, await response.Content.ReadAsStringAsync(Cancel));
    }

    [Fact]
    public async Task The_limit_of_the_server_determines_the_status()
    {
        await using RequestHost host = await RequestHost.StartAsync(build: app => app.Use(next => context =>
        {
            context.Features.Get<Microsoft.AspNetCore.Http.Features.IHttpMaxRequestBodySizeFeature>()!.MaxRequestBodySize = 10;
            return next(context);
        }));

        using HttpResponseMessage response = await host.PostAsync("/raw", RequestHost.Valid, change: Chunked);

        Assert.Equal(HttpStatusCode.RequestEntityTooLarge, response.StatusCode);
        Assert.Contains("http/incomplete", (await RequestHost.ProblemAsync(response)).GetRawText(), StringComparison.Ordinal);
        Assert.Contains(1110, host.Logs.Ids);
    }

    [Theory]
    [InlineData("text/plain", 415)]
    [InlineData("application/x-www-form-urlencoded", 415)]
    [InlineData("text/html; charset=utf-8", 415)]
    [InlineData("application/json; charset=utf-16", 415)]
    [InlineData("application/json; charset=iso-8859-1;", 415)]
    [InlineData("application/json; charset=\"UTF-8\"", 200)]
    [InlineData("application/json;", 200)]
    [InlineData("application/json, application/json", 200)]
    [InlineData("application/vnd.profile+json", 200)]
    [InlineData("utter nonsense", 200)]
    [InlineData(null, 200)]
    public async Task The_content_type_determines_whether_a_body_is_validated(string? contentType, int status)
    {
        await using RequestHost host = await RequestHost.StartAsync();

        using HttpResponseMessage valid = await host.PostAsync("/raw", RequestHost.Valid, contentType);
        using HttpResponseMessage violating = await host.PostAsync("/raw", RequestHost.Violating, contentType);

        Assert.Equal(status, (int)valid.StatusCode);
        Assert.Equal(status == 200 ? 400 : 415, (int)violating.StatusCode);
        Assert.Equal(status == 200 ? [RequestHost.Valid] : [], host.Seen);
    }

    [Fact]
    public async Task Content_types_can_be_configured()
    {
        await using RequestHost host = await RequestHost.StartAsync(options => options.ContentTypes.Add("Text/Plain"));

        using HttpResponseMessage plain = await host.PostAsync("/raw", RequestHost.Violating, "text/plain");
        using HttpResponseMessage json = await host.PostAsync("/raw", RequestHost.Violating);

        Assert.Equal((HttpStatusCode.BadRequest, HttpStatusCode.UnsupportedMediaType), (plain.StatusCode, json.StatusCode));
    }

    [Theory]
    [InlineData("gzip", "gzip")]
    [InlineData("br", "br")]
    [InlineData("deflate", "deflate")]
    [InlineData("gzip,br", "gzip, br")]
    public async Task A_compressed_body_is_validated_and_reaches_the_endpoint_decoded(string encodings, string header)
    {
        await using RequestHost host = await RequestHost.StartAsync();

        using HttpResponseMessage valid = await host.PostAsync("/raw", Compress(RequestHost.Valid, encodings), change: Encoded(header));
        using HttpResponseMessage bound = await host.PostAsync("/profiles", Compress(RequestHost.Valid, encodings), change: Encoded(header));
        using HttpResponseMessage violating = await host.PostAsync("/raw", Compress(RequestHost.Violating, encodings), change: Encoded(header));

        Assert.Equal(RequestHost.Valid, await valid.Content.ReadAsStringAsync(Cancel));
        Assert.False(valid.Headers.Contains("x-content-encoding"));
        Assert.Equal(RequestHost.Valid.Length.ToString(System.Globalization.CultureInfo.InvariantCulture), valid.Headers.GetValues("x-content-length").Single());
        Assert.Equal("Deploy 3", await bound.Content.ReadAsStringAsync(Cancel));
        Assert.Equal(HttpStatusCode.BadRequest, violating.StatusCode);
    }

    [Fact]
    public async Task A_body_that_request_decompression_has_decoded_is_validated()
    {
        await using RequestHost host = await RequestHost.StartAsync(
            build: app => app.UseRequestDecompression(), more: services => services.AddRequestDecompression());

        using HttpResponseMessage valid = await host.PostAsync("/profiles", Compress(RequestHost.Valid, "gzip"), change: Encoded("gzip"));
        using HttpResponseMessage violating = await host.PostAsync("/profiles", Compress(RequestHost.Violating, "gzip"), change: Encoded("gzip"));
        using HttpResponseMessage broken = await host.PostAsync("/profiles", RequestHost.Valid, change: Encoded("gzip"));

        Assert.Equal("Deploy 3", await valid.Content.ReadAsStringAsync(Cancel));
        Assert.Equal(HttpStatusCode.BadRequest, violating.StatusCode);
        Assert.Equal(HttpStatusCode.BadRequest, broken.StatusCode);
    }

    [Theory]
    [InlineData("zstd", 415, "http/unknown-encoding")]
    [InlineData("gzip", 400, "http/content-encoding")]
    public async Task A_body_that_cannot_be_decoded_is_rejected_and_passes_unchanged_in_observe(string encoding, int status, string rule)
    {
        await using RequestHost rejecting = await RequestHost.StartAsync();
        await using RequestHost observing = await RequestHost.StartAsync(options => options.Mode = PatContractMode.Observe);

        using HttpResponseMessage rejected = await rejecting.PostAsync("/raw", RequestHost.Valid, change: Encoded(encoding));
        using HttpResponseMessage passed = await observing.PostAsync("/raw", RequestHost.Valid, change: Encoded(encoding));

        Assert.Equal(status, (int)rejected.StatusCode);
        Assert.Contains(rule, (await RequestHost.ProblemAsync(rejected)).GetRawText(), StringComparison.Ordinal);
        if (status == 415) Assert.Equal("gzip, br, deflate", string.Join(", ", rejected.Headers.GetValues("Accept-Encoding")));
        Assert.Equal(RequestHost.Valid, await passed.Content.ReadAsStringAsync(Cancel));
        Assert.Equal(encoding, passed.Headers.GetValues("x-content-encoding").Single());
    }

    [Fact]
    public async Task A_small_body_that_decompresses_beyond_the_limit_is_not_decompressed()
    {
        byte[] bomb = Compress(RequestHost.Valid + new string(' ', 10_000_000), "gzip");
        await using RequestHost host = await RequestHost.StartAsync(options => options.MaxBodyBytes = 100_000);

        using HttpResponseMessage response = await host.PostAsync("/raw", bomb, change: Encoded("gzip"));

        Assert.Equal(HttpStatusCode.RequestEntityTooLarge, response.StatusCode);
        Assert.Empty(host.Seen);
    }

    [Fact]
    public async Task In_observe_a_compressed_body_is_validated_and_passes_unchanged()
    {
        byte[] sent = Compress(RequestHost.Violating, "gzip");
        await using RequestHost host = await RequestHost.StartAsync(options => options.Mode = PatContractMode.Observe);

        using HttpResponseMessage response = await host.PostAsync("/raw", sent, change: Encoded("gzip"));

        Assert.Equal(sent, await response.Content.ReadAsByteArrayAsync(Cancel));
        Assert.Equal("gzip", response.Headers.GetValues("x-content-encoding").Single());
        Assert.Contains(1101, host.Logs.Ids);
    }

    [Fact]
    public async Task The_body_of_a_request_that_is_rejected_by_its_headers_is_not_requested()
    {
        await using RequestHost host = await RequestHost.StartAsync(options => options.MaxBodyBytes = 1000);
        using var client = new HttpClient(new SocketsHttpHandler { Expect100ContinueTimeout = TimeSpan.FromSeconds(30) }) { BaseAddress = host.Client.BaseAddress };
        bool isSent = false;

        // Small bodies are sent regardless of the response, because that is cheaper than a new connection.
        HttpStatusCode large = await SendAsync("application/json", 5000);
        HttpStatusCode plain = await SendAsync("text/plain", 5000);
        Assert.False(isSent);
        HttpStatusCode violating = await SendAsync("application/json", 10);

        Assert.Equal(
            (HttpStatusCode.RequestEntityTooLarge, HttpStatusCode.UnsupportedMediaType, HttpStatusCode.BadRequest), (large, plain, violating));
        Assert.True(isSent);

        async Task<HttpStatusCode> SendAsync(string contentType, int length)
        {
            using var request = new HttpRequestMessage(HttpMethod.Post, new Uri("/raw", UriKind.Relative)) { Content = new Tracked(length, () => isSent = true) };
            request.Content.Headers.TryAddWithoutValidation("Content-Type", contentType);
            request.Headers.ExpectContinue = true;
            using HttpResponseMessage response = await client.SendAsync(request, Cancel);
            return response.StatusCode;
        }
    }

    [Fact]
    public async Task A_body_can_be_read_repeatedly_and_the_original_stream_is_restored()
    {
        Stream? before = null;
        Stream? after = null;
        await using RequestHost host = await RequestHost.StartAsync(build: app =>
        {
            app.Use(async (context, next) =>
            {
                before = context.Request.Body;
                await next(context);
                after = context.Request.Body;
            });
            app.UseRouting();
            app.MapPost("/twice", async (HttpContext context) =>
            {
                // A signature is computed from the bytes, and the bytes are then bound.
                using var first = new StreamReader(context.Request.Body, leaveOpen: true);
                string text = await first.ReadToEndAsync();
                context.Request.Body.Position = 0;
                Profile? profile = await context.Request.ReadFromJsonAsync<Profile>();
                return text.Length + profile!.Name;
            }).WithContract("profile");
        });

        using HttpResponseMessage response = await host.PostAsync("/twice", RequestHost.Valid);

        Assert.Equal(RequestHost.Valid.Length + "Deploy", await response.Content.ReadAsStringAsync(Cancel));
        Assert.NotNull(before);
        Assert.Same(before, after);
    }

    [Theory]
    [InlineData(PatContractMode.Reject)]
    [InlineData(PatContractMode.Observe)]
    public async Task A_request_with_an_incomplete_body_does_not_reach_the_endpoint(PatContractMode mode)
    {
        var ended = new TaskCompletionSource();
        bool isReached = false;
        await using RequestHost host = await RequestHost.StartAsync(options => options.Mode = mode, app =>
        {
            app.Use(async (context, next) =>
            {
                try
                {
                    await next(context);
                }
                finally
                {
                    ended.TrySetResult();
                }
            });
            app.UseRouting();
            app.MapPost("/slow", (Profile _) => isReached = true).WithContract("profile");
        });
        using (var socket = new TcpClient())
        {
            await socket.ConnectAsync(host.Client.BaseAddress!.Host, host.Client.BaseAddress.Port, Cancel);
            await socket.GetStream().WriteAsync(
                Encoding.ASCII.GetBytes("POST /slow HTTP/1.1\r\nHost: x\r\nContent-Type: application/json\r\nContent-Length: 100\r\n\r\n{\"name\":"), Cancel);
            await Task.Delay(100, Cancel);
            socket.LingerState = new LingerOption(true, 0);
        }

        await ended.Task.WaitAsync(TimeSpan.FromSeconds(20), Cancel);
        Assert.False(isReached);
        Assert.DoesNotContain(1108, host.Logs.Ids);
    }

    private static void Chunked(HttpRequestMessage request)
    {
        request.Headers.TransferEncodingChunked = true;
        request.Content!.Headers.ContentLength = null;
    }

    private static Action<HttpRequestMessage> Encoded(string header) => request => request.Content!.Headers.TryAddWithoutValidation("Content-Encoding", header);

    private static byte[] Compress(string text, string encodings)
    {
        byte[] body = Encoding.UTF8.GetBytes(text);
        foreach (string encoding in encodings.Split(','))
        {
            using var target = new MemoryStream();
            using (Stream stream = encoding switch
            {
                "gzip" => new GZipStream(target, CompressionLevel.Fastest),
                "br" => new BrotliStream(target, CompressionLevel.Fastest),
                _ => new ZLibStream(target, CompressionLevel.Fastest),
            })
            {
                stream.Write(body);
            }

            body = target.ToArray();
        }

        return body;
    }

    /// <summary>Content that consists of spaces and reports when it is sent.</summary>
    private sealed class Tracked(int length, Action sent) : HttpContent
    {
        protected override async Task SerializeToStreamAsync(Stream stream, TransportContext? context)
        {
            sent();
            await stream.WriteAsync(Encoding.ASCII.GetBytes(new string(' ', length)));
        }

        protected override bool TryComputeLength(out long computed)
        {
            computed = length;
            return true;
        }
    }
}
