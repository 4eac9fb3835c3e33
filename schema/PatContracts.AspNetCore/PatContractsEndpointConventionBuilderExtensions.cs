using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;
using Microsoft.Extensions.DependencyInjection;
using PatContracts.AspNetCore;
using PatContracts.AspNetCore.Requests;
using PatContracts.Http;

namespace Microsoft.AspNetCore.Builder;

/// <summary>Extension methods that assign contracts to endpoints.</summary>
public static class PatContractsEndpointConventionBuilderExtensions
{
    private static readonly string[] ProblemContentTypes = ["application/problem+json"];

    /// <summary>
    /// Validates request bodies against a contract before parameters are bound. Applies to minimal API endpoints, to groups and to
    /// <c>MapControllers()</c>. For a single controller or action, use <see cref="RequestContractAttribute"/>.
    /// </summary>
    /// <remarks>A request without a body is passed on if requests with its method usually have none, such as GET and DELETE.</remarks>
    /// <param name="builder">The endpoint or group.</param>
    /// <param name="contractName">The name of a contract in <see cref="PatContractsOptions.Contracts"/>, or of a built-in contract.</param>
    /// <param name="mode">How violations are handled; null for <see cref="PatContractsOptions.Mode"/>.</param>
    /// <exception cref="InvalidOperationException">
    /// Thrown while endpoints are built: the contract does not exist, or <c>AddPatContracts</c> has not been called.
    /// </exception>
    public static TBuilder WithContract<TBuilder>(this TBuilder builder, string contractName, PatContractMode? mode = null)
        where TBuilder : IEndpointConventionBuilder
    {
        ArgumentNullException.ThrowIfNull(builder);
        ArgumentException.ThrowIfNullOrEmpty(contractName);
        builder.Add(endpoint =>
        {
            RequestValidation validation = endpoint.ApplicationServices.GetService<RequestValidation>()
                ?? throw new InvalidOperationException(RequestValidation.NotRegistered);
            validation.Plan.Require(contractName);
            var contract = new RequestContract(contractName, mode);
            endpoint.Metadata.Add(contract);
            Produces(endpoint, validation.Plan.Options.ViolationStatusCode);
            Produces(endpoint, StatusCodes.Status413PayloadTooLarge);
            Produces(endpoint, StatusCodes.Status415UnsupportedMediaType);
            // The delegate of a minimal API binds parameters before it runs endpoint filters, so a filter would run too late.
            if (endpoint.RequestDelegate is { } next)
                endpoint.RequestDelegate = context => validation.InvokeAsync(context, contract, () => next(context));
        });
        return builder;
    }

    private static void Produces(EndpointBuilder endpoint, int status) =>
        endpoint.Metadata.Add(new ProducesResponseTypeMetadata(status, typeof(ProblemDetails), ProblemContentTypes));
}
