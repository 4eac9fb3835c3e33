using System.Globalization;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using PatContracts.Http;
using PatContracts.Http.Load;
using Xunit;

namespace StaleTokenReport.Tests;

public sealed class ReportTests
{
    private static readonly DateTimeOffset Now = new(2026, 3, 1, 0, 0, 0, TimeSpan.Zero);

    private static readonly string Page = File.ReadAllText(Path.Combine(AppContext.BaseDirectory, "stale-token-report.md"));

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Stale_tokens_are_listed_and_managed_ones_are_left_alone_as_the_page_shows()
    {
        await using Service service = await Service.StartAsync($"[{Token(1, "2025-01-05T00:00:00Z")},{Token(2, "2026-02-20T00:00:00Z")},{Token(3, "2024-01-05T00:00:00Z", managed: true)},{Token(4, null)}]");

        (int exitCode, string output, string errors) = await service.ReportAsync();

        Assert.Equal((0, ""), (exitCode, errors));
        Assert.Contains($"```text\n{output.ReplaceLineEndings("\n")}```", Page, StringComparison.Ordinal);
        Assert.Equal(["POST /oauth/token", "GET /v2026/personal-access-tokens"], service.Requests);
        Assert.Null(service.LastViolation);
    }

    [Fact]
    public async Task A_response_429_is_retried_after_the_requested_delay()
    {
        await using Service service = await Service.StartAsync("[]");
        service.Faults.Enqueue(context =>
        {
            context.Response.StatusCode = 429;
            context.Response.Headers.RetryAfter = "1";
            return Task.CompletedTask;
        });

        (int exitCode, string output, _) = await service.ReportAsync();

        Assert.Equal((0, "0 tokens, 0 of them unused for 90 days"), (exitCode, output.Trim()));
        Assert.Equal(2, service.Requests.Count(request => request.StartsWith("GET", StringComparison.Ordinal)));
        Assert.True(service.Pause >= TimeSpan.FromSeconds(0.9), $"Retry-After was ignored: {service.Pause}");
    }

    [Fact]
    public async Task A_request_with_an_incomplete_response_is_repeated()
    {
        await using Service service = await Service.StartAsync($"[{Token(1, null)}]");
        service.Faults.Enqueue(async context =>
        {
            context.Response.ContentType = "application/json";
            await context.Response.WriteAsync("[{\"id\":", Cancel);
            await context.Response.Body.FlushAsync(Cancel);
            await Task.Delay(100, Cancel);
            context.Abort();
        });

        (int exitCode, string output, _) = await service.ReportAsync();

        Assert.Equal(0, exitCode);
        Assert.StartsWith("1 tokens", output, StringComparison.Ordinal);
        Assert.Equal(2, service.Requests.Count(request => request.StartsWith("GET", StringComparison.Ordinal)));
    }

    [Fact]
    public async Task A_truncated_payload_is_reported_as_incomplete()
    {
        await using Service service = await Service.StartAsync($"[{Token(1, null)},{Token(2, null)},{{\"id\":\"3\",");

        (int exitCode, string output, _) = await service.ReportAsync();

        Assert.Equal(1, exitCode);
        Assert.Contains("json/truncated", output, StringComparison.Ordinal);
        Assert.Contains("INCOMPLETE", output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_payload_is_reported_up_to_its_first_violation_and_as_incomplete()
    {
        IEnumerable<string> tokens = Enumerable.Range(0, 5000).Select(i => i < 4500 ? Token(i, "2025-01-05T00:00:00Z") : Token(i, "last week"));
        await using Service service = await Service.StartAsync($"[{string.Join(",\n", tokens)}]");

        (int exitCode, string output, _) = await service.ReportAsync();

        Assert.Equal(1, exitCode);
        Assert.StartsWith("4500 tokens, 4500 of them", output, StringComparison.Ordinal);
        string last = output.TrimEnd().Split('\n')[^1];
        Assert.StartsWith("INCOMPLETE after 4500 tokens: The payload violates the contract v2026-list: 4501:", last, StringComparison.Ordinal);
        Assert.Contains("/4500/lastUsed", last, StringComparison.Ordinal);
        Assert.DoesNotContain("last week", output, StringComparison.Ordinal);
        Assert.Equal("/v2026/personal-access-tokens", service.LastViolation!.Route);
    }

    [Fact]
    public async Task An_undocumented_member_is_reported_in_one_line()
    {
        await using Service service = await Service.StartAsync($"[{Token(1, null).Replace("\"managed\"", "\"last_used\":null,\"colour\":\"red\",\"managed\"", StringComparison.Ordinal)}]");

        (int exitCode, string output, _) = await service.ReportAsync();

        Assert.Equal(0, exitCode);
        Assert.Contains("schema/unknown: 2, the first at /0/last_used", output, StringComparison.Ordinal);
        Assert.Contains("pat/wire-name: 1, the first at /0/last_used", output, StringComparison.Ordinal);
        Assert.DoesNotContain("red", output, StringComparison.Ordinal);
        Assert.Null(service.LastViolation);
    }

