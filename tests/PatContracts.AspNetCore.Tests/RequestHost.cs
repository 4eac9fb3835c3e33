using System.Net.Http.Headers;
using System.Text;
using System.Text.Json;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using PatContracts.Http.Load;
using PatContracts.Schema;

namespace PatContracts.AspNetCore.Tests;

/// <summary>A server on the loopback interface whose endpoints have contracts, and a client for it.</summary>
internal sealed class RequestHost : IAsyncDisposable
{
    public const string Valid = """{"name":"Deploy","size":3}""";

    // Violates two rules, and contains a value that must not be returned.
    public const string Violating = """{"name":7,"size":"canary"}""";

    private readonly Loopback _server;

    private RequestHost(Loopback server, LogCapture logs)
    {
        _server = server;
        Logs = logs;
        Client = new HttpClient { BaseAddress = server.Address };
    }

    public LogCapture Logs { get; }

    public HttpClient Client { get; }

    public IServiceProvider Services => _server.Services;

    /// <summary>The bodies that endpoints have received.</summary>
    public List<string> Seen { get; } = [];

    public static Contract Contract { get; } = Contract.Load(
        """{"type":"object","required":["name"],"properties":{"name":{"type":"string"},"size":{"type":"integer"}}}""");

    public static async Task<RequestHost> StartAsync(
        Action<PatContractsOptions>? configure = null,
        Action<WebApplication>? build = null,
        Action<IServiceCollection>? more = null)
    {
        var logs = new LogCapture();
        RequestHost? host = null;
        Loopback server = await Loopback.StartAsync(
            builder =>
            {
                builder.Logging.SetMinimumLevel(LogLevel.Trace).AddProvider(logs);
                builder.Services.AddPatContracts(options =>
                {
                    options.AddContract("profile", Contract);
                    configure?.Invoke(options);
                });
                more?.Invoke(builder.Services);
            },
            app =>
            {
                build?.Invoke(app);
                app.MapPost("/profiles", (Profile profile) => $"{profile.Name} {profile.Size}").WithContract("profile");
                app.MapPost("/raw", context => host!.EchoAsync(context)).WithContract("profile");
            });
        return host = new RequestHost(server, logs);
    }

    /// <summary>Responds with the request body and its content headers.</summary>
    public async Task EchoAsync(HttpContext context)
    {
        using var copy = new MemoryStream();
        await context.Request.Body.CopyToAsync(copy);
        lock (Seen) Seen.Add(Encoding.UTF8.GetString(copy.ToArray()));
        context.Response.Headers["x-content-encoding"] = context.Request.Headers.ContentEncoding;
        context.Response.Headers["x-content-length"] = context.Request.ContentLength?.ToString(System.Globalization.CultureInfo.InvariantCulture);
        await context.Response.Body.WriteAsync(copy.ToArray());
    }

    public Task<HttpResponseMessage> PostAsync(string path, string body, string? contentType = "application/json", Action<HttpRequestMessage>? change = null) =>
        PostAsync(path, Encoding.UTF8.GetBytes(body), contentType, change);

    public Task<HttpResponseMessage> PostAsync(string path, byte[] body, string? contentType = "application/json", Action<HttpRequestMessage>? change = null)
    {
        var content = new ByteArrayContent(body);
        if (contentType is not null) content.Headers.TryAddWithoutValidation("Content-Type", contentType);
        var request = new HttpRequestMessage(HttpMethod.Post, new Uri(path, UriKind.Relative)) { Content = content };
        change?.Invoke(request);
        return Client.SendAsync(request);
    }

    /// <summary>Reads problem details.</summary>
    public static async Task<JsonElement> ProblemAsync(HttpResponseMessage response)
    {
        Xunit.Assert.Equal(MediaTypeHeaderValue.Parse("application/problem+json").MediaType, response.Content.Headers.ContentType?.MediaType);
        using JsonDocument document = JsonDocument.Parse(await response.Content.ReadAsStringAsync());
        JsonElement problem = document.RootElement.Clone();
        Xunit.Assert.Equal((int)response.StatusCode, problem.GetProperty("status").GetInt32());
        return problem;
    }

    public async ValueTask DisposeAsync()
    {
        Client.Dispose();
        await _server.DisposeAsync();
    }
}
