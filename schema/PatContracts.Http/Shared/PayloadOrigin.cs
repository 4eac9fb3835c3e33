using System.Diagnostics;

namespace PatContracts.Http.Shared;

/// <summary>The origin of a payload, for telemetry: without path, query and ids.</summary>
/// <param name="Side">Whether a client validates responses or a server validates requests.</param>
/// <param name="Method">The method of the request.</param>
/// <param name="Template">The template of the request's path.</param>
internal abstract record PayloadOrigin(string Side, string Method, string Template)
{
    /// <summary>The tags that every measurement of the payload has.</summary>
    public TagList TagsFor(string contract)
    {
        var tags = new TagList { { PatContractsTelemetry.ContractTag, contract }, { PatContractsTelemetry.SideTag, Side } };
        AddTags(ref tags);
        return tags;
    }

    /// <summary>Adds what distinguishes the origins of one side from each other.</summary>
    protected abstract void AddTags(ref TagList tags);

    /// <summary>Adds the tags that only spans have.</summary>
    public virtual void Describe(Activity activity) => activity.SetTag("http.request.method", Method);
}
