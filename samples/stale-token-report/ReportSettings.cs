using System.ComponentModel.DataAnnotations;

namespace StaleTokenReport;

internal sealed class ReportSettings
{
    [Required]
    public Uri BaseUrl { get; set; } = null!;

    [Required]
    public string ClientId { get; set; } = "";

    [Required]
    public string ClientSecret { get; set; } = "";

    /// <summary>The API version to ask, which is also the name of the contract.</summary>
    [Required]
    public string ApiVersion { get; set; } = "v2026";

    [Range(1, 3650)]
    public int StaleAfterDays { get; set; } = 90;

    /// <summary>The first pause before asking again where the service names none; it doubles with each attempt.</summary>
    public TimeSpan RetryDelay { get; set; } = TimeSpan.FromSeconds(2);
}
