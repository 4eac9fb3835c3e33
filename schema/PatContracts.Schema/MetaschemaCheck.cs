using PatContracts.Schema.Documents;
using PatContracts.Schema.Vocabulary;

namespace PatContracts.Schema;

/// <summary>Checks schema documents against the metaschema of their dialect, which knows the annotations too.</summary>
internal static class MetaschemaCheck
{
    // A thread whose stack is too small must not spoil the metaschema for others, so failures are not kept.
    private static readonly Lazy<Contract>[] Loaded =
        [.. Enumerable.Range(0, 6).Select(dialect => new Lazy<Contract>(() => Load((Dialect)dialect), LazyThreadSafetyMode.PublicationOnly))];

    private static readonly ValidationOptions Options =
        new() { MaxDepth = ValidationOptions.MaxAllowedDepth, MaxFindings = 1, DuplicateNames = RuleSeverity.Off };

    /// <param name="document">The document.</param>
    /// <param name="dialect">The dialect of its root.</param>
    /// <param name="otherDialects">The embedded resources of another dialect than what is around them, in document order.</param>
    /// <exception cref="ContractLoadException">The document is not a schema of its dialect, or an embedded resource is not one of its own.</exception>
    public static void Run(SchemaDocument document, SchemaDialect dialect, IReadOnlyList<SchemaResource> otherDialects)
    {
        if (otherDialects.Count == 0)
        {
            Run(document.Root, document.Utf8.Span.Slice(document.Root.Offset, document.Root.Length), dialect);
            return;
        }

        // Each resource is checked by its own metaschema. In what is around it, it is replaced by an empty schema of the same length, innermost first.
        byte[] text = document.Utf8.ToArray();
        for (int i = otherDialects.Count - 1; i >= 0; i--)
        {
            JsonNode root = otherDialects[i].Root;
            Span<byte> resource = text.AsSpan(root.Offset, root.Length);
            Run(root, resource, otherDialects[i].Dialect);
            resource.Fill((byte)' ');
            "{}"u8.CopyTo(resource);
        }

        Run(document.Root, text.AsSpan(document.Root.Offset, document.Root.Length), dialect);
    }

    private static void Run(JsonNode root, ReadOnlySpan<byte> text, SchemaDialect dialect)
    {
        Contract metaschema = Loaded[(int)dialect.Dialect].Value;
        if (metaschema.IsValid(text, Options)) return;
        IReadOnlyList<Finding> findings = metaschema.Validate(text, Options).Findings;
        if (findings.Count == 0) return;
        Finding finding = Deepest(findings[0]);
        // The document is JSON and nests less than the depth allowed here, so what is left is the thread's stack.
        string reason = finding.Rule == "json/depth"
            ? "The schema nests too deeply to be checked against its metaschema on this thread's stack"
            : "Not a schema of its dialect: " + finding.Message;
        throw root.Document.Error(reason, root.Pointer + finding.InstancePointer, root.Offset + (int)finding.Offset, finding.Length);
    }

    // "Meets no alternative" helps nobody; the cause that got furthest does.
    private static Finding Deepest(Finding finding)
    {
        Finding deepest = finding;
        foreach (Finding cause in finding.Causes)
        {
            Finding candidate = Deepest(cause);
            if (candidate.InstancePointer.Length > deepest.InstancePointer.Length) deepest = candidate;
        }

        return deepest;
    }

    private static Contract Load(Dialect dialect)
    {
        string uri = Metaschemas.UriOf(dialect);
        var options = new ContractLoadOptions { DocumentName = uri, BaseUri = new Uri(uri), CheckMetaschema = false, AssertFormats = false };
        return Contract.Load(Metaschemas.Find(uri)!.Utf8, dialect == Dialect.OpenApi30 ? options with { Dialect = Dialect.Draft4 } : options);
    }
}
