using PatContracts.Schema;

namespace PatContracts.Http.Routing;

/// <summary>The route of a request, and the contract of its response.</summary>
/// <param name="Template">The template of the path, without ids.</param>
/// <param name="Contract">Name of the contract; null if the path's API version has none and no other stands in for it.</param>
/// <param name="ListContract">
/// Name of the contract for a body that is an array; the same as <paramref name="Contract"/> if the operation determines the form.
/// </param>
internal sealed record RouteMatch(string Template, string? Contract, string? ListContract)
{
    /// <summary>What an OpenAPI document says of the response; null if the contract is a named one.</summary>
    public OpenApiBodyContracts? Response { get; init; }

    /// <summary>Whether the response carries tokens, so that the PAT checks apply to it.</summary>
    public bool HasTokens { get; init; }

    /// <summary>Whether the response carries a secret that cannot be had again. It is never withheld from the caller.</summary>
    public bool IsCreation { get; init; }

    /// <summary>What happens to violations; null for the handler's mode.</summary>
    public PatContractMode? Mode { get; init; }

    /// <summary>Whether the API version of the path has no contracts, so that another one stands in for it, or none.</summary>
    public bool IsUnknownVersion { get; init; }

    /// <summary>The API version that the path names, if it looks like one.</summary>
    public string? Version { get; init; }
}
