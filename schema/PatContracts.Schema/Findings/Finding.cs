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

    /// <summary>For <c>anyOf</c> and <c>oneOf</c>: why each alternative was not met, in document order. Otherwise empty.</summary>
    public IReadOnlyList<Finding> Causes { get; init; } = [];

    /// <summary>
    /// The name of a missing property (<c>schema/required</c>, <c>schema/dependentRequired</c>), as the contract spells it; null for other rules. The
    /// object that lacks it is at <see cref="InstancePointer"/>.
    /// </summary>
    public string? MissingProperty { get; init; }

    /// <summary>The keywords that lead to the violated one, for JSON Schema's output formats.</summary>
    internal string KeywordLocation { get; init; } = "";

    /// <summary>The URI of the violated keyword, for JSON Schema's output formats; null if there is none.</summary>
    internal string? AbsoluteKeywordLocation { get; init; }

    /// <summary>This finding and its causes, found in a part of a text, at their location in the whole text.</summary>
    /// <param name="offset">The offset at which the part begins.</param>
    /// <param name="start">The position at which the part begins.</param>
    internal Finding Rebase(long offset, TextPosition start) => Relocate(
        offset + Offset,
        start.Line + Line - 1,
        Line == 1 ? start.Column + Column - 1 : Column,
        [.. Causes.Select(cause => cause.Rebase(offset, start))]);

    /// <summary>Returns a copy of this finding at another location.</summary>
    /// <param name="offset">The new <see cref="Offset"/>.</param>
    /// <param name="line">The new <see cref="Line"/>.</param>
    /// <param name="column">The new <see cref="Column"/>.</param>
    /// <param name="causes">The causes, at their new locations.</param>
    public Finding Relocate(long offset, int line, int column, IReadOnlyList<Finding> causes) => new()
    {
        Rule = Rule,
        Severity = Severity,
        Message = Message,
        InstancePointer = InstancePointer,
        SchemaPointer = SchemaPointer,
        Offset = offset,
        Length = Length,
        Line = line,
        Column = column,
        Causes = causes,
        MissingProperty = MissingProperty,
        KeywordLocation = KeywordLocation,
        AbsoluteKeywordLocation = AbsoluteKeywordLocation,
    };

    /// <summary>A line such as <c>3:5: error schema/required: …</c>.</summary>
    public override string ToString() =>
        FormattableString.Invariant($"{Line}:{Column}: {SeverityName(Severity)} {Rule}: {Message}");

    private static string SeverityName(FindingSeverity severity) => severity switch
    {
        FindingSeverity.Error => "error",
        FindingSeverity.Warning => "warning",
        _ => "info",
    };
}
