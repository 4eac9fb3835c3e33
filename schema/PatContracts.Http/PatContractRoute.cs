namespace PatContracts.Http;

/// <summary>Assigns a contract to the responses of a path.</summary>
public sealed class PatContractRoute
{
    /// <summary>
    /// The template of the complete path, such as <c>/v3/access-profiles/{id}</c>. A name in braces matches any text within one segment; all other text is
    /// compared exactly. Logs and metrics show the template, never the path.
    /// </summary>
    public string Path { get; set; } = "";

    /// <summary>The request method. Null (the default) for all methods.</summary>
    public string? Method { get; set; }

    /// <summary>
    /// The status of the responses to validate: a status (<c>404</c>), a range (<c>4XX</c>), or <c>default</c> for all statuses. Null (the default) for 200
    /// and 201. Responses with an error status are never withheld from the caller.
    /// </summary>
    public string? Status { get; set; }

    /// <summary>
    /// The name of a contract in <see cref="PatContractHandlerOptions.Contracts"/>, or of a built-in contract. An array is validated against the list form
    /// of the contract (<c>v3-list</c> for <c>v3</c>), if there is one.
    /// </summary>
    public string Contract { get; set; } = "";

    /// <summary>
    /// How violations on this route are handled. Null (the default) for the client's <see cref="PatContractHandlerOptions.Mode"/>. Set
    /// <see cref="PatContractMode.Observe"/> for responses that cannot be retrieved again.
    /// </summary>
    public PatContractMode? Mode { get; set; }
}
