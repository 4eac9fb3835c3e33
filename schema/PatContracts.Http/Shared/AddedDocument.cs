using PatContracts.Schema;

namespace PatContracts.Http.Shared;

/// <summary>An OpenAPI document that was added to settings.</summary>
/// <param name="Name">What messages call the document: its path, or "(in memory)".</param>
/// <param name="Document">The document.</param>
/// <param name="Options">How its operations are used.</param>
internal sealed record AddedDocument(string Name, OpenApiContracts Document, OpenApiDocumentOptions Options)
{
    /// <summary>The paths in front of that of an operation.</summary>
    public IEnumerable<string> BasePathsOf(OpenApiOperationContracts operation) =>
        Options.BasePath is { } own ? [own.TrimEnd('/')] : operation.BasePaths;
}
