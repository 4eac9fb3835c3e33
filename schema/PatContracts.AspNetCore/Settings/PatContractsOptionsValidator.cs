using Microsoft.Extensions.Options;

namespace PatContracts.AspNetCore.Settings;

/// <summary>Validates the options and reports all problems at once.</summary>
internal sealed class PatContractsOptionsValidator : IValidateOptions<PatContractsOptions>
{
    public ValidateOptionsResult Validate(string? name, PatContractsOptions options)
    {
        string[] problems = [.. Problems(options).Select(static problem => "Request contracts: " + problem)];
        return problems.Length == 0 ? ValidateOptionsResult.Success : ValidateOptionsResult.Fail(problems);
    }

    private static IEnumerable<string> Problems(PatContractsOptions options)
    {
        foreach (string problem in options.ConfigurationProblems) yield return problem;
        if (!Enum.IsDefined(options.Mode)) yield return $"{nameof(options.Mode)} must be Observe, Reject or Off";
        if (options.Validation is null) yield return $"{nameof(options.Validation)} must not be null";
        if (options.MaxBodyBytes is < 1 or > PatContractsOptions.MaxAllowedBodyBytes)
            yield return $"{nameof(options.MaxBodyBytes)} must be from 1 to {PatContractsOptions.MaxAllowedBodyBytes}";
        if (options.ViolationStatusCode is < 400 or > 499) yield return $"{nameof(options.ViolationStatusCode)} must be from 400 to 499";
        if (options.ContentTypes.Any(static type => type.Count(c => c == '/') != 1 || type.Contains(';', StringComparison.Ordinal)))
            yield return $"{nameof(options.ContentTypes)} must be media types without parameters";
        if (options.Checks is { } checks && checks.FutureTolerance < TimeSpan.Zero)
            yield return $"{nameof(options.Checks)}:{nameof(checks.FutureTolerance)} must not be negative";
        foreach (string problem in options.Documents.Problems(static operation => operation.Request is { } body ? [body] : [], "a request body"))
            yield return problem;
    }
}
