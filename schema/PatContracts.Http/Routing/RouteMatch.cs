namespace PatContracts.Http.Routing;

/// <summary>Where a request goes, as far as it may be shown, and what its response is held against.</summary>
/// <param name="Template">The path without ids.</param>
/// <param name="Contract">Name of the contract, or null where the path's API version has none.</param>
/// <param name="ListContract">Name of the contract for a body that is an array; the same as <paramref name="Contract"/> where the method
/// has settled the form.</param>
/// <param name="HasTokens">Whether what comes is tokens, so that the PAT checks have something to look at.</param>
internal sealed record RouteMatch(string Template, string? Contract, string? ListContract, bool HasTokens = false);
