using System.Diagnostics.CodeAnalysis;
using PatContracts.Http;
using PatContracts.Http.Shared;
using PatContracts.Schema;

namespace PatContracts.AspNetCore;

/// <summary>Options for validating request bodies on a server: the contracts, and how violations are handled. Validated when the host starts.</summary>
public sealed class PatContractsOptions
{
    /// <summary>The largest allowed value of <see cref="MaxBodyBytes"/>: 1 GiB.</summary>
    public const int MaxAllowedBodyBytes = 1 << 30;

    /// <summary>
    /// How requests are handled that violate their contract or cannot be validated. The default is <see cref="PatContractMode.Reject"/>: the server
    /// responds with problem details, and the endpoint is not called.
    /// </summary>
    public PatContractMode Mode { get; set; } = PatContractMode.Reject;

    /// <summary>
    /// The contracts by name. They take precedence over built-in contracts with the same name. Not read from configuration. See
    /// <see cref="AddContract"/>.
    /// </summary>
    public IDictionary<string, Contract> Contracts { get; } = new Dictionary<string, Contract>(StringComparer.Ordinal);

    /// <summary>
    /// The maximum size in bytes of a body that is buffered in memory and validated, both before and after decompression. The default is 1 MiB; the
    /// value must be from 1 to <see cref="MaxAllowedBodyBytes"/>. A larger body is rejected with status 413, or passed on without validation in
    /// <see cref="PatContractMode.Observe"/>.
    /// </summary>
    public int MaxBodyBytes { get; set; } = 1 << 20;

    /// <summary>
    /// The media types of the bodies to validate, compared without case. Empty (the default) means <c>application/json</c>, <c>text/json</c> and
    /// every type that ends in <c>+json</c>. A body of another type is rejected with status 415, or passed on without validation in
    /// <see cref="PatContractMode.Observe"/>.
    /// </summary>
    public IList<string> ContentTypes { get; } = [];

    /// <summary>The validation options. The default options, except that at most 100 findings are collected for each request.</summary>
    public ValidationOptions Validation { get; set; } = new() { MaxFindings = 100 };

    /// <summary>
    /// The PAT checks (<c>pat/*</c>) to run for built-in contracts, and their severities. Null (the default) runs all of them in
    /// <see cref="PatContractMode.Observe"/>, where they only report, and in <see cref="PatContractMode.Reject"/> only those that never cause a rejection
    /// by themselves.
    /// </summary>
    public PatCheckOptions? Checks { get; set; }

    /// <summary>The status code of the response to a request that violates its contract. The default is 400; the value must be from 400 to 499.</summary>
    public int ViolationStatusCode { get; set; } = 400;

    /// <summary>The OpenAPI documents whose operations serve as contracts.</summary>
    internal AddedDocuments Documents { get; } = new();

    /// <summary>The problems of the configuration that was bound to these options.</summary>
    internal List<string> ConfigurationProblems { get; } = [];

    /// <summary>Adds a contract.</summary>
    /// <param name="name">The name by which endpoints refer to the contract.</param>
    /// <param name="contract">The contract.</param>
    /// <exception cref="ArgumentException">A contract with this name has already been added.</exception>
    public PatContractsOptions AddContract(string name, Contract contract)
    {
        ArgumentException.ThrowIfNullOrEmpty(name);
        ArgumentNullException.ThrowIfNull(contract);
        Contracts.Add(name, contract);
        return this;
    }

    /// <summary>Gets a contract by its name: one of <see cref="Contracts"/>, or a built-in one.</summary>
    /// <param name="name">The name by which endpoints refer to the contract.</param>
    /// <param name="contract">The contract, or null if no contract has this name.</param>
    /// <returns>Whether a contract has this name.</returns>
    public bool TryGetContract(string name, [NotNullWhen(true)] out Contract? contract) => new NamedContracts(Contracts).TryGet(name, out contract);

    /// <summary>Adds all contracts of a catalog, such as <c>ContractCatalog.FromResources(assembly)</c>.</summary>
    /// <param name="catalog">The catalog. All of its contracts are loaded.</param>
    /// <exception cref="ContractLoadException">A contract cannot be loaded.</exception>
    /// <exception cref="ArgumentException">A contract with one of the names has already been added.</exception>
    public PatContractsOptions AddContracts(ContractCatalog catalog)
    {
        ArgumentNullException.ThrowIfNull(catalog);
        foreach (string name in catalog.Names) AddContract(name, catalog.Get(name));
        return this;
    }

    /// <inheritdoc cref="AddOpenApiDocument(string, OpenApiDocumentOptions)"/>
    public PatContractsOptions AddOpenApiDocument(string path) => AddOpenApiDocument(path, new OpenApiDocumentOptions());

    /// <summary>
    /// Validates the body of each request against the schema that an OpenAPI document defines for its operation and media type, in pipelines that call
    /// <c>UseOpenApiContracts()</c>. Requests for which the document defines no JSON schema are passed on without validation. The document is loaded
    /// immediately; its problems are reported together with those of the options.
    /// </summary>
    /// <param name="path">
    /// The path of the document, which can refer to other files in its folder. A relative path is resolved against the current folder, then against
    /// the folder of the program.
    /// </param>
    /// <param name="options">Options for using the document.</param>
    public PatContractsOptions AddOpenApiDocument(string path, OpenApiDocumentOptions options)
    {
        ArgumentException.ThrowIfNullOrEmpty(path);
        ArgumentNullException.ThrowIfNull(options);
        Documents.Load(path, options);
        return this;
    }

    /// <inheritdoc cref="AddOpenApiDocument(string, OpenApiDocumentOptions)"/>
    /// <param name="document">The document.</param>
    public PatContractsOptions AddOpenApiDocument(OpenApiContracts document) => AddOpenApiDocument(document, new OpenApiDocumentOptions());

    /// <inheritdoc cref="AddOpenApiDocument(string, OpenApiDocumentOptions)"/>
    /// <param name="document">The document.</param>
    /// <param name="options">Options for using the document.</param>
    public PatContractsOptions AddOpenApiDocument(OpenApiContracts document, OpenApiDocumentOptions options)
    {
        ArgumentNullException.ThrowIfNull(document);
        ArgumentNullException.ThrowIfNull(options);
        Documents.Add(document, options);
        return this;
    }
}
