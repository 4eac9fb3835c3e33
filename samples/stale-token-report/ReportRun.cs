using Microsoft.Extensions.Options;
using PatContracts;
using PatContracts.Schema;

namespace StaleTokenReport;

/// <summary>Creates and prints the report, and returns the exit code.</summary>
internal sealed class ReportRun(TokenClient client, IOptions<ReportSettings> settings, TimeProvider time)
{
    public async Task<int> RunAsync(TextWriter output, TextWriter errors, CancellationToken cancellationToken)
    {
        byte[] payload;
        try
        {
            payload = await client.ListAsync(cancellationToken);
        }
        catch (Exception e) when (e is HttpRequestException or Polly.ExecutionRejectedException)
        {
            await errors.WriteLineAsync($"The tokens could not be listed: {e.Message}");
            return Application.Failed;
        }

        var report = new Report(time.GetUtcNow(), TimeSpan.FromDays(settings.Value.StaleAfterDays));
        ContractViolationException? violation = await FillAsync(report, payload, cancellationToken);
        await report.WriteAsync(output);
        await WriteFindingsAsync(payload, output);
        if (violation is null) return Application.Complete;
        await output.WriteLineAsync($"INCOMPLETE after {report.Count} tokens: {violation.Message}");
        return Application.Incomplete;
    }

    /// <summary>Reads tokens up to the first violation. Returns the exception for the violation, or null.</summary>
    private async Task<ContractViolationException?> FillAsync(Report report, byte[] payload, CancellationToken cancellationToken)
    {
        using var stream = new MemoryStream(payload);
        try
        {
            var contract = PatContract.Get(settings.Value.ApiVersion);
            await foreach (GetPersonalAccessTokenResponse token in contract.ReadListAsync(stream, cancellationToken: cancellationToken))
                report.Add(token);
            return null;
        }
        catch (ContractViolationException e)
        {
            return e;
        }
    }

    /// <summary>Writes one line for each rule with findings, including those of the token checks.</summary>
    private async Task WriteFindingsAsync(byte[] payload, TextWriter output)
    {
        var checks = new PatCheckOptions { TimeProvider = time };
        var options = new ValidationOptions { UnknownProperties = RuleSeverity.Info };
        ContractValidationResult result = PatContract.Get(settings.Value.ApiVersion).Validate(payload, checks, options);
        foreach (IGrouping<string, Finding> rule in result.Findings.GroupBy(finding => finding.Rule))
            await output.WriteLineAsync($"{rule.Key}: {rule.Count()}, the first at {rule.First().InstancePointer}: {rule.First().Message}");
        if (result.IsTruncated) await output.WriteLineAsync($"Only the first {options.MaxFindings} findings were examined");
    }
}
