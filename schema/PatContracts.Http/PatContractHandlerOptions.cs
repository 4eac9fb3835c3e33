using PatContracts.Http.Shared;
using PatContracts.Schema;

namespace PatContracts.Http;

/// <summary>Settings of the contract handler of one <see cref="HttpClient"/>. They are validated when the host starts.</summary>
public sealed class PatContractHandlerOptions
{
    /// <summary>The largest <see cref="MaxBodyBytes"/> that can be asked for: 1 GiB.</summary>
    public const int MaxAllowedBodyBytes = 1 << 30;

    /// <summary>What happens to responses that violate their contract. <see cref="PatContractMode.Observe"/> by default.</summary>
    /// <remarks>
    /// The response to the creation of a token is passed on in every mode: it carries a secret that cannot be had again. In
    /// <see cref="PatContractMode.Reject"/>, too, what is wrong with it is only reported: in the log, the metrics and the health check.
    /// </remarks>
    public PatContractMode Mode { get; set; }

    /// <summary>
    /// Whether <c>/personal-access-tokens</c> is looked at, under any API version and behind any path prefix (true by default). The version
    /// in the path chooses the contract; the method chooses its form: list, created token or single token.
    /// </summary>
    public bool UseDefaultRoutes { get; set; } = true;

    /// <summary>
    /// The API version whose contracts apply to token paths that name a version without contracts here, or none. The newest version by default, which
    /// accepts what services of older versions send; null leaves such responses alone. Either is logged once for each version.
    /// </summary>
    public string? DefaultContract { get; set; } = "v2026";

    /// <summary>Further paths and their contracts. The first that matches is taken, before the default routes. Empty by default.</summary>
    public IList<PatContractRoute> Routes { get; } = [];

    /// <summary>
    /// Contracts of your own, by the name that <see cref="Routes"/> use. They go before built-in ones of the same name. Not read from
    /// configuration.
    /// </summary>
    public IDictionary<string, Contract> Contracts { get; } = new Dictionary<string, Contract>(StringComparer.Ordinal);

    /// <summary>
    /// Media types of bodies that are validated, compared without case. Empty (the default) stands for <c>application/json</c>, <c>text/json</c> and
    /// every type that ends in <c>+json</c>. A response without a content type, or with one that names no media type, is always validated. Other bodies
    /// are not validated: they are passed on in <see cref="PatContractMode.Observe"/> and rejected in <see cref="PatContractMode.Reject"/>.
    /// </summary>
    public IList<string> ContentTypes { get; } = [];

    /// <summary>
    /// The largest body in bytes that is held in memory and validated, compressed or not (16 MiB by default, from 1 to
    /// <see cref="MaxAllowedBodyBytes"/>). A larger one is passed on whole and unread in Observe, and refused in Reject.
    /// </summary>
    public int MaxBodyBytes { get; set; } = 16 << 20;

    /// <summary>Settings of the validation; the defaults, except that at most 100 findings of one response are collected.</summary>
    public ValidationOptions Validation { get; set; } = new() { MaxFindings = 100 };

    /// <summary>
    /// The PAT checks (<c>pat/*</c>: a secret outside a create response, <c>last_used</c> for <c>lastUsed</c>, the same id twice …) and their severities.
    /// Null (the default) runs all of them in <see cref="PatContractMode.Observe"/>, where they only report, and those that reject nothing by themselves in
    /// <see cref="PatContractMode.Reject"/>. Set <see cref="PatCheckOptions.Default"/> to have their errors rejected, or
    /// <see cref="PatCheckOptions.None"/> to run none.
    /// </summary>
    /// <remarks>
    /// An error of a check counts like a violation of the contract; warnings and infos are only reported. The checks apply to the token operations and to
    /// those of <see cref="Routes"/> that name a built-in contract. The clock is the container's <see cref="TimeProvider"/>, unless the options name another.
    /// </remarks>
    public PatCheckOptions? Checks { get; set; }

    /// <summary>The OpenAPI documents whose operations are routes.</summary>
    internal AddedDocuments Documents { get; } = new();

    /// <summary>What is wrong with the configuration that the settings were bound to.</summary>
    internal List<string> ConfigurationProblems { get; } = [];

    /// <inheritdoc cref="AddOpenApiDocument(string, OpenApiDocumentOptions)"/>
    public PatContractHandlerOptions AddOpenApiDocument(string path) => AddOpenApiDocument(path, new OpenApiDocumentOptions());

    /// <summary>
    /// Validates each response against the schema that an OpenAPI document has for its operation, status and media type. Responses of which the document
    /// has no schema in JSON are left alone. The document is loaded now; what is wrong with it is reported with the other problems of the settings.
    /// </summary>
    /// <remarks>
    /// <see cref="Routes"/> take precedence over documents, documents over the default routes, and documents that were added before over later ones. In
    /// <see cref="PatContractMode.Reject"/>, a response with status 201 or an error status is passed on all the same.
    /// </remarks>
    /// <param name="path">
    /// The document's file, which may refer to other files of its folder. A relative path is looked up in the current folder, then in that of the program.
    /// </param>
    /// <param name="options">How the document is used.</param>
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
    /// <param name="options">How the document is used.</param>
    public PatContractHandlerOptions AddOpenApiDocument(OpenApiContracts document, OpenApiDocumentOptions options)
    {
        ArgumentNullException.ThrowIfNull(document);
        ArgumentNullException.ThrowIfNull(options);
        Documents.Add(document, options);
        return this;
    }
}
