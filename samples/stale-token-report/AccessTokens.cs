using System.Net.Http.Json;
using System.Text.Json;
using System.Text.Json.Serialization;
using Microsoft.Extensions.Options;

namespace StaleTokenReport;

/// <summary>
/// The access token of the client (OAuth client credentials). It is requested on first use, and again shortly before it expires.
/// </summary>
internal sealed class AccessTokens(IHttpClientFactory clients, IOptions<ReportSettings> settings, TimeProvider time) : IDisposable
{
    public const string ClientName = "token-endpoint";

    private static readonly TimeSpan Margin = TimeSpan.FromSeconds(30);

    private readonly SemaphoreSlim _fetching = new(1);
    private string? _token;
    private DateTimeOffset _expires;

    public async ValueTask<string> GetAsync(CancellationToken cancellationToken)
    {
        await _fetching.WaitAsync(cancellationToken);
        try
        {
            if (_token is null || time.GetUtcNow() >= _expires) await FetchAsync(cancellationToken);
            return _token!;
        }
        finally
        {
            _fetching.Release();
        }
    }

    /// <summary>Discards a token that the service no longer accepts.</summary>
    public void Discard(string token)
    {
        if (Volatile.Read(ref _token) == token) Volatile.Write(ref _token, null);
    }

    public void Dispose() => _fetching.Dispose();

    private async Task FetchAsync(CancellationToken cancellationToken)
    {
        using HttpClient client = clients.CreateClient(ClientName);
        using var form = new FormUrlEncodedContent(new Dictionary<string, string>
        {
            ["grant_type"] = "client_credentials",
            ["client_id"] = settings.Value.ClientId,
            ["client_secret"] = settings.Value.ClientSecret,
        });
        using HttpResponseMessage response = await client.PostAsync(new Uri("oauth/token", UriKind.Relative), form, cancellationToken);
        if (!response.IsSuccessStatusCode)
            throw new HttpRequestException($"the token endpoint returned {(int)response.StatusCode}. Check the client id and secret.");
        TokenResponse? body = await ReadAsync(response.Content, cancellationToken);
        _token = body?.AccessToken ?? throw new HttpRequestException("the token endpoint returned no access token.");
        _expires = time.GetUtcNow() + TimeSpan.FromSeconds(body.ExpiresIn) - Margin;
    }

    private static async Task<TokenResponse?> ReadAsync(HttpContent content, CancellationToken cancellationToken)
    {
        try
        {
            return await content.ReadFromJsonAsync<TokenResponse>(cancellationToken);
        }
        catch (JsonException)
        {
            // The response might be the page of a proxy. It might also contain a token, so the message doesn't include it.
            return null;
        }
    }

    private sealed record TokenResponse(
        [property: JsonPropertyName("access_token")] string? AccessToken,
        [property: JsonPropertyName("expires_in")] int ExpiresIn);
}
