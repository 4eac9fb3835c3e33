using Microsoft.AspNetCore.Mvc;

namespace PatContracts.AspNetCore.Tests;

/// <summary>Actions with and without a contract.</summary>
[ApiController]
[Route("controllers")]
public sealed class ProfilesController : ControllerBase
{
    [HttpPost("with")]
    [RequestContract("profile")]
    public string With(Profile profile) => profile.Name;

    [HttpPost("observed")]
    [RequestContract("profile", Mode = PatContracts.Http.PatContractMode.Observe)]
    public string Observed(Dictionary<string, object> profile) => profile.Count.ToString(System.Globalization.CultureInfo.InvariantCulture);

    [HttpPost("without")]
    public string Without(Dictionary<string, object> profile) => profile.Count.ToString(System.Globalization.CultureInfo.InvariantCulture);

    [HttpGet("with")]
    [RequestContract("profile")]
    public string Get() => "got";
}
