using PatContracts.Http;

namespace OpenTelemetry.Trace;

/// <summary>Adds the validation of payloads to traces.</summary>
public static class PatContractsTracerProviderBuilderExtensions
{
    /// <summary>
    /// Collects the spans of PatContracts.Http and PatContracts.AspNetCore: one for each body that is validated
    /// (<see cref="PatContractsTelemetry.SourceName"/>).
    /// </summary>
    /// <param name="builder">The builder of the tracer provider.</param>
    public static TracerProviderBuilder AddPatContractsInstrumentation(this TracerProviderBuilder builder)
    {
        ArgumentNullException.ThrowIfNull(builder);
        return builder.AddSource(PatContractsTelemetry.SourceName);
    }
}
