using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using PatContracts.Http.Load;
using PatContracts.Schema;
using Xunit;

namespace PatContracts.Http.Tests;

public sealed class SettingsTests
{
    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public void The_defaults_observe_and_are_valid()
    {
        PatContractHandlerOptions options = Bind([]);

        Assert.Equal(PatContractMode.Observe, options.Mode);
        Assert.True(options.UseDefaultRoutes);
        Assert.Equal(16 * 1024 * 1024, options.MaxBodyBytes);
        Assert.Equal(RuleSeverity.Off, options.Validation.UnknownProperties);
        Assert.Empty(options.Routes);
    }

    [Fact]
    public void Every_option_can_be_configured()
    {
        PatContractHandlerOptions options = Bind(new()
        {
            ["Pat:Mode"] = "reject",
            ["Pat:UseDefaultRoutes"] = "false",
            ["Pat:DefaultContract"] = "v2026",
            ["Pat:ContentTypes:0"] = "application/json",
            ["Pat:MaxBodyBytes"] = "1000",
            ["Pat:Validation:MaxDepth"] = "10",
            ["Pat:Validation:MaxFindings"] = "5",
            ["Pat:Validation:UnknownProperties"] = "Warning",
            ["Pat:Checks:pat/expired"] = "error",
            ["Pat:Checks:Wire-Name"] = "Off",
            ["Pat:Checks:FutureTolerance"] = "00:10:00",
            ["Pat:Routes:0:Path"] = "/v3/tokens/{id}",
            ["Pat:Routes:0:Method"] = "PATCH",
            ["Pat:Routes:0:Status"] = "4XX",
            ["Pat:Routes:0:Contract"] = "v3",
            ["Pat:Routes:0:Mode"] = "observe",
        });

        Assert.Equal(PatContractMode.Reject, options.Mode);
        Assert.False(options.UseDefaultRoutes);
        Assert.Equal("v2026", options.DefaultContract);
        Assert.Equal(["application/json"], options.ContentTypes);
        Assert.Equal((1000, 10, 5), (options.MaxBodyBytes, options.Validation.MaxDepth, options.Validation.MaxFindings));
        Assert.Equal(RuleSeverity.Warning, options.Validation.UnknownProperties);
        PatCheckOptions checks = options.Checks!;
        Assert.Equal((RuleSeverity.Error, RuleSeverity.Off), (checks.SeverityOf(PatCheck.Expired), checks.SeverityOf(PatCheck.WireName)));
        Assert.Equal(PatCheck.DuplicateId.DefaultSeverity, checks.SeverityOf(PatCheck.DuplicateId));
        Assert.Equal(TimeSpan.FromMinutes(10), checks.FutureTolerance);
        PatContractRoute route = Assert.Single(options.Routes);
        Assert.Equal(("/v3/tokens/{id}", "PATCH", "4XX"), (route.Path, route.Method, route.Status));
        Assert.Equal(("v3", PatContractMode.Observe), (route.Contract, route.Mode));
    }

    [Fact]
    public void Valid_settings_are_bound_like_the_framework_binds_them()
    {
        Dictionary<string, string?> settings = new()
        {
            ["Pat:mode"] = "REJECT",
            ["Pat:UseDefaultRoutes"] = "False",
            ["Pat:DefaultContract"] = "v2025",
            ["Pat:ContentTypes:0"] = "application/json",
            ["Pat:ContentTypes:1"] = "text/x",
            ["Pat:MaxBodyBytes"] = "0x400",
            ["Pat:Validation:MaxDepth"] = " 10 ",
            ["Pat:Validation:DuplicateNames"] = "warning",
            ["Pat:Validation:UnknownProperties"] = "Info",
            ["Pat:Routes:0:Path"] = "/a/{b}",
            ["Pat:Routes:0:Method"] = "get",
            ["Pat:Routes:0:Contract"] = "v3",
            ["Pat:Routes:1:Path"] = "/b",
            ["Pat:Routes:1:Status"] = "default",
            ["Pat:Routes:1:Contract"] = "v3",
            ["Pat:Routes:1:Mode"] = "off",
        };
        var expected = new PatContractHandlerOptions();
        new ConfigurationBuilder().AddInMemoryCollection(settings).Build().GetSection("Pat").Bind(expected, binder => binder.ErrorOnUnknownConfiguration = true);

        PatContractHandlerOptions options = Bind(settings);

        Assert.Equal(
            (expected.Mode, expected.UseDefaultRoutes, expected.DefaultContract, expected.MaxBodyBytes, expected.Validation),
            (options.Mode, options.UseDefaultRoutes, options.DefaultContract, options.MaxBodyBytes, options.Validation));
        Assert.Equal(expected.ContentTypes, options.ContentTypes);
        Assert.Equal(
            expected.Routes.Select(route => (route.Path, route.Method, route.Status, route.Contract, route.Mode)),
            options.Routes.Select(route => (route.Path, route.Method, route.Status, route.Contract, route.Mode)));
    }

