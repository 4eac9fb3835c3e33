using System.Net;
using System.Net.Security;
using System.Net.Sockets;
using System.Security.Authentication;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using System.Text;

namespace PatContracts.Tool.Tests.Support;

/// <summary>
/// A local tenant that sends raw bytes for each request, to simulate any fault of a connection: a truncated response, a missing response, a response with the
/// wrong content type.
/// </summary>
internal sealed class LoopbackTenant : IDisposable
{
    public const string AccessToken = "CANARY-ACCESS-TOKEN";

    private readonly TcpListener _listener = new(IPAddress.Loopback, 0);
    private readonly CancellationTokenSource _end = new();
    private readonly Func<TenantRequest, byte[]?> _respond;
    private readonly X509Certificate2? _certificate;
    private readonly List<TenantRequest> _requests = [];

    private LoopbackTenant(Func<TenantRequest, byte[]?> respond, X509Certificate2? certificate)
    {
        _respond = respond;
        _certificate = certificate;
        _listener.Start();
        Address = new Uri($"{(certificate is null ? "http" : "https")}://127.0.0.1:{((IPEndPoint)_listener.LocalEndpoint).Port}");
        _ = AcceptAsync();
    }

    public Uri Address { get; }

    /// <summary>Completed when a request without a response is received.</summary>
    public TaskCompletionSource Hangs { get; } = new(TaskCreationOptions.RunContinuationsAsynchronously);

    public IReadOnlyList<TenantRequest> Requests
    {
        get
        {
            lock (_requests) return [.. _requests];
        }
    }

    /// <summary>Creates a tenant that responds with the result of a function; null for no response.</summary>
    public static LoopbackTenant Responding(Func<TenantRequest, byte[]?> respond) => new(respond, certificate: null);

    /// <summary>
    /// Creates a tenant that accepts every login and responds to other requests with the result of a function; over TLS if it has a certificate.
    /// </summary>
    public static LoopbackTenant After(Func<TenantRequest, byte[]?> respond, X509Certificate2? certificate = null) =>
        new(request => request.Target == "/oauth/token" ? LoggedIn : respond(request), certificate);

    /// <summary>Creates a self-signed certificate for an address.</summary>
    public static X509Certificate2 CertificateOf(IPAddress address, DateTimeOffset end)
    {
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        var names = new SubjectAlternativeNameBuilder();
        names.AddIpAddress(address);
        var request = new CertificateRequest("CN=tenant", key, HashAlgorithmName.SHA256);
        request.CertificateExtensions.Add(names.Build());
        return request.CreateSelfSigned(end.AddDays(-2), end);
    }

    public static byte[] LoggedIn => Response("200 OK", $$"""{"access_token":"{{AccessToken}}","token_type":"bearer","expires_in":749}""");

    public static byte[] Response(string status, string body, string type = "application/json", params string[] headers) => Response(status, Encoding.UTF8.GetBytes(body), type, headers);

    public static byte[] Response(string status, byte[] body, string type = "application/json", params string[] headers)
    {
        string more = string.Concat(headers.Select(static header => header + "\r\n"));
        return [.. Encoding.ASCII.GetBytes($"HTTP/1.1 {status}\r\nContent-Type: {type}\r\nContent-Length: {body.Length}\r\nConnection: close\r\n{more}\r\n"), .. body];
    }

    public void Dispose()
    {
        _end.Cancel();
        _listener.Stop();
        _end.Dispose();
    }

    private async Task AcceptAsync()
    {
        try
        {
            while (true) _ = ServeAsync(await _listener.AcceptTcpClientAsync(_end.Token));
        }
        catch (Exception e) when (e is OperationCanceledException or SocketException or ObjectDisposedException)
        {
            // The test is over.
        }
    }

    private async Task ServeAsync(TcpClient client)
    {
        using (client)
        {
            try
            {
                await using Stream stream = await OpenAsync(client);
                TenantRequest request = await ReadAsync(stream);
                lock (_requests) _requests.Add(request);
                if (_respond(request) is { } response)
                {
                    await stream.WriteAsync(response, _end.Token);
                    return;
                }

                Hangs.TrySetResult();
                await Task.Delay(Timeout.Infinite, _end.Token);
            }
            catch (Exception e) when (e is OperationCanceledException or IOException or ObjectDisposedException or AuthenticationException)
            {
                // The command has closed the connection, or the test is over.
            }
        }
    }

    private async Task<Stream> OpenAsync(TcpClient client)
    {
        if (_certificate is null) return client.GetStream();
        var stream = new SslStream(client.GetStream());
        await stream.AuthenticateAsServerAsync(_certificate);
        return stream;
    }

    private static async Task<TenantRequest> ReadAsync(Stream stream)
    {
        var bytes = new List<byte>();
        byte[] one = new byte[1];
        while (!bytes.TakeLast(4).SequenceEqual("\r\n\r\n"u8.ToArray()))
        {
            if (await stream.ReadAsync(one) == 0) throw new IOException();
            bytes.Add(one[0]);
            // Not HTTP, but the start of a TLS handshake for instance.
            if (!char.IsAsciiLetterUpper((char)bytes[0])) return new TenantRequest("", "", new Dictionary<string, string>(), "");
        }

        string[] lines = Encoding.ASCII.GetString([.. bytes]).Split("\r\n", StringSplitOptions.RemoveEmptyEntries);
        var headers = lines.Skip(1).Select(static line => line.Split(": ", 2)).ToDictionary(static header => header[0], static header => header[1], StringComparer.OrdinalIgnoreCase);
        byte[] body = new byte[headers.TryGetValue("Content-Length", out string? length) ? int.Parse(length, System.Globalization.CultureInfo.InvariantCulture) : 0];
        await stream.ReadExactlyAsync(body);
        string[] first = lines[0].Split(' ');
        return new TenantRequest(first[0], first[1], headers, Encoding.UTF8.GetString(body));
    }
}
