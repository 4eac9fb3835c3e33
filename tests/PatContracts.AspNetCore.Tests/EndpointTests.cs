using System.Net;
using System.Text.Json;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Metadata;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using PatContracts.Http;
using PatContracts.Http.Load;
using PatContracts.Schema;
using Xunit;

namespace PatContracts.AspNetCore.Tests;

/// <summary>Minimal APIs, groups, controllers and pipelines with a contract.</summary>
public sealed class EndpointTests
{
    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_valid_body_is_bound()
    {
        await using RequestHost host = await RequestHost.StartAsync();

        using HttpResponseMessage response = await host.PostAsync("/profiles", RequestHost.Valid);

        Assert.Equal("Deploy 3", await response.Content.ReadAsStringAsync(Cancel));
        Assert.Equal([1108], host.Logs.Ids);
    }

    [Fact]
    public async Task A_violation_is_answered_with_problem_details_that_carry_locations_and_no_values()
    {
        await using RequestHost host = await RequestHost.StartAsync();

        using HttpResponseMessage response = await host.PostAsync("/raw", RequestHost.Violating);

        Assert.Equal(HttpStatusCode.BadRequest, response.StatusCode);
        JsonElement problem = await RequestHost.ProblemAsync(response);
        Assert.Equal("The request body violates its contract", problem.GetProperty("title").GetString());
        Assert.Equal("profile", problem.GetProperty("contract").GetString());
        Assert.Equal(
            ["#/name schema/type 1:9", "#/size schema/type 1:18"],
            problem.GetProperty("errors").EnumerateArray().Select(error =>
                $"{error.GetProperty("pointer")} {error.GetProperty("rule")} {error.GetProperty("line")}:{error.GetProperty("column")}"));
        Assert.All(problem.GetProperty("errors").EnumerateArray(), error => Assert.NotEmpty(error.GetProperty("detail").GetString()!));
        Assert.DoesNotContain("canary", problem.GetRawText() + string.Join('\n', host.Logs.Entries.Select(entry => entry.Message)), StringComparison.Ordinal);
        Assert.Empty(host.Seen);
        Assert.Equal([1103, 1103, 1102], host.Logs.Ids);
    }

    [Fact]
    public async Task A_pointer_is_a_uri_fragment()
    {
        await using RequestHost host = await RequestHost.StartAsync(options =>
            options.AddContract("odd", Contract.Load("""{"properties":{"a b/ü":{"type":"string"}}}""")), app =>
            app.MapPost("/odd", (HttpContext _) => "").WithContract("odd"));

        using HttpResponseMessage response = await host.PostAsync("/odd", """{"a b/ü":1}""");

        JsonElement problem = await RequestHost.ProblemAsync(response);
        Assert.Equal("#/a%20b~1%C3%BC", problem.GetProperty("errors")[0].GetProperty("pointer").GetString());
    }

    [Fact]
    public async Task Problem_details_can_be_customized_and_do_not_depend_on_what_the_client_accepts()
    {
        await using RequestHost host = await RequestHost.StartAsync(
            options => options.ViolationStatusCode = 422,
            more: services => services.AddProblemDetails(problems => problems.CustomizeProblemDetails = context => context.ProblemDetails.Extensions["trace"] = "t"));

        using HttpResponseMessage custom = await host.PostAsync("/profiles", RequestHost.Violating);
        using HttpResponseMessage other = await host.PostAsync("/profiles", RequestHost.Violating, change: request => request.Headers.Add("Accept", "text/html"));

        Assert.Equal(HttpStatusCode.UnprocessableEntity, custom.StatusCode);
        Assert.Equal("t", (await RequestHost.ProblemAsync(custom)).GetProperty("trace").GetString());
        Assert.Equal(2, (await RequestHost.ProblemAsync(other)).GetProperty("errors").GetArrayLength());
    }

