using System.Reflection;

namespace PatContracts.Http;

/// <summary>
/// The names of the spans, instruments and tags that the handler and the ASP.NET Core package record. To collect them:
/// <c>tracing.AddSource(PatContractsTelemetry.SourceName)</c>, <c>metrics.AddMeter(PatContractsTelemetry.MeterName)</c>.
/// </summary>
public static class PatContractsTelemetry
{
    /// <summary>The name of the activity source. A span is recorded for each validated body.</summary>
    public const string SourceName = "PatContracts.Http";

    /// <summary>The name of the meter.</summary>
    public const string MeterName = "PatContracts.Http";

    /// <summary>The name of the spans.</summary>
    public const string ActivityName = "pat_contracts.validate";

    /// <summary>The counter of payloads, by contract and outcome.</summary>
    public const string PayloadsInstrument = "pat_contracts.http.payloads";

    /// <summary>The counter of validated bytes, after decompression.</summary>
    public const string BytesInstrument = "pat_contracts.http.bytes";

    /// <summary>The counter of errors, by contract and rule.</summary>
    public const string ViolationsInstrument = "pat_contracts.http.violations";

    /// <summary>The counter of warnings and infos, by contract, rule and severity.</summary>
    public const string NoticesInstrument = "pat_contracts.http.notices";

    /// <summary>The histogram of the time to decompress and validate a body.</summary>
    public const string DurationInstrument = "pat_contracts.http.duration";

    /// <summary>The tag for the name of the contract, or <c>none</c>.</summary>
    public const string ContractTag = "pat_contracts.contract";

    /// <summary>The tag for the outcome of the validation.</summary>
    public const string OutcomeTag = "pat_contracts.outcome";

    /// <summary>The tag for the rule of findings.</summary>
    public const string RuleTag = "pat_contracts.rule";

    /// <summary>The tag for the severity of warnings and infos.</summary>
    public const string SeverityTag = "pat_contracts.severity";

    /// <summary>The tag of spans for the number of findings.</summary>
    public const string FindingsTag = "pat_contracts.findings";

    /// <summary>The tag for the name of the HTTP client; empty for the default client.</summary>
    public const string ClientTag = "pat_contracts.client";

    /// <summary>The tag for the side that validates: <c>client</c> for responses, <c>server</c> for requests.</summary>
    public const string SideTag = "pat_contracts.side";

    /// <summary>The version of the meter and of the activity source, which is the version of the package.</summary>
    public static string Version { get; } =
        typeof(PatContractsTelemetry).Assembly.GetCustomAttribute<AssemblyInformationalVersionAttribute>()?.InformationalVersion.Split('+')[0] ?? "";
}
