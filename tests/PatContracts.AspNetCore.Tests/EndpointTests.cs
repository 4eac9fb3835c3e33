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
    public async Task The_response_to_a_violation_is_problem_details_with_locations_and_no_values()
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
    public async Task Problem_details_can_be_customized_and_do_not_depend_on_the_Accept_header()
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
    public async Task The_contract_of_a_group_applies_to_its_endpoints_and_requests_without_a_body_pass()
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
        // Validated once, although both the group and the endpoint have the contract.
        Assert.Equal([1108], host.Logs.Ids);
        using HttpResponseMessage violating = await host.PostAsync("/group/7", RequestHost.Violating, change: request => request.Method = HttpMethod.Put);
        Assert.Equal(HttpStatusCode.BadRequest, violating.StatusCode);
        Assert.Contains("PUT /group/{id} ", host.Logs.Entries[^1].Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("GET")]
    [InlineData("DELETE")]
    public async Task A_body_is_validated_for_methods_that_usually_have_none(string method)
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
    public async Task An_attribute_assigns_a_contract_to_an_action(string path, int status)
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
    public async Task A_contract_can_be_assigned_to_all_controllers()
    {
        await using RequestHost host = await RequestHost.StartAsync(build: app => app.MapControllers().WithContract("profile"), more: AddControllers);

        using HttpResponseMessage response = await host.PostAsync("/controllers/without", RequestHost.Violating);
        using HttpResponseMessage valid = await host.PostAsync("/controllers/without", RequestHost.Valid);

        Assert.Equal("profile", (await RequestHost.ProblemAsync(response)).GetProperty("contract").GetString());
        Assert.Equal("2", await valid.Content.ReadAsStringAsync(Cancel));
    }

    [Fact]
    public async Task A_contract_can_be_assigned_to_a_branch_of_the_pipeline()
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
    public async Task A_built_in_contract_applies_with_its_list_form_and_its_checks()
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
    public async Task Endpoint_metadata_describes_the_responses_to_rejected_requests()
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
    public async Task An_unknown_contract_prevents_the_host_from_starting_and_causes_a_suggestion()
    {
        InvalidOperationException minimal = await Assert.ThrowsAsync<InvalidOperationException>(() => RequestHost.StartAsync(build: app =>
            app.MapPost("/x", () => "").WithContract("profiel")));
        InvalidOperationException branch = await Assert.ThrowsAsync<InvalidOperationException>(() => RequestHost.StartAsync(build: app =>
            app.UseContract("profil")));

        Assert.Equal("There is no contract named \"profiel\". Did you mean profile?", minimal.Message);
        Assert.Equal("There is no contract named \"profil\". Did you mean profile?", branch.Message);
    }

    [Fact]
    public async Task An_attribute_without_effect_prevents_the_host_from_starting()
    {
        InvalidOperationException exception = await Assert.ThrowsAsync<InvalidOperationException>(() => RequestHost.StartAsync(build: app =>
            app.MapPost("/x", [RequestContract("profile")] () => "")));

        Assert.Contains("Call WithContract(\"profile\")", exception.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_missing_registration_is_an_error_with_advice()
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
    public async Task An_endpoint_can_have_a_separate_mode()
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
