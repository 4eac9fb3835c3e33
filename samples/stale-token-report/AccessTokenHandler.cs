using System.Net;
using System.Net.Http.Headers;

namespace StaleTokenReport;

/// <summary>Adds the access token to each request. If the service rejects the token, sends the request once more with a new one.</summary>
internal sealed class AccessTokenHandler(AccessTokens tokens) : DelegatingHandler
{
    protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        string token = await AuthorizeAsync(request, cancellationToken);
        HttpResponseMessage response = await base.SendAsync(request, cancellationToken);
        if (response.StatusCode != HttpStatusCode.Unauthorized) return response;

        response.Dispose();
        tokens.Discard(token);
        await AuthorizeAsync(request, cancellationToken);
        return await base.SendAsync(request, cancellationToken);
    }

    private async Task<string> AuthorizeAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        string token = await tokens.GetAsync(cancellationToken);
        request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", token);
        return token;
    }
}
