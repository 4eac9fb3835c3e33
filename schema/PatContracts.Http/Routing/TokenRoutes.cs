namespace PatContracts.Http.Routing;

/// <summary>The token operations of the service, with any path prefix.</summary>
/// <param name="fallback">The API version whose contracts apply to unknown versions; null to leave unknown versions without a contract.</param>
internal sealed class TokenRoutes(string? fallback)
{
    public RouteMatch? Match(HttpMethod method, string path)
    {
        if (!PatOperation.TryMatch(method.Method, path, out PatOperation? operation)) return null;
        string? contract = (operation.Version ?? fallback) is { } version ? operation.ContractNameIn(version) : null;
        return new RouteMatch(operation.Template, contract, contract)
        {
            HasTokens = contract is not null,
            IsCreation = operation.Kind == PatOperationKind.Create,
            IsUnknownVersion = operation.Version is null,
            Version = operation.RequestedVersion,
        };
    }
}
