namespace PatContracts.Http.Routing;

/// <summary>
/// Which responses are looked at, and what each is held against: the caller's routes in their order, then the token paths.
/// </summary>
internal sealed class RouteTable
{
    private readonly List<(RouteTemplate Template, string? Method, RouteMatch Match)> _routes = [];
    private readonly TokenRoutes? _tokens;

    public RouteTable(PatContractHandlerOptions options, ContractSet contracts)
    {
        foreach (PatContractRoute route in options.Routes)
        {
            var match = new RouteMatch(route.Path, route.Contract, contracts.ListForm(route.Contract), HasTokens: !contracts.IsOwn(route.Contract));
            _routes.Add((new RouteTemplate(route.Path), route.Method, match));
        }

        if (options.UseDefaultRoutes) _tokens = new TokenRoutes(options.DefaultContract);
    }

    /// <summary>The route of a request, or null where its response is none of the handler's business.</summary>
    public RouteMatch? Match(HttpMethod method, Uri uri)
    {
        string path = uri.AbsolutePath;
        foreach ((RouteTemplate template, string? routeMethod, RouteMatch match) in _routes)
        {
            bool methodFits = routeMethod is null || routeMethod.Equals(method.Method, StringComparison.OrdinalIgnoreCase);
            if (methodFits && template.IsMatch(path)) return match;
        }

        return _tokens?.Match(method, path);
    }
}
