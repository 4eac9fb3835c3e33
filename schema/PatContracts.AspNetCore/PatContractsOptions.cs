using System.Diagnostics.CodeAnalysis;
using PatContracts.Http;
using PatContracts.Http.Shared;
using PatContracts.Schema;

namespace PatContracts.AspNetCore;

/// <summary>The contracts of a server, and how request bodies are validated against them. They are validated when the host starts.</summary>
public sealed class PatContractsOptions
{
    /// <summary>The largest <see cref="MaxBodyBytes"/> that can be asked for: 1 GiB.</summary>
    public const int MaxAllowedBodyBytes = 1 << 30;

    /// <summary>
    /// What happens to requests that violate their contract, or could not be validated. <see cref="PatContractMode.Reject"/> by default: they are
    /// answered with problem details and do not reach the endpoint.
    /// </summary>
    public PatContractMode Mode { get; set; } = PatContractMode.Reject;

    /// <summary>
    /// The contracts by name. They take precedence over built-in ones of the same name. Not read from configuration. See
    /// <see cref="AddContract"/>.
    /// </summary>
    public IDictionary<string, Contract> Contracts { get; } = new Dictionary<string, Contract>(StringComparer.Ordinal);

    /// <summary>
    /// The largest body in bytes that is held in memory and validated, compressed or not (1 MiB by default, from 1 to
    /// <see cref="MaxAllowedBodyBytes"/>). A larger one is answered with status 413, or passed on without validation in
    /// <see cref="PatContractMode.Observe"/>.
    /// </summary>
    public int MaxBodyBytes { get; set; } = 1 << 20;

    /// <summary>
    /// Media types of bodies that are validated, compared without case. Empty (the default) stands for <c>application/json</c>, <c>text/json</c> and
    /// every type that ends in <c>+json</c>. Other bodies are answered with status 415, or passed on without validation in
    /// <see cref="PatContractMode.Observe"/>.
    /// </summary>
    public IList<string> ContentTypes { get; } = [];

    /// <summary>Settings of the validation; the defaults, except that at most 100 findings of one request are collected.</summary>
    public ValidationOptions Validation { get; set; } = new() { MaxFindings = 100 };

    /// <summary>
    /// The PAT checks (<c>pat/*</c>) and their severities, for contracts that are built in. Null (the default) runs all of them in
    /// <see cref="PatContractMode.Observe"/>, where they only report, and those that reject nothing by themselves in <see cref="PatContractMode.Reject"/>.
    /// </summary>
    public PatCheckOptions? Checks { get; set; }

    /// <summary>The status code of a response to a request that violates its contract (400 by default, from 400 to 499).</summary>
    public int ViolationStatusCode { get; set; } = 400;

    /// <summary>The OpenAPI documents whose operations have contracts.</summary>
    internal AddedDocuments Documents { get; } = new();

    /// <summary>What is wrong with the configuration that the settings were bound to.</summary>
    internal List<string> ConfigurationProblems { get; } = [];

    /// <summary>Adds a contract.</summary>
    /// <param name="name">The name that endpoints refer to.</param>
    /// <param name="contract">The contract.</param>
    /// <exception cref="ArgumentException">There is a contract of that name already.</exception>
    public PatContractsOptions AddContract(string name, Contract contract)
    {
        ArgumentException.ThrowIfNullOrEmpty(name);
        ArgumentNullException.ThrowIfNull(contract);
        Contracts.Add(name, contract);
        return this;
    }

    /// <summary>Returns a contract by its name: one of <see cref="Contracts"/>, or a built-in one.</summary>
    /// <param name="name">The name that endpoints refer to.</param>
    /// <param name="contract">The contract, or null.</param>
    /// <returns>Whether there is a contract of that name.</returns>
    public bool TryGetContract(string name, [NotNullWhen(true)] out Contract? contract) => new NamedContracts(Contracts).TryGet(name, out contract);

    /// <summary>Adds all contracts of a catalog, for example <c>ContractCatalog.FromResources(assembly)</c>.</summary>
    /// <param name="catalog">The catalog. All of its contracts are loaded.</param>
    /// <exception cref="ContractLoadException">A contract cannot be loaded.</exception>
    /// <exception cref="ArgumentException">There is a contract of one of the names already.</exception>
    public PatContractsOptions AddContracts(ContractCatalog catalog)
    {
        ArgumentNullException.ThrowIfNull(catalog);
        foreach (string name in catalog.Names) AddContract(name, catalog.Get(name));
        return this;
    }

    /// <inheritdoc cref="AddOpenApiDocument(string, OpenApiDocumentOptions)"/>
    public PatContractsOptions AddOpenApiDocument(string path) => AddOpenApiDocument(path, new OpenApiDocumentOptions());

    /// <summary>
    /// Validates the body of each request against the schema that an OpenAPI document has for its operation and media type, in pipelines that call
    /// <c>UseOpenApiContracts()</c>. Requests of which the document has no schema in JSON are left alone. The document is loaded now; what is wrong with it
    /// is reported with the other problems of the settings.
    /// </summary>
    /// <param name="path">
    /// The document's file, which may refer to other files of its folder. A relative path is looked up in the current folder, then in that of the program.
    /// </param>
    /// <param name="options">How the document is used.</param>
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
    /// <param name="options">How the document is used.</param>
    public PatContractsOptions AddOpenApiDocument(OpenApiContracts document, OpenApiDocumentOptions options)
    {
        ArgumentNullException.ThrowIfNull(document);
        ArgumentNullException.ThrowIfNull(options);
        Documents.Add(document, options);
        return this;
    }
}
