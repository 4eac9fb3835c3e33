namespace PatContracts.Http.Telemetry;

/// <summary>
/// How a response on one of the handler's routes fared. The names are tags of the metrics and of the activity; they do not change.
/// </summary>
internal static class Outcome
{
    public const string Valid = "valid";
    public const string Violated = "violated";
    public const string Rejected = "rejected";
    public const string TooLarge = "too-large";
    public const string NoContract = "no-contract";
    public const string ContentType = "content-type";
    public const string Coding = "coding";
    public const string Broken = "broken";
}
