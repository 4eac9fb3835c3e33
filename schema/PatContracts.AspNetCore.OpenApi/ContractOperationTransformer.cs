using Microsoft.AspNetCore.OpenApi;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;
using Microsoft.OpenApi;
using PatContracts.Schema;

namespace PatContracts.AspNetCore.OpenApi;

/// <summary>Adds the contract of an endpoint to the components of the document, and replaces the schema of the request body with a reference to it.</summary>
internal sealed class ContractOperationTransformer : IOpenApiOperationTransformer
{
    private const string Json = "application/json";

    public Task TransformAsync(OpenApiOperation operation, OpenApiOperationTransformerContext context, CancellationToken cancellationToken)
    {
        IRequestContractMetadata? metadata = context.Description.ActionDescriptor.EndpointMetadata.OfType<IRequestContractMetadata>().LastOrDefault();
        PatContractsOptions? options = context.ApplicationServices.GetService<IOptionsMonitor<PatContractsOptions>>()?.CurrentValue;
        if (metadata is null || options is null || context.Document is not { } document) return Task.CompletedTask;
        if (options.TryGetContract(metadata.ContractName, out Contract? contract) && ContractComponents.TryAdd(document, metadata.ContractName, contract))
            Refer(operation, new OpenApiSchemaReference(ContractComponents.NameOf(metadata.ContractName), document));
        return Task.CompletedTask;
    }

    private static void Refer(OpenApiOperation operation, OpenApiSchemaReference contract)
    {
        var body = operation.RequestBody as OpenApiRequestBody ?? new OpenApiRequestBody { Required = true };
        body.Content ??= new Dictionary<string, OpenApiMediaType>(StringComparer.Ordinal);
        if (body.Content.Count == 0) body.Content[Json] = new OpenApiMediaType();
        foreach ((string mediaType, OpenApiMediaType media) in body.Content)
        {
            if (PayloadMediaType.Parse(mediaType).IsJson) media.Schema = contract;
        }

        operation.RequestBody = body;
    }
}
