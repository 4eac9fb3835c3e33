namespace PatContracts.Http.Shared;

/// <summary>
/// The outcomes of validating a payload. These are values of the tag <see cref="PatContractsTelemetry.OutcomeTag"/> and never change.
/// </summary>
internal static class Outcome
{
    public const string Valid = "valid";
    public const string Violated = "violated";
    public const string Rejected = "rejected";
    public const string TooLarge = "too-large";
    public const string NoContract = "no-contract";
    public const string ContentType = "content-type";
    public const string ContentEncoding = "content-encoding";
    public const string Incomplete = "incomplete";
    public const string Failed = "failed";
}
