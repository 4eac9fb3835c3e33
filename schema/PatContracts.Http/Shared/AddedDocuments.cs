using PatContracts.Schema;

namespace PatContracts.Http.Shared;

/// <summary>The OpenAPI documents that were added to the options. Their problems are reported when the options are validated.</summary>
internal sealed class AddedDocuments
{
    private readonly List<AddedDocument> _documents = [];
    private readonly List<string> _problems = [];

    /// <summary>Whether no document was added.</summary>
    public bool IsEmpty => _documents.Count == 0;

    /// <summary>Whether no document has a mode that turns validation on.</summary>
    public bool AreOff => _documents.TrueForAll(static added => added.Options.Mode is null or PatContractMode.Off);

    public void Add(OpenApiContracts document, OpenApiDocumentOptions options) => _documents.Add(new AddedDocument("(in memory)", document, options));

    public void Load(string path, OpenApiDocumentOptions options)
    {
        try
        {
            var document = OpenApiContracts.LoadFile(Locate(path), new ContractLoadOptions { Converter = options.Converter, DocumentName = path });
            _documents.Add(new AddedDocument(path, document, options));
        }
        catch (ContractLoadException e)
        {
            bool isYaml = Path.GetExtension(path) is ".yaml" or ".yml";
            string hint = isYaml && options.Converter is null ? ". To read YAML, set Converter to YamlConverter.Instance (package PatContracts.Yaml)" : "";
            _problems.Add($"OpenAPI document {AddedDocument.Describe(path, e)}{hint}");
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException or ArgumentException or NotSupportedException)
        {
            _problems.Add($"OpenAPI document {path}: {e.Message}");
        }
    }

    /// <summary>Creates the operation tables of the documents, in the order in which the documents were added.</summary>
    public OperationTable[] CreateTables(bool isServer) => [.. _documents.Select(added => new OperationTable(added, isServer))];

    /// <summary>Compiles the contracts of all operations and returns the problems of the documents.</summary>
    /// <param name="bodies">Returns the bodies of an operation that are validated.</param>
    /// <param name="what">The kind of body, for messages.</param>
    public IEnumerable<string> Problems(Func<OpenApiOperationContracts, IEnumerable<OpenApiBodyContracts>> bodies, string what)
    {
        foreach (string problem in _problems) yield return problem;
        foreach (AddedDocument added in _documents)
        {
            AddedDocumentProblems found = AddedDocumentProblems.Find(added, bodies);
            foreach (string problem in found.Messages) yield return $"OpenAPI document {problem}";
            if (!found.HasContract && found.Messages.Count == 0)
                yield return $"OpenAPI document {added.Name}: no operation has a JSON schema for {what}, so nothing would be validated";
        }
    }

    private static string Locate(string path)
    {
        // A service can run with any current folder.
        string atProgram = Path.Combine(AppContext.BaseDirectory, path);
        return !File.Exists(path) && File.Exists(atProgram) ? atProgram : path;
    }
}
