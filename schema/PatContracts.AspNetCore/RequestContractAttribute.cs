using Microsoft.AspNetCore.Mvc.Filters;
using Microsoft.Extensions.DependencyInjection;
using PatContracts.AspNetCore.Requests;
using PatContracts.Http;

namespace PatContracts.AspNetCore;

/// <summary>
/// Validates the bodies of requests to a controller, action or Razor page against a contract before model binding:
/// <c>[RequestContract("access-profile")]</c>. For minimal APIs, call <c>WithContract</c> on the endpoint instead.
/// </summary>
/// <param name="contractName">The name of a contract in <see cref="PatContractsOptions.Contracts"/>, or of a built-in contract.</param>
[AttributeUsage(AttributeTargets.Class | AttributeTargets.Method)]
public sealed class RequestContractAttribute(string contractName) : Attribute, IAsyncResourceFilter, IOrderedFilter, IRequestContractMetadata
{
    private PatContractMode? _mode;

    /// <inheritdoc/>
    public string ContractName { get; } = contractName;

    /// <summary>How violations are handled. The default is <see cref="PatContractsOptions.Mode"/>.</summary>
    public PatContractMode Mode
    {
        get => _mode ?? default;
        set => _mode = value;
    }

    /// <inheritdoc/>
    public int Order { get; set; }

    PatContractMode? IRequestContractMetadata.Mode => _mode;

    /// <inheritdoc/>
    public Task OnResourceExecutionAsync(ResourceExecutingContext context, ResourceExecutionDelegate next)
    {
        ArgumentNullException.ThrowIfNull(context);
        ArgumentNullException.ThrowIfNull(next);
        RequestValidation validation = context.HttpContext.RequestServices.GetService<RequestValidation>()
            ?? throw new InvalidOperationException(RequestValidation.NotRegistered);
        // A response written by the validation ends the pipeline, like a response written by an action.
        return validation.InvokeAsync(context.HttpContext, new RequestContract(ContractName, _mode), () => next());
    }
}
