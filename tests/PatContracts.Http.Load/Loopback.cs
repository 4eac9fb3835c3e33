using System.Net;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace PatContracts.Http.Load;

/// <summary>A Kestrel server on a free port of this machine that answers every request with one delegate.</summary>
public sealed class Loopback : IAsyncDisposable
{
    private readonly WebApplication _application;

    private Loopback(WebApplication application, Uri address)
    {
        _application = application;
        Address = address;
    }

    /// <summary>Where the server listens.</summary>
    public Uri Address { get; }

    /// <summary>Starts a server.</summary>
    public static async Task<Loopback> StartAsync(RequestDelegate answer)
    {
        WebApplicationBuilder builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.ConfigureKestrel(kestrel => kestrel.Listen(IPAddress.Loopback, 0));
        builder.Services.Configure<KestrelServerOptions>(kestrel => kestrel.Limits.MinResponseDataRate = null);
        WebApplication application = builder.Build();
        application.Run(answer);
        await application.StartAsync().ConfigureAwait(false);
        string address = application.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()!.Addresses.Single();
        return new Loopback(application, new Uri(address));
    }

    /// <summary>Ends the server without waiting for responses that hang.</summary>
    public async ValueTask DisposeAsync()
    {
        using var atOnce = new CancellationTokenSource(TimeSpan.Zero);
        try
        {
            await _application.StopAsync(atOnce.Token).ConfigureAwait(false);
        }
        catch (OperationCanceledException)
        {
            // Responses that hang on purpose.
        }

        await _application.DisposeAsync().ConfigureAwait(false);
    }
}
