using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Options;

namespace StaleTokenReport;

/// <summary>
/// The program from start to exit code. Errors that a user can fix are reported in one line; only unexpected ones have a stack trace.
/// </summary>
internal static class Application
{
    public const int Complete = 0;
    public const int Incomplete = 1;
    public const int NotAsked = 2;
    public const int Interrupted = 130;

    public static async Task<int> RunAsync(IHost host, TextWriter output, TextWriter errors)
    {
        try
        {
            // Settings are checked here, before anything is asked.
            await host.StartAsync();
        }
        catch (Exception e) when (Problems(e) is { Count: > 0 } problems)
        {
            foreach (string problem in problems) await errors.WriteLineAsync(problem);
            return NotAsked;
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

    /// <summary>What is wrong with the settings. What is made of them complains of the same once more.</summary>
    private static IReadOnlyCollection<string> Problems(Exception exception) => exception switch
    {
        OptionsValidationException invalid => [.. invalid.Failures.Distinct()],
        AggregateException several when several.InnerExceptions.All(inner => inner is OptionsValidationException) =>
            [.. several.InnerExceptions.SelectMany(Problems).Distinct()],
        _ => [],
    };
}
