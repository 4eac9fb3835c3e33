using Microsoft.Extensions.Options;

namespace StaleTokenReport;

/// <summary>Requests all tokens that the client has access to.</summary>
internal sealed class TokenClient(HttpClient client, IOptions<ReportSettings> settings)
{
    /// <summary>Returns the payload as received. The handler has validated it.</summary>
    public async Task<byte[]> ListAsync(CancellationToken cancellationToken)
    {
        var tokens = new Uri($"{settings.Value.ApiVersion}/personal-access-tokens", UriKind.Relative);
        using HttpResponseMessage response = await client.GetAsync(tokens, cancellationToken);
        if (!response.IsSuccessStatusCode)
            throw new HttpRequestException($"the service returned {(int)response.StatusCode}.", null, response.StatusCode);
        return await response.Content.ReadAsByteArrayAsync(cancellationToken);
    }
}
