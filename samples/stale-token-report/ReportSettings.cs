using System.ComponentModel.DataAnnotations;
using PatContracts;

namespace StaleTokenReport;

internal sealed class ReportSettings : IValidatableObject
{
    /// <summary>The address of the tenant's API: <c>https://TENANT.api.identitynow.com</c>.</summary>
    [Required]
    public Uri BaseUrl { get; set; } = null!;

    [Required]
    public string ClientId { get; set; } = "";

    [Required]
    public string ClientSecret { get; set; } = "";

    /// <summary>The API version to use, which is also the name of the contract.</summary>
    [Required]
    public string ApiVersion { get; set; } = "v2026";

    [Range(1, 3650)]
    public int StaleAfterDays { get; set; } = 90;

    /// <summary>The delay before the first retry if the service does not specify one; it doubles with each attempt.</summary>
    public TimeSpan RetryDelay { get; set; } = TimeSpan.FromSeconds(2);

    public IEnumerable<ValidationResult> Validate(ValidationContext validationContext)
    {
        if (!BaseUrl.IsAbsoluteUri || (BaseUrl.Scheme != Uri.UriSchemeHttps && !BaseUrl.IsLoopback))
            yield return new ValidationResult("BaseUrl must be an https address: the client's secret goes there.", [nameof(BaseUrl)]);
        if (!PatContract.TryGet(ApiVersion, out _))
            yield return new ValidationResult("ApiVersion must be one that has a contract: v2026, for example.", [nameof(ApiVersion)]);
    }
}
