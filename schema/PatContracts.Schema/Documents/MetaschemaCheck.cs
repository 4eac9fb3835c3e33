namespace PatContracts.Schema.Documents;

/// <summary>Checks schema documents against the metaschema of their dialect: the compiler sees only what a payload can reach.</summary>
internal static class MetaschemaCheck
{
    private static readonly Lazy<Contract>[] Loaded =
        [.. Enumerable.Range(0, 6).Select(dialect => new Lazy<Contract>(() => Load((Dialect)dialect)))];

    /// <exception cref="ContractLoadException">The document is no schema of its dialect.</exception>
    public static void Run(SchemaDocument document, SchemaDialect dialect)
    {
        ReadOnlySpan<byte> text = document.Utf8.Span;
        int start = text.StartsWith("\uFEFF"u8) ? 3 : 0;
        var options = new ValidationOptions { MaxDepth = ValidationOptions.LargestMaxDepth, MaxFindings = 1, DuplicateNames = FindingSeverity.Off };
        ValidationResult result = Loaded[(int)dialect.Dialect].Value.Validate(text.Slice(start), options);
        if (result.Findings.Count == 0) return;
        Finding finding = Deepest(result.Findings[0]);
        throw document.Error("Not a schema of its dialect: " + finding.Message, finding.InstancePointer, start + (int)finding.Offset, finding.Length);
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
        return Contract.Load(Metaschemas.Find(uri)!.Value, dialect == Dialect.OpenApi30 ? options with { Dialect = Dialect.Draft4 } : options);
    }
}
