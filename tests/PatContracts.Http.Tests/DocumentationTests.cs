using System.Diagnostics.Metrics;
using System.Reflection;
using System.Text;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using PatContracts.Http.Shared;
using PatContracts.Http.Telemetry;
using PatContracts.Schema;
using Xunit;

namespace PatContracts.Http.Tests;

/// <summary>docs/http-handler.md is complete.</summary>
public sealed class DocumentationTests
{
    private static readonly string Page = Repository.Read("docs/http-handler.md");

    [Fact]
    public void Every_setting_is_on_the_page()
    {
        foreach (PropertyInfo setting in typeof(PatContractHandlerOptions).GetProperties()) Assert.Contains($"| `{setting.Name}` |", Page, StringComparison.Ordinal);
    }

    [Fact]
    public void Every_event_is_on_the_page_with_its_level()
    {
        foreach (MethodInfo log in typeof(HandlerLog).GetMethods(BindingFlags.Static | BindingFlags.Public))
        {
            LoggerMessageAttribute message = log.GetCustomAttribute<LoggerMessageAttribute>()!;
            Assert.Contains($"| {message.EventId} `{log.Name}` | {message.Level.ToString().ToLowerInvariant()} |", Page, StringComparison.Ordinal);
        }
    }

    [Fact]
    public void Every_outcome_and_every_rule_is_on_the_page()
    {
        foreach (FieldInfo outcome in typeof(Outcome).GetFields()) Assert.Contains($"`{outcome.GetRawConstantValue()}`", Page, StringComparison.Ordinal);
        foreach (PropertyInfo finding in typeof(HttpFindings).GetProperties())
            Assert.Contains($"`{((Finding)finding.GetValue(null)!).Rule}`", Page + Repository.Read("docs/aspnetcore.md"), StringComparison.Ordinal);
    }

    [Fact]
    public void Every_instrument_is_on_the_page_with_its_unit()
    {
        List<Instrument> instruments = [];
        using var meter = new Meter("documentation");
        using var listener = new MeterListener
        {
            InstrumentPublished = (instrument, _) =>
            {
                if (instrument.Meter == meter) instruments.Add(instrument);
            },
        };
        listener.Start();
        _ = new PayloadMetrics(meter);

        Assert.Equal(5, instruments.Count);
        foreach (Instrument instrument in instruments) Assert.Contains($"| `{instrument.Name}` | `{instrument.Unit}` |", Page, StringComparison.Ordinal);
    }

    [Fact]
    public void The_settings_on_the_page_are_valid()
    {
        int start = Page.IndexOf("```json", StringComparison.Ordinal) + "```json".Length;
        string json = Page[start..Page.IndexOf("```", start, StringComparison.Ordinal)];
        using var stream = new MemoryStream(Encoding.UTF8.GetBytes($$"""{"Pat":{{json}}}"""));
        IConfigurationRoot configuration = new ConfigurationBuilder().AddJsonStream(stream).Build();
        var services = new ServiceCollection();
        services.AddHttpClient("pat").AddPatContractHandler(configuration.GetSection("Pat"));
        using ServiceProvider provider = services.BuildServiceProvider();

        PatContractHandlerOptions options = provider.GetRequiredService<IOptionsMonitor<PatContractHandlerOptions>>().Get("pat");

        Assert.Equal(PatContractMode.Reject, options.Mode);
        Assert.Equal(RuleSeverity.Off, options.Checks!.SeverityOf(PatCheck.Expired));
    }
}
