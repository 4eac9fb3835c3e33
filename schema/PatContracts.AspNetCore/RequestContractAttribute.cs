using Microsoft.AspNetCore.Mvc.Filters;
using Microsoft.Extensions.DependencyInjection;
using PatContracts.AspNetCore.Requests;
using PatContracts.Http;

namespace PatContracts.AspNetCore;

/// <summary>
/// Validates the body of requests to a controller, action or Razor page against a contract before model binding:
/// <c>[RequestContract("access-profile")]</c>. For minimal APIs, call <c>WithContract</c> on the endpoint instead.
/// </summary>
/// <param name="contractName">Name of the contract, as it was added to <see cref="PatContractsOptions"/>, or of a built-in one.</param>
[AttributeUsage(AttributeTargets.Class | AttributeTargets.Method)]
public sealed class RequestContractAttribute(string contractName) : Attribute, IAsyncResourceFilter, IOrderedFilter, IRequestContractMetadata
{
    private PatContractMode? _mode;

    /// <inheritdoc/>
    public string ContractName { get; } = contractName;

    /// <summary>What happens to violations. <see cref="PatContractsOptions.Mode"/> unless it is set.</summary>
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
        // A response that the validation has written ends the pipeline like one that an action has written.
        return validation.InvokeAsync(context.HttpContext, new RequestContract(ContractName, _mode), () => next());
    }
}
