using System.Diagnostics;

namespace PatContracts.Http.Shared;

/// <summary>The origin of a payload in telemetry, without path, query and ids.</summary>
/// <param name="Side">The side that validates: <c>client</c> or <c>server</c>.</param>
/// <param name="Method">The method of the request.</param>
/// <param name="Template">The template of the request's path.</param>
internal abstract record PayloadOrigin(string Side, string Method, string Template)
{
    /// <summary>Returns the tags of all measurements of the payload.</summary>
    public TagList TagsFor(string contract)
    {
        var tags = new TagList { { PatContractsTelemetry.ContractTag, contract }, { PatContractsTelemetry.SideTag, Side } };
        AddTags(ref tags);
        return tags;
    }

    /// <summary>Adds the tags that are specific to the side.</summary>
    protected abstract void AddTags(ref TagList tags);

    /// <summary>Adds the tags that are recorded on spans only.</summary>
    public virtual void Describe(Activity activity) => activity.SetTag("http.request.method", Method);
}
