using PatContracts.Schema.Compilation;
using PatContracts.Schema.Findings;
using PatContracts.Schema.Text;

namespace PatContracts.Schema;

/// <summary>
/// One problem in a payload: the rule, the location, and what was expected. A finding never contains a payload value. Property names occur in pointers if the
/// payload contains them.
/// </summary>
public sealed class Finding
{
    /// <summary>The stable name of the rule: <c>schema/&lt;keyword&gt;</c>, <c>json/&lt;problem&gt;</c>, or the name of a product check.</summary>
    public required string Rule { get; init; }

    /// <summary>The severity of the finding.</summary>
    public required FindingSeverity Severity { get; init; }

    /// <summary>What was expected, as one sentence without a full stop. Never contains the value that was found.</summary>
    public required string Message { get; init; }

    /// <summary>JSON Pointer (RFC 6901) of the invalid value; for a missing property, of the object that lacks it; "" is the whole document.</summary>
    public string InstancePointer { get; init; } = "";

    /// <summary>
    /// JSON Pointer of the violated keyword in its schema document; preceded by the document's URI and <c>#</c> if that is not the contract's own document.
    /// Empty for <c>json/*</c> findings.
    /// </summary>
    public string SchemaPointer { get; init; } = "";

    /// <summary>Zero-based offset of the finding in the payload, in bytes.</summary>
    public long Offset { get; init; }

    /// <summary>
    /// Length of the finding in bytes: that of a name or scalar token, 1 for the opening bracket of an object or array, 0 at the end of input.
    /// </summary>
    public int Length { get; init; }

    /// <summary>One-based line. Lines end with LF, CR LF or CR.</summary>
    public int Line { get; init; } = 1;

    /// <summary>One-based column in UTF-16 code units, which is how .NET strings, Roslyn and the Language Server Protocol count.</summary>
    public int Column { get; init; } = 1;

    /// <summary>
    /// For <c>anyOf</c> and <c>oneOf</c>: the violations in each alternative, in document order. For <c>unevaluatedProperties</c>: the violations in the
    /// subschemas that would allow the property. Otherwise empty. <see cref="Explain"/> selects from them, and <see cref="Describe"/> includes them in its
    /// text.
    /// </summary>
    public IReadOnlyList<Finding> Causes { get; init; } = [];

    /// <summary>For a cause of another finding: the alternative that is violated; otherwise null.</summary>
    public SchemaAlternative? Alternative { get; internal init; }

    /// <summary>For a finding of <see cref="Summarize"/> that combines several findings: those findings; otherwise empty.</summary>
    public IReadOnlyList<Finding> Parts { get; private init; } = [];

    /// <summary>
    /// The name of a missing property (<c>schema/required</c>, <c>schema/dependentRequired</c>), as the contract spells it; null for other rules. The
    /// object that lacks it is at <see cref="InstancePointer"/>.
    /// </summary>
    public string? MissingProperty { get; init; }

    /// <summary>The reason that the violated schema applies, as the end of a sentence; null if it always applies.</summary>
    internal string? Reason { get; init; }

    /// <summary>The violated keyword; null if there is none.</summary>
    internal KeywordLocation? Keyword { get; init; }

    /// <summary>For <c>schema/unevaluatedProperties</c>: the properties that the schema declares.</summary>
    internal IReadOnlyList<string>? DeclaredProperties { get; init; }

    /// <summary>For <c>schema/type</c>: the allowed types.</summary>
    internal JsonTypes ExpectedTypes { get; init; }

    /// <summary>The type of the invalid value.</summary>
    internal JsonTypes FoundType { get; init; }

    /// <summary>The path of keywords to the violated one, for the output formats of JSON Schema.</summary>
    internal string KeywordLocation { get; init; } = "";

    /// <summary>The URI of the violated keyword, for the output formats of JSON Schema; null if there is none.</summary>
    internal string? AbsoluteKeywordLocation { get; init; }

    /// <summary>Returns this finding, located in a part of a text, and its causes at their location in the complete text.</summary>
    /// <param name="offset">The offset at which the part begins.</param>
    /// <param name="start">The position at which the part begins.</param>
    public Finding Rebase(long offset, TextPosition start) => Relocate(
        offset + Offset,
        Length,
        start.Line + Line - 1,
        Line == 1 ? start.Column + Column - 1 : Column,
        [.. Causes.Select(cause => cause.Rebase(offset, start))]);

    /// <summary>Returns this finding, located in an element of an array, at its location in the complete text.</summary>
    /// <param name="offset">The offset at which the element begins.</param>
    /// <param name="start">The position at which the element begins.</param>
    /// <param name="index">The element's index, which is prepended to the pointer; −1 for none.</param>
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
        DeclaredProperties = DeclaredProperties,
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

    /// <summary>Returns this finding with a message that combines several findings, and those findings.</summary>
    internal Finding Combined(string message, IReadOnlyList<Finding> parts) => Reworded(message, SchemaPointer, parts);

    /// <summary>Returns this cause with a message about the requirement that all alternatives of a union share.</summary>
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

    /// <summary>
    /// The message, followed by the reason that the schema applies ("…, because "kind" matches the schema of "if"") and, for a property that is not allowed, by
    /// the name that was probably meant.
    /// </summary>
    public string Statement => (Reason is null ? Message : $"{Message}, {Reason}") + PropertySuggestion.For(this);

    /// <summary>Returns why no alternative of a union matches, or why a property is unevaluated; null if the message suffices.</summary>
    public FindingExplanation? Explain() => ExplanationBuilder.Explain(this);

    /// <summary>
    /// Returns the message in one line and, for a union, why no alternative matches: the violations of the closest alternative, or the first violation of each.
    /// Never contains a payload value.
    /// </summary>
    public string Describe() => FindingDescription.Of(this);

    /// <summary>
    /// Returns the findings as presented to people: the properties missing from one object are combined into one finding that has <see cref="Parts"/>.
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
