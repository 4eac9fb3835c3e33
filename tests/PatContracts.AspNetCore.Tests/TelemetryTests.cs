using System.Collections.Concurrent;
using System.Diagnostics;
using System.Diagnostics.Metrics;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using PatContracts.AspNetCore.Telemetry;
using PatContracts.Http;
using Xunit;

namespace PatContracts.AspNetCore.Tests;

/// <summary>Metrics, spans and logs of request validation.</summary>
public sealed class TelemetryTests
{
    [Fact]
    public async Task Metrics_are_the_same_as_on_the_client_with_the_side_and_the_route()
    {
        await using RequestHost host = await RequestHost.StartAsync();
        using var measured = new Measurements(host.Services.GetRequiredService<IMeterFactory>());

        using HttpResponseMessage valid = await host.PostAsync("/profiles", RequestHost.Valid);
        using HttpResponseMessage violating = await host.PostAsync("/profiles", RequestHost.Violating);

        Assert.Equal(1, measured.Sum(PatContractsTelemetry.PayloadsInstrument, "profile", "valid", "http.route=/profiles", "pat_contracts.side=server"));
        Assert.Equal(1, measured.Sum(PatContractsTelemetry.PayloadsInstrument, "profile", "rejected", "error.type=schema/type"));
        Assert.Equal(2, measured.Sum(PatContractsTelemetry.ViolationsInstrument, "profile", "schema/type"));
        Assert.Equal(RequestHost.Valid.Length + RequestHost.Violating.Length, measured.Sum(PatContractsTelemetry.BytesInstrument, "profile"));
        Assert.Equal(2, measured.Count(PatContractsTelemetry.DurationInstrument));
    }

    [Fact]
    public async Task A_span_covers_the_validation_and_not_the_endpoint()
    {
        ConcurrentQueue<Activity> activities = [];
        using var listener = new ActivityListener
        {
            ShouldListenTo = source => source.Name == PatContractsTelemetry.SourceName,
            Sample = (ref ActivityCreationOptions<ActivityContext> _) => ActivitySamplingResult.AllData,
            ActivityStopped = activities.Enqueue,
        };
        ActivitySource.AddActivityListener(listener);
        await using RequestHost host = await RequestHost.StartAsync(build: app => app.MapPost("/spanned/{id}", () => "").WithContract("profile"));

        using HttpResponseMessage response = await host.PostAsync("/spanned/7", RequestHost.Violating);

        // Other tests run in parallel; the activity of this test has this route.
        Activity activity = Assert.Single(activities, activity => activity.GetTagItem("http.route") is "/spanned/{id}");
        Assert.Equal(ActivityStatusCode.Error, activity.Status);
        Assert.Equal("POST", activity.GetTagItem("http.request.method"));
        Assert.Equal("server", activity.GetTagItem(PatContractsTelemetry.SideTag));
        Assert.Equal("rejected", activity.GetTagItem(PatContractsTelemetry.OutcomeTag));
        Assert.Equal("schema/type", activity.GetTagItem("error.type"));
        Assert.Equal(2, activity.GetTagItem(PatContractsTelemetry.FindingsTag));
    }

    [Fact]
    public async Task A_log_message_contains_the_finding_without_values()
    {
        await using RequestHost host = await RequestHost.StartAsync();

        using HttpResponseMessage response = await host.PostAsync("/profiles", """{"size":1,"canary":"canary"}""");

        LogCapture.Entry entry = host.Logs.Entries[^1];
        Assert.Equal((1102, LogLevel.Warning), (entry.Id, entry.Level));
        Assert.Contains("POST /profiles was rejected by the contract profile: 1 finding, the first schema/required", entry.Message, StringComparison.Ordinal);
        Assert.Contains("name", entry.Message, StringComparison.Ordinal);
        Assert.DoesNotContain("canary", entry.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void The_event_ids_are_the_ids_of_the_handler_plus_100()
    {
        (string Name, int Id)[] server = Events(typeof(RequestLog));
        (string Name, int Id)[] client = Events(typeof(PatContractHandler).Assembly.GetType("PatContracts.Http.Telemetry.HandlerLog", throwOnError: true)!);

        Assert.All(server, log => Assert.Contains((log.Name, log.Id - 100), client));
        Assert.Equal(9, server.Length);
    }

    private static (string Name, int Id)[] Events(Type log) =>
    [
        .. log.GetMethods(System.Reflection.BindingFlags.Static | System.Reflection.BindingFlags.Public)
            .Select(method => (method.Name, System.Reflection.CustomAttributeExtensions.GetCustomAttribute<LoggerMessageAttribute>(method)!.EventId)),
    ];
}
