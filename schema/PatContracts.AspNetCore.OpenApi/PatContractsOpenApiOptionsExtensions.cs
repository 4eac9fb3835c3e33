using Microsoft.AspNetCore.OpenApi;
using PatContracts.AspNetCore.OpenApi;

namespace Microsoft.Extensions.DependencyInjection;

/// <summary>Adds contracts to OpenAPI documents.</summary>
public static class PatContractsOpenApiOptionsExtensions
{
    /// <summary>
    /// Shows the contract of each endpoint that has one as the schema of its request body, in place of the schema of the type that it binds. A
    /// contract that refers to other documents is left out.
    /// </summary>
    /// <param name="options">The document's options: <c>services.AddOpenApi(options => options.AddPatContracts())</c>.</param>
    public static OpenApiOptions AddPatContracts(this OpenApiOptions options)
    {
        ArgumentNullException.ThrowIfNull(options);
        return options.AddOperationTransformer<ContractOperationTransformer>();
    }
}
