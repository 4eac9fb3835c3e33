using PatContracts.Schema;

namespace PatContracts.Http.Shared;

/// <summary>An OpenAPI document that was added to the options.</summary>
/// <param name="Name">The name of the document in messages: its path, or "(in memory)".</param>
/// <param name="Document">The document.</param>
/// <param name="Options">Options for using the document.</param>
internal sealed record AddedDocument(string Name, OpenApiContracts Document, OpenApiDocumentOptions Options)
{
    /// <summary>Returns the paths that can precede the path of an operation.</summary>
    public IEnumerable<string> BasePathsOf(OpenApiOperationContracts operation) =>
        Options.BasePath is { } own ? [own.TrimEnd('/')] : operation.BasePaths;

    /// <summary>Returns the message of an exception, prefixed with the name of the document unless it has that prefix already.</summary>
    public static string Describe(string name, ContractLoadException exception) =>
        exception.Document == name && exception.Line > 0 ? exception.Message : $"{name}: {exception.Message}";
}
