using PatContracts.Schema.Compilation;
using PatContracts.Schema.Documents;

namespace PatContracts.Schema.Linting;

/// <summary>Applies every rule to every schema of a document.</summary>
internal sealed class LintRun(ReadOnlyMemory<byte> utf8, ContractLoadOptions options)
{
    private const string InvalidSchema = "lint/invalid-schema";

    private static readonly LintRule[] Rules =
        [new UnknownKeywordRule(), new PatternRule(), new UnreachableBranchRule(), new UndeclaredRequiredRule(), new InvalidExampleRule()];

    private readonly List<Finding> _findings = [];

    /// <summary>The loaded contract; null if the document cannot be loaded.</summary>
    public Contract? Contract { get; private set; }

    public IReadOnlyList<Finding> Run()
    {
        ContractLoadException? error = Load();
        foreach (JsonNode schema in Schemas())
        {
            foreach (LintRule rule in schema.IsObject ? Rules : []) rule.Check(schema, this);
        }

        // A rule may already have reported the cause at the same location.
        bool isExplained = _findings.Exists(finding => finding.Severity == FindingSeverity.Error && finding.InstancePointer == error?.Pointer);
        if (error is not null && !isExplained) Add(error);
        return [.. _findings.OrderBy(finding => finding.Offset)];
    }

    /// <summary>Adds a finding at a value of the document.</summary>
    public void Add(LintRule rule, JsonNode at, string message) =>
        Add(rule, at.Document, at.Pointer, at.Offset, at.IsObject || at.IsArray ? 1 : at.Length, message);

    /// <summary>Adds a finding at the name of a member.</summary>
    public void AddAtName(LintRule rule, JsonNode member, string message)
    {
        (int offset, int length) = NameOf(member);
        Add(rule, member.Document, member.Pointer, offset, length, message);
    }

    private void Add(LintRule rule, SchemaDocument document, string pointer, int offset, int length, string message)
    {
        // The document maps locations to the original file, as for its errors.
        ContractLoadException location = document.Error(message, pointer, offset, length);
        _findings.Add(new Finding
        {
            Rule = rule.Id,
            Severity = rule.Severity,
            Message = message,
            InstancePointer = pointer,
            Offset = location.Offset,
            Length = location.Length,
            Line = location.Line,
            Column = location.Column,
        });
    }

    private void Add(ContractLoadException error)
    {
        bool isElsewhere = error.Document is not null && error.Document != options.DocumentName;
        _findings.Add(new Finding
        {
            Rule = InvalidSchema,
            Severity = FindingSeverity.Error,
            Message = isElsewhere ? $"{error.Reason} (in {error.Document})" : error.Reason,
            InstancePointer = isElsewhere ? "" : error.Pointer,
            Offset = isElsewhere ? 0 : error.Offset,
            Length = isElsewhere ? 0 : error.Length,
            Line = isElsewhere ? 1 : error.Line,
            Column = isElsewhere ? 1 : error.Column,
        });
    }

    private ContractLoadException? Load()
    {
        try
        {
            Contract = Contract.Load(utf8.Span, options);
            return null;
        }
        catch (ContractLoadException error)
        {
            return error;
        }
    }

    /// <summary>Returns the schemas of the document; of a document that cannot be loaded, those that can be found.</summary>
    private IReadOnlyList<JsonNode> Schemas()
    {
        if (Contract is not null) return Contract.Schemas;
        var store = new SchemaStore(options, KeywordTable.Find);
        try
        {
            store.AddMain(SchemaDocument.Parse(utf8, options.DocumentName, options.Converter));
        }
        catch (ContractLoadException)
        {
            // Reported as the error that prevents loading the document.
        }

        return store.Schemas;
    }

    // A name is followed by white space, a colon and white space; its closing quotation mark is the last one before the value.
    private static (int Offset, int Length) NameOf(JsonNode member)
    {
        ReadOnlySpan<byte> text = member.Document.Utf8.Span;
        int end = text.Slice(0, member.Offset).LastIndexOf((byte)':');
        end = text.Slice(0, end).LastIndexOf((byte)'"');
        int start = end - 1;
        while (start > 0 && (text[start] != (byte)'"' || IsEscaped(text, start))) start--;
        return (start, end - start + 1);
    }

    private static bool IsEscaped(ReadOnlySpan<byte> text, int quote)
    {
        int backslashes = 0;
        while (quote > backslashes && text[quote - 1 - backslashes] == (byte)'\\') backslashes++;
        return backslashes % 2 != 0;
    }
}
