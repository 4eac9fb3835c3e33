using System.Reflection;

namespace PatContracts.Http;

/// <summary>
/// Names of what the handler and the ASP.NET Core package record, for the set-up of telemetry:
/// <c>tracing.AddSource(PatContractsTelemetry.SourceName)</c>, <c>metrics.AddMeter(PatContractsTelemetry.MeterName)</c>.
/// </summary>
public static class PatContractsTelemetry
{
    /// <summary>The activity source: one span for each body that is validated.</summary>
    public const string SourceName = "PatContracts.Http";

    /// <summary>The meter.</summary>
    public const string MeterName = "PatContracts.Http";

    /// <summary>The name of the spans.</summary>
    public const string ActivityName = "pat_contracts.validate";

    /// <summary>Counts payloads, by contract and outcome.</summary>
    public const string PayloadsInstrument = "pat_contracts.http.payloads";

    /// <summary>Counts the bytes that were validated, decompressed.</summary>
    public const string BytesInstrument = "pat_contracts.http.bytes";

    /// <summary>Counts findings that are errors, by contract and rule.</summary>
    public const string ViolationsInstrument = "pat_contracts.http.violations";

    /// <summary>Counts findings that are warnings or infos, by contract, rule and severity.</summary>
    public const string NoticesInstrument = "pat_contracts.http.notices";

    /// <summary>The time it takes to decompress and validate one body.</summary>
    public const string DurationInstrument = "pat_contracts.http.duration";

    /// <summary>Tag: name of the contract; <c>none</c> if there is none.</summary>
    public const string ContractTag = "pat_contracts.contract";

    /// <summary>Tag: the outcome for the payload.</summary>
    public const string OutcomeTag = "pat_contracts.outcome";

    /// <summary>Tag: the rule of findings.</summary>
    public const string RuleTag = "pat_contracts.rule";

    /// <summary>Tag: the severity of findings that are not errors.</summary>
    public const string SeverityTag = "pat_contracts.severity";

    /// <summary>Tag of spans: the number of findings.</summary>
    public const string FindingsTag = "pat_contracts.findings";

    /// <summary>Tag: name of the HTTP client; empty for the default one.</summary>
    public const string ClientTag = "pat_contracts.client";

    /// <summary>Tag: <c>client</c> for responses that a client validates, <c>server</c> for requests that a server validates.</summary>
    public const string SideTag = "pat_contracts.side";

    /// <summary>The version of the meter and of the activity source: that of the package.</summary>
    public static string Version { get; } =
        typeof(PatContractsTelemetry).Assembly.GetCustomAttribute<AssemblyInformationalVersionAttribute>()?.InformationalVersion.Split('+')[0] ?? "";
}