    [Fact]
    public async Task A_rejected_access_token_is_requested_again()
    {
        await using Service service = await Service.StartAsync("[]");
        service.Faults.Enqueue(context =>
        {
            context.Response.StatusCode = 401;
            return Task.CompletedTask;
        });

        Assert.Equal(0, (await service.ReportAsync()).ExitCode);
        Assert.Equal(["POST /oauth/token", "GET /v2026/personal-access-tokens", "POST /oauth/token", "GET /v2026/personal-access-tokens"], service.Requests);
    }

    [Fact]
    public async Task A_service_that_remains_unavailable_is_reported_in_one_line()
    {
        await using Service service = await Service.StartAsync("[]");
        for (int i = 0; i < 10; i++)
        {
            service.Faults.Enqueue(context =>
            {
                context.Response.StatusCode = 503;
                return Task.CompletedTask;
            });
        }

        (int exitCode, string output, string errors) = await service.ReportAsync();

        Assert.Equal((2, ""), (exitCode, output));
        Assert.Equal("The tokens could not be listed: the service returned 503.", errors.TrimEnd());
    }

    [Theory]
    [InlineData(401, "", "The tokens could not be listed: the token endpoint returned 401. Check the client id and secret.")]
    [InlineData(200, "<html>canary</html>", "The tokens could not be listed: the token endpoint returned no access token.")]
    [InlineData(200, "{}", "The tokens could not be listed: the token endpoint returned no access token.")]
    public async Task A_token_endpoint_that_returns_no_token_is_reported_in_one_line(int status, string body, string expected)
    {
        await using Service service = await Service.StartAsync("[]");
        service.TokenEndpoint = context =>
        {
            context.Response.StatusCode = status;
            context.Response.ContentType = "application/json";
            return context.Response.WriteAsync(body, Cancel);
        };

        (int exitCode, string output, string errors) = await service.ReportAsync();

        Assert.Equal((2, "", expected), (exitCode, output, errors.TrimEnd()));
    }

    [Fact]
    public async Task Requests_to_a_token_endpoint_that_is_down_are_retried_like_all_others()
    {
        await using Service service = await Service.StartAsync("[]");
        service.TokenEndpoint = context =>
        {
            context.Response.StatusCode = 503;
            return Task.CompletedTask;
        };

        (int exitCode, _, string errors) = await service.ReportAsync();

        Assert.Equal(2, exitCode);
        Assert.Contains("503", errors, StringComparison.Ordinal);
        // One attempt and three retries, the default of the standard policy.
        Assert.Equal(4, service.Requests.Count);
    }

    [Fact]
    public async Task An_interrupted_run_ends_immediately_without_output()
    {
        await using Service service = await Service.StartAsync("[]");
        service.Faults.Enqueue(async context =>
        {
            service.Interrupt();
            await Task.Delay(Timeout.Infinite, context.RequestAborted);
        });

        Assert.Equal((130, "", ""), await service.ReportAsync());
    }

