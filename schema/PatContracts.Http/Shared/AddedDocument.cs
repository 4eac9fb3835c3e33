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

    /// <summary>Returns a message that begins with the name of a document; that of an exception may have it already.</summary>
    public static string Describe(string name, ContractLoadException exception) =>
        exception.Document == name && exception.Line > 0 ? exception.Message : $"{name}: {exception.Message}";
}
