using PatContracts.Schema.Compilation;
using PatContracts.Schema.Evaluation;
using PatContracts.Schema.Streaming;
using PatContracts.Schema.Text;
using PatContracts.Schema.Validation;

namespace PatContracts.Schema;

/// <summary>
/// Reads a text of payloads element by element, in memory bounded by the largest element: one value, the elements of an array, or lines of JSON (NDJSON). The
/// format is recognized from the content, unless the caller specifies lines (<see cref="ForLines(Stream, int, bool)"/>). Elements are delimited by their
/// brackets or line ends; an element is known to be JSON only once it was validated.
/// </summary>
/// <remarks>
/// <para>Lines end with LF, CR LF or CR; the end of the text also ends the last line. A line of spaces and tabs is blank and skipped; every other line is one
/// payload, so a value that spans several lines is read as several payloads, none of which is JSON. A text is recognized as lines if its first nonblank line
/// contains exactly one object or array (an array of up to 64 KiB) and the next nonblank line begins with <c>{</c> or <c>[</c>.</para>
/// <para>A line that is not JSON does not affect the lines after it. An array is read up to the first element that is not JSON or the first error between
/// elements, which <see cref="Fault"/> then describes. Not thread-safe.</para>
/// </remarks>
public sealed class PayloadReader : IDisposable
{
    /// <summary>The default limit for the size of an element: 256 MiB.</summary>
    public const int DefaultMaxElementBytes = 256 * 1024 * 1024;

    /// <summary>Up to this many bytes, a beginning of an element is scanned again when more text has arrived.</summary>
    private const int MaxUnscanned = 4 * 1024;

    private readonly bool _ownsSource;
    private readonly PayloadSplit _split;
    private readonly PayloadWindow _window;
    private Stage _stage;
    private PayloadFormatRecognizer _recognizer;
    private ElementScanner _scanner;
    private int _scanned;
    private int _length;
    private bool _isBroken;
    // The schema and options that the previous element was validated against. The next element is probably validated against the same, and validating it also
    // finds its end, so that it need not be delimited first.
    private PayloadEvaluator? _evaluator;
    private PlanNode? _expectedPlan;
    private ValidationOptions? _expectedOptions;
    private bool _isKnownValid;
    // Length of the text that was available when the current element was found not to be valid.
    private int _invalidWithin;
    // The same for the next element if it is known already; otherwise −1.
    private int _nextInvalidWithin = -1;
    // Whether the current element was incomplete when it was first scanned.
    private bool _isCut;
    // Whether the next element is probably incomplete and need not be delimited before more text has arrived.
    private bool _awaitsText;

    /// <summary>Reads a stream of UTF-8.</summary>
    /// <param name="utf8Stream">The text.</param>
    /// <param name="maxElementBytes">The size limit for an element; a larger one is a <c>json/too-large</c> fault.</param>
    /// <param name="leaveOpen">Whether the stream stays open when this reader is disposed.</param>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="maxElementBytes"/> is below 1.</exception>
    public PayloadReader(Stream utf8Stream, int maxElementBytes = DefaultMaxElementBytes, bool leaveOpen = false)
        : this(utf8Stream, maxElementBytes, !leaveOpen, PayloadSplit.Content)
    {
    }

    /// <summary>Reads a text in memory, without copying it.</summary>
    public PayloadReader(ReadOnlyMemory<byte> utf8)
        : this(utf8, PayloadSplit.Content)
    {
    }

    private PayloadReader(ReadOnlyMemory<byte> utf8, PayloadSplit split)
    {
        _window = new PayloadWindow(utf8);
        _split = split;
        Index = -1;
    }

    internal PayloadReader(Stream utf8Stream, int maxElementBytes, bool ownsStream, PayloadSplit split)
    {
        if (utf8Stream is null) throw new ArgumentNullException(nameof(utf8Stream));
        if (maxElementBytes < 1) throw new ArgumentOutOfRangeException(nameof(maxElementBytes), "An element must be allowed at least one byte.");
        _window = new PayloadWindow(utf8Stream, maxElementBytes);
        _ownsSource = ownsStream;
        _split = split;
        Index = -1;
    }

