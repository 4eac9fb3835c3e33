using System.Diagnostics;
using PatContracts.Http.Shared;

namespace PatContracts.Http.Telemetry;

/// <summary>The origin of a response as shown in logs, metrics and spans.</summary>
/// <param name="Client">The name of the HTTP client; empty for the default client.</param>
/// <param name="Method">The request's method.</param>
/// <param name="Template">The template of the request's path.</param>
/// <param name="Uri">The request's URI, of which only host and port are shown.</param>
internal sealed record ResponseOrigin(string Client, string Method, string Template, Uri Uri) : PayloadOrigin("client", Method, Template)
{
    /// <summary>The host, with the port unless it is the default port of the scheme.</summary>
    public string Server => Uri.Authority;

    /// <inheritdoc/>
    public override void Describe(Activity activity)
    {
        base.Describe(activity);
        activity.SetTag("url.template", Template).SetTag("server.port", Uri.Port);
    }

    /// <inheritdoc/>
    protected override void AddTags(ref TagList tags)
    {
        tags.Add("server.address", Uri.Host);
        tags.Add(PatContractsTelemetry.ClientTag, Client);
    }
}
