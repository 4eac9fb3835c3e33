using System.Net;
using System.Text;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using PatContracts.Http.Load;

namespace PatContracts.Http.Tests;

/// <summary>A server on the loopback interface and a client with the handler.</summary>
internal sealed class HandlerHost : IAsyncDisposable
{
    private readonly Loopback _server;

    private HandlerHost(Loopback server, ServiceProvider services, LogCapture logs)
    {
        _server = server;
        Services = services;
        Logs = logs;
        Client = services.GetRequiredService<IHttpClientFactory>().CreateClient("pat");
    }

    public ServiceProvider Services { get; }

    public LogCapture Logs { get; }

    public HttpClient Client { get; }

    public PatContractViolation? LastViolation => Services.GetRequiredService<PatContractViolationMonitor>().Last;

    public static async Task<HandlerHost> StartAsync(
        RequestDelegate respond,
        Action<PatContractHandlerOptions>? configure = null,
        DecompressionMethods decompression = DecompressionMethods.None,
        Action<IServiceCollection>? more = null,
        Action<IHttpClientBuilder>? before = null,
        HttpProtocols protocols = HttpProtocols.Http1)
    {
        Loopback server = await Loopback.StartAsync(respond, protocols);
        var logs = new LogCapture();
        var services = new ServiceCollection();
        services.AddLogging(logging => logging.SetMinimumLevel(LogLevel.Trace).AddProvider(logs));
        IHttpClientBuilder builder = services
            .AddHttpClient("pat", client =>
            {
                client.BaseAddress = server.Address;
                client.DefaultRequestVersion = Loopback.VersionOf(protocols);
                client.DefaultVersionPolicy = HttpVersionPolicy.RequestVersionExact;
            })
            .ConfigurePrimaryHttpMessageHandler(() => Loopback.CreateHandler(decompression));
        before?.Invoke(builder);
        builder.AddPatContractHandler(configure ?? (_ => { }));
        more?.Invoke(services);
        return new HandlerHost(server, services.BuildServiceProvider(), logs);
    }

    public static Task<HandlerHost> StartAsync(string json, Action<PatContractHandlerOptions>? configure = null) => StartAsync(Json(json), configure);

    public static RequestDelegate Json(string json, int status = 200, string? contentType = "application/json") => async context =>
    {
        context.Response.StatusCode = status;
        context.Response.ContentType = contentType;
        await context.Response.Body.WriteAsync(Encoding.UTF8.GetBytes(json));
    };

    public static void Reject(PatContractHandlerOptions options) => options.Mode = PatContractMode.Reject;

    public async ValueTask DisposeAsync()
    {
        Client.Dispose();
        await Services.DisposeAsync();
        await _server.DisposeAsync();
    }
}
