using System.Diagnostics;

namespace PatContracts.Http.Telemetry;

/// <summary>One span for each body that is read and validated, from the source <c>PatContracts.Http</c>.</summary>
internal static class HandlerActivity
{
    private static readonly ActivitySource Source = new("PatContracts.Http");

    public static Activity? Start(string route, string contract) => Source.StartActivity("pat_contracts.validate")
        ?.SetTag("http.route", route)
        .SetTag("pat_contracts.contract", contract);

    public static void Finish(Activity? activity, string outcome, int findings, bool isError)
    {
        if (activity is null) return;
        activity.SetTag("pat_contracts.outcome", outcome).SetTag("pat_contracts.findings", findings);
        if (isError) activity.SetStatus(ActivityStatusCode.Error, outcome);
    }
}