    [Fact]
    public async Task A_group_has_a_contract_for_its_endpoints_and_requests_without_a_body_pass()
    {
        await using RequestHost host = await RequestHost.StartAsync(build: app =>
        {
            RouteGroupBuilder group = app.MapGroup("/group").WithContract("profile");
            group.MapPost("/", (Profile profile) => profile.Name).WithContract("profile");
            group.MapPut("/{id}", (string id, Profile profile) => id + profile.Name);
            group.MapGet("/", () => "got");
            group.MapDelete("/{id}", (string id) => id);
        });

        Assert.Equal("got", await host.Client.GetStringAsync(new Uri("/group", UriKind.Relative), Cancel));
        using HttpResponseMessage deleted = await host.Client.DeleteAsync(new Uri("/group/7", UriKind.Relative), Cancel);
        Assert.Equal("7", await deleted.Content.ReadAsStringAsync(Cancel));
        using HttpResponseMessage valid = await host.PostAsync("/group", RequestHost.Valid);
        Assert.Equal("Deploy", await valid.Content.ReadAsStringAsync(Cancel));
        // Once, though both the group and the endpoint have the contract.
        Assert.Equal([1108], host.Logs.Ids);
        using HttpResponseMessage violating = await host.PostAsync("/group/7", RequestHost.Violating, change: request => request.Method = HttpMethod.Put);
        Assert.Equal(HttpStatusCode.BadRequest, violating.StatusCode);
        Assert.Contains("PUT /group/{id} ", host.Logs.Entries[^1].Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("GET")]
    [InlineData("DELETE")]
    public async Task A_body_is_validated_where_none_is_usual(string method)
    {
        await using RequestHost host = await RequestHost.StartAsync(build: app =>
            app.MapMethods("/unusual", [method], (HttpContext _) => "reached").WithContract("profile"));

        using HttpResponseMessage response = await host.PostAsync("/unusual", RequestHost.Violating, change: request => request.Method = new HttpMethod(method));

        Assert.Equal(HttpStatusCode.BadRequest, response.StatusCode);
    }

    [Theory]
    [InlineData("/controllers/with", 400)]
    [InlineData("/controllers/observed", 200)]
    [InlineData("/controllers/without", 200)]
    public async Task An_action_has_a_contract_by_its_attribute(string path, int status)
    {
        await using RequestHost host = await RequestHost.StartAsync(build: app => app.MapControllers(), more: AddControllers);

        using HttpResponseMessage response = await host.PostAsync(path, RequestHost.Violating);
        using HttpResponseMessage valid = await host.PostAsync(path, RequestHost.Valid);

        Assert.Equal(status, (int)response.StatusCode);
        Assert.Equal(HttpStatusCode.OK, valid.StatusCode);
        if (status == 400) Assert.Equal("profile", (await RequestHost.ProblemAsync(response)).GetProperty("contract").GetString());
        else Assert.Equal("2", await response.Content.ReadAsStringAsync(Cancel));
        Assert.Equal("got", await host.Client.GetStringAsync(new Uri("/controllers/with", UriKind.Relative), Cancel));
    }

    [Fact]
    public async Task All_controllers_have_a_contract_at_once()
    {
        await using RequestHost host = await RequestHost.StartAsync(build: app => app.MapControllers().WithContract("profile"), more: AddControllers);

        using HttpResponseMessage response = await host.PostAsync("/controllers/without", RequestHost.Violating);
        using HttpResponseMessage valid = await host.PostAsync("/controllers/without", RequestHost.Valid);

        Assert.Equal("profile", (await RequestHost.ProblemAsync(response)).GetProperty("contract").GetString());
        Assert.Equal("2", await valid.Content.ReadAsStringAsync(Cancel));
    }

    [Fact]
    public async Task A_branch_of_the_pipeline_has_a_contract_without_endpoints()
    {
        await using RequestHost host = await RequestHost.StartAsync(build: app => app.Map("/hooks", hooks =>
        {
            hooks.UseContract("profile");
            hooks.Run(async context => await context.Response.WriteAsync((await context.Request.ReadFromJsonAsync<Profile>())!.Name));
        }));

        using HttpResponseMessage valid = await host.PostAsync("/hooks/any", RequestHost.Valid);
        using HttpResponseMessage violating = await host.PostAsync("/hooks/any", RequestHost.Violating);

        Assert.Equal("Deploy", await valid.Content.ReadAsStringAsync(Cancel));
        Assert.Equal(HttpStatusCode.BadRequest, violating.StatusCode);
    }

    [Fact]
    public async Task A_built_in_contract_applies_with_the_list_form_for_arrays_and_its_checks()
    {
        string leaking = Tokens.One().Replace("\"managed\"", "\"secret\":\"canary\",\"managed\"", StringComparison.Ordinal);
        await using RequestHost host = await RequestHost.StartAsync(options => options.Checks = PatCheckOptions.Default, app =>
            app.MapPost("/tokens", (HttpContext _) => "reached").WithContract("v3"));

        using HttpResponseMessage valid = await host.PostAsync("/tokens", Tokens.List(2));
        using HttpResponseMessage response = await host.PostAsync("/tokens", $"[{leaking}]");

        Assert.Equal("reached", await valid.Content.ReadAsStringAsync(Cancel));
        JsonElement problem = await RequestHost.ProblemAsync(response);
        Assert.Equal("v3-list", problem.GetProperty("contract").GetString());
        Assert.Equal("pat/secret-in-response", problem.GetProperty("errors")[0].GetProperty("rule").GetString());
    }

    [Fact]
    public async Task Endpoints_describe_the_responses_to_requests_that_are_rejected()
    {
        await using RequestHost host = await RequestHost.StartAsync();

        Endpoint endpoint = host.Services.GetRequiredService<EndpointDataSource>().Endpoints.Single(endpoint => endpoint is RouteEndpoint { RoutePattern.RawText: "/profiles" });

        IProducesResponseTypeMetadata[] problems =
            [.. endpoint.Metadata.GetOrderedMetadata<IProducesResponseTypeMetadata>().Where(produces => produces.Type == typeof(ProblemDetails))];
        Assert.Equal([400, 413, 415], problems.Select(problem => problem.StatusCode));
        Assert.All(problems, problem => Assert.Equal(["application/problem+json"], problem.ContentTypes));
        Assert.Equal("profile", endpoint.Metadata.GetMetadata<IRequestContractMetadata>()!.ContractName);
    }

    [Fact]
    public async Task A_contract_that_does_not_exist_stops_the_host_and_names_what_was_probably_meant()
    {
        InvalidOperationException minimal = await Assert.ThrowsAsync<InvalidOperationException>(() => RequestHost.StartAsync(build: app =>
            app.MapPost("/x", () => "").WithContract("profiel")));
        InvalidOperationException branch = await Assert.ThrowsAsync<InvalidOperationException>(() => RequestHost.StartAsync(build: app =>
            app.UseContract("profil")));

        Assert.Equal("There is no contract named \"profiel\". Did you mean profile?", minimal.Message);
        Assert.Equal("There is no contract named \"profil\". Did you mean profile?", branch.Message);
    }

    [Fact]
    public async Task An_attribute_that_has_no_effect_stops_the_host()
    {
        InvalidOperationException exception = await Assert.ThrowsAsync<InvalidOperationException>(() => RequestHost.StartAsync(build: app =>
            app.MapPost("/x", [RequestContract("profile")] () => "")));

        Assert.Contains("Call WithContract(\"profile\")", exception.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_contract_without_registered_contracts_is_an_error_that_says_what_to_do()
    {
        await using Loopback server = await Loopback.StartAsync(_ => { }, app =>
        {
            Assert.Contains("AddPatContracts", Assert.Throws<InvalidOperationException>(() => app.UseContract("profile")).Message, StringComparison.Ordinal);
            app.MapPost("/x", () => "").WithContract("profile");
        });

        Assert.Contains(
            "AddPatContracts",
            Assert.Throws<InvalidOperationException>(() => server.Services.GetRequiredService<EndpointDataSource>().Endpoints).Message,
            StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_endpoint_has_a_mode_of_its_own()
    {
        await using RequestHost host = await RequestHost.StartAsync(build: app =>
        {
            app.MapPost("/observed", (HttpContext _) => "reached").WithContract("profile", PatContractMode.Observe);
            app.MapPost("/off", (HttpContext _) => "reached").WithContract("profile", PatContractMode.Off);
        });

        using HttpResponseMessage observed = await host.PostAsync("/observed", RequestHost.Violating);
        using HttpResponseMessage off = await host.PostAsync("/off", RequestHost.Violating);

        Assert.Equal("reached", await observed.Content.ReadAsStringAsync(Cancel));
        Assert.Equal("reached", await off.Content.ReadAsStringAsync(Cancel));
        Assert.Equal([1103, 1103, 1101], host.Logs.Ids);
    }

    private static void AddControllers(IServiceCollection services) => services.AddControllers().AddApplicationPart(typeof(ProfilesController).Assembly);
}