    [Theory]
    [InlineData("default", true)]
    [InlineData("Off", false)]
    public void The_checks_can_be_set_to_Default_or_Off(string value, bool on) =>
        Assert.Same(on ? PatCheckOptions.Default : PatCheckOptions.None, Bind(new() { ["Pat:Checks"] = value }).Checks);

    [Fact]
    public void Configuration_overrides_options_that_were_set_by_earlier_code()
    {
        IConfigurationRoot configuration = new ConfigurationBuilder().AddInMemoryCollection(new Dictionary<string, string?> { ["Pat:Checks:pat/expired"] = "Warning" }).Build();
        var services = new ServiceCollection();
        services.AddHttpClient("pat")
            .AddPatContractHandler(options => options.Checks = PatCheckOptions.None)
            .AddPatContractHandler(configuration.GetSection("Pat"));
        PatCheckOptions checks = services.BuildServiceProvider().GetRequiredService<IOptionsMonitor<PatContractHandlerOptions>>().Get("pat").Checks!;

        Assert.Equal([PatCheck.Expired], PatCheck.All.Where(check => checks.SeverityOf(check) != RuleSeverity.Off));
    }

    [Fact]
    public void Every_public_option_except_code_can_be_configured()
    {
        // A new option must be added to HandlerConfiguration, or to this list of options that only code can set.
        string[] codeOnly = [nameof(PatContractHandlerOptions.Contracts)];
        foreach (System.Reflection.PropertyInfo property in typeof(PatContractHandlerOptions).GetProperties())
        {
            if (codeOnly.Contains(property.Name)) continue;
            // The value is not valid for any setting, but only an unknown key is reported as unknown.
            Exception? problem = Record.Exception(() => Bind(new() { [$"Pat:{property.Name}"] = "none of these" }));
            Assert.DoesNotContain("unknown setting", problem?.Message ?? "", StringComparison.Ordinal);
        }
    }

