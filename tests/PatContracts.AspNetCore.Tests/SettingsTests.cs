using System.Net;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;
using PatContracts.Http;
using PatContracts.Http.Load;
using PatContracts.Schema;
using Xunit;

namespace PatContracts.AspNetCore.Tests;

public sealed class SettingsTests
{
    [Fact]
    public void The_defaults_reject_and_are_valid()
    {
        PatContractsOptions options = Bind([]);

        Assert.Equal(PatContractMode.Reject, options.Mode);
        Assert.Equal(1 << 20, options.MaxBodyBytes);
        Assert.Equal(400, options.ViolationStatusCode);
        Assert.Equal(100, options.Validation.MaxFindings);
        Assert.Null(options.Checks);
        Assert.Empty(options.Contracts);
    }

    [Fact]
    public void Every_option_except_the_contracts_can_be_configured()
    {
        PatContractsOptions options = Bind(new()
        {
            ["Contracts:Mode"] = "observe",
            ["Contracts:MaxBodyBytes"] = "1000",
            ["Contracts:ContentTypes:0"] = "text/plain",
            ["Contracts:Validation:UnknownProperties"] = "Error",
            ["Contracts:Checks:wire-name"] = "Off",
            ["Contracts:ViolationStatusCode"] = "422",
        });

        Assert.Equal((PatContractMode.Observe, 1000, 422), (options.Mode, options.MaxBodyBytes, options.ViolationStatusCode));
        Assert.Equal(["text/plain"], options.ContentTypes);
        Assert.Equal(RuleSeverity.Error, options.Validation.UnknownProperties);
        Assert.Equal(RuleSeverity.Off, options.Checks!.SeverityOf(PatCheck.WireName));
        foreach (System.Reflection.PropertyInfo property in typeof(PatContractsOptions).GetProperties())
        {
            if (property.Name == nameof(PatContractsOptions.Contracts)) continue;
            Exception? problem = Record.Exception(() => Bind(new() { [$"Contracts:{property.Name}"] = "none of these" }));
            Assert.DoesNotContain("unknown setting", problem?.Message ?? "", StringComparison.Ordinal);
        }
    }

    [Fact]
    public void All_problems_are_reported_at_once()
    {
        OptionsValidationException exception = Assert.Throws<OptionsValidationException>(() => Bind(new()
        {
            ["Contracts:Mdoe"] = "Reject",
            ["Contracts:MaxBodyBytes"] = "0",
            ["Contracts:ViolationStatusCode"] = "200",
            ["Contracts:ContentTypes:0"] = "json",
        }));

        Assert.Equal(4, exception.Failures.Count());
        Assert.Contains("Contracts:Mdoe: unknown setting. Did you mean Mode?", exception.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Invalid_options_prevent_the_host_from_starting() =>
        await Assert.ThrowsAsync<OptionsValidationException>(() => RequestHost.StartAsync(options => options.MaxBodyBytes = 0));

    [Fact]
    public void Contracts_can_be_added_separately_or_as_a_catalog_and_names_are_unique()
    {
        var options = new PatContractsOptions();
        var catalog = ContractCatalog.FromDocuments([new("one", "true"u8.ToArray()), new("two", "false"u8.ToArray())]);

        options.AddContracts(catalog).AddContract("three", Contract.Load("{}"));

        Assert.Equal(["one", "three", "two"], options.Contracts.Keys.Order(StringComparer.Ordinal));
        Assert.Throws<ArgumentException>(() => options.AddContract("one", Contract.Load("{}")));
    }

    [Fact]
    public async Task Changed_options_take_effect()
    {
        var configuration = new ConfigurationManager { ["Contracts:Mode"] = "Observe" };
        await using Loopback server = await Loopback.StartAsync(
            builder => builder.Services
                .AddPatContracts(configuration.GetSection("Contracts"))
                .AddPatContracts(options => options.AddContract("profile", RequestHost.Contract)),
            app => app.MapPost("/x", context => Task.CompletedTask).WithContract("profile"));
        using var client = new HttpClient { BaseAddress = server.Address };

        Assert.Equal(HttpStatusCode.OK, await PostAsync());
        configuration["Contracts:Mode"] = "Reject";
        ((IConfigurationRoot)configuration).Reload();
        Assert.Equal(HttpStatusCode.BadRequest, await PostAsync());

        async Task<HttpStatusCode> PostAsync()
        {
            using var content = new StringContent("7", System.Text.Encoding.UTF8, "application/json");
            using HttpResponseMessage response = await client.PostAsync(new Uri("/x", UriKind.Relative), content, TestContext.Current.CancellationToken);
            return response.StatusCode;
        }
    }

    private static PatContractsOptions Bind(Dictionary<string, string?> settings)
    {
        IConfigurationRoot configuration = new ConfigurationBuilder().AddInMemoryCollection(settings).Build();
        var services = new ServiceCollection();
        services.AddPatContracts(configuration.GetSection("Contracts"));
        using ServiceProvider provider = services.BuildServiceProvider();
        return provider.GetRequiredService<IOptionsMonitor<PatContractsOptions>>().CurrentValue;
    }
}
