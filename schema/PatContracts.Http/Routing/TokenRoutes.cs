namespace PatContracts.Http.Routing;

/// <summary>The token operations of the service, behind any path prefix.</summary>
/// <param name="fallback">The API version whose contracts stand in for those of a version that is not known, or null.</param>
internal sealed class TokenRoutes(string? fallback)
{
    private readonly PatContract? _fallback = fallback is null ? null : PatContract.Get(fallback);

    public RouteMatch? Match(HttpMethod method, string path)
    {
        if (!PatRequestPath.TryParse(path, out PatRequestPath? request)) return null;
        PatContract? version = request.Contract ?? _fallback;
        // Without a contract, the latest one still distinguishes token operations from other requests.
        string? contract = request.ResponseContractName(method.Method, version ?? PatContract.Latest);
        if (contract is null) return null;
        return version is null ? new RouteMatch(request.Template, null, null) : new RouteMatch(request.Template, contract, contract, HasTokens: true);
    }
}
