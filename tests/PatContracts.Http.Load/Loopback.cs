using System.Net;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace PatContracts.Http.Load;

/// <summary>A Kestrel server on a free port of the loopback interface.</summary>
public sealed class Loopback : IAsyncDisposable
{
    private const string Subject = "CN=localhost";

    private readonly WebApplication _application;

    private Loopback(WebApplication application, Uri address)
    {
        _application = application;
        Address = address;
    }

    /// <summary>The address of the server.</summary>
    public Uri Address { get; }

    /// <summary>Starts a server that handles all requests with one delegate.</summary>
    /// <param name="respond">Writes the response to a request.</param>
    /// <param name="protocols">The protocols. HTTP/1.1 and HTTP/2 are not encrypted; HTTP/3 uses a self-signed certificate.</param>
    public static Task<Loopback> StartAsync(RequestDelegate respond, HttpProtocols protocols = HttpProtocols.Http1) =>
        StartAsync(_ => { }, application => application.Run(respond), protocols);

    /// <summary>Starts an application.</summary>
    /// <param name="configure">Adds services and settings.</param>
    /// <param name="build">Adds middleware and endpoints.</param>
    /// <param name="protocols">The protocols. HTTP/1.1 and HTTP/2 are not encrypted; HTTP/3 uses a self-signed certificate.</param>
    public static async Task<Loopback> StartAsync(
        Action<WebApplicationBuilder> configure, Action<WebApplication> build, HttpProtocols protocols = HttpProtocols.Http1)
    {
        WebApplicationBuilder builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        if (protocols == HttpProtocols.Http3) builder.WebHost.UseQuic();
        builder.WebHost.ConfigureKestrel(kestrel => kestrel.Listen(IPAddress.Loopback, 0, endpoint =>
        {
            endpoint.Protocols = protocols;
            if (protocols == HttpProtocols.Http3) endpoint.UseHttps(SelfSigned());
        }));
        builder.Services.Configure<KestrelServerOptions>(kestrel => kestrel.Limits.MinResponseDataRate = null);
        configure(builder);
        WebApplication application = builder.Build();
        build(application);
        await application.StartAsync().ConfigureAwait(false);
        string address = application.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()!.Addresses.Single();
        return new Loopback(application, new Uri(address));
    }

    /// <summary>Returns the HTTP version of a protocol.</summary>
    public static Version VersionOf(HttpProtocols protocols) => protocols switch
    {
        HttpProtocols.Http2 => HttpVersion.Version20,
        HttpProtocols.Http3 => HttpVersion.Version30,
        _ => HttpVersion.Version11,
    };

    /// <summary>The services of the application.</summary>
    public IServiceProvider Services => _application.Services;

    /// <summary>Creates a handler that supports all protocols of the server.</summary>
    public static SocketsHttpHandler CreateHandler(DecompressionMethods decompression = DecompressionMethods.None) => new()
    {
        AutomaticDecompression = decompression,
        SslOptions = { RemoteCertificateValidationCallback = static (_, certificate, _, _) => certificate?.Subject == Subject },
    };

    private static X509Certificate2 SelfSigned()
    {
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        var request = new CertificateRequest(Subject, key, HashAlgorithmName.SHA256);
        using X509Certificate2 certificate = request.CreateSelfSigned(DateTimeOffset.UtcNow.AddDays(-1), DateTimeOffset.UtcNow.AddDays(1));
        return X509CertificateLoader.LoadPkcs12(certificate.Export(X509ContentType.Pkcs12), password: null);
    }

    /// <summary>Stops the server without waiting for pending responses.</summary>
    public async ValueTask DisposeAsync()
    {
        using var atOnce = new CancellationTokenSource(TimeSpan.Zero);
        try
        {
            await _application.StopAsync(atOnce.Token).ConfigureAwait(false);
        }
        catch (OperationCanceledException)
        {
            // Some responses are pending on purpose.
        }

        await _application.DisposeAsync().ConfigureAwait(false);
    }
}