    private enum Stage
    {
        Begin,
        Recognize,
        FirstElement,
        NextElement,
        Element,
        AfterElement,
        Line,
        Tail,
        End,
    }

    private enum Step
    {
        Element,
        End,
        More,
    }

    /// <summary>The format of the text. Known after the first read.</summary>
    public PayloadFormat Format { get; private set; }

    /// <summary>The bytes of the current element. They are valid until the next read, or until this reader is disposed.</summary>
    public ReadOnlyMemory<byte> Element => _window.Memory(_length);

    /// <summary>The zero-based index of the current element; −1 before the first read.</summary>
    public int Index { get; private set; }

    /// <summary>The zero-based offset of the current element in the text, in bytes.</summary>
    public long Offset => _window.Offset;

    /// <summary>The one-based line on which the current element begins.</summary>
    public int Line => Position.Line;

    /// <summary>The one-based column at which the current element begins, in UTF-16 code units.</summary>
    public int Column => Position.Column;

    /// <summary>The position at which the current element begins.</summary>
    internal TextPosition Position => _window.Position;

    /// <summary>The error in the text outside its elements that ended reading (a missing comma, a truncated array, an empty text), or null.</summary>
    public Finding? Fault { get; private set; }

    /// <summary>The offset of the array's opening bracket.</summary>
    internal long ArrayOffset { get; private set; }

    /// <summary>The position of the array's opening bracket.</summary>
    internal TextPosition ArrayPosition { get; private set; }

    /// <summary>Whether the array's closing bracket was read.</summary>
    internal bool IsArrayClosed { get; private set; }

    /// <summary>Returns the format of a text in memory, recognized from its beginning.</summary>
    public static PayloadFormat Recognize(ReadOnlySpan<byte> utf8) => Recognize(utf8, isComplete: true);

    /// <summary>
    /// Returns the format of a text, recognized from its beginning; <see cref="PayloadFormat.Unknown"/> for a blank text or if the beginning does not suffice.
    /// </summary>
    /// <param name="utf8">The text, or the beginning of it.</param>
    /// <param name="isComplete">Whether <paramref name="utf8"/> is the complete text.</param>
    public static PayloadFormat Recognize(ReadOnlySpan<byte> utf8, bool isComplete)
    {
        PayloadFormatRecognizer recognizer = default;
        return recognizer.Recognize(utf8, isComplete);
    }

    /// <summary>
    /// Reads a stream of UTF-8 as lines, one payload each, regardless of its content. If all lines are blank, that is a <c>json/empty</c> fault.
    /// </summary>
    /// <inheritdoc cref="PayloadReader(Stream, int, bool)"/>
    public static PayloadReader ForLines(Stream utf8Stream, int maxElementBytes = DefaultMaxElementBytes, bool leaveOpen = false) =>
        new(utf8Stream, maxElementBytes, !leaveOpen, PayloadSplit.Lines);

    /// <summary>
    /// Reads a text in memory as lines, one payload each, regardless of its content and without copying it. If all lines are blank, that is a <c>json/empty</c>
    /// fault.
    /// </summary>
    public static PayloadReader ForLines(ReadOnlyMemory<byte> utf8) => new(utf8, PayloadSplit.Lines);

    /// <summary>Reads the next element. Returns false at the end of the text or at a <see cref="Fault"/>.</summary>
    /// <exception cref="IOException">An I/O error occurred.</exception>
    public bool Read()
    {
        while (true)
        {
            Step step = Advance();
            if (step != Step.More) return step == Step.Element;
            _window.Fill();
        }
    }

