using Microsoft.Extensions.DependencyInjection;
using PatContracts.AspNetCore;
using PatContracts.AspNetCore.Requests;
using PatContracts.Http;

namespace Microsoft.AspNetCore.Builder;

/// <summary>Extension methods that add contract validation to a middleware pipeline.</summary>
public static class PatContractsApplicationBuilderExtensions
{
    /// <summary>
    /// Adds middleware that validates the body of each request in this pipeline, or branch of a pipeline, against a contract:
    /// <c>app.Map("/hooks", hooks => hooks.UseContract("hook"))</c>.
    /// </summary>
    /// <param name="app">The application builder.</param>
    /// <param name="contractName">The name of a contract in <see cref="PatContractsOptions.Contracts"/>, or of a built-in contract.</param>
    /// <param name="mode">How violations are handled; null for <see cref="PatContractsOptions.Mode"/>.</param>
    /// <exception cref="InvalidOperationException">The contract does not exist, or <c>AddPatContracts</c> has not been called.</exception>
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
    /// Adds middleware that validates the body of each request in this pipeline, or branch of a pipeline, against the schema of its operation in the
    /// documents added with <c>AddOpenApiDocument</c>. Call this method after <c>UseAuthentication</c> and <c>UseAuthorization</c>, so that only
    /// authorized requests are read.
    /// </summary>
    /// <param name="app">The application builder.</param>
    /// <exception cref="InvalidOperationException"><c>AddPatContracts</c> has not been called.</exception>
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
