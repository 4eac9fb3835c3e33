using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc.Abstractions;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;

namespace PatContracts.AspNetCore.Requests;

/// <summary>
/// Stops a host with an endpoint whose contract does not exist or does not take effect, or with OpenAPI documents that nothing uses. Endpoints are built
/// when the first request arrives; a request that is not validated, or fails because of a misspelled name, is too late to find that out.
/// </summary>
internal sealed class EndpointValidation(IServiceProvider services, RequestValidation validation) : IHostedLifecycleService
{
    public Task StartedAsync(CancellationToken cancellationToken)
    {
        foreach (Endpoint endpoint in services.GetService<EndpointDataSource>()?.Endpoints ?? [])
        {
            foreach (IRequestContractMetadata contract in endpoint.Metadata.GetOrderedMetadata<IRequestContractMetadata>())
            {
                validation.Plan.Require(contract.ContractName);
                // A filter of MVC is a mere attribute on the handler of a minimal API.
                if (contract is RequestContractAttribute && endpoint.Metadata.GetMetadata<ActionDescriptor>() is null)
                {
                    throw new InvalidOperationException("[RequestContract] takes effect on controllers and pages only. "
                        + $"Call WithContract(\"{contract.ContractName}\") on {endpoint.DisplayName}.");
                }
            }
        }

        if (!validation.Plan.Options.Documents.IsEmpty && !validation.UsesDocuments)
        {
            throw new InvalidOperationException(
                "An OpenAPI document was added to the contracts of requests, but no pipeline validates requests by it. Call app.UseOpenApiContracts().");
        }

        return Task.CompletedTask;
    }

    public Task StartingAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StartAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StoppingAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StoppedAsync(CancellationToken cancellationToken) => Task.CompletedTask;
}
