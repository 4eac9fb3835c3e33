using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc.Abstractions;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;

namespace PatContracts.AspNetCore.Requests;

/// <summary>
/// Prevents the host from starting if the contract of an endpoint does not exist or has no effect, or if OpenAPI documents are not used. Without it, these
/// mistakes would only show when the first request arrives and endpoints are built.
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
                // An MVC filter has no effect on the handler of a minimal API.
                if (contract is RequestContractAttribute && endpoint.Metadata.GetMetadata<ActionDescriptor>() is null)
                {
                    throw new InvalidOperationException("[RequestContract] applies to controllers and Razor pages only. "
                        + $"Call WithContract(\"{contract.ContractName}\") on {endpoint.DisplayName}.");
                }
            }
        }

        if (!validation.Plan.Options.Documents.IsEmpty && !validation.UsesDocuments)
        {
            throw new InvalidOperationException(
                "An OpenAPI document was added, but no pipeline validates requests against it. Call app.UseOpenApiContracts().");
        }

        return Task.CompletedTask;
    }

    public Task StartingAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StartAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StoppingAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StoppedAsync(CancellationToken cancellationToken) => Task.CompletedTask;
}
