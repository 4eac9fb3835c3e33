using System.Globalization;
using PatContracts.Checks;
using PatContracts.Schema;
using PatContracts.Schema.Text;

namespace PatContracts;

/// <summary>
/// Runs the PAT checks for the tokens of one payload, one after the other, and stores the data that the duplicate checks need. Not thread-safe.
/// Create a new session for each payload.
/// </summary>
/// <remarks>
/// Memory depends only on the number of tokens, not on their size: at most 64 bytes for each token, and half as much again while
/// the tables grow. A million tokens take about 50 MB. If <c>pat/duplicate-id</c>, <c>pat/duplicate-name</c> and <c>pat/managed-conflict</c> are off,
/// nothing is stored.
/// </remarks>
public sealed class PatCheckSession
{
    private readonly CheckSelection _selection;
    private TokenHistory? _history;
    private readonly TokenReader _reader;
    private readonly TokenCheckContext _context;

    /// <summary>Creates a session, and reads the clock.</summary>
    /// <param name="contract">The contract of one token or of a list of tokens.</param>
    /// <param name="options">The checks to run; null for <see cref="PatCheckOptions.Default"/>.</param>
    public PatCheckSession(Contract contract, PatCheckOptions? options = null)
    {
        options ??= PatCheckOptions.Default;
        var token = TokenContract.Of(contract);
        _context = new TokenCheckContext(token, options);
        _reader = new TokenReader(token);
        _selection = token.SelectFor(options);
    }

    /// <summary>The number of tokens checked so far.</summary>
    public long TokenCount { get; private set; }

    /// <summary>Checks one token.</summary>
    /// <param name="utf8Token">
    /// The token's JSON text, from its opening brace to its closing one. Validate it before: this method doesn't report syntax errors, and checks nothing
    /// after them.
    /// </param>
    /// <param name="location">The token's location in its payload.</param>
    /// <returns>The findings, in document order.</returns>
    public IReadOnlyList<Finding> Check(ReadOnlySpan<byte> utf8Token, TokenLocation location)
    {
        var cursor = new JsonCursor(utf8Token);
        var locator = new Locator(utf8Token, location.Offset, new TextPosition(location.Line, location.Column));
        List<Finding>? findings = null;
        Check(ref cursor, hasOthers: true, location.Index, ref locator, ref findings);
        return (IReadOnlyList<Finding>?)findings ?? [];
    }

    /// <summary>Checks a whole payload: one token or a list.</summary>
    internal IReadOnlyList<Finding> CheckPayload(ReadOnlySpan<byte> utf8Json)
    {
        List<Finding>? findings = null;
        var cursor = new JsonCursor(utf8Json);
        var locator = new Locator(utf8Json, 0, new TextPosition());
        if (!cursor.TryEnter(JsonKind.Array)) Check(ref cursor, hasOthers: false, index: null, ref locator, ref findings);
        else for (long index = 0; cursor.MoveToElement(); index++) Check(ref cursor, hasOthers: true, index, ref locator, ref findings);
        return (IReadOnlyList<Finding>?)findings ?? [];
    }

    // A single token is not compared with others, so nothing is stored.
    private void Check(ref JsonCursor cursor, bool hasOthers, long? index, ref Locator locator, ref List<Finding>? findings)
    {
        TokenView token = _reader.Read(ref cursor);
        if (cursor.IsBroken) return;
        TokenCount++;
        token.Earlier = hasOthers && _selection.NeedsHistory ? (_history ??= new TokenHistory()).Add(token) : new EarlierTokens();
        if (token.Token.Kind != JsonKind.Object) return;
        foreach (TokenCheck check in _selection.Checks) check.Run(token, _context);
        foreach (TokenFinding finding in _context.Take()) (findings ??= []).Add(locator.Locate(finding, index));
    }

    /// <summary>Locates findings in document order, in one pass over the text.</summary>
    private ref struct Locator(ReadOnlySpan<byte> text, long start, TextPosition position)
    {
        private readonly ReadOnlySpan<byte> _text = text;
        private TextPosition _position = position;
        private int _offset;

        public Finding Locate(in TokenFinding finding, long? index)
        {
            _position.Advance(_text.Slice(_offset, finding.Offset - _offset));
            _offset = finding.Offset;
            string pointer = index is { } i ? $"/{i.ToString(CultureInfo.InvariantCulture)}{finding.Pointer}" : finding.Pointer;
            return new Finding
            {
                Rule = finding.Rule,
                Severity = finding.Severity,
                Message = finding.Message,
                InstancePointer = pointer,
                Offset = start + finding.Offset,
                Length = finding.Length,
                Line = _position.Line,
                Column = _position.Column,
            };
        }
    }
}
