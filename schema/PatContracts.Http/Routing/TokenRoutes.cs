namespace PatContracts.Http.Routing;

/// <summary>The token operations of the service, behind any path prefix.</summary>
/// <param name="fallback">The API version whose contracts stand in for those of a version that is not known, or null.</param>
internal sealed class TokenRoutes(string? fallback)
{
    public static bool IsVersion(string name) => Contract("GET", name, isCollection: true) is not null;

    public RouteMatch? Match(HttpMethod method, string path)
    {
        if (!PatRequestPath.TryParse(path, out string? version, out bool isCollection)) return null;
        bool isKnown = IsVersion(version);
        // Where no contract is to be had, the default one still tells token operations from other requests.
        string? contract = Contract(method.Method, isKnown ? version : fallback ?? PatContract.DefaultName, isCollection);
        if (contract is null) return null;
        string template = Path(isKnown ? version : "{version}", isCollection);
        return isKnown || fallback is not null ? new RouteMatch(template, contract, contract) : new RouteMatch(template, null, null);
    }

    private static string? Contract(string method, string version, bool isCollection) => PatContract.NameForRequest(method, Path(version, isCollection));

    private static string Path(string version, bool isCollection) => $"/{version}/personal-access-tokens{(isCollection ? "" : "/{id}")}";
}
