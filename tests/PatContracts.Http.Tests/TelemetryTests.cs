using System.Collections.Concurrent;
using System.Diagnostics;
using System.Diagnostics.Metrics;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Diagnostics.HealthChecks;
using Microsoft.Extensions.Logging;
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
            HandlerHost.Json(context.Request.Query.ContainsKey("bad") ? """[{"id":7,"owner":{"id":8}},{}]""" : valid)(context), options =>
        {
            options.DefaultContract = null;
            options.Checks = PatCheckOptions.None;
        });
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
            ShouldListenTo = source => source.Name == PatContractsTelemetry.SourceName,
            Sample = (ref ActivityCreationOptions<ActivityContext> _) => ActivitySamplingResult.AllData,
            ActivityStopped = activities.Enqueue,
        };
        ActivitySource.AddActivityListener(listener);
        await using HandlerHost host = await HandlerHost.StartAsync("[7]", HandlerHost.Reject);
        using var parent = new Activity("test");
        parent.Start();

        await Assert.ThrowsAsync<PatContractResponseException>(() => host.Client.GetStringAsync(ListPath, Cancel));

        // Other tests run in parallel; the activity of this test has this parent.
        Activity activity = Assert.Single(activities, activity => activity.TraceId == parent.TraceId);
        Assert.Equal("pat_contracts.validate", activity.OperationName);
        Assert.Equal(ActivityStatusCode.Error, activity.Status);
        Assert.Equal("rejected", activity.GetTagItem("pat_contracts.outcome"));
        Assert.Equal("v3-list", activity.GetTagItem("pat_contracts.contract"));
        Assert.Equal("/v3/personal-access-tokens", activity.GetTagItem("url.template"));
        Assert.Equal("GET", activity.GetTagItem("http.request.method"));
        Assert.Equal(200, activity.GetTagItem("http.response.status_code"));
        Assert.Equal(host.Client.BaseAddress!.Host, activity.GetTagItem("server.address"));
        Assert.Equal(host.Client.BaseAddress.Port, activity.GetTagItem("server.port"));
        Assert.Equal("pat", activity.GetTagItem(PatContractsTelemetry.ClientTag));
        Assert.Equal("schema/type", activity.GetTagItem("error.type"));
        Assert.Null(activity.GetTagItem("http.route"));
        Assert.Equal(PatContractsTelemetry.Version, activity.Source.Version);
        Assert.NotEmpty(PatContractsTelemetry.Version);
        Assert.Equal(1, activity.GetTagItem("pat_contracts.findings"));
    }

    [Fact]
    public async Task Two_tenants_are_distinguished_in_logs_metrics_and_health()
    {
        await using Loopback first = await Loopback.StartAsync(HandlerHost.Json("[7]"));
        await using Loopback second = await Loopback.StartAsync(HandlerHost.Json("[8,9]"));
        var logs = new LogCapture();
        var services = new ServiceCollection();
        services.AddLogging(logging => logging.AddProvider(logs));
        services.AddHttpClient("tenant-a", client => client.BaseAddress = first.Address).AddPatContractHandler();
        services.AddHttpClient("tenant-b", client => client.BaseAddress = second.Address).AddPatContractHandler();
        await using ServiceProvider provider = services.BuildServiceProvider();
        using var measured = new Measurements(provider.GetRequiredService<IMeterFactory>());
        IHttpClientFactory factory = provider.GetRequiredService<IHttpClientFactory>();
        using HttpClient a = factory.CreateClient("tenant-a");
        using HttpClient b = factory.CreateClient("tenant-b");

        await a.GetStringAsync(ListPath, Cancel);
        await b.GetStringAsync(ListPath, Cancel);

        string[] messages = [.. logs.Entries.Where(entry => entry.Id == 1001).Select(entry => entry.Message)];
        Assert.Contains($"from {first.Address.Authority} (client \"tenant-a\")", messages[0], StringComparison.Ordinal);
        Assert.Contains(": 1 finding, the first", messages[0], StringComparison.Ordinal);
        Assert.Contains($"from {second.Address.Authority} (client \"tenant-b\")", messages[1], StringComparison.Ordinal);
        Assert.Contains(": 2 findings, the first", messages[1], StringComparison.Ordinal);
        Assert.Equal(1, measured.Sum(PatContractsTelemetry.ViolationsInstrument, "pat_contracts.client=tenant-a", $"server.address={first.Address.Host}"));
        Assert.Equal(2, measured.Sum(PatContractsTelemetry.ViolationsInstrument, "pat_contracts.client=tenant-b", "pat_contracts.side=client"));
        Assert.Equal(1, measured.Sum(PatContractsTelemetry.PayloadsInstrument, "pat_contracts.client=tenant-b", "violated", "error.type=schema/type"));
        PatContractViolation violation = provider.GetRequiredService<PatContractViolationMonitor>().Last!;
        Assert.Equal(("tenant-b", second.Address.Authority), (violation.Client, violation.Server));
    }

    [Fact]
    public async Task The_log_lists_the_missing_properties_without_values()
    {
        await using HandlerHost host = await HandlerHost.StartAsync("""[{"id":"canary","name":"n","scope":null}]""");

        await host.Client.GetStringAsync(ListPath, Cancel);

        LogCapture.Entry entry = Assert.Single(host.Logs.Entries, entry => entry.Id == 1001);
        Assert.Contains("The required properties \"owner\" and \"created\" are missing", entry.Message, StringComparison.Ordinal);
        Assert.DoesNotContain("canary", entry.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_health_check_reports_the_last_violation_while_it_is_recent()
    {
        var time = new Clock();
        await using HandlerHost host = await HandlerHost.StartAsync(HandlerHost.Json("[7]"), more: services =>
        {
            services.AddSingleton<TimeProvider>(time);
            services.AddHealthChecks().AddPatContractHealthCheck(window: TimeSpan.FromMinutes(10));
        });
        HealthCheckService health = host.Services.GetRequiredService<HealthCheckService>();

        Assert.Equal(HealthStatus.Healthy, (await health.CheckHealthAsync(Cancel)).Status);
        await host.Client.GetStringAsync(ListPath, Cancel);
        HealthReport violating = await health.CheckHealthAsync(Cancel);
        Assert.Equal(HealthStatus.Degraded, violating.Status);
        Assert.Equal("schema/type", violating.Entries["pat-contracts"].Data["rule"]);
        Assert.Equal("/v3/personal-access-tokens", violating.Entries["pat-contracts"].Data["route"]);
        time.Now += TimeSpan.FromMinutes(11);
        HealthReport later = await health.CheckHealthAsync(Cancel);
        Assert.Equal(HealthStatus.Healthy, later.Status);
        Assert.Equal("schema/type", later.Entries["pat-contracts"].Data["rule"]);
    }

    [Fact]
    public void Event_ids_do_not_change()
    {
        (string, int)[] ids =
        [
            .. typeof(Telemetry.HandlerLog).GetMethods(System.Reflection.BindingFlags.Static | System.Reflection.BindingFlags.Public)
                .Select(method => (method.Name, System.Reflection.CustomAttributeExtensions.GetCustomAttribute<Microsoft.Extensions.Logging.LoggerMessageAttribute>(method)!.EventId))
                .OrderBy(pair => pair.EventId),
        ];

        Assert.Equal(
            [
                ("Violated", 1001), ("Rejected", 1002), ("Found", 1003), ("TooLarge", 1004), ("UnknownEncoding", 1005),
                ("NoContract", 1006), ("OtherContentType", 1007), ("Valid", 1008), ("SettingsRejected", 1009), ("BodyIncomplete", 1010),
                ("ValidWithWarnings", 1011), ("RequestRepeated", 1012), ("Failed", 1013),
            ],
            ids);
    }
}
