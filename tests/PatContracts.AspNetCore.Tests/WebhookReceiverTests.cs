using System.Net;
using System.Text.Json;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.Logging;
using WebhookReceiver;
using Xunit;

namespace PatContracts.AspNetCore.Tests;

/// <summary>The webhook receiver sample, with the payloads of its page.</summary>
public sealed class WebhookReceiverTests
{
    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData("profile-changed.json", HttpStatusCode.Accepted, 0)]
    [InlineData("violating.json", HttpStatusCode.BadRequest, 4)]
    public async Task An_event_is_accepted_or_rejected_with_its_violations(string payload, HttpStatusCode status, int errors)
    {
        await using WebApplication app = Receiver.Build(
            ["--urls", "http://127.0.0.1:0", "--contentRoot", Repository.File("samples/webhook-receiver"), "--Logging:LogLevel:Default", nameof(LogLevel.None)]);
        await app.StartAsync(Cancel);
        using var client = new HttpClient { BaseAddress = new Uri(app.Urls.Single()) };
        using var content = new StringContent(Repository.Read($"samples/webhook-receiver/payloads/{payload}"), System.Text.Encoding.UTF8, "application/json");

        using HttpResponseMessage response = await client.PostAsync(new Uri("/webhooks/profile-changed", UriKind.Relative), content, Cancel);

        Assert.Equal(status, response.StatusCode);
        if (errors > 0)
        {
            JsonElement problem = await RequestHost.ProblemAsync(response);
            Assert.Equal(
                ["#/eventId", "#/occurred", "#/change", "#/profile"],
                problem.GetProperty("errors").EnumerateArray().Select(error => error.GetProperty("pointer").GetString()));
            Assert.DoesNotContain("RENAMED", problem.GetRawText(), StringComparison.Ordinal);
        }

        await app.StopAsync(Cancel);
    }
}
