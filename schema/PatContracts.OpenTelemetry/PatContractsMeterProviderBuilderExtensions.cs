using PatContracts.Http;

namespace OpenTelemetry.Metrics;

/// <summary>Adds the validation of payloads to metrics.</summary>
public static class PatContractsMeterProviderBuilderExtensions
{
    /// <summary>
    /// Collects the instruments of PatContracts.Http and PatContracts.AspNetCore: payloads, bytes, violations, notices and durations
    /// (<see cref="PatContractsTelemetry.MeterName"/>).
    /// </summary>
    /// <param name="builder">The builder of the meter provider.</param>
    public static MeterProviderBuilder AddPatContractsInstrumentation(this MeterProviderBuilder builder)
    {
        ArgumentNullException.ThrowIfNull(builder);
        return builder.AddMeter(PatContractsTelemetry.MeterName);
    }
}
