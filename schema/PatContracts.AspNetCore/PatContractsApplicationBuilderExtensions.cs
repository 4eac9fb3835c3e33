using Microsoft.Extensions.DependencyInjection;
using PatContracts.AspNetCore;
using PatContracts.AspNetCore.Requests;
using PatContracts.Http;

namespace Microsoft.AspNetCore.Builder;

/// <summary>Validates requests in a pipeline without endpoints.</summary>
public static class PatContractsApplicationBuilderExtensions
{
    /// <summary>
    /// Validates the body of every request in this pipeline, or branch of it, against a contract:
    /// <c>app.Map("/hooks", hooks => hooks.UseContract("hook"))</c>.
    /// </summary>
    /// <param name="app">The pipeline.</param>
    /// <param name="contractName">Name of the contract, as it was added to <see cref="PatContractsOptions"/>, or of a built-in one.</param>
    /// <param name="mode">What happens to violations; null for <see cref="PatContractsOptions.Mode"/>.</param>
    /// <exception cref="InvalidOperationException">There is no such contract, or contracts are not registered.</exception>
    public static IApplicationBuilder UseContract(this IApplicationBuilder app, string contractName, PatContractMode? mode = null)
    {
        ArgumentNullException.ThrowIfNull(app);
        ArgumentException.ThrowIfNullOrEmpty(contractName);
        RequestValidation validation = app.ApplicationServices.GetService<RequestValidation>()
            ?? throw new InvalidOperationException(RequestValidation.NotRegistered);
        validation.Plan.Require(contractName);
        var contract = new RequestContract(contractName, mode);
        return app.Use(next => context => validation.InvokeAsync(context, contract, () => next(context)));
    }

    /// <summary>
    /// Validates the body of every request in this pipeline, or branch of it, against the schema of its operation in the documents that
    /// <c>AddOpenApiDocument</c> has added. Call it after <c>UseAuthentication</c> and <c>UseAuthorization</c>, so that it reads only requests that
    /// are allowed.
    /// </summary>
    /// <param name="app">The pipeline.</param>
    /// <exception cref="InvalidOperationException">Contracts are not registered.</exception>
    public static IApplicationBuilder UseOpenApiContracts(this IApplicationBuilder app)
    {
        ArgumentNullException.ThrowIfNull(app);
        RequestValidation validation = app.ApplicationServices.GetService<RequestValidation>()
            ?? throw new InvalidOperationException(RequestValidation.NotRegistered);
        validation.UsesDocuments = true;
        return app.Use(next => context =>
            validation.Plan.Find(context.Request) is { } contract ? validation.InvokeAsync(context, contract, () => next(context)) : next(context));
    }
}
