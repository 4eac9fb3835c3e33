using System.Diagnostics;
using System.Text;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using OpenTelemetry.Metrics;
using OpenTelemetry.Trace;
using PatContracts.Http;
using PatContracts.Http.Load;
using Xunit;

namespace PatContracts.OpenTelemetry.Tests;

/// <summary>Spans and measurements of a client and a server, as the SDK exports them.</summary>
public sealed class InstrumentationTests
{
    private const string Path = "/v3/personal-access-tokens";

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Spans_and_metrics_of_both_sides_are_exported()
    {
        List<Activity> spans = [];
        List<MetricSnapshot> metrics = [];
        await using Loopback server = await Loopback.StartAsync(
            builder =>
            {
                builder.Services.AddPatContracts();
                builder.Services.AddOpenTelemetry()
                    .WithTracing(tracing => tracing.AddPatContractsInstrumentation().AddInMemoryExporter(spans))
                    .WithMetrics(collected => collected.AddPatContractsInstrumentation().AddInMemoryExporter(metrics));
                builder.Services.AddHttpClient("pat").AddPatContractHandler();
            },
            app => app.MapPost(Path, context => context.Response.WriteAsJsonAsync(7, Cancel)).WithContract("v3-create", PatContractMode.Observe));
        using HttpClient client = server.Services.GetRequiredService<IHttpClientFactory>().CreateClient("pat");
        using var content = new StringContent("[]", Encoding.UTF8, "application/json");

        using HttpResponseMessage response = await client.PostAsync(new Uri(server.Address, Path), content, Cancel);
        server.Services.GetRequiredService<TracerProvider>().ForceFlush();
        server.Services.GetRequiredService<MeterProvider>().ForceFlush();

        Assert.Equal(["client", "server"], spans.Select(span => (string)span.GetTagItem(PatContractsTelemetry.SideTag)!).Order(StringComparer.Ordinal));
        Assert.All(spans, span => Assert.Equal(PatContractsTelemetry.ActivityName, span.OperationName));
        Assert.All(spans, span => Assert.Equal("violated", span.GetTagItem(PatContractsTelemetry.OutcomeTag)));
        Assert.Equal(
            [
                PatContractsTelemetry.BytesInstrument,
                PatContractsTelemetry.DurationInstrument,
                PatContractsTelemetry.PayloadsInstrument,
                PatContractsTelemetry.ViolationsInstrument,
            ],
            metrics.Select(metric => metric.Name).Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal));
        Assert.All(metrics, metric => Assert.Equal(PatContractsTelemetry.MeterName, metric.MeterName));
        long payloads = 0;
        foreach (MetricPoint point in metrics.First(metric => metric.Name == PatContractsTelemetry.PayloadsInstrument).MetricPoints)
            payloads += point.GetSumLong();
        Assert.Equal(2, payloads);
    }

    [Fact]
    public void Without_a_builder_there_is_nothing_to_add_to()
    {
        Assert.Throws<ArgumentNullException>(() => ((TracerProviderBuilder)null!).AddPatContractsInstrumentation());
        Assert.Throws<ArgumentNullException>(() => ((MeterProviderBuilder)null!).AddPatContractsInstrumentation());
    }
}
