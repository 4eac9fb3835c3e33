using PatContracts.Http.Shared;
using PatContracts.Schema;

namespace PatContracts.Http.Routing;

/// <summary>The routes of a handler: configured routes in their order, then the operations of OpenAPI documents, then the token operations.</summary>
internal sealed class RouteTable
{
    private readonly List<OwnRoute> _routes = [];
    private readonly OperationTable[] _documents;
    private readonly TokenRoutes? _tokens;

    public RouteTable(PatContractHandlerOptions options, NamedContracts contracts)
    {
        foreach (PatContractRoute route in options.Routes) _routes.Add(OwnRoute.Create(route, contracts));
        _documents = options.Documents.CreateTables(isServer: false);
        if (options.UseDefaultRoutes) _tokens = new TokenRoutes(options.DefaultContract);
    }

    /// <summary>Returns the route of a request regardless of the status of its response, or null if no response to it is validated.</summary>
    public RouteMatch? Match(HttpMethod method, Uri? uri) => Match(method, uri, null);

    /// <summary>Returns the route for a request and the status of its response, or null if the response is not validated.</summary>
    public RouteMatch? Match(HttpMethod method, Uri? uri, int? status)
    {
        if (uri is not { IsAbsoluteUri: true }) return null;
        string path = uri.AbsolutePath;
        if (_routes.Count + _documents.Length > 0)
        {
            string[] segments = RouteTemplate.Split(path);
            foreach (OwnRoute route in _routes)
            {
                if (route.IsMatch(method.Method, segments, status)) return route.Match;
            }

            foreach (OperationTable document in _documents)
            {
                if (document.Find(method.Method, segments) is { } operation && Match(operation, status, document.Mode, path) is { } match) return match;
            }
        }

        return status is { } code && !PatOperation.IsTokenStatus(code) ? null : _tokens?.Match(method, path);
    }

    /// <summary>Returns the route of an operation, or null if the operation has no JSON schema for the response, so that the token operations apply.</summary>
    private static RouteMatch? Match(DescribedOperation described, int? status, PatContractMode? mode, string path)
    {
        OpenApiBodyContracts? response = status is { } code ? described.Operation.FindResponse(code) : null;
        if (status is not null && response?.GetContract() is null) return null;
        PatOperation.TryMatch(described.Operation.Method, path, out PatOperation? tokens);
        string contract = $"{described.Operation} {response?.Status}";
        return new RouteMatch(described.Template, contract, contract)
        {
            Response = response,
            Mode = mode,
            HasTokens = tokens is not null && status is { } s && PatOperation.IsTokenStatus(s),
            // The resource exists now, and its response cannot be retrieved again.
            IsCreation = status == 201 || tokens?.Kind == PatOperationKind.Create,
        };
    }

    /// <summary>A configured route.</summary>
    private sealed record OwnRoute(RouteTemplate Template, string? Method, StatusRange Statuses, RouteMatch Match)
    {
        public static OwnRoute Create(PatContractRoute route, NamedContracts contracts)
        {
            bool isBuiltIn = !contracts.IsOwn(route.Contract);
            var match = new RouteMatch(route.Path, route.Contract, contracts.ListForm(route.Contract))
            {
                HasTokens = isBuiltIn,
                IsCreation = isBuiltIn && ContractNames.IsCreate(route.Contract),
                Mode = route.Mode,
            };
            return new OwnRoute(new RouteTemplate(route.Path), route.Method, StatusRange.Parse(route.Status), match);
        }

        public bool IsMatch(string method, string[] segments, int? status) =>
            (Method is null || Method.Equals(method, StringComparison.OrdinalIgnoreCase))
                && (status is not { } code || Statuses.Contains(code))
                && Template.IsMatch(segments);
    }
}
