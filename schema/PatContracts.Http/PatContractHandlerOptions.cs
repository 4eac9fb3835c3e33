using PatContracts.Http.Shared;
using PatContracts.Schema;

namespace PatContracts.Http;

/// <summary>Options of the contract handler of an <see cref="HttpClient"/>. Validated when the host starts.</summary>
public sealed class PatContractHandlerOptions
{
    /// <summary>The largest allowed value of <see cref="MaxBodyBytes"/>: 1 GiB.</summary>
    public const int MaxAllowedBodyBytes = 1 << 30;

    /// <summary>How responses that violate their contract are handled. The default is <see cref="PatContractMode.Observe"/>.</summary>
    /// <remarks>
    /// The response to the creation of a token is passed on in every mode, because it contains a secret that cannot be retrieved again. Even in
    /// <see cref="PatContractMode.Reject"/>, its violations are only reported: in the log, the metrics and the health check.
    /// </remarks>
    public PatContractMode Mode { get; set; }

    /// <summary>
    /// Whether to validate responses of <c>/personal-access-tokens</c>, with any API version and any path prefix. The default is true. The version in the
    /// path determines the contract; the method determines its form: list, created token or single token.
    /// </summary>
    public bool UseDefaultRoutes { get; set; } = true;

    /// <summary>
    /// The API version whose contracts apply to token paths that name no version, or a version without built-in contracts. The default is the newest
    /// version, which accepts the responses of older versions. Null disables validation for such paths. The choice is logged once for each version.
    /// </summary>
    public string? DefaultContract { get; set; } = "v2026";

    /// <summary>
    /// Additional paths and their contracts. The first match applies. Routes take precedence over OpenAPI documents and the default routes.
    /// </summary>
    public IList<PatContractRoute> Routes { get; } = [];

    /// <summary>
    /// Your own contracts, by the names that <see cref="Routes"/> refer to. They take precedence over built-in contracts with the same name. Not read from
    /// configuration.
    /// </summary>
    public IDictionary<string, Contract> Contracts { get; } = new Dictionary<string, Contract>(StringComparer.Ordinal);

    /// <summary>
    /// The media types of the bodies to validate, compared without case. Empty (the default) means <c>application/json</c>, <c>text/json</c> and every
    /// type that ends in <c>+json</c>. A response whose content type is missing or malformed is always validated. A body of another type is passed on
    /// without validation in <see cref="PatContractMode.Observe"/> and rejected in <see cref="PatContractMode.Reject"/>.
    /// </summary>
    public IList<string> ContentTypes { get; } = [];

    /// <summary>
    /// The maximum size in bytes of a body that is buffered in memory and validated, both before and after decompression. The default is 16 MiB; the
    /// value must be from 1 to <see cref="MaxAllowedBodyBytes"/>. A larger body is passed on without validation in
    /// <see cref="PatContractMode.Observe"/> and rejected in <see cref="PatContractMode.Reject"/>.
    /// </summary>
    public int MaxBodyBytes { get; set; } = 16 << 20;

    /// <summary>The validation options. The default options, except that at most 100 findings are collected for each response.</summary>
    public ValidationOptions Validation { get; set; } = new() { MaxFindings = 100 };

    /// <summary>
    /// The PAT checks to run (<c>pat/*</c>: a secret outside a create response, <c>last_used</c> for <c>lastUsed</c>, duplicate ids and so on), and their
    /// severities. Null (the default) runs all of them in <see cref="PatContractMode.Observe"/>, where they only report, and in
    /// <see cref="PatContractMode.Reject"/> only those that never cause a rejection by themselves. Set <see cref="PatCheckOptions.Default"/> to reject
    /// responses with errors of the checks, or <see cref="PatCheckOptions.None"/> to disable the checks.
    /// </summary>
    /// <remarks>
    /// An error of a check is handled like a violation of the contract; warnings and infos are only reported. The checks apply to the token operations and
    /// to <see cref="Routes"/> with a built-in contract. They use the <see cref="TimeProvider"/> of the service container unless the options specify one.
    /// </remarks>
    public PatCheckOptions? Checks { get; set; }

    /// <summary>The OpenAPI documents whose operations serve as routes.</summary>
    internal AddedDocuments Documents { get; } = new();

    /// <summary>The problems of the configuration that was bound to these options.</summary>
    internal List<string> ConfigurationProblems { get; } = [];

    /// <inheritdoc cref="AddOpenApiDocument(string, OpenApiDocumentOptions)"/>
    public PatContractHandlerOptions AddOpenApiDocument(string path) => AddOpenApiDocument(path, new OpenApiDocumentOptions());

    /// <summary>
    /// Validates each response against the schema that an OpenAPI document defines for its operation, status and media type. Responses for which the
    /// document defines no JSON schema are passed on without validation. The document is loaded immediately; its problems are reported together with those
    /// of the options.
    /// </summary>
    /// <remarks>
    /// <see cref="Routes"/> take precedence over documents, documents over the default routes, and earlier documents over later ones. A response with
    /// status 201 or an error status is passed on even in <see cref="PatContractMode.Reject"/>.
    /// </remarks>
    /// <param name="path">
    /// The path of the document, which can refer to other files in its folder. A relative path is resolved against the current folder, then against
    /// the folder of the program.
    /// </param>
    /// <param name="options">Options for using the document.</param>
    public PatContractHandlerOptions AddOpenApiDocument(string path, OpenApiDocumentOptions options)
    {
        ArgumentException.ThrowIfNullOrEmpty(path);
        ArgumentNullException.ThrowIfNull(options);
        Documents.Load(path, options);
        return this;
    }

    /// <inheritdoc cref="AddOpenApiDocument(string, OpenApiDocumentOptions)"/>
    /// <param name="document">The document.</param>
    public PatContractHandlerOptions AddOpenApiDocument(OpenApiContracts document) => AddOpenApiDocument(document, new OpenApiDocumentOptions());

    /// <inheritdoc cref="AddOpenApiDocument(string, OpenApiDocumentOptions)"/>
    /// <param name="document">The document.</param>
    /// <param name="options">Options for using the document.</param>
    public PatContractHandlerOptions AddOpenApiDocument(OpenApiContracts document, OpenApiDocumentOptions options)
    {
        ArgumentNullException.ThrowIfNull(document);
        ArgumentNullException.ThrowIfNull(options);
        Documents.Add(document, options);
        return this;
    }
}
