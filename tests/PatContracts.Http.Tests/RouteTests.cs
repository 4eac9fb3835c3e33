using Xunit;

namespace PatContracts.Http.Tests;

public sealed class RouteTests
{
    // The findings for this token reveal which contract was used.
    private const string WithNullExpiration =
        """{"id":"i","name":"n","scope":null,"owner":{},"created":"2024-05-06T07:08:09Z","expirationDate":null}""";

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData("GET", "/v3/personal-access-tokens", "v3-list")]
    [InlineData("GET", "/v3/personal-access-tokens/", "v3-list")]
    [InlineData("GET", "/behind/a/gateway/v2025/personal-access-tokens", "v2025-list")]
    [InlineData("POST", "/v3/personal-access-tokens", "v3-create")]
    [InlineData("PATCH", "/beta/personal-access-tokens/1234", "beta")]
    [InlineData("GET", "/v2024/personal-access-tokens/1234", "v2024")]
    [InlineData("GET", "/personal-access-tokens/v1", "v2026-list")]
    [InlineData("PATCH", "/personal-access-tokens/v1/1234", "v2026")]
    [InlineData("POST", "/behind/a/gateway/personal-access-tokens/v1", "v2026-create")]
    [InlineData("PATCH", "/v3/personal-access-tokens/v1", "v3")]
    public async Task The_path_and_the_method_determine_the_contract(string method, string path, string contract)
    {
        await using HandlerHost host = await HandlerHost.StartAsync("7");
        using var request = new HttpRequestMessage(new HttpMethod(method), new Uri(path, UriKind.Relative));

        using HttpResponseMessage response = await host.Client.SendAsync(request, Cancel);

        Assert.Equal(contract, host.LastViolation!.Contract);
    }

    [Theory]
    [InlineData("GET", "/v3/identities")]
    [InlineData("GET", "/v3/personal-access-tokens-of-others")]
    [InlineData("GET", "/v3/personal-access-tokens/1234/history")]
    [InlineData("DELETE", "/v3/personal-access-tokens/1234")]
    [InlineData("GET", "/")]
    [InlineData("DELETE", "/personal-access-tokens/v1/1234")]
    [InlineData("GET", "/personal-access-tokens/v1/1234/history")]
    public async Task Other_requests_are_not_validated(string method, string path)
    {
        await using HandlerHost host = await HandlerHost.StartAsync("7", HandlerHost.Reject);
        using var request = new HttpRequestMessage(new HttpMethod(method), new Uri(path, UriKind.Relative));

        using HttpResponseMessage response = await host.Client.SendAsync(request, Cancel);

        Assert.Equal("7", await response.Content.ReadAsStringAsync(Cancel));
        Assert.Empty(host.Logs.Entries);
    }

    [Theory]
    [InlineData("v3", false)]
    [InlineData("v2024", false)]
    [InlineData("beta", true)]
    [InlineData("v2025", true)]
    [InlineData("v2026", true)]
    public async Task Each_version_is_validated_against_its_own_contract(string version, bool allowsNullExpiration)
    {
        await using HandlerHost host = await HandlerHost.StartAsync($"[{WithNullExpiration}]", HandlerHost.Reject);
        var path = new Uri($"/{version}/personal-access-tokens", UriKind.Relative);

        if (allowsNullExpiration) Assert.NotEmpty(await host.Client.GetStringAsync(path, Cancel));
        else await Assert.ThrowsAsync<PatContractResponseException>(() => host.Client.GetStringAsync(path, Cancel));
    }

    [Theory]
    [InlineData("/v2099/personal-access-tokens", "/{version}/personal-access-tokens", "v2099")]
    [InlineData("/V2099/personal-access-tokens/1234", "/{version}/personal-access-tokens/{id}", "v2099")]
    [InlineData("/personal-access-tokens", "/{version}/personal-access-tokens", "(none)")]
    [InlineData("/gateway-of-somebody/personal-access-tokens", "/{version}/personal-access-tokens", "(none)")]
    [InlineData("/personal-access-tokens/v2", "/personal-access-tokens/{version}", "v2")]
    [InlineData("/personal-access-tokens/v2/1234", "/personal-access-tokens/{version}/{id}", "v2")]
    public async Task Without_a_default_contract_an_unknown_version_is_not_validated_and_logged_once(string path, string template, string version)
    {
        await using HandlerHost host = await HandlerHost.StartAsync("7", options =>
        {
            options.Mode = PatContractMode.Reject;
            options.DefaultContract = null;
        });

        for (int i = 0; i < 3; i++) Assert.Equal("7", await host.Client.GetStringAsync(new Uri(path, UriKind.Relative), Cancel));

        Assert.Equal([1006], host.Logs.Ids);
        string message = Assert.Single(host.Logs.Entries).Message;
        Assert.Contains($"API version {version} of GET {template} from ", message, StringComparison.Ordinal);
        Assert.DoesNotContain("somebody", message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task By_default_the_newest_contract_applies_to_unknown_versions_and_each_is_logged_once()
    {
        await using HandlerHost host = await HandlerHost.StartAsync("7", HandlerHost.Reject);

        foreach (string version in new[] { "v2098", "v2099", "v2098" })
        {
            PatContractResponseException exception = await Assert.ThrowsAsync<PatContractResponseException>(
                () => host.Client.GetStringAsync(new Uri($"/{version}/personal-access-tokens/1", UriKind.Relative), Cancel));
            Assert.Equal("v2026", exception.Contract);
        }

        string[] messages = [.. host.Logs.Entries.Where(entry => entry.Id == 1006).Select(entry => entry.Message)];
        Assert.Equal(2, messages.Length);
        Assert.Contains("version v2098 ", messages[0], StringComparison.Ordinal);
        Assert.Contains("validated against v2026", messages[0], StringComparison.Ordinal);
        Assert.Contains("version v2099 ", messages[1], StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_redirect_to_a_web_page_does_not_bypass_the_contract()
    {
        await using HandlerHost host = await HandlerHost.StartAsync(
            async context =>
            {
                if (context.Request.Path.StartsWithSegments("/sign-in")) await HandlerHost.Json("<html>", contentType: "text/html")(context);
                else if (context.Request.Path.StartsWithSegments("/moved")) context.Response.Redirect("/v2025/personal-access-tokens/1");
                else if (context.Request.Path.StartsWithSegments("/v2025")) await HandlerHost.Json("7")(context);
                else context.Response.Redirect("/sign-in");
            },
            HandlerHost.Reject);

        PatContractResponseException page = await Assert.ThrowsAsync<PatContractResponseException>(
            () => host.Client.GetStringAsync(new Uri("/v3/personal-access-tokens", UriKind.Relative), Cancel));
        Assert.Equal(("/v3/personal-access-tokens", "pat/not-a-token-response"), (page.Route, page.Findings[0].Rule));
        PatContractResponseException moved = await Assert.ThrowsAsync<PatContractResponseException>(
            () => host.Client.GetStringAsync(new Uri("/moved", UriKind.Relative), Cancel));
        Assert.Equal("v2025", moved.Contract);
    }

    [Theory]
    [InlineData("PATCH", "/v3/personal-access-tokens/1234", "/v3/personal-access-tokens/{id}")]
    [InlineData("GET", "/gateway/V2025/personal-access-tokens", "/v2025/personal-access-tokens")]
    [InlineData("GET", "/personal-access-tokens/v1", "/personal-access-tokens/v1")]
    [InlineData("PATCH", "/personal-access-tokens/V1/1234", "/personal-access-tokens/v1/{id}")]
    public async Task The_reported_route_is_the_route_of_the_request_without_its_id(string method, string path, string template)
    {
        await using HandlerHost host = await HandlerHost.StartAsync("7", HandlerHost.Reject);
        using var request = new HttpRequestMessage(new HttpMethod(method), new Uri(path, UriKind.Relative));

        PatContractResponseException exception = await Assert.ThrowsAsync<PatContractResponseException>(() => host.Client.SendAsync(request, Cancel));

        Assert.Equal(template, exception.Route);
    }

    [Theory]
    [InlineData("/v2099/personal-access-tokens", "v2026-list", "/{version}/personal-access-tokens")]
    [InlineData("/personal-access-tokens", "v2026-list", "/{version}/personal-access-tokens")]
    [InlineData("/personal-access-tokens/v7/1234", "v2026", "/personal-access-tokens/{version}/{id}")]
    public async Task The_default_contract_applies_to_unknown_versions(string path, string contract, string template)
    {
        await using HandlerHost host = await HandlerHost.StartAsync("7", options =>
        {
            options.Mode = PatContractMode.Reject;
            options.DefaultContract = "v2026";
        });

        PatContractResponseException exception = await Assert.ThrowsAsync<PatContractResponseException>(
            () => host.Client.GetStringAsync(new Uri(path, UriKind.Relative), Cancel));

        Assert.Equal((contract, template), (exception.Contract, exception.Route));
    }

    [Fact]
    public async Task Configured_routes_take_precedence_and_can_use_configured_contracts()
    {
        await using HandlerHost host = await HandlerHost.StartAsync("""{"colour":7}""", options =>
        {
            options.Mode = PatContractMode.Reject;
            options.Contracts.Add("paint", Schema.Contract.Load("""{"properties":{"colour":{"type":"string"}}}"""));
            options.Routes.Add(new PatContractRoute { Path = "/paints/{name}/tins", Method = "GET", Contract = "paint" });
            options.Routes.Add(new PatContractRoute { Path = "/v3/personal-access-tokens", Contract = "v2026" });
        });

        PatContractResponseException own = await Assert.ThrowsAsync<PatContractResponseException>(
            () => host.Client.GetStringAsync(new Uri("/paints/red/tins", UriKind.Relative), Cancel));
        Assert.Equal(("paint", "/paints/{name}/tins", "/colour"), (own.Contract, own.Route, own.Findings[0].InstancePointer));
        PatContractResponseException first = await Assert.ThrowsAsync<PatContractResponseException>(
            () => host.Client.GetStringAsync(new Uri("/v3/personal-access-tokens", UriKind.Relative), Cancel));
        Assert.Equal("v2026", first.Contract);
        Assert.NotEmpty(await host.Client.GetStringAsync(new Uri("/paints/red/tins/7", UriKind.Relative), Cancel));
        using HttpResponseMessage otherMethod = await host.Client.PostAsync(new Uri("/paints/red/tins", UriKind.Relative), null, Cancel);
        Assert.NotEmpty(await otherMethod.Content.ReadAsStringAsync(Cancel));
    }

    [Fact]
    public async Task On_a_route_with_the_contract_of_one_token_an_array_is_validated_against_the_list_form()
    {
        await using HandlerHost host = await HandlerHost.StartAsync(" [7]", options =>
        {
            options.Mode = PatContractMode.Reject;
            options.Routes.Add(new PatContractRoute { Path = "/tokens", Contract = "v3" });
        });

        PatContractResponseException exception = await Assert.ThrowsAsync<PatContractResponseException>(
            () => host.Client.GetStringAsync(new Uri("/tokens", UriKind.Relative), Cancel));

        Assert.Equal(("v3-list", "/0"), (exception.Contract, exception.Findings[0].InstancePointer));
    }

    [Fact]
    public async Task The_default_routes_can_be_disabled()
    {
        await using HandlerHost host = await HandlerHost.StartAsync("7", options =>
        {
            options.Mode = PatContractMode.Reject;
            options.UseDefaultRoutes = false;
        });

        Assert.Equal("7", await host.Client.GetStringAsync(new Uri("/v3/personal-access-tokens", UriKind.Relative), Cancel));
    }

    [Fact]
    public async Task A_route_can_have_a_separate_mode()
    {
        await using HandlerHost host = await HandlerHost.StartAsync("7", options =>
        {
            options.Mode = PatContractMode.Reject;
            options.Routes.Add(new PatContractRoute { Path = "/observed", Contract = "v3", Mode = PatContractMode.Observe });
            options.Routes.Add(new PatContractRoute { Path = "/off", Contract = "v3", Mode = PatContractMode.Off });
        });

        Assert.Equal("7", await host.Client.GetStringAsync(new Uri("/off", UriKind.Relative), Cancel));
        Assert.Empty(host.Logs.Ids);
        Assert.Equal("7", await host.Client.GetStringAsync(new Uri("/observed", UriKind.Relative), Cancel));
        Assert.Equal([1003, 1001], host.Logs.Ids);
    }
}
