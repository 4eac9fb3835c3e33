using PatContracts.Schema;

namespace PatContracts.Http.Routing;

/// <summary>The route of a request and the contract of its response.</summary>
/// <param name="Template">The template of the path, without ids.</param>
/// <param name="Contract">The name of the contract; null if the API version of the path has no contract and there is no fallback.</param>
/// <param name="ListContract">
/// The name of the contract for an array; equal to <paramref name="Contract"/> if the operation determines the form.
/// </param>
internal sealed record RouteMatch(string Template, string? Contract, string? ListContract)
{
    /// <summary>The contracts that an OpenAPI document defines for the response; null for a named contract.</summary>
    public OpenApiBodyContracts? Response { get; init; }

    /// <summary>Whether the response contains tokens, so that the PAT checks apply.</summary>
    public bool HasTokens { get; init; }

    /// <summary>Whether the response contains a secret that cannot be retrieved again. Such a response is never withheld from the caller.</summary>
    public bool IsCreation { get; init; }

    /// <summary>How violations are handled; null for the handler's mode.</summary>
    public PatContractMode? Mode { get; init; }

    /// <summary>Whether the API version of the path has no contracts, so that the fallback applies, if there is one.</summary>
    public bool IsUnknownVersion { get; init; }

    /// <summary>The segment of the path that looks like an API version; null if there is none.</summary>
    public string? Version { get; init; }
}