    /// <summary>Reads the next element. Returns false at the end of the text or at a <see cref="Fault"/>.</summary>
    /// <exception cref="IOException">An I/O error occurred.</exception>
    /// <exception cref="OperationCanceledException">The operation was canceled; this reader can no longer be used.</exception>
    public ValueTask<bool> ReadAsync(CancellationToken cancellationToken = default)
    {
        if (cancellationToken.IsCancellationRequested) return new ValueTask<bool>(Task.FromCanceled<bool>(cancellationToken));
        // Most elements are already in the window; reading them does not allocate.
        return Advance() switch
        {
            Step.Element => new ValueTask<bool>(true),
            Step.End => new ValueTask<bool>(false),
            _ => ReadMoreAsync(cancellationToken),
        };
    }

    private async ValueTask<bool> ReadMoreAsync(CancellationToken cancellationToken)
    {
        while (true)
        {
            await _window.FillAsync(cancellationToken).ConfigureAwait(false);
            Step step = Advance();
            if (step != Step.More) return step == Step.Element;
        }
    }

    /// <summary>
    /// Validates the current element. Offsets, lines and columns of findings are relative to the start of the text; in an array, pointers begin with the
    /// element's index.
    /// </summary>
    /// <exception cref="InvalidOperationException">There is no current element.</exception>
    public ContractValidationResult Validate(Contract contract, ValidationOptions? options = null)
    {
        options ??= ValidationOptions.Default;
        return Validate(contract.Evaluator, contract.Evaluator.Root, "", options, options.MaxFindings);
    }

    internal ContractValidationResult Validate(PayloadEvaluator evaluator, PlanNode plan, string evaluationPath, ValidationOptions options, int maxFindings)
    {
        if (_stage is not (Stage.AfterElement or Stage.Line or Stage.Tail) || Index < 0) throw new InvalidOperationException("There is no current element.");
        bool isExpected = plan == _expectedPlan && options == _expectedOptions;
        if (isExpected && _isKnownValid) return ContractValidationResult.Valid;
        bool isInvalid = isExpected && _length < _invalidWithin;
        _isKnownValid = false;
        _invalidWithin = 0;
        (_evaluator, _expectedPlan, _expectedOptions) = (evaluator, plan, options);
        // After an element the text continues, which may affect how an error is reported; each line is a separate text.
        bool continues = Format != PayloadFormat.Lines;
        ReadOnlySpan<byte> text = continues ? _window.Rest : _window.Span(_length);
        bool isElement = Format == PayloadFormat.Array;
        var location = new ElementLocation(isElement ? Index : -1, evaluationPath, _window.Offset, _window.Position);
        ContractValidationResult result = evaluator.Validate(plan, text, continues, isInvalid, location, options, maxFindings, out int end);

        _isBroken = end < 0;
        // Only part of what was delimited as a number or literal may be one; the rest is then an error between elements.
        if (continues && end >= 0) _length = end;
        return result;
    }

    /// <summary>Skips the valid elements after the current one that are in the window, without delimiting them one by one. Returns their number.</summary>
    /// <param name="evaluator">The evaluator.</param>
    /// <param name="plan">The schema of the elements.</param>
    /// <param name="options">Settings.</param>
    /// <param name="readsToEnd">
    /// Whether the caller needs nothing before the text was read to its end, so that reading more text need not wait for the elements that have arrived.
    /// </param>
    internal int SkipValid(PayloadEvaluator evaluator, PlanNode plan, ValidationOptions options, bool readsToEnd)
    {
        if (_stage != Stage.AfterElement || Format != PayloadFormat.Array || _isBroken) return 0;
        ConsumeElement();
        SkippedElements skipped = evaluator.SkipValidElements(plan, _window.Rest, _window.IsComplete, options);
        _window.ConsumePlain(skipped.PlainLength);
        _window.Consume(skipped.Length - skipped.PlainLength);
        _nextInvalidWithin = skipped.InvalidWithin;
        _awaitsText = readsToEnd && _nextInvalidWithin == 0;
        (_evaluator, _expectedPlan, _expectedOptions) = (evaluator, plan, options);
        Index += skipped.Count;
        return skipped.Count;
    }