    [Theory]
    [InlineData("Mode", "Watch", "Pat:Mode")]
    [InlineData("Mode", "1", "Pat:Mode")]
    [InlineData("Mdoe", "Reject", "Pat:Mdoe: unknown setting. Did you mean Mode?")]
    [InlineData("MaxBodyBytes", "0", "MaxBodyBytes must be from 1")]
    [InlineData("MaxBodyBytes", "lots", "Pat:MaxBodyBytes: requires an integer.")]
    [InlineData("MaxBodyBytes", "2000000000", "MaxBodyBytes must be from 1")]
    [InlineData("Validation:MaxDepth", "100000", "Pat:Validation:MaxDepth: requires an integer from 1 to 512.")]
    [InlineData("Validation:MaxFindings", "0", "Pat:Validation:MaxFindings: requires an integer of at least 1.")]
    [InlineData("UseDefaultRoutes", "perhaps", "Pat:UseDefaultRoutes: requires true or false.")]
    [InlineData("DefaultContract", "v1999", "DefaultContract must be an API version")]
    [InlineData("DefaultContract", "v2027", "Did you mean v2024 or v2025 or v2026?")]
    [InlineData("DefaultContract", "v1999", "v3-2024-02-20, v3, v2024, beta, v2025, v2026")]
    [InlineData("DefaultContract", "", "DefaultContract must be an API version")]
    [InlineData("ContentTypes:0", "json", "ContentTypes must be media types")]
    [InlineData("ContentTypes", "application/json", "Pat:ContentTypes: requires a list.")]
    [InlineData("Routes", "/v3/tokens", "Pat:Routes: requires a list.")]
    [InlineData("Mode:Is", "Reject", "Pat:Mode: requires Observe, Reject, Off.")]
    [InlineData("Mode", "", "Pat:Mode: requires Observe, Reject, Off.")]
    [InlineData("Validation:UnknownProperties", "Fatal", "Pat:Validation:UnknownProperties: requires Off, Info, Warning, Error.")]
    [InlineData("Checks", "On", "Pat:Checks: requires Default, Off, or checks and their severities.")]
    [InlineData("Checks:pat/expred", "Off", "Pat:Checks:pat/expred: unknown setting. Did you mean pat/expired?")]
    [InlineData("Checks:pat/expired", "Fatal", "Pat:Checks:pat/expired: requires Off, Info, Warning, Error.")]
    [InlineData("Checks:FutureTolerance", "soon", "Pat:Checks:FutureTolerance: requires a time span")]
    [InlineData("Checks:FutureTolerance", "-00:01:00", "Checks:FutureTolerance must not be negative")]
    [InlineData("Routes:0:Path", "tokens", "Routes:0:Path must begin with '/'")]
    [InlineData("Routes:0:Path", "/a//b", "Routes:0:Path must not have empty segments")]
    [InlineData("Routes:0:Path", "/a/x{}", "Routes:0:Path must have a name in each pair of braces")]
    [InlineData("Routes:0:Status", "20X", "Routes:0:Status must be a status (404), a range (4XX) or default")]
    [InlineData("Routes:0:Contract", "nobody", "Routes:0:Contract names no known contract (nobody)")]
    [InlineData("Routes:0:Contract", "v2025-lst", "(v2025-lst). Did you mean v2025-list?")]
    [InlineData("Routes:0:Mode", "Rejct", "Pat:Routes:0:Mode: requires Observe, Reject, Off.")]
    [InlineData("Routes:0:Colour", "red", "Pat:Routes:0:Colour: unknown setting.")]
    public async Task An_invalid_setting_prevents_the_host_from_starting(string key, string value, string message)
    {
        HostApplicationBuilder builder = Host.CreateEmptyApplicationBuilder(null);
        builder.Configuration.AddInMemoryCollection(new Dictionary<string, string?> { [$"Pat:{key}"] = value });
        builder.Services.AddHttpClient("pat").AddPatContractHandler(builder.Configuration.GetSection("Pat"));
        using IHost host = builder.Build();

        OptionsValidationException exception = await Assert.ThrowsAsync<OptionsValidationException>(() => host.StartAsync(Cancel));

        Assert.Contains(message, exception.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task All_problems_of_a_section_are_reported_at_once_without_values()
    {
        HostApplicationBuilder builder = Host.CreateEmptyApplicationBuilder(null);
        builder.Configuration.AddInMemoryCollection(new Dictionary<string, string?>
        {
            ["Pat:Mdoe"] = "Reject",
            ["Pat:MaxBodyBytes"] = "canary",
            ["Pat:Checks:pat/expird"] = "Off",
            ["Pat:Validation:MaxDepht"] = "3",
            ["Pat:Routes:0:Path"] = "tokens",
            ["Pat:Routes:0:Contract"] = "v3",
            ["Pat:Routes:1:Pth"] = "/tokens",
        });
        builder.Services.AddHttpClient("pat").AddPatContractHandler(builder.Configuration.GetSection("Pat"));
        using IHost host = builder.Build();

        OptionsValidationException exception = await Assert.ThrowsAsync<OptionsValidationException>(() => host.StartAsync(Cancel));

        foreach (string expected in new[] { "Pat:Mdoe", "Pat:MaxBodyBytes", "Pat:Checks:pat/expird", "Did you mean MaxDepth?", "Routes:0:Path", "Pat:Routes:1:Pth", "Routes:1:Contract" })
            Assert.Contains(exception.Failures, failure => failure.Contains(expected, StringComparison.Ordinal));
        Assert.DoesNotContain("canary", exception.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task All_problems_are_reported_at_once_with_the_name_of_the_client()
    {
        HostApplicationBuilder builder = Host.CreateEmptyApplicationBuilder(null);
        builder.Services.AddHttpClient("good").AddPatContractHandler();
        builder.Services.AddHttpClient("bad").AddPatContractHandler(options => (options.MaxBodyBytes, options.DefaultContract) = (0, ""));
        using IHost host = builder.Build();

        OptionsValidationException exception = await Assert.ThrowsAsync<OptionsValidationException>(() => host.StartAsync(Cancel));

        Assert.Equal(2, exception.Failures.Count());
        Assert.All(exception.Failures, failure => Assert.StartsWith("Contract handler of the client bad: ", failure, StringComparison.Ordinal));
    }

    [Fact]
    public void Clients_have_separate_options()
    {
        var services = new ServiceCollection();
        services.AddHttpClient("one").AddPatContractHandler(options => options.Mode = PatContractMode.Reject);
        services.AddHttpClient("two").AddPatContractHandler(options => options.Mode = PatContractMode.Off);
        IOptionsMonitor<PatContractHandlerOptions> options = services.BuildServiceProvider().GetRequiredService<IOptionsMonitor<PatContractHandlerOptions>>();

        Assert.Equal(PatContractMode.Reject, options.Get("one").Mode);
        Assert.Equal(PatContractMode.Off, options.Get("two").Mode);
    }

    [Fact]
    public async Task Changed_options_take_effect_and_invalid_ones_are_ignored()
    {
        var configuration = new ConfigurationManager { ["Pat:Mode"] = "Observe" };
        await using Loopback server = await Loopback.StartAsync(HandlerHost.Json("[7]"));
        var logs = new LogCapture();
        var services = new ServiceCollection();
        services.AddLogging(logging => logging.AddProvider(logs));
        services.AddHttpClient("pat", client => client.BaseAddress = server.Address).AddPatContractHandler(configuration.GetSection("Pat"));
        await using ServiceProvider provider = services.BuildServiceProvider();
        using HttpClient client = provider.GetRequiredService<IHttpClientFactory>().CreateClient("pat");
        var path = new Uri("/v3/personal-access-tokens", UriKind.Relative);

        Assert.Equal("[7]", await client.GetStringAsync(path, Cancel));
        configuration["Pat:Mode"] = "Reject";
        ((IConfigurationRoot)configuration).Reload();
        await Assert.ThrowsAsync<PatContractResponseException>(() => client.GetStringAsync(path, Cancel));
        configuration["Pat:Mode"] = "Sometimes";
        Record.Exception(((IConfigurationRoot)configuration).Reload);
        for (int i = 0; i < 2; i++) await Assert.ThrowsAsync<PatContractResponseException>(() => client.GetStringAsync(path, Cancel));

        Assert.Single(logs.Ids, 1009);
    }

    [Fact]
    public void A_handler_without_a_container_validates_its_options() =>
        Assert.Throws<OptionsValidationException>(() => new PatContractHandler(new PatContractHandlerOptions { MaxBodyBytes = 0 }));

    private static PatContractHandlerOptions Bind(Dictionary<string, string?> settings)
    {
        IConfigurationRoot configuration = new ConfigurationBuilder().AddInMemoryCollection(settings).Build();
        var services = new ServiceCollection();
        services.AddHttpClient("pat").AddPatContractHandler(configuration.GetSection("Pat"));
        return services.BuildServiceProvider().GetRequiredService<IOptionsMonitor<PatContractHandlerOptions>>().Get("pat");
    }
}
