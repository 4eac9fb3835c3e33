using System.Globalization;
using System.Net;
using System.Net.Http.Headers;
using System.Text.Json;

namespace PatContracts.Tool.Fetch;

/// <summary>
/// A client for the token lists of a tenant's API. Redirects are not followed, because the secret or the access token would be sent along. Messages never
/// contain content that was sent or received.
/// </summary>
internal sealed class TenantClient : IDisposable
{
    private const int MostAttempts = 6;
    private const int MostLoginBytes = 1 << 20;

    private static readonly TimeSpan LongestWait = TimeSpan.FromMinutes(5);

    private readonly HttpClient _client;
    private readonly TimeSpan _timeout;
    private readonly Action<string> _note;

    /// <summary>Initializes a new instance of the <see cref="TenantClient"/> class.</summary>
    /// <param name="tenant">The address of the API.</param>
    /// <param name="timeout">The timeout for a connection, a response and each part of it.</param>
    /// <param name="note">Receives progress messages.</param>
    public TenantClient(Uri tenant, TimeSpan timeout, Action<string> note)
    {
        var handler = new SocketsHttpHandler
        {
            AllowAutoRedirect = false,
            // The file must contain exactly the bytes that the service sent.
            AutomaticDecompression = DecompressionMethods.None,
            UseCookies = false,
            // Requests to this machine bypass the proxy.
            UseProxy = !tenant.IsLoopback,
            ConnectTimeout = timeout,
        };
        _client = new HttpClient(handler) { BaseAddress = tenant, Timeout = Timeout.InfiniteTimeSpan };
        _client.DefaultRequestHeaders.UserAgent.Add(new ProductInfoHeaderValue(CommandLine.Name, ToolVersion.Semantic));
        _client.DefaultRequestHeaders.Accept.Add(new MediaTypeWithQualityHeaderValue("application/json"));
        _timeout = timeout;
        _note = note;
    }

    private string Host => _client.BaseAddress!.Authority;

    /// <summary>Exchanges client credentials for the access token of the session.</summary>
    /// <exception cref="ToolException">The service cannot be reached, rejects the credentials or sends no access token.</exception>
    public async Task LogInAsync(ClientCredentials credentials, CancellationToken cancellation)
    {
        using HttpResponseMessage response = await SendAsync(Request, cancellation).ConfigureAwait(false);
        if (response.StatusCode is HttpStatusCode.BadRequest or HttpStatusCode.Unauthorized or HttpStatusCode.Forbidden) throw Failed(response, "the client id and secret were rejected");
        RequireSuccess(response, "the login failed");
        using var content = new MemoryStream();
        await ReadAsync(response, part => Limit(content, part), cancellation).ConfigureAwait(false);
        _client.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", AccessTokenOf(content));

        HttpRequestMessage Request() => new(HttpMethod.Post, "oauth/token")
        {
            Content = new FormUrlEncodedContent(new Dictionary<string, string>
            {
                ["grant_type"] = "client_credentials",
                ["client_id"] = credentials.Id,
                ["client_secret"] = credentials.Secret,
            }),
        };

        void Limit(MemoryStream content, ReadOnlySpan<byte> part)
        {
            if (content.Length + part.Length > MostLoginBytes) throw Failed("the response to the login is too large");
            content.Write(part);
        }
    }

    /// <summary>Downloads the token list of an API version, byte for byte.</summary>
    /// <param name="version">The version, as in the path.</param>
    /// <param name="owner">The identity whose tokens to list, or <c>me</c>; null for all tokens of the tenant.</param>
    /// <param name="file">Receives the list.</param>
    /// <param name="cancellation">The token to cancel the operation.</param>
    /// <exception cref="ToolException">The list cannot be read completely.</exception>
    public async Task ReadTokensAsync(string version, string? owner, PendingFile file, CancellationToken cancellation)
    {
        string path = $"{version}/personal-access-tokens" + (owner is null ? "" : "?owner-id=" + Uri.EscapeDataString(owner));
        using HttpResponseMessage response = await SendAsync(() => new HttpRequestMessage(HttpMethod.Get, path), cancellation).ConfigureAwait(false);
        if (response.StatusCode == HttpStatusCode.Forbidden) throw Failed(response, owner is null ? FetchRights.AllMissing : FetchRights.OwnMissing);
        if (response.StatusCode == HttpStatusCode.NotFound) throw Failed(response, $"there is no token list of {version}; --tenant requires the address of the API, as in https://acme.api.identitynow.com");
        RequireSuccess(response, $"the token list of {version} cannot be read");
        string? type = response.Content.Headers.ContentType?.MediaType;
        if (type is not null && !type.EndsWith("json", StringComparison.OrdinalIgnoreCase)) throw Failed($"the response is {type} instead of JSON");
        if (response.Content.Headers.ContentEncoding.Any(static encoding => encoding != "identity")) throw Failed("the response has an unexpected content encoding");
        await ReadAsync(response, file.Write, cancellation).ConfigureAwait(false);
    }

    public void Dispose() => _client.Dispose();

