using System.Diagnostics.Metrics;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using PatContracts.Http.Load;
using PatContracts.Schema;
using Xunit;

namespace PatContracts.Http.Tests;

/// <summary>The PAT checks in the handler.</summary>
public sealed class CheckTests
{
    private static readonly Uri ListPath = new("/v2025/personal-access-tokens", UriKind.Relative);

    private static readonly string Leaking = Tokens.One().Replace("\"managed\"", "\"secret\":\"canary-of-a-secret\",\"managed\"", StringComparison.Ordinal);

    private static readonly string NeverExpiring = Tokens.One().Replace("\"managed\"", "\"expirationDate\":null,\"managed\"", StringComparison.Ordinal);

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task In_observe_the_checks_report_by_default_and_can_be_disabled()
    {
        string json = $"[{Leaking.Replace("\"lastUsed\"", "\"last_used\"", StringComparison.Ordinal)}]";
        await using HandlerHost host = await HandlerHost.StartAsync(json);
        await using HandlerHost off = await HandlerHost.StartAsync(json, options => options.Checks = PatCheckOptions.None);
        using var measured = new Measurements(host.Services.GetRequiredService<IMeterFactory>());

        Assert.Equal(json, await host.Client.GetStringAsync(ListPath, Cancel));
        Assert.Equal(json, await off.Client.GetStringAsync(ListPath, Cancel));

        Assert.Equal(1, measured.Sum("pat_contracts.http.violations", "v2025-list", "pat/secret-in-response"));
        Assert.Equal(1, measured.Sum("pat_contracts.http.notices", "v2025-list", "pat/wire-name", "warning"));
        Assert.Contains(1001, host.Logs.Ids);
        Assert.Equal([1008], off.Logs.Ids);
    }

    [Fact]
    public async Task In_reject_checks_do_not_run_by_default()
    {
        await using HandlerHost host = await HandlerHost.StartAsync($"[{Leaking},{Leaking}]", HandlerHost.Reject);

        Assert.NotEmpty(await host.Client.GetStringAsync(ListPath, Cancel));
        Assert.Equal([1008], host.Logs.Ids);
    }

    [Fact]
    public async Task An_error_of_a_check_is_a_violation()
    {
        string json = $"[{Leaking}]";
        await using HandlerHost observing = await HandlerHost.StartAsync(json, options => options.Checks = PatCheckOptions.Default);
        await using HandlerHost rejecting = await HandlerHost.StartAsync(json, Rejecting(PatCheckOptions.Default));
        using var measured = new Measurements(observing.Services.GetRequiredService<IMeterFactory>());

        Assert.Equal(json, await observing.Client.GetStringAsync(ListPath, Cancel));
        Assert.Equal([1003, 1001], observing.Logs.Ids);
        Assert.Equal(1, measured.Sum("pat_contracts.http.violations", "v2025-list", "pat/secret-in-response"));
        Assert.Equal(("pat/secret-in-response", 1), (observing.LastViolation!.Rule, observing.LastViolation.Findings));

        PatContractResponseException exception = await Assert.ThrowsAsync<PatContractResponseException>(() => rejecting.Client.GetStringAsync(ListPath, Cancel));
        Finding finding = Assert.Single(exception.Findings);
        Assert.Equal(("pat/secret-in-response", "/0/secret"), (finding.Rule, finding.InstancePointer));
        string shown = exception + string.Join('\n', rejecting.Logs.Entries.Concat(observing.Logs.Entries).Select(entry => entry.Message)) + observing.LastViolation;
        Assert.DoesNotContain("canary", shown, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_warning_of_a_check_passes_and_is_reported()
    {
        await using HandlerHost host = await HandlerHost.StartAsync($"[{NeverExpiring}]", Rejecting(PatCheckOptions.Default));
        using var measured = new Measurements(host.Services.GetRequiredService<IMeterFactory>());

        Assert.NotEmpty(await host.Client.GetStringAsync(ListPath, Cancel));

        Assert.Equal([1003, 1011], host.Logs.Ids);
        Assert.Equal(LogLevel.Warning, host.Logs.Entries[1].Level);
        Assert.Contains("pat/never-expires-mismatch", host.Logs.Entries[1].Message, StringComparison.Ordinal);
        Assert.Equal(1, measured.Sum("pat_contracts.http.notices", "v2025-list", "pat/never-expires-mismatch", "warning"));
        Assert.Equal(1, measured.Sum("pat_contracts.http.payloads", "v2025-list", "valid"));
        Assert.Null(host.LastViolation);
    }

    [Fact]
    public async Task An_info_is_counted_and_logged_for_debugging_only()
    {
        PatCheckOptions checks = PatCheckOptions.None.With(PatCheck.OwnerIncomplete, RuleSeverity.Info);
        string json = Tokens.One().Replace("\"type\":\"IDENTITY\",", "", StringComparison.Ordinal);
        await using HandlerHost host = await HandlerHost.StartAsync($"[{json}]", Rejecting(checks));
        using var measured = new Measurements(host.Services.GetRequiredService<IMeterFactory>());

        Assert.NotEmpty(await host.Client.GetStringAsync(ListPath, Cancel));

        Assert.Equal([1003], host.Logs.Ids);
        Assert.Equal(1, measured.Sum("pat_contracts.http.notices", "v2025-list", "pat/owner-incomplete", "info"));
    }

    [Fact]
    public async Task Checks_cover_the_whole_list_and_are_reported_together_with_violations_of_the_contract()
    {
        string json = $$"""[{{Tokens.One()}},{"id":7},{{Tokens.One()}}]""";
        await using HandlerHost host = await HandlerHost.StartAsync(json, Rejecting(PatCheckOptions.Default));

        PatContractResponseException exception = await Assert.ThrowsAsync<PatContractResponseException>(() => host.Client.GetStringAsync(ListPath, Cancel));

        Assert.Contains(exception.Findings, finding => finding is { Rule: "schema/type", InstancePointer: "/1/id" });
        Assert.Contains(exception.Findings, finding => finding is { Rule: "pat/duplicate-id", InstancePointer: "/2/id" });
    }

    [Fact]
    public async Task A_created_token_can_contain_its_secret()
    {
        string json = Leaking.Replace("\"managed\"", "\"accessTokenValiditySeconds\":1,\"expirationDate\":\"2999-01-01T00:00:00Z\",\"managed\"", StringComparison.Ordinal);
        await using HandlerHost host = await HandlerHost.StartAsync(json, Rejecting(PatCheckOptions.Default));

        using HttpResponseMessage response = await host.Client.PostAsync(ListPath, null, Cancel);

        Assert.DoesNotContain(1002, host.Logs.Ids);
        Assert.Contains("canary", await response.Content.ReadAsStringAsync(Cancel), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Checks_run_on_routes_with_built_in_contracts_and_not_on_routes_with_configured_contracts()
    {
        await using HandlerHost host = await HandlerHost.StartAsync($"[{Leaking}]", options =>
        {
            Rejecting(PatCheckOptions.Default)(options);
            options.Contracts.Add("mine", Contract.Load("true"));
            options.Routes.Add(new PatContractRoute { Path = "/mine", Contract = "mine" });
            options.Routes.Add(new PatContractRoute { Path = "/tokens", Contract = "v2025" });
        });

        Assert.NotEmpty(await host.Client.GetStringAsync(new Uri("/mine", UriKind.Relative), Cancel));
        await Assert.ThrowsAsync<PatContractResponseException>(() => host.Client.GetStringAsync(new Uri("/tokens", UriKind.Relative), Cancel));
    }

    [Fact]
    public async Task The_checks_use_the_clock_of_the_container()
    {
        string json = $"[{Tokens.One()}]";
        var early = new Clock { Now = new DateTimeOffset(2020, 1, 1, 0, 0, 0, TimeSpan.Zero) };
        PatCheckOptions checks = PatCheckOptions.None.With(PatCheck.TimestampInFuture, RuleSeverity.Error);
        await using HandlerHost host = await HandlerHost.StartAsync(
            HandlerHost.Json(json), Rejecting(checks), more: services => services.AddSingleton<TimeProvider>(early));
        await using HandlerHost own = await HandlerHost.StartAsync(
            HandlerHost.Json(json), Rejecting(checks with { TimeProvider = new Clock() }), more: services => services.AddSingleton<TimeProvider>(early));

        await Assert.ThrowsAsync<PatContractResponseException>(() => host.Client.GetStringAsync(ListPath, Cancel));
        Assert.Equal(json, await own.Client.GetStringAsync(ListPath, Cancel));
    }

    private static Action<PatContractHandlerOptions> Rejecting(PatCheckOptions checks) => options =>
    {
        options.Mode = PatContractMode.Reject;
        options.Checks = checks;
    };
}
