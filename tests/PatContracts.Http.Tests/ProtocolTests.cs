using System.Net.Quic;
using System.Text;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using PatContracts.Http.Load;
using Xunit;

namespace PatContracts.Http.Tests;

/// <summary>HTTP/2 and, if the platform supports it, HTTP/3: trailers, resets and many streams on one connection.</summary>
public sealed class ProtocolTests
{
    private static readonly Uri ListPath = new("/v3/personal-access-tokens", UriKind.Relative);

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData(HttpProtocols.Http2)]
    [InlineData(HttpProtocols.Http3)]
    public async Task Trailers_arrive_after_a_validated_body(HttpProtocols protocols)
    {
        await using HandlerHost host = await StartAsync(protocols, async context =>
        {
            await HandlerHost.Json(Tokens.List(2))(context);
            context.Response.AppendTrailer("x-digest", "of all");
        });

        using HttpResponseMessage response = await host.Client.GetAsync(ListPath, HttpCompletionOption.ResponseHeadersRead, Cancel);

        Assert.Equal(Loopback.VersionOf(protocols), response.Version);
        Assert.Equal(Tokens.List(2), await response.Content.ReadAsStringAsync(Cancel));
        Assert.Equal(["of all"], response.TrailingHeaders.GetValues("x-digest"));
        Assert.Equal([1008], host.Logs.Ids);
    }

    [Theory]
    [InlineData(HttpProtocols.Http2, "GET")]
    [InlineData(HttpProtocols.Http3, "GET")]
    [InlineData(HttpProtocols.Http2, "POST")]
    [InlineData(HttpProtocols.Http3, "POST")]
    public async Task A_stream_that_is_reset_in_the_body_fails_only_its_request(HttpProtocols protocols, string method)
    {
        await using HandlerHost host = await StartAsync(protocols, async context =>
        {
            if (context.Request.Query.ContainsKey("whole"))
            {
                await HandlerHost.Json(Tokens.List(2))(context);
                return;
            }

            context.Response.ContentType = "application/json";
            await context.Response.WriteAsync("[", context.RequestAborted);
            await context.Response.Body.FlushAsync(context.RequestAborted);
            await Task.Delay(50);
            // CANCEL in HTTP/2, H3_REQUEST_CANCELLED in HTTP/3.
            context.Features.Get<IHttpResetFeature>()!.Reset(protocols == HttpProtocols.Http2 ? 0x8 : 0x10c);
        });
        using var request = new HttpRequestMessage(new HttpMethod(method), ListPath)
        {
            Version = Loopback.VersionOf(protocols),
            VersionPolicy = HttpVersionPolicy.RequestVersionExact,
        };

        await Assert.ThrowsAsync<HttpRequestException>(() => host.Client.SendAsync(request, Cancel));

        Assert.Equal([1010], host.Logs.Ids);
        Assert.Equal(Tokens.List(2), await host.Client.GetStringAsync(new Uri(ListPath + "?whole", UriKind.Relative), Cancel));
        Assert.Null(host.LastViolation);
    }

    [Theory]
    [InlineData(HttpProtocols.Http2)]
    [InlineData(HttpProtocols.Http3)]
    public async Task Many_streams_of_one_connection_are_not_mixed_up(HttpProtocols protocols)
    {
        await using HandlerHost host = await StartAsync(protocols, async context =>
        {
            int number = int.Parse(context.Request.Query["n"]!, System.Globalization.CultureInfo.InvariantCulture);
            byte[] body = Encoding.UTF8.GetBytes(Body(number));
            context.Response.ContentType = "application/json";
            // Sent in two parts, so that the frames of the streams alternate.
            await context.Response.Body.WriteAsync(body.AsMemory(0, body.Length / 2));
            await context.Response.Body.FlushAsync();
            await Task.Yield();
            await context.Response.Body.WriteAsync(body.AsMemory(body.Length / 2));
        });

        await Task.WhenAll(Enumerable.Range(0, 200).Select(async number =>
        {
            var path = new Uri($"{ListPath}?n={number}", UriKind.Relative);
            if (number % 10 == 9) await Assert.ThrowsAsync<PatContractResponseException>(() => host.Client.GetStringAsync(path, Cancel));
            else Assert.Equal(Body(number), await host.Client.GetStringAsync(path, Cancel));
        }));

        Assert.Equal(180, host.Logs.Ids.Count(id => id == 1008));
        Assert.Equal(20, host.Logs.Ids.Count(id => id == 1002));
    }

    private static string Body(int number) => number % 10 == 9 ? "[7]" : new string(' ', number) + Tokens.List(1 + (number % 30));

    private static Task<HandlerHost> StartAsync(HttpProtocols protocols, RequestDelegate respond)
    {
        Assert.SkipUnless(protocols != HttpProtocols.Http3 || QuicListener.IsSupported, "This platform does not support QUIC.");
        return HandlerHost.StartAsync(respond, HandlerHost.Reject, protocols: protocols);
    }
}
