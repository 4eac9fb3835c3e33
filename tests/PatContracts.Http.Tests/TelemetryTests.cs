using System.Collections.Concurrent;
using System.Diagnostics;
using System.Diagnostics.Metrics;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Diagnostics.HealthChecks;
using PatContracts.Http.Load;
using Xunit;

namespace PatContracts.Http.Tests;

public sealed class TelemetryTests
{
    private static readonly Uri ListPath = new("/v3/personal-access-tokens", UriKind.Relative);

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Metrics_count_payloads_bytes_violations_and_time()
    {
        string valid = Tokens.List(2);
        await using HandlerHost host = await HandlerHost.StartAsync(context =>
            HandlerHost.Json(context.Request.Query.ContainsKey("bad") ? """[{"id":7,"owner":{"id":8}},{}]""" : valid)(context));
        using var measured = new Measurements(host.Services.GetRequiredService<IMeterFactory>());

        await host.Client.GetStringAsync(ListPath, Cancel);
        await host.Client.GetStringAsync(ListPath, Cancel);
        await host.Client.GetStringAsync(new Uri("/v3/personal-access-tokens?bad", UriKind.Relative), Cancel);
        await host.Client.GetStringAsync(new Uri("/v9/personal-access-tokens", UriKind.Relative), Cancel);

        Assert.Equal(2, measured.Sum("pat_contracts.http.payloads", "v3-list", "valid"));
        Assert.Equal(1, measured.Sum("pat_contracts.http.payloads", "v3-list", "violated"));
        Assert.Equal(1, measured.Sum("pat_contracts.http.payloads", "none", "no-contract"));
        Assert.Equal((2 * valid.Length) + 30, measured.Sum("pat_contracts.http.bytes", "v3-list"));
        Assert.Equal(2, measured.Sum("pat_contracts.http.violations", "v3-list", "schema/type"));
        Assert.True(measured.Sum("pat_contracts.http.violations", "v3-list", "schema/required") > 0);
        Assert.Equal(3, measured.Count("pat_contracts.http.duration"));
        Assert.True(measured.Sum("pat_contracts.http.duration", "v3-list") > 0);
    }

    [Fact]
    public async Task An_activity_spans_reading_and_validating()
    {
        ConcurrentQueue<Activity> activities = [];
        using var listener = new ActivityListener
        {
            ShouldListenTo = source => source.Name == "PatContracts.Http",
            Sample = (ref ActivityCreationOptions<ActivityContext> _) => ActivitySamplingResult.AllData,
            ActivityStopped = activities.Enqueue,
        };
        ActivitySource.AddActivityListener(listener);
        await using HandlerHost host = await HandlerHost.StartAsync("[7]", HandlerHost.Reject);
        using var parent = new Activity("test");
        parent.Start();

        await Assert.ThrowsAsync<PatContractResponseException>(() => host.Client.GetStringAsync(ListPath, Cancel));

        // Other tests run at the same time; ours are under our parent.
        Activity activity = Assert.Single(activities, activity => activity.TraceId == parent.TraceId);
        Assert.Equal("pat_contracts.validate", activity.OperationName);
        Assert.Equal(ActivityStatusCode.Error, activity.Status);
        Assert.Equal("rejected", activity.GetTagItem("pat_contracts.outcome"));
        Assert.Equal("v3-list", activity.GetTagItem("pat_contracts.contract"));
        Assert.Equal("/v3/personal-access-tokens", activity.GetTagItem("http.route"));
        Assert.Equal(1, activity.GetTagItem("pat_contracts.findings"));
    }

    [Fact]
    public async Task The_health_check_reports_the_last_drift_while_it_is_recent()
    {
        var time = new Clock();
        await using HandlerHost host = await HandlerHost.StartAsync(HandlerHost.Json("[7]"), more: services =>
        {
            services.AddSingleton<TimeProvider>(time);
            services.AddHealthChecks().AddPatContractDrift(window: TimeSpan.FromMinutes(10));
        });
        HealthCheckService health = host.Services.GetRequiredService<HealthCheckService>();

        Assert.Equal(HealthStatus.Healthy, (await health.CheckHealthAsync(Cancel)).Status);
        await host.Client.GetStringAsync(ListPath, Cancel);
        HealthReport drifted = await health.CheckHealthAsync(Cancel);
        Assert.Equal(HealthStatus.Degraded, drifted.Status);
        Assert.Equal("schema/type", drifted.Entries["pat-contracts"].Data["rule"]);
        Assert.Equal("/v3/personal-access-tokens", drifted.Entries["pat-contracts"].Data["route"]);
        time.Now += TimeSpan.FromMinutes(11);
        HealthReport later = await health.CheckHealthAsync(Cancel);
        Assert.Equal(HealthStatus.Healthy, later.Status);
        Assert.Equal("schema/type", later.Entries["pat-contracts"].Data["rule"]);
    }

    [Fact]
    public void The_event_ids_stay_what_they_are()
    {
        (string, int)[] ids =
        [
            .. typeof(Telemetry.HandlerLog).GetMethods(System.Reflection.BindingFlags.Static | System.Reflection.BindingFlags.Public)
                .Select(method => (method.Name, System.Reflection.CustomAttributeExtensions.GetCustomAttribute<Microsoft.Extensions.Logging.LoggerMessageAttribute>(method)!.EventId))
                .OrderBy(pair => pair.EventId),
        ];

        Assert.Equal(
            [
                ("Violated", 1001), ("Rejected", 1002), ("Found", 1003), ("TooLarge", 1004), ("UnknownCoding", 1005),
                ("NoContract", 1006), ("OtherContentType", 1007), ("Valid", 1008), ("SettingsRefused", 1009), ("BrokeOff", 1010),
                ("Noticed", 1011),
            ],
            ids);
    }
}