    /// <summary>Sends a request, and repeats it while the service is busy.</summary>
    private async Task<HttpResponseMessage> SendAsync(Func<HttpRequestMessage> request, CancellationToken cancellation)
    {
        for (int attempt = 1; ; attempt++)
        {
            HttpResponseMessage response = await SendOnceAsync(request(), cancellation).ConfigureAwait(false);
            if (WaitOf(response, attempt) is not { } wait || attempt == MostAttempts) return response;
            int status = (int)response.StatusCode;
            response.Dispose();
            string seconds = Printable.Count((long)Math.Ceiling(wait.TotalSeconds), "second");
            if (wait > LongestWait) throw Failed($"the service asks to retry after {seconds} (HTTP {status}); the limit is {LongestWait.TotalMinutes} minutes");
            _note($"{Host} is busy (HTTP {status}); retrying in {seconds}");
            await Task.Delay(wait, cancellation).ConfigureAwait(false);
        }
    }

    private async Task<HttpResponseMessage> SendOnceAsync(HttpRequestMessage request, CancellationToken cancellation)
    {
        using (request)
        {
            return await WithTimeoutAsync(token => _client.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, token), cancellation).ConfigureAwait(false);
        }
    }

    // Returns the delay before the next attempt, or null if the service is not busy.
    private static TimeSpan? WaitOf(HttpResponseMessage response, int attempt)
    {
        RetryConditionHeaderValue? after = response.Headers.RetryAfter;
        bool isBusy = response.StatusCode == HttpStatusCode.TooManyRequests || (response.StatusCode == HttpStatusCode.ServiceUnavailable && after is not null);
        if (!isBusy) return null;
        TimeSpan wait = after?.Delta ?? (after?.Date is { } date ? date - DateTimeOffset.UtcNow : TimeSpan.FromSeconds(1 << (attempt - 1)));
        return wait > TimeSpan.Zero ? wait : TimeSpan.Zero;
    }

    private delegate void PartReader(ReadOnlySpan<byte> part);

    private async Task ReadAsync(HttpResponseMessage response, PartReader read, CancellationToken cancellation)
    {
        Stream body = await WithTimeoutAsync(response.Content.ReadAsStreamAsync, cancellation).ConfigureAwait(false);
        await using (body.ConfigureAwait(false))
        {
            byte[] buffer = new byte[1 << 16];
            while (true)
            {
                int length = await WithTimeoutAsync(token => body.ReadAsync(buffer, token).AsTask(), cancellation).ConfigureAwait(false);
                if (length == 0) return;
                read(buffer.AsSpan(0, length));
            }
        }
    }

    private async Task<T> WithTimeoutAsync<T>(Func<CancellationToken, Task<T>> operation, CancellationToken cancellation)
    {
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
        limit.CancelAfter(_timeout);
        try
        {
            return await operation(limit.Token).ConfigureAwait(false);
        }
        catch (OperationCanceledException) when (!cancellation.IsCancellationRequested)
        {
            throw Failed($"no response within {Printable.Count((long)_timeout.TotalSeconds, "second")}");
        }
        catch (HttpRequestException e)
        {
            throw Failed(ReasonOf(e.HttpRequestError));
        }
        catch (HttpIOException e)
        {
            throw Failed(ReasonOf(e.HttpRequestError));
        }
        catch (IOException)
        {
            throw Failed("the connection was lost before the response was complete");
        }
    }

    private static string ReasonOf(HttpRequestError error) => error switch
    {
        HttpRequestError.NameResolutionError => "the name of the host cannot be resolved",
        HttpRequestError.ConnectionError => "the connection cannot be established",
        HttpRequestError.SecureConnectionError => "a secure connection cannot be established: the certificate is not trusted, or the service does not use TLS",
        HttpRequestError.ProxyTunnelError => "the proxy rejected the connection",
        HttpRequestError.ResponseEnded => "the connection was lost before the response was complete",
        _ => "the response is not valid HTTP",
    };

    private static string AccessTokenOf(MemoryStream content)
    {
        try
        {
            using JsonDocument document = JsonDocument.Parse(content.GetBuffer().AsMemory(0, (int)content.Length));
            if (document.RootElement.ValueKind == JsonValueKind.Object
                && document.RootElement.TryGetProperty("access_token", out JsonElement token)
                && token.ValueKind == JsonValueKind.String
                && token.GetString() is { Length: > 0 } text
                && text.All(static c => c is > ' ' and < '\u007F'))
            {
                return text;
            }
        }
        catch (Exception e) when (e is JsonException or InvalidOperationException)
        {
            // Reported below, without the content.
        }

        throw new ToolException(ExitCode.Input, "The response to the login contains no access token");
    }

    private void RequireSuccess(HttpResponseMessage response, string failure)
    {
        if (response.StatusCode == HttpStatusCode.OK) return;
        if ((int)response.StatusCode is >= 300 and < 400) throw Failed(response, "redirects are not followed, because credentials would be sent along");
        if (response.StatusCode == HttpStatusCode.Unauthorized) throw Failed(response, "the access token was rejected");
        if (response.StatusCode == HttpStatusCode.TooManyRequests) throw Failed(response, string.Create(CultureInfo.InvariantCulture, $"too many requests after {MostAttempts} attempts"));
        throw Failed(response, failure);
    }

    private ToolException Failed(HttpResponseMessage response, string reason) => Failed(string.Create(CultureInfo.InvariantCulture, $"HTTP {(int)response.StatusCode}: {reason}"));

    private ToolException Failed(string reason) => new(ExitCode.Input, $"{Host}: {reason}");
}
