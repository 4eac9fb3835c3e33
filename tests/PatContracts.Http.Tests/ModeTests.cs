using System.Net;
using Microsoft.Extensions.DependencyInjection;
using PatContracts.Http.Load;
using PatContracts.Schema;
using Xunit;

namespace PatContracts.Http.Tests;

public sealed class ModeTests
{
    private const string Violating = """[{"id":"secret-id","name":"secret-name","scope":null,"owner":{"type":"ROBOT"},"created":"yesterday"}]""";

    private static readonly Uri ListPath = new("/v3/personal-access-tokens?owner-id=me", UriKind.Relative);

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData(PatContractMode.Observe)]
    [InlineData(PatContractMode.Reject)]
    public async Task A_valid_response_passes_and_can_be_read_again(PatContractMode mode)
    {
        string json = Tokens.List(3);
        await using HandlerHost host = await HandlerHost.StartAsync(
            async context =>
            {
                context.Response.Headers.ContentLanguage = "en";
                await HandlerHost.Json(json, contentType: "application/json; charset=\"utf-8\"")(context);
            },
            options => options.Mode = mode);

        using HttpResponseMessage response = await host.Client.GetAsync(ListPath, HttpCompletionOption.ResponseHeadersRead, Cancel);

        Assert.Equal(json, await response.Content.ReadAsStringAsync(Cancel));
        Assert.Equal(json, await response.Content.ReadAsStringAsync(Cancel));
        using var stream = new StreamReader(await response.Content.ReadAsStreamAsync(Cancel));
        Assert.Equal(json, await stream.ReadToEndAsync(Cancel));
        Assert.Equal("application/json", response.Content.Headers.ContentType?.MediaType);
        Assert.Equal("\"utf-8\"", response.Content.Headers.ContentType?.CharSet);
        Assert.Equal(["en"], response.Content.Headers.ContentLanguage);
        Assert.Equal(json.Length, response.Content.Headers.ContentLength);
        Assert.Equal([1008], host.Logs.Ids);
        Assert.Null(host.LastViolation);
    }

    [Fact]
    public async Task Observe_passes_a_violating_response_and_reports_it()
    {
        await using HandlerHost host = await HandlerHost.StartAsync(Violating, options => options.Checks = PatCheckOptions.None);

        string body = await host.Client.GetStringAsync(ListPath, Cancel);

        Assert.Equal(Violating, body);
        Assert.Contains(1001, host.Logs.Ids);
        Assert.Equal(2, host.Logs.Ids.Count(id => id == 1003));
        Assert.Equal(("pat", "v3-list", "/v3/personal-access-tokens", false), (host.LastViolation!.Client, host.LastViolation.Contract, host.LastViolation.Route, host.LastViolation.Rejected));
        Assert.Equal((2, "schema/enum"), (host.LastViolation.Findings, host.LastViolation.Rule));
    }

    [Fact]
    public async Task Reject_throws_with_the_findings()
    {
        await using HandlerHost host = await HandlerHost.StartAsync(Violating, HandlerHost.Reject);

        PatContractResponseException exception =
            await Assert.ThrowsAsync<PatContractResponseException>(() => host.Client.GetStringAsync(ListPath, Cancel));

        Assert.Equal(["/0/owner/type", "/0/created"], exception.Findings.Select(finding => finding.InstancePointer));
        Assert.Equal(
            ("v3-list", "/v3/personal-access-tokens", HttpMethod.Get, HttpStatusCode.OK),
            (exception.Contract, exception.Route, exception.Method, exception.StatusCode));
        Assert.IsAssignableFrom<ContractViolationException>(exception);
        Assert.Contains(1002, host.Logs.Ids);
        Assert.True(host.LastViolation!.Rejected);
    }

    [Fact]
    public async Task Off_validates_nothing()
    {
        await using HandlerHost host = await HandlerHost.StartAsync(Violating, options => options.Mode = PatContractMode.Off);

        Assert.Equal(Violating, await host.Client.GetStringAsync(ListPath, Cancel));
        Assert.Empty(host.Logs.Entries);
        Assert.Null(host.LastViolation);
    }

    [Fact]
    public async Task Logs_and_exceptions_contain_no_values_and_no_ids()
    {
        await using HandlerHost host = await HandlerHost.StartAsync(Violating, HandlerHost.Reject);
        using var request = new HttpRequestMessage(HttpMethod.Patch, new Uri("/v3/personal-access-tokens/id-of-a-token", UriKind.Relative));

        PatContractResponseException exception = await Assert.ThrowsAsync<PatContractResponseException>(() => host.Client.SendAsync(request, Cancel));

        string shown = string.Join('\n', host.Logs.Entries.Select(entry => entry.Message)) + exception + host.LastViolation;
        foreach (string canary in new[] { "secret-id", "secret-name", "ROBOT", "yesterday", "id-of-a-token" }) Assert.DoesNotContain(canary, shown);
        Assert.Contains("/v3/personal-access-tokens/{id}", shown);
    }

    [Fact]
    public async Task Unknown_properties_are_reported_on_request()
    {
        string json = Tokens.One().Replace("\"managed\"", "\"colour\":1,\"managed\"", StringComparison.Ordinal);
        await using HandlerHost warned = await HandlerHost.StartAsync($"[{json}]", options =>
        {
            options.Mode = PatContractMode.Reject;
            options.Validation = options.Validation with { UnknownProperties = Schema.RuleSeverity.Warning };
        });
        await using HandlerHost failed = await HandlerHost.StartAsync($"[{json}]", options =>
        {
            options.Mode = PatContractMode.Reject;
            options.Validation = options.Validation with { UnknownProperties = Schema.RuleSeverity.Error };
        });

        Assert.Equal($"[{json}]", await warned.Client.GetStringAsync(ListPath, Cancel));
        Assert.Equal([1003, 1011], warned.Logs.Ids);
        PatContractResponseException exception = await Assert.ThrowsAsync<PatContractResponseException>(() => failed.Client.GetStringAsync(ListPath, Cancel));
        Assert.Equal("schema/unknown", Assert.Single(exception.Findings).Rule);
    }

    [Fact]
    public async Task Synchronous_requests_are_validated_like_asynchronous_ones()
    {
        await using HandlerHost valid = await HandlerHost.StartAsync(Tokens.List(2), HandlerHost.Reject);
        await using HandlerHost violating = await HandlerHost.StartAsync(Violating, HandlerHost.Reject);

        using var request = new HttpRequestMessage(HttpMethod.Get, ListPath);
        using HttpResponseMessage response = await Task.Run(() => valid.Client.Send(request, Cancel), Cancel);
        Assert.Equal(Tokens.List(2), await response.Content.ReadAsStringAsync(Cancel));

        using var again = new HttpRequestMessage(HttpMethod.Get, ListPath);
        await Assert.ThrowsAsync<PatContractResponseException>(() => Task.Run(() => violating.Client.Send(again, Cancel), Cancel));
    }

    [Fact]
    public async Task A_handler_works_without_a_container()
    {
        await using Loopback server = await Loopback.StartAsync(HandlerHost.Json(Violating));
        using var handler = new PatContractHandler(new PatContractHandlerOptions { Mode = PatContractMode.Reject }) { InnerHandler = new SocketsHttpHandler() };
        using var client = new HttpClient(handler) { BaseAddress = server.Address };

        await Assert.ThrowsAsync<PatContractResponseException>(() => client.GetStringAsync(ListPath, Cancel));
    }

    [Fact]
    public async Task Adding_the_handler_twice_adds_it_once()
    {
        await using HandlerHost host = await HandlerHost.StartAsync(
            HandlerHost.Json(Violating),
            more: services => services.AddHttpClient("pat").AddPatContractHandler());

        await host.Client.GetStringAsync(ListPath, Cancel);

        Assert.Single(host.Logs.Ids, 1001);
    }
}
