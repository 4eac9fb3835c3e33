using System.Diagnostics;

namespace PatContracts.Http.Shared;

/// <summary>Records a span for each validated body.</summary>
internal static class PayloadActivity
{
    private static readonly ActivitySource Source = new(PatContractsTelemetry.SourceName, PatContractsTelemetry.Version);

    public static Activity? Start(PayloadOrigin origin)
    {
        Activity? activity = Source.StartActivity(PatContractsTelemetry.ActivityName);
        if (activity is not null) origin.Describe(activity);
        return activity;
    }

    /// <param name="activity">The span; null if no listener samples it.</param>
    /// <param name="origin">The origin of the payload.</param>
    /// <param name="contract">The name of the contract.</param>
    /// <param name="outcome">The outcome of the validation.</param>
    /// <param name="findings">The number of findings.</param>
    /// <param name="errorType">The rule of a finding or the type of an exception; null if there was no error.</param>
    public static void Finish(Activity? activity, PayloadOrigin origin, string contract, string outcome, int findings, string? errorType)
    {
        if (activity is null) return;
        foreach (KeyValuePair<string, object?> tag in origin.TagsFor(contract)) activity.SetTag(tag.Key, tag.Value);
        activity.SetTag(PatContractsTelemetry.OutcomeTag, outcome).SetTag(PatContractsTelemetry.FindingsTag, findings);
        if (errorType is null) return;
        activity.SetTag("error.type", errorType);
        activity.SetStatus(ActivityStatusCode.Error, outcome);
    }
}
