using PatContracts.Schema.Compilation;
using PatContracts.Schema.Findings;
using PatContracts.Schema.Text;

namespace PatContracts.Schema;

/// <summary>
/// One problem in a payload: the rule, the location, and what was expected. A finding never carries a payload value:
/// property names appear in pointers only where the payload names them, values not at all.
/// </summary>
public sealed class Finding
{
    /// <summary>The stable name of the rule: <c>schema/&lt;keyword&gt;</c>, <c>json/&lt;problem&gt;</c>, or the name of a product check.</summary>
    public required string Rule { get; init; }

    /// <summary>How serious the finding is.</summary>
    public required FindingSeverity Severity { get; init; }

    /// <summary>What was expected, in one sentence without a full stop. Never what was found.</summary>
    public required string Message { get; init; }

    /// <summary>JSON Pointer (RFC 6901) of the value at fault; for a missing property, of the object that lacks it; "" is the whole document.</summary>
    public string InstancePointer { get; init; } = "";

    /// <summary>
    /// JSON Pointer of the violated keyword, inside its schema document; preceded by the document's URI and <c>#</c> when that is
    /// not the contract's own document. Empty for <c>json/*</c> findings.
    /// </summary>
    public string SchemaPointer { get; init; } = "";

    /// <summary>Zero-based offset in bytes of the first byte at fault, from the start of the payload.</summary>
    public long Offset { get; init; }

    /// <summary>
    /// Length in bytes of what is at fault: the token of a name or a scalar, 1 for the opening bracket of an object or array, 0 at the end of input.
    /// </summary>
    public int Length { get; init; }

    /// <summary>One-based line. Lines end with LF, CR LF or CR.</summary>
    public int Line { get; init; } = 1;

    /// <summary>One-based column in UTF-16 code units, which is how .NET strings, Roslyn and the Language Server Protocol count.</summary>
    public int Column { get; init; } = 1;

    /// <summary>
    /// For <c>anyOf</c> and <c>oneOf</c>: what the value violates in each alternative, in document order. For <c>unevaluatedProperties</c>: what it violates
    /// in the
    /// subschemas that would allow the property. Otherwise empty. <see cref="Explain"/> chooses from them, and <see cref="Describe"/> words them.
    /// </summary>
    public IReadOnlyList<Finding> Causes { get; init; } = [];

    /// <summary>For a cause of another finding: the alternative that it violates; otherwise null.</summary>
    public SchemaAlternative? Alternative { get; internal init; }

    /// <summary>For a finding of <see cref="Summarize"/> that stands for several: those findings; otherwise empty.</summary>
    public IReadOnlyList<Finding> Parts { get; private init; } = [];

    /// <summary>
    /// The name of a missing property (<c>schema/required</c>, <c>schema/dependentRequired</c>), as the contract spells it; null for other rules. The
    /// object that lacks it is at <see cref="InstancePointer"/>.
    /// </summary>
    public string? MissingProperty { get; init; }

    /// <summary>Why the schema that is violated applies at all, as the end of a sentence; null if it always does.</summary>
    internal string? Reason { get; init; }

    /// <summary>The keyword that is violated; null if none is.</summary>
    internal KeywordLocation? Keyword { get; init; }

    /// <summary>For <c>schema/type</c>: the types that are allowed.</summary>
    internal JsonTypes ExpectedTypes { get; init; }

    /// <summary>The type of the value at fault.</summary>
    internal JsonTypes FoundType { get; init; }

    /// <summary>The keywords that lead to the violated one, for JSON Schema's output formats.</summary>
    internal string KeywordLocation { get; init; } = "";

    /// <summary>The URI of the violated keyword, for JSON Schema's output formats; null if there is none.</summary>
    internal string? AbsoluteKeywordLocation { get; init; }

    /// <summary>Returns this finding and its causes, located in a part of a text, at their location in the whole text.</summary>
    /// <param name="offset">The offset at which the part begins.</param>
    /// <param name="start">The position at which the part begins.</param>
    public Finding Rebase(long offset, TextPosition start) => Relocate(
        offset + Offset,
        Length,
        start.Line + Line - 1,
        Line == 1 ? start.Column + Column - 1 : Column,
        [.. Causes.Select(cause => cause.Rebase(offset, start))]);

    /// <summary>Returns a finding in an element of an array at its location in the whole text.</summary>
    /// <param name="offset">The offset at which the element begins.</param>
    /// <param name="start">The position at which the element begins.</param>
    /// <param name="index">The element's index, which the pointer begins with; −1 for none.</param>
    public Finding Rebase(long offset, TextPosition start, int index)
    {
        Finding moved = Rebase(offset, start);
        return index < 0 ? moved : moved.Copy(FormattableString.Invariant($"/{index}{InstancePointer}"), moved.Offset, moved.Length, moved.Line, moved.Column, moved.Causes);
    }

    /// <summary>Returns a copy of this finding at another location.</summary>
    /// <param name="offset">The new <see cref="Offset"/>.</param>
    /// <param name="length">The new <see cref="Length"/>.</param>
    /// <param name="line">The new <see cref="Line"/>.</param>
    /// <param name="column">The new <see cref="Column"/>.</param>
    /// <param name="causes">The causes, at their new locations.</param>
    public Finding Relocate(long offset, int length, int line, int column, IReadOnlyList<Finding> causes) => Copy(InstancePointer, offset, length, line, column, causes);

    private Finding Copy(string pointer, long offset, int length, int line, int column, IReadOnlyList<Finding> causes) => new()
    {
        Alternative = Alternative,
        Reason = Reason,
        Keyword = Keyword,
        ExpectedTypes = ExpectedTypes,
        FoundType = FoundType,
        Rule = Rule,
        Severity = Severity,
        Message = Message,
        InstancePointer = pointer,
        SchemaPointer = SchemaPointer,
        Offset = offset,
        Length = length,
        Line = line,
        Column = column,
        Causes = causes,
        MissingProperty = MissingProperty,
        KeywordLocation = KeywordLocation,
        AbsoluteKeywordLocation = AbsoluteKeywordLocation,
    };

    /// <summary>This finding with the message of several, and those.</summary>
    internal Finding Combined(string message, IReadOnlyList<Finding> parts) => Reworded(message, SchemaPointer, parts);

    /// <summary>This cause with the message of what all alternatives of a union require.</summary>
    internal Finding Common(string message, Finding union) => Reworded(message, union.SchemaPointer, []);

    private Finding Reworded(string message, string schemaPointer, IReadOnlyList<Finding> parts) => new()
    {
        Rule = Rule,
        Severity = Severity,
        Message = message,
        InstancePointer = InstancePointer,
        SchemaPointer = schemaPointer,
        Offset = Offset,
        Length = Length,
        Line = Line,
        Column = Column,
        Alternative = parts.Count == 0 ? null : Alternative,
        Parts = parts,
        Reason = Reason,
        MissingProperty = MissingProperty,
        KeywordLocation = KeywordLocation,
        AbsoluteKeywordLocation = AbsoluteKeywordLocation,
    };

    /// <summary>The message, and why what it asks for applies at all: "…, because "kind" matches the schema of "if"".</summary>
    public string Statement => Reason is null ? Message : $"{Message}, {Reason}";

    /// <summary>Returns why a union is not matched, or why a property is left over, as a reader needs it; null if the message says it all.</summary>
    public FindingExplanation? Explain() => ExplanationBuilder.Explain(this);

    /// <summary>
    /// Returns the message and, for a union, why it is not matched, in one line: the violations of the alternative that comes closest, or the first of each.
    /// Never holds a
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
        _ => "info",
    };
}
