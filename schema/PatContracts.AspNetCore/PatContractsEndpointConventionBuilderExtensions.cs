using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;
using Microsoft.Extensions.DependencyInjection;
using PatContracts.AspNetCore;
using PatContracts.AspNetCore.Requests;
using PatContracts.Http;

namespace Microsoft.AspNetCore.Builder;

/// <summary>Gives endpoints a contract.</summary>
public static class PatContractsEndpointConventionBuilderExtensions
{
    private static readonly string[] ProblemContentTypes = ["application/problem+json"];

    /// <summary>
    /// Validates the body of requests against a contract before it is bound to parameters. Works on endpoints of minimal APIs, on groups, and on
    /// <c>MapControllers()</c>; a single controller or action has <see cref="RequestContractAttribute"/> instead.
    /// </summary>
    /// <remarks>Requests without a body are passed on if their method has none by nature, such as GET and DELETE.</remarks>
    /// <param name="builder">The endpoint or group.</param>
    /// <param name="contractName">Name of the contract, as it was added to <see cref="PatContractsOptions"/>, or of a built-in one.</param>
    /// <param name="mode">What happens to violations; null for <see cref="PatContractsOptions.Mode"/>.</param>
    /// <exception cref="InvalidOperationException">While endpoints are built: there is no such contract, or contracts are not registered.</exception>
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
            // The delegate of a minimal API binds the parameters and then runs the endpoint filters, so that a filter would come too late.
            if (endpoint.RequestDelegate is { } next)
                endpoint.RequestDelegate = context => validation.InvokeAsync(context, contract, () => next(context));
        });
        return builder;
    }

    private static void Produces(EndpointBuilder endpoint, int status) =>
        endpoint.Metadata.Add(new ProducesResponseTypeMetadata(status, typeof(ProblemDetails), ProblemContentTypes));
}