    /// <summary>Ends reading and closes the stream, unless it is to be left open.</summary>
    public void Dispose()
    {
        _stage = Stage.End;
        _length = 0;
        if (_ownsSource) _window.CloseSource();
        _window.Dispose();
    }

    private Step Advance()
    {
        while (true)
        {
            Step? step = _stage switch
            {
                Stage.Begin => Begin(),
                Stage.Recognize => Recognize(),
                Stage.FirstElement or Stage.NextElement => BeforeElement(),
                Stage.Element => ScanElement(),
                Stage.AfterElement => AfterElement(),
                Stage.Line => NextLine(),
                Stage.Tail => Tail(),
                _ => Step.End,
            };
            if (step is { } decided) return decided;
        }
    }

    private Step? Begin()
    {
        if (_split == PayloadSplit.Lines) return BeginLines();
        ReadOnlySpan<byte> text = _window.Rest;
        if (text.Length < 3 && !_window.IsComplete && (text.IsEmpty || text[0] == 0xEF)) return Step.More;
        if (text.StartsWith("\uFEFF"u8)) return Fail(JsonProblem.ByteOrderMark);
        if (!_window.SkipWhitespace()) return _window.IsComplete ? Fail(JsonProblem.Empty) : Step.More;
        if (_split != PayloadSplit.Content) return _window.Next == (byte)'[' && _split == PayloadSplit.Arrays ? BeginArray() : BeginValue();
        _stage = Stage.Recognize;
        return null;
    }

    private Step? Recognize()
    {
        PayloadFormat format = _recognizer.Recognize(_window.From(_scanned), _window.IsComplete);
        _scanned = _window.Length;
        switch (format)
        {
            case PayloadFormat.Unknown:
                return _window.IsFull ? Fail(JsonProblem.TooLarge) : Step.More;
            case PayloadFormat.Lines:
                return BeginLines();
            case PayloadFormat.Array:
                return BeginArray();
            default:
                return BeginValue();
        }
    }

    private Step? BeginLines()
    {
        Format = PayloadFormat.Lines;
        _scanned = 0;
        _stage = Stage.Line;
        return null;
    }

    private Step? BeginValue()
    {
        Format = PayloadFormat.Value;
        return Start();
    }

    private Step? BeginArray()
    {
        Format = PayloadFormat.Array;
        ArrayOffset = _window.Offset;
        ArrayPosition = _window.Position;
        _window.Consume(1);
        _stage = Stage.FirstElement;
        return null;
    }

    private Step? Start()
    {
        _scanner = default;
        _scanned = 0;
        if (_nextInvalidWithin >= 0)
        {
            (_isKnownValid, _invalidWithin, _nextInvalidWithin) = (false, _nextInvalidWithin, -1);
            if (_awaitsText && !_window.IsComplete && _window.Length <= MaxUnscanned)
            {
                _isCut = true;
                _stage = Stage.Element;
                return Step.More;
            }
        }
        else if (IsExpected())
        {
            return Yield(Stage.AfterElement);
        }

        _stage = Stage.Element;
        return null;
    }

    /// <summary>Returns whether a complete valid element begins here; if so, sets the length to that of the element.</summary>
    private bool IsExpected()
    {
        _isKnownValid = false;
        _invalidWithin = 0;
        if (_expectedPlan is null || Format == PayloadFormat.Value) return false;
        ReadOnlySpan<byte> rest = _window.Rest;
        int end = _evaluator!.ValidEnd(_expectedPlan, rest, _window.IsComplete, Format == PayloadFormat.Array, Format == PayloadFormat.Lines, _expectedOptions!);
        if (end < 0 || end > _window.Limit)
        {
            _invalidWithin = rest.Length;
            return false;
        }

        _length = end;
        _isKnownValid = true;
        return true;
    }

