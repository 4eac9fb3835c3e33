using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Options;

namespace StaleTokenReport;

/// <summary>
/// Runs the program and returns its exit code. Errors that a user can fix are reported in one line; only unexpected errors have a stack trace.
/// </summary>
internal static class Application
{
    public const int Complete = 0;
    public const int Incomplete = 1;
    public const int Failed = 2;
    public const int Interrupted = 130;

    public static async Task<int> RunAsync(IHost host, TextWriter output, TextWriter errors)
    {
        try
        {
            // Validates the settings before any request is sent.
            await host.StartAsync();
        }
        catch (Exception e) when (Problems(e) is { Count: > 0 } problems)
        {
            foreach (string problem in problems) await errors.WriteLineAsync(problem);
            return Failed;
        }

        CancellationToken stopping = host.Services.GetRequiredService<IHostApplicationLifetime>().ApplicationStopping;
        try
        {
            return await host.Services.GetRequiredService<ReportRun>().RunAsync(output, errors, stopping);
        }
        catch (OperationCanceledException) when (stopping.IsCancellationRequested)
        {
            return Interrupted;
        }
        finally
        {
            await host.StopAsync(CancellationToken.None);
        }
    }

    /// <summary>Returns the problems of the settings. Services that depend on the settings report the same problems again, so they are distinct.</summary>
    private static IReadOnlyCollection<string> Problems(Exception exception) => exception switch
    {
        OptionsValidationException invalid => [.. invalid.Failures.Distinct()],
        AggregateException several when several.InnerExceptions.All(inner => inner is OptionsValidationException) =>
            [.. several.InnerExceptions.SelectMany(Problems).Distinct()],
        _ => [],
    };
}
