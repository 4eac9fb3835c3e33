using PatContracts.Http.Shared;

namespace PatContracts.Http.Routing;

/// <summary>The routes of a handler: the caller's in their order, then the token operations.</summary>
internal sealed class RouteTable
{
    private readonly List<(RouteTemplate Template, string? Method, RouteMatch Match)> _routes = [];
    private readonly TokenRoutes? _tokens;

    public RouteTable(PatContractHandlerOptions options, NamedContracts contracts)
    {
        foreach (PatContractRoute route in options.Routes)
        {
            bool isBuiltIn = !contracts.IsOwn(route.Contract);
            var match = new RouteMatch(route.Path, route.Contract, contracts.ListForm(route.Contract))
            {
                HasTokens = isBuiltIn,
                IsCreation = isBuiltIn && ContractNames.IsCreate(route.Contract),
                Mode = route.Mode,
            };
            _routes.Add((new RouteTemplate(route.Path), route.Method, match));
        }

        if (options.UseDefaultRoutes) _tokens = new TokenRoutes(options.DefaultContract);
    }

    /// <summary>The route of a request; null if its response is not validated.</summary>
    public RouteMatch? Match(HttpMethod method, Uri? uri)
    {
        if (uri is not { IsAbsoluteUri: true }) return null;
        string path = uri.AbsolutePath;
        foreach ((RouteTemplate template, string? routeMethod, RouteMatch match) in _routes)
        {
            bool isMethod = routeMethod is null || routeMethod.Equals(method.Method, StringComparison.OrdinalIgnoreCase);
            if (isMethod && template.IsMatch(path)) return match;
        }

        return _tokens?.Match(method, path);
    }
}
