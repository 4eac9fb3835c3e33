using System.Diagnostics;
using PatContracts.Http.Shared;

namespace PatContracts.AspNetCore.Telemetry;

/// <summary>The request that a body came with, as far as logs, metrics and spans show it.</summary>
/// <param name="Method">The request's method.</param>
/// <param name="Template">The pattern of the endpoint's route.</param>
internal sealed record RequestOrigin(string Method, string Template) : PayloadOrigin("server", Method, Template)
{
    protected override void AddTags(ref TagList tags) => tags.Add("http.route", Template);
}