    [Fact]
    public async Task Each_missing_setting_is_reported_once()
    {
        (int exitCode, string errors) = await StartAsync([]);

        Assert.Equal(2, exitCode);
        string[] lines = errors.TrimEnd().Split(Environment.NewLine);
        Assert.Equal(3, lines.Length);
        foreach (string setting in new[] { "BaseUrl", "ClientId", "ClientSecret" }) Assert.Single(lines, line => line.Contains(setting, StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("Sail:BaseUrl", "http://tenant.example", "BaseUrl must be an https address")]
    [InlineData("Sail:BaseUrl", "tenant.example", "BaseUrl must be an https address")]
    [InlineData("Sail:ApiVersion", "v1999", "ApiVersion must be one that has a contract")]
    [InlineData("Sail:StaleAfterDays", "0", "StaleAfterDays must be between 1 and 3650")]
    public async Task An_invalid_setting_is_reported(string key, string value, string expected)
    {
        (int exitCode, string errors) = await StartAsync(new()
        {
            ["Sail:BaseUrl"] = "https://tenant.example",
            ["Sail:ClientId"] = "client",
            ["Sail:ClientSecret"] = "secret",
            [key] = value,
        });

        Assert.Equal(2, exitCode);
        Assert.Contains(expected, Assert.Single(errors.TrimEnd().Split(Environment.NewLine)), StringComparison.Ordinal);
    }

    private static async Task<(int ExitCode, string Errors)> StartAsync(Dictionary<string, string?> settings)
    {
        HostApplicationBuilder builder = Host.CreateEmptyApplicationBuilder(null);
        builder.Configuration.AddInMemoryCollection(settings);
        builder.Services.AddStaleTokenReport(builder.Configuration.GetSection("Sail"));
        using IHost host = builder.Build();
        using var errors = new StringWriter();
        return (await Application.RunAsync(host, TextWriter.Null, errors), errors.ToString());
    }

    private static string Token(int number, string? lastUsed, bool managed = false) =>
        $$"""
        {"id":"{{number.ToString("x32", CultureInfo.InvariantCulture)}}","name":"token {{number}}","scope":["sp:scopes:all"],"owner":{"type":"IDENTITY","id":"o","name":"jane"},"created":"2024-01-01T00:00:00Z","lastUsed":{{(lastUsed is null ? "null" : $"\"{lastUsed}\"")}},"managed":{{(managed ? "true" : "false")}}}
        """;

    /// <summary>A local tenant: the token endpoint and the list endpoint, with faults that tests specify.</summary>
    private sealed class Service : IAsyncDisposable
    {
        private readonly List<DateTime> _lists = [];
        private Loopback _server = null!;
        private IHost _host = null!;

        public Queue<RequestDelegate> Faults { get; } = [];

        public List<string> Requests { get; } = [];

        public RequestDelegate TokenEndpoint { get; set; } = async context =>
        {
            IFormCollection form = await context.Request.ReadFormAsync(Cancel);
            bool isKnown = form["grant_type"] == "client_credentials" && form["client_id"] == "client" && form["client_secret"] == "secret";
            context.Response.StatusCode = isKnown ? 200 : 401;
            context.Response.ContentType = "application/json";
            await context.Response.WriteAsync("""{"access_token":"opaque","token_type":"bearer","expires_in":749}""", Cancel);
        };

        public TimeSpan Pause => _lists[^1] - _lists[^2];

        public PatContractViolation? LastViolation => _host.Services.GetRequiredService<PatContractViolationMonitor>().Last;

        public static async Task<Service> StartAsync(string list)
        {
            var service = new Service();
            service._server = await Loopback.StartAsync(context => service.RespondAsync(context, list));
            HostApplicationBuilder builder = Host.CreateEmptyApplicationBuilder(null);
            builder.Configuration.AddInMemoryCollection(new Dictionary<string, string?>
            {
                ["Sail:BaseUrl"] = service._server.Address.ToString(),
                ["Sail:ClientId"] = "client",
                ["Sail:ClientSecret"] = "secret",
                ["Sail:RetryDelay"] = "00:00:00.010",
            });
            builder.Services.AddSingleton<TimeProvider>(new Clock());
            builder.Services.AddStaleTokenReport(builder.Configuration.GetSection("Sail"));
            service._host = builder.Build();
            return service;
        }

        public async Task<(int ExitCode, string Output, string Errors)> ReportAsync()
        {
            using var output = new StringWriter();
            using var errors = new StringWriter();
            int exitCode = await Application.RunAsync(_host, output, errors);
            return (exitCode, output.ToString(), errors.ToString());
        }

        /// <summary>Stops the host, like Ctrl-C.</summary>
        public void Interrupt() => _host.Services.GetRequiredService<IHostApplicationLifetime>().StopApplication();

        public async ValueTask DisposeAsync()
        {
            _host.Dispose();
            await _server.DisposeAsync();
        }

        private async Task RespondAsync(HttpContext context, string list)
        {
            Requests.Add($"{context.Request.Method} {context.Request.Path}");
            if (context.Request.Path == "/oauth/token")
            {
                await TokenEndpoint(context);
                return;
            }

            _lists.Add(DateTime.UtcNow);
            if (context.Request.Headers.Authorization != "Bearer opaque")
            {
                context.Response.StatusCode = 401;
                return;
            }

            if (Faults.TryDequeue(out RequestDelegate? fault))
            {
                await fault(context);
                return;
            }

            context.Response.ContentType = "application/json";
            await context.Response.WriteAsync(list, Cancel);
        }
    }

    private sealed class Clock : TimeProvider
    {
        public override DateTimeOffset GetUtcNow() => Now;
    }
}
