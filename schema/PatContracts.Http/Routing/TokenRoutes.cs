namespace PatContracts.Http.Routing;

/// <summary>The token operations of the service, behind any path prefix.</summary>
/// <param name="fallback">The API version whose contracts stand in for those of a version that is not known, or null.</param>
internal sealed class TokenRoutes(string? fallback)
{
    public RouteMatch? Match(HttpMethod method, string path)
    {
        if (!PatOperation.TryMatch(method.Method, path, out PatOperation? operation)) return null;
        if ((operation.Version ?? fallback) is not { } version) return new RouteMatch(operation.Template, null, null);
        string contract = operation.ContractNameIn(version);
        return new RouteMatch(operation.Template, contract, contract, HasTokens: true);
    }
}
