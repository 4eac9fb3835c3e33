using PatContracts.Schema.Documents;
using PatContracts.Schema.Vocabulary;

namespace PatContracts.Schema;

/// <summary>Checks schema documents against the metaschema of their dialect, which also covers annotations.</summary>
internal static class MetaschemaCheck
{
    // Failures are not cached: a thread whose stack is too small must not affect others.
    private static readonly Lazy<Contract>[] Loaded =
        [.. Enumerable.Range(0, 8).Select(dialect => new Lazy<Contract>(() => Load((Dialect)dialect), LazyThreadSafetyMode.PublicationOnly))];

    private static readonly ValidationOptions Options =
        new() { MaxDepth = ValidationOptions.MaxAllowedDepth, MaxFindings = 1, DuplicateNames = RuleSeverity.Off };

    /// <param name="root">The schema.</param>
    /// <param name="dialect">Its dialect.</param>
    /// <param name="otherDialects">The resources embedded in its document whose dialect differs from that of the enclosing schema, in document order.</param>
    /// <exception cref="ContractLoadException">The schema, or a resource embedded in it, does not conform to the metaschema of its dialect.</exception>
    public static void Run(JsonNode root, SchemaDialect dialect, IReadOnlyList<SchemaResource> otherDialects)
    {
        SchemaResource[] embedded = [.. otherDialects.Where(resource => IsInside(resource.Root, root))];
        if (embedded.Length == 0)
        {
            Run(root, root.Text, dialect);
            return;
        }

        // Each resource is checked against its own metaschema. In the enclosing schema it is replaced by an empty schema of the same length, innermost first.
        byte[] text = root.Text.ToArray();
        for (int i = embedded.Length - 1; i >= 0; i--)
        {
            JsonNode inner = embedded[i].Root;
            Span<byte> resource = text.AsSpan(inner.Offset - root.Offset, inner.Length);
            Run(inner, resource, embedded[i].Dialect);
            resource.Fill((byte)' ');
            "{}"u8.CopyTo(resource);
        }

        Run(root, text, dialect);
    }

    private static bool IsInside(JsonNode node, JsonNode root) =>
        node.Document == root.Document && node != root && node.Offset >= root.Offset && node.Offset < root.Offset + root.Length;

    private static void Run(JsonNode root, ReadOnlySpan<byte> text, SchemaDialect dialect)
    {
        Contract metaschema = Loaded[(int)dialect.Dialect].Value;
        if (metaschema.IsValid(text, Options)) return;
        IReadOnlyList<Finding> findings = metaschema.Validate(text, Options).Findings;
        if (findings.Count == 0) return;
        Finding finding = Deepest(findings[0]);
        // The document is JSON and nests less deeply than the limit used here, which leaves the thread's stack as the cause.
        string reason = finding.Rule == "json/depth"
            ? "The schema nests too deeply to be checked against its metaschema on this thread's stack"
            : "Not a schema of its dialect: " + finding.Message;
        throw root.Document.Error(reason, root.Pointer + finding.InstancePointer, root.Offset + (int)finding.Offset, finding.Length);
    }

    // "Matches no alternative" is no help to a reader; the most deeply nested cause is.
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
        return Contract.Load(Metaschemas.Find(uri)!.Utf8, dialect == Dialect.OpenApi30 ? options with { Dialect = Dialect.Draft4 } : options, null);
    }
}
