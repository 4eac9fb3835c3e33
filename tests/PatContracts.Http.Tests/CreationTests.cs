using System.Diagnostics.Metrics;
using System.IO.Compression;
using System.Text;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Http.Resilience;
using Polly;
using Xunit;

namespace PatContracts.Http.Tests;

/// <summary>A create response contains a secret that cannot be retrieved again: the response is never lost, and no second token is created.</summary>
public sealed class CreationTests
{
    // Violates the contract, because the name is missing.
    private const string Violating = """{"id":"i","scope":null,"owner":{},"created":"2024-05-06T07:08:09Z","secret":"only-once"}""";

    private static readonly Uri Collection = new("/v2025/personal-access-tokens", UriKind.Relative);

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_violation_is_reported_and_passed_on_in_reject()
    {
        await using HandlerHost host = await HandlerHost.StartAsync(HandlerHost.Json(Violating, status: 201), HandlerHost.Reject);
        using var measured = new Measurements(host.Services.GetRequiredService<IMeterFactory>());

        using HttpResponseMessage response = await host.Client.PostAsync(Collection, null, Cancel);

        Assert.Equal(Violating, await response.Content.ReadAsStringAsync(Cancel));
        Assert.Contains(1001, host.Logs.Ids);
        Assert.DoesNotContain(1002, host.Logs.Ids);
        Assert.Equal(1, measured.Sum("pat_contracts.http.payloads", "v2025-create", "violated"));
        Assert.True(measured.Sum("pat_contracts.http.violations", "v2025-create", "schema/required") > 0);
        Assert.Equal(("v2025-create", false), (host.LastViolation!.Contract, host.LastViolation.Rejected));
        Assert.DoesNotContain("only-once", string.Join('\n', host.Logs.Entries.Select(entry => entry.Message)), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("application/json; charset=utf-16", null, "http/charset")]
    [InlineData("application/json", "zstd", null)]
    [InlineData("application/json", "gzip", "http/content-encoding")]
    [InlineData("text/html", null, "pat/not-a-token-response")]
    [InlineData("text/plain", null, null)]
    [InlineData("application/octet-stream", null, null)]
    public async Task A_response_that_cannot_be_validated_is_passed_on_in_reject(string contentType, string? encoding, string? rule)
    {
        await using HandlerHost host = await HandlerHost.StartAsync(
            context =>
            {
                context.Response.Headers.ContentEncoding = encoding;
                return HandlerHost.Json(Violating, contentType: contentType)(context);
            },
            HandlerHost.Reject);

        using HttpResponseMessage response = await host.Client.PostAsync(Collection, null, Cancel);

        Assert.Equal(Violating, Encoding.UTF8.GetString(await response.Content.ReadAsByteArrayAsync(Cancel)));
        Assert.Equal(rule, host.LastViolation?.Rule);
        Assert.NotEmpty(host.Logs.Ids);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task A_response_that_is_too_large_is_passed_on_in_reject(bool compressed)
    {
        byte[] body = Encoding.UTF8.GetBytes(Violating + new string(' ', 5000));
        if (compressed)
        {
            using var target = new MemoryStream();
            using (var gzip = new GZipStream(target, CompressionLevel.Fastest)) gzip.Write(body);
            body = target.ToArray();
        }

        await using HandlerHost host = await HandlerHost.StartAsync(
            context =>
            {
                context.Response.ContentType = "application/json";
                if (compressed) context.Response.Headers.ContentEncoding = "gzip";
                return context.Response.Body.WriteAsync(body).AsTask();
            },
            options =>
            {
                options.Mode = PatContractMode.Reject;
                options.MaxBodyBytes = 1000;
            });

        using HttpResponseMessage response = await host.Client.PostAsync(Collection, null, Cancel);

        Assert.Equal(body, await response.Content.ReadAsByteArrayAsync(Cancel));
        Assert.Equal([1004], host.Logs.Ids);
    }

    [Fact]
    public async Task A_configured_route_with_a_create_contract_is_never_rejected()
    {
        await using HandlerHost host = await HandlerHost.StartAsync(Violating, options =>
        {
            options.Mode = PatContractMode.Reject;
            options.Routes.Add(new PatContractRoute { Path = "/make-token", Contract = "v2026-create" });
        });

        using HttpResponseMessage response = await host.Client.PostAsync(new Uri("/make-token", UriKind.Relative), null, Cancel);

        Assert.Equal(Violating, await response.Content.ReadAsStringAsync(Cancel));
        Assert.Equal("v2026-create", host.LastViolation!.Contract);
    }

    [Fact]
    public async Task An_internal_error_of_the_handler_does_not_lose_a_response()
    {
        await using HandlerHost host = await HandlerHost.StartAsync(HandlerHost.Json(Violating), options =>
        {
            options.Mode = PatContractMode.Reject;
            options.Checks = PatCheckOptions.Default with { TimeProvider = new BrokenClock() };
        });

        using HttpResponseMessage response = await host.Client.PostAsync(Collection, null, Cancel);

        Assert.Equal(Violating, await response.Content.ReadAsStringAsync(Cancel));
        Assert.Contains("System.NotSupportedException", Assert.Single(host.Logs.Entries, entry => entry.Id == 1013).Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task An_incomplete_body_is_not_retried_and_creates_one_token(bool disabledForUnsafeMethods)
    {
        int tokens = 0;
        await using HandlerHost host = await StartAsync(
            async context =>
            {
                Interlocked.Increment(ref tokens);
                await AbortBodyAsync(context);
            },
            disabledForUnsafeMethods);

        await Assert.ThrowsAsync<HttpRequestException>(() => host.Client.PostAsync(Collection, null, Cancel));

        Assert.Equal(1, tokens);
        Assert.Equal([1010], host.Logs.Ids);
    }

    [Fact]
    public async Task The_beginning_of_an_incomplete_body_can_be_read()
    {
        await using HandlerHost host = await StartAsync(AbortBodyAsync, disabledForUnsafeMethods: false);
        using var request = new HttpRequestMessage(HttpMethod.Post, Collection);

        using HttpResponseMessage response = await host.Client.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, Cancel);
        using Stream stream = await response.Content.ReadAsStreamAsync(Cancel);
        using var copy = new MemoryStream();
        await Assert.ThrowsAnyAsync<IOException>(() => stream.CopyToAsync(copy, Cancel));

        Assert.Contains("only-once", Encoding.UTF8.GetString(copy.ToArray()), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_body_that_exceeds_the_attempt_timeout_creates_one_token()
    {
        int tokens = 0;
        await using HandlerHost host = await StartAsync(
            async context =>
            {
                Interlocked.Increment(ref tokens);
                context.Response.ContentType = "application/json";
                await context.Response.WriteAsync(Violating, context.RequestAborted);
                await context.Response.Body.FlushAsync(context.RequestAborted);
                await Task.Delay(Timeout.Infinite, context.RequestAborted);
            },
            disabledForUnsafeMethods: false,
            attempt: TimeSpan.FromMilliseconds(300));

        await Assert.ThrowsAnyAsync<Exception>(() => host.Client.PostAsync(Collection, null, Cancel));

        Assert.Equal(1, tokens);
    }

    [Fact]
    public async Task An_idempotent_request_is_retried()
    {
        int requests = 0;
        await using HandlerHost host = await StartAsync(
            context => Interlocked.Increment(ref requests) == 1 ? AbortBodyAsync(context) : HandlerHost.Json("[]")(context), disabledForUnsafeMethods: true);

        Assert.Equal("[]", await host.Client.GetStringAsync(Collection, Cancel));
        Assert.Equal([1010, 1008], host.Logs.Ids);
    }

    [Theory]
    [InlineData(500, false, 2, true)]
    [InlineData(500, true, 1, false)]
    // These statuses mean that the request had no effect.
    [InlineData(429, false, 2, false)]
    [InlineData(503, false, 2, false)]
    public async Task A_repeated_request_that_may_have_taken_effect_is_logged(int status, bool disabled, int sent, bool logged)
    {
        int requests = 0;
        await using HandlerHost host = await StartAsync(
            context =>
            {
                if (Interlocked.Increment(ref requests) > 1) return HandlerHost.Json(Violating)(context);
                context.Response.StatusCode = status;
                return Task.CompletedTask;
            },
            disabled);

        using HttpResponseMessage response = await host.Client.PostAsync(Collection, null, Cancel);

        Assert.Equal(sent, requests);
        Assert.Equal(logged ? 1 : 0, host.Logs.Ids.Count(id => id == 1012));
        if (logged) Assert.Contains("DisableForUnsafeHttpMethods()", host.Logs.Entries[0].Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("README.md")]
    [InlineData("docs/http-handler.md")]
    [InlineData("samples/stale-token-report/ServiceSetup.cs")]
    public void Documented_retry_policies_do_not_repeat_unsafe_methods(string file) =>
        Assert.Contains("DisableForUnsafeHttpMethods()", Repository.Read(file), StringComparison.Ordinal);

    private static Task<HandlerHost> StartAsync(RequestDelegate respond, bool disabledForUnsafeMethods, TimeSpan? attempt = null) =>
        HandlerHost.StartAsync(respond, HandlerHost.Reject, before: client => client.AddStandardResilienceHandler(options =>
        {
            options.Retry.Delay = TimeSpan.FromMilliseconds(1);
            options.Retry.BackoffType = DelayBackoffType.Constant;
            options.Retry.UseJitter = false;
            if (attempt is { } time) options.AttemptTimeout.Timeout = time;
            if (disabledForUnsafeMethods) options.Retry.DisableForUnsafeHttpMethods();
        }));

    private static async Task AbortBodyAsync(HttpContext context)
    {
        context.Response.ContentType = "application/json";
        context.Response.ContentLength = Violating.Length + 1000;
        await context.Response.WriteAsync(Violating);
        await context.Response.Body.FlushAsync();
        // The connection must be aborted in the body, after the client has read the headers.
        await Task.Delay(100);
        context.Abort();
    }

    private sealed class BrokenClock : TimeProvider
    {
        public override DateTimeOffset GetUtcNow() => throw new NotSupportedException();
    }
}
