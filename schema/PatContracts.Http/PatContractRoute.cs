namespace PatContracts.Http;

/// <summary>Binds responses of a path to a contract.</summary>
public sealed class PatContractRoute
{
    /// <summary>
    /// The whole path, as a template: <c>/v3/access-profiles/{id}</c>. A name in braces matches anything within one segment; all other text is
    /// compared exactly. The template, not the path, is what logs and metrics show.
    /// </summary>
    public string Path { get; set; } = "";

    /// <summary>The request method, or null (the default) for every method.</summary>
    public string? Method { get; set; }

    /// <summary>
    /// The status of the response: a status (<c>404</c>), a range (<c>4XX</c>), or <c>default</c> for every status. Null (the default) for 200 and 201.
    /// Responses with an error status are never withheld from the caller.
    /// </summary>
    public string? Status { get; set; }

    /// <summary>
    /// Name of the contract: one of <see cref="PatContractHandlerOptions.Contracts"/>, else a built-in one. An array is validated against the
    /// list form of the name (<c>v3-list</c> for <c>v3</c>) where there is one.
    /// </summary>
    public string Contract { get; set; } = "";

    /// <summary>
    /// What happens to violations on this route; null (the default) for the client's <see cref="PatContractHandlerOptions.Mode"/>. Set
    /// <see cref="PatContractMode.Observe"/> for responses that cannot be had again.
    /// </summary>
    public PatContractMode? Mode { get; set; }
}