    private Step? BeforeElement()
    {
        if (!_window.SkipWhitespace())
        {
            if (!_window.IsComplete) return Step.More;
            return Fail(JsonProblem.Truncated, "/" + (Index + 1).ToString(System.Globalization.CultureInfo.InvariantCulture));
        }

        if (_window.Next != (byte)']') return Start();
        if (_stage == Stage.NextElement) return Fail(JsonProblem.TrailingComma);
        return CloseArray();
    }

    private Step? ScanElement()
    {
        bool isFirst = _scanned == 0;
        if (_isCut)
        {
            // More text has arrived, probably the rest of the element.
            _isCut = false;
            if (!_window.IsDivided && IsExpected()) return Yield(Stage.AfterElement);
        }

        bool isWhole = _scanner.Scan(_window.From(_scanned), out int length);
        _scanned += length;
        if (_scanned > _window.Limit) return Fail(JsonProblem.TooLarge);
        if (!isWhole && !_window.IsComplete)
        {
            _isCut = isFirst;
            return Step.More;
        }

        _length = _scanned;
        return Yield(Format == PayloadFormat.Array ? Stage.AfterElement : Stage.Tail);
    }

    private Step Yield(Stage next)
    {
        Index++;
        _stage = next;
        return Step.Element;
    }

    private Step? AfterElement()
    {
        ConsumeElement();
        if (_isBroken) return End();
        if (!_window.SkipWhitespace()) return _window.IsComplete ? Fail(JsonProblem.Truncated) : Step.More;
        byte next = _window.Next;
        if (next is not ((byte)',' or (byte)']')) return Fail(JsonProblem.ExpectedCommaOrBracket);
        if (next == (byte)']') return CloseArray();
        _window.Consume(1);
        _stage = Stage.NextElement;
        return null;
    }

    private Step? CloseArray()
    {
        _window.Consume(1);
        IsArrayClosed = true;
        _stage = Stage.Tail;
        return null;
    }

    private Step? NextLine()
    {
        ConsumeElement();
        _isBroken = false;
        if (_scanned == 0)
        {
            if (!_window.SkipWhitespace())
            {
                if (!_window.IsComplete) return Step.More;
                return Index < 0 ? Fail(JsonProblem.Empty) : End();
            }

            if (IsExpected()) return YieldLine();
        }

        ReadOnlySpan<byte> unscanned = _window.From(_scanned);
        int end = TextLines.IndexOfEnd(unscanned);
        _scanned += end < 0 ? unscanned.Length : end;
        if (_scanned > _window.Limit) return Fail(JsonProblem.TooLarge);
        if (end < 0 && !_window.IsComplete) return Step.More;
        _length = _scanned;
        return YieldLine();
    }

    private Step YieldLine()
    {
        _length = TextLines.TrimmedLength(_window.Span(_length), _length);
        return Yield(Stage.Line);
    }

    private Step? Tail()
    {
        ConsumeElement();
        if (_isBroken) return End();
        if (_window.SkipWhitespace()) return Fail(JsonProblem.TrailingData);
        return _window.IsComplete ? End() : Step.More;
    }

    private void ConsumeElement()
    {
        if (_length == 0) return;
        _window.Consume(_length);
        _length = 0;
        _scanned = 0;
    }

    private Step End()
    {
        _stage = Stage.End;
        return Step.End;
    }

    private Step Fail(JsonProblem problem, string pointer = "")
    {
        TextPosition position = _window.Position;
        int length = _window.Length == 0 ? 0 : 1;
        Fault = new Finding
        {
            Rule = JsonProblems.Rule(problem),
            Severity = FindingSeverity.Error,
            // An element larger than a buffer began as JSON; its pieces are not joined just for a message.
            Message = _window.IsDivided ? JsonProblems.Message(problem) : JsonProblems.Message(problem, _window.Rest, 0),
            InstancePointer = pointer,
            Offset = _window.Offset,
            Length = length,
            Line = position.Line,
            Column = position.Column,
        };
        return End();
    }
}
