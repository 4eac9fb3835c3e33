using Microsoft.AspNetCore.OpenApi;
using PatContracts.AspNetCore.OpenApi;

namespace Microsoft.Extensions.DependencyInjection;

/// <summary>Adds contracts to OpenAPI documents.</summary>
public static class PatContractsOpenApiOptionsExtensions
{
    /// <summary>
    /// Uses the contract of an endpoint as the schema of its request body, instead of the schema of the type that it binds. Contracts that refer to other
    /// documents, and parts of a schema document that is not an OpenAPI document, are not included: the schema of the type remains.
    /// </summary>
    /// <param name="options">The document's options: <c>services.AddOpenApi(options => options.AddPatContracts())</c>.</param>
    public static OpenApiOptions AddPatContracts(this OpenApiOptions options)
    {
        ArgumentNullException.ThrowIfNull(options);
        return options.AddOperationTransformer<ContractOperationTransformer>();
    }
}
