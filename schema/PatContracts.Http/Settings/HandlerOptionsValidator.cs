using Microsoft.Extensions.Options;
using PatContracts.Http.Routing;
using PatContracts.Http.Shared;
using PatContracts.Schema;

namespace PatContracts.Http.Settings;

/// <summary>
/// Validates the options of a handler and reports all problems at once. Loads the contracts that routes refer to, so that an invalid contract is also
/// reported at startup.
/// </summary>
internal sealed class HandlerOptionsValidator : IValidateOptions<PatContractHandlerOptions>
{
    public ValidateOptionsResult Validate(string? name, PatContractHandlerOptions options)
    {
        string[] problems = [.. Problems(options)];
        if (problems.Length == 0) return ValidateOptionsResult.Success;
        string client = string.IsNullOrEmpty(name) ? "the default client" : $"the client {name}";
        return ValidateOptionsResult.Fail(problems.Select(problem => $"Contract handler of {client}: {problem}"));
    }

    private static IEnumerable<string> Problems(PatContractHandlerOptions options)
    {
        foreach (string problem in options.ConfigurationProblems) yield return problem;
        if (!Enum.IsDefined(options.Mode)) yield return $"{nameof(options.Mode)} must be Observe, Reject or Off";
        if (options.Validation is null) yield return $"{nameof(options.Validation)} must not be null";
        if (options.MaxBodyBytes is < 1 or > PatContractHandlerOptions.MaxAllowedBodyBytes)
            yield return $"{nameof(options.MaxBodyBytes)} must be from 1 to {PatContractHandlerOptions.MaxAllowedBodyBytes}";
        if (options.ContentTypes.Any(type => type.Count(c => c == '/') != 1 || type.Contains(';', StringComparison.Ordinal)))
            yield return $"{nameof(options.ContentTypes)} must be media types without parameters";

        var contracts = new NamedContracts(options.Contracts);
        if (options.DefaultContract is { } version && !PatContract.TryGet(version, out _))
        {
            string versions = string.Join(", ", PatContract.All);
            yield return $"{nameof(options.DefaultContract)} must be an API version with built-in contracts: {versions}."
                + Suggestions.For(version, PatContract.All.Select(contract => contract.Name));
        }

        if (options.Checks is { } checks && checks.FutureTolerance < TimeSpan.Zero)
            yield return $"{nameof(options.Checks)}:{nameof(checks.FutureTolerance)} must not be negative";
        for (int i = 0; i < options.Routes.Count; i++)
        {
            PatContractRoute route = options.Routes[i];
            string location = $"{nameof(options.Routes)}:{i}:";
            if (RouteTemplate.Problem(route.Path) is { } pathProblem) yield return $"{location}{nameof(route.Path)} {pathProblem}";
            if (ContractProblem(contracts, route.Contract) is { } contractProblem) yield return $"{location}{nameof(route.Contract)} {contractProblem}";
            if (!StatusRange.TryParse(route.Status, out _)) yield return $"{location}{nameof(route.Status)} must be a status (404), a range (4XX) or default";
            if (route.Method?.Trim().Length == 0) yield return $"{location}{nameof(route.Method)} must not be empty";
            if (route.Mode is { } mode && !Enum.IsDefined(mode)) yield return $"{location}{nameof(route.Mode)} must be Observe, Reject or Off";
        }

        foreach (string problem in options.Documents.Problems(static operation => operation.Responses, "a response")) yield return problem;
    }

    private static string? ContractProblem(NamedContracts contracts, string name)
    {
        if (name.Length == 0) return "must name a contract";
        try
        {
            return contracts.TryGet(name, out _) ? null : $"names no known contract ({name}).{Suggestions.For(name, contracts.Names)}";
        }
        catch (ContractLoadException e)
        {
            return $"names a contract that cannot be loaded: {e.Message}";
        }
    }
}
