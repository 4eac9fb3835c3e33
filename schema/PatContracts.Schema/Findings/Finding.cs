using PatContracts.Schema.Compilation;
using PatContracts.Schema.Findings;
using PatContracts.Schema.Text;

namespace PatContracts.Schema;

/// <summary>
/// One thing that is wrong with a payload: the rule, the place, and what was expected. A finding never carries a payload value:
/// property names appear in pointers only where the payload names them, values not at all.
/// </summary>
public sealed class Finding
{
    /// <summary>Creates a finding. See the properties for what the arguments mean.</summary>
    public Finding(
        string rule,
        FindingSeverity severity,
        string message,
        string instancePointer,
        string schemaPointer,
        long offset,
        int length,
        int line,
        int column,
        IReadOnlyList<Finding>? causes = null)
    {
        Rule = rule;
        Severity = severity;
        Message = message;
        InstancePointer = instancePointer;
        SchemaPointer = schemaPointer;
        Offset = offset;
        Length = length;
        Line = line;
        Column = column;
        Causes = causes ?? [];
    }

    /// <summary>The stable name of the rule: <c>schema/&lt;keyword&gt;</c>, <c>json/&lt;problem&gt;</c>, or the name of a product check.</summary>
    public string Rule { get; }

    /// <summary>How much the finding weighs.</summary>
    public FindingSeverity Severity { get; }

    /// <summary>What was expected, in one sentence without a full stop. Never what was found.</summary>
    public string Message { get; }

    /// <summary>JSON Pointer (RFC 6901) of the value at fault; for a missing member, of the object that lacks it; "" is the whole document.</summary>
    public string InstancePointer { get; }

    /// <summary>
    /// JSON Pointer of the keyword that was broken, inside its schema document; preceded by the document's URI and <c>#</c> when that is
    /// not the contract's own document. Empty for <c>json/*</c> findings.
    /// </summary>
    public string SchemaPointer { get; }

    /// <summary>Zero-based offset in bytes of the first byte at fault, from the start of the payload.</summary>
    public long Offset { get; }

    /// <summary>
    /// Length in bytes of what is at fault: the token of a name or a scalar, 1 for the opening bracket of an object or array, 0 at the end of input.
    /// </summary>
    public int Length { get; }

    /// <summary>One-based line. Lines end with LF, CR LF or CR.</summary>
    public int Line { get; }

    /// <summary>One-based column in UTF-16 code units, which is how .NET strings, Roslyn and the Language Server Protocol count.</summary>
    public int Column { get; }

    /// <summary>
    /// For <c>anyOf</c> and <c>oneOf</c>: what the value violates in each alternative, in document order. For <c>unevaluatedProperties</c>: what it violates in the
    /// subschemas that would allow the property. Otherwise empty. <see cref="Explain"/> chooses from them, and <see cref="Describe"/> words them.
    /// </summary>
    public IReadOnlyList<Finding> Causes { get; }

    /// <summary>For a cause of another finding: the alternative that it violates; otherwise null.</summary>
    public SchemaAlternative? Alternative { get; internal init; }

    /// <summary>For a finding of <see cref="Summarize"/> that stands for several: those findings; otherwise empty.</summary>
    public IReadOnlyList<Finding> Parts { get; private init; } = [];

    /// <summary>
    /// Where a member is missing (<c>schema/required</c>, <c>schema/dependentRequired</c>): its name, as the contract has it; otherwise null. The
    /// object that lacks it
    /// is at <see cref="InstancePointer"/>.
    /// </summary>
    public string? MissingMember { get; internal init; }

    /// <summary>Why the schema that is violated applies at all, as the end of a sentence; null if it always does.</summary>
    internal string? Reason { get; init; }

    /// <summary>The keyword that is violated; null if none is.</summary>
    internal KeywordLocation? Keyword { get; init; }

    /// <summary>For <c>schema/type</c>: the types that are allowed.</summary>
    internal JsonTypes ExpectedTypes { get; init; }

    /// <summary>The type of the value at fault.</summary>
    internal JsonTypes FoundType { get; init; }

    /// <summary>The way of keywords to the one that was broken, for JSON Schema's output formats.</summary>
    internal string KeywordLocation { get; init; } = "";

    /// <summary>The URI of the keyword that was broken, for JSON Schema's output formats; null where no keyword was.</summary>
    internal string? AbsoluteKeywordLocation { get; init; }

    /// <summary>This finding and its causes, found in a part of a text, at their location in the whole text.</summary>
    /// <param name="offset">The offset at which the part begins.</param>
    /// <param name="start">The position at which the part begins.</param>
    internal Finding Rebase(long offset, TextPosition start) => new(
        Rule,
        Severity,
        Message,
        InstancePointer,
        SchemaPointer,
        offset + Offset,
        Length,
        start.Line + Line - 1,
        Line == 1 ? start.Column + Column - 1 : Column,
        Causes.Count == 0 ? Causes : [.. Causes.Select(cause => cause.Rebase(offset, start))])
    {
        Alternative = Alternative,
        Reason = Reason,
        Keyword = Keyword,
        ExpectedTypes = ExpectedTypes,
        FoundType = FoundType,
        MissingMember = MissingMember,
        KeywordLocation = KeywordLocation,
        AbsoluteKeywordLocation = AbsoluteKeywordLocation,
    };

    /// <summary>This finding with the message of several, and those.</summary>
    internal Finding Combined(string message, IReadOnlyList<Finding> parts) =>
        new(Rule, Severity, message, InstancePointer, SchemaPointer, Offset, Length, Line, Column)
        {
            Alternative = Alternative,
            Reason = Reason,
            Keyword = Keyword,
            MissingMember = MissingMember,
            KeywordLocation = KeywordLocation,
            AbsoluteKeywordLocation = AbsoluteKeywordLocation,
            Parts = parts,
        };

    /// <summary>This cause with the message of what all alternatives of a union require.</summary>
    internal Finding Common(string message, Finding union) =>
        new(Rule, Severity, message, InstancePointer, union.SchemaPointer, Offset, Length, Line, Column) { Keyword = union.Keyword };

    /// <summary>The message, and why what it asks for applies at all: "…, because "kind" matches the schema of "if"".</summary>
    public string Statement => Reason is null ? Message : $"{Message}, {Reason}";

    /// <summary>Returns why a union is not matched, or why a property is left over, as a reader needs it; null if the message says it all.</summary>
    public FindingExplanation? Explain() => ExplanationBuilder.Explain(this);

    /// <summary>
    /// Returns the message and, for a union, why it is not matched, in one line: the violations of the alternative that comes closest, or the first of each. Never holds a
    /// payload value.
    /// </summary>
    public string Describe() => FindingDescription.Of(this);

    /// <summary>
    /// Returns the findings as people read them: properties that are missing from one object are one finding, which stands for its <see cref="Parts"/>.
    /// </summary>
    public static IReadOnlyList<Finding> Summarize(IReadOnlyList<Finding> findings) => FindingSummary.Of(findings);

    /// <summary>Returns a line such as <c>3:5: error schema/required: …</c>, with the <see cref="Describe">description</see>.</summary>
    public override string ToString() =>
        FormattableString.Invariant($"{Line}:{Column}: {SeverityName(Severity)} {Rule}: {Describe()}");

    private static string SeverityName(FindingSeverity severity) => severity switch
    {
        FindingSeverity.Error => "error",
        FindingSeverity.Warning => "warning",
        FindingSeverity.Info => "info",
        _ => "off",
    };
}
