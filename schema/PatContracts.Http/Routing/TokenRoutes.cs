namespace PatContracts.Http.Routing;

/// <summary>The token operations of the service, behind any path prefix.</summary>
/// <param name="fallback">The API version whose contracts stand in for those of a version that is not known, or null.</param>
internal sealed class TokenRoutes(string? fallback)
{
    public RouteMatch? Match(HttpMethod method, string path)
    {
        if (!PatRequestPath.TryParse(path, out PatRequestPath? request)) return null;
        string? version = request.Version ?? fallback;
        // Where no contract is to be had, the default one still tells token operations from other requests.
        string? contract = PatContract.NameFor(method.Method, version ?? PatContract.DefaultName, request.IsCollection);
        if (contract is null) return null;
        return version is null ? new RouteMatch(request.Template, null, null) : new RouteMatch(request.Template, contract, contract, HasTokens: true);
    }
}
