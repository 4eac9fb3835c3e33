using PatContracts.Schema;

namespace PatContracts.Http.Shared;

/// <summary>The problems of an OpenAPI document, found by compiling the contracts of all its operations.</summary>
internal sealed class AddedDocumentProblems
{
    private readonly AddedDocument _document;

    private AddedDocumentProblems(AddedDocument document) => _document = document;

    /// <summary>The problems, each prefixed with the name of the document. Without duplicates: operations share schemas.</summary>
    public List<string> Messages { get; } = [];

    /// <summary>Whether any operation has a contract.</summary>
    public bool HasContract { get; private set; }

    /// <summary>Compiles the contracts and collects their problems.</summary>
    /// <param name="added">The document.</param>
    /// <param name="bodies">Returns the bodies of an operation that are validated.</param>
    public static AddedDocumentProblems Find(AddedDocument added, Func<OpenApiOperationContracts, IEnumerable<OpenApiBodyContracts>> bodies)
    {
        var found = new AddedDocumentProblems(added);
        if (added.Options.BasePath is { Length: > 0 } basePath && RouteTemplate.Problem(basePath) is { } problem)
            found.Messages.Add($"{added.Name}: BasePath {problem}");
        if (added.Options.Mode is { } mode && !Enum.IsDefined(mode)) found.Messages.Add($"{added.Name}: Mode must be Observe, Reject or Off");
        foreach (OpenApiOperationContracts operation in found.Try(() => added.Document.Operations, []))
        {
            foreach (OpenApiBodyContracts body in found.Try(() => bodies(operation), []))
            {
                string?[] mediaTypes = [null, .. found.Try(() => body.MediaTypes, [])];
                foreach (string? mediaType in mediaTypes) found.HasContract |= found.Try(() => body.GetContract(mediaType), null) is not null;
            }
        }

        return found;
    }

    private T Try<T>(Func<T> find, T otherwise)
    {
        try
        {
            return find();
        }
        catch (ContractLoadException e)
        {
            string message = AddedDocument.Describe(_document.Name, e);
            if (!Messages.Contains(message, StringComparer.Ordinal)) Messages.Add(message);
            return otherwise;
        }
    }
}
