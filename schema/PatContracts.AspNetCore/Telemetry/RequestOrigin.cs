using System.Diagnostics;
using PatContracts.Http.Shared;

namespace PatContracts.AspNetCore.Telemetry;

/// <summary>The origin of a request body as shown in logs, metrics and spans.</summary>
/// <param name="Method">The request's method.</param>
/// <param name="Template">The pattern of the endpoint's route.</param>
internal sealed record RequestOrigin(string Method, string Template) : PayloadOrigin("server", Method, Template)
{
    protected override void AddTags(ref TagList tags) => tags.Add("http.route", Template);
}
