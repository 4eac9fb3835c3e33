using PatContracts.Schema.Compilation;
using PatContracts.Schema.Evaluation;
using PatContracts.Schema.Streaming;
using PatContracts.Schema.Text;
using PatContracts.Schema.Validation;

namespace PatContracts.Schema;

/// <summary>
/// Reads a text of payloads element by element, in memory bounded by the largest of them: one value, the elements of an array, or lines of JSON
/// (NDJSON). The content shows what the text is, unless the caller knows that it is lines (<see cref="ForLines(Stream, int, bool)"/>). Elements are
/// cut out by their brackets or line ends, and are known to be JSON only after <see cref="Validate"/> has found them to be.
/// </summary>
/// <remarks>
/// <para>Lines end with LF, CR LF or CR, the last one also with the text. A line of spaces and tabs is blank and skipped; every other line is one
/// payload, so a value that is spread over several lines is several payloads that are not JSON. By content a text is lines if its first line that is
/// not blank contains one whole object or array (of an array, up to 64 KiB) and the next such line begins with <c>{</c> or <c>[</c>.</para>
/// <para>A line that is not JSON does not affect the lines after it. An array is read up to the first element that is not JSON, or up to a fault
/// between elements, which is then in <see cref="Fault"/>. Not safe for several threads.</para>
/// </remarks>
public sealed class PayloadReader : IDisposable
{
    /// <summary>How large an element may be unless the caller says otherwise: 256 MiB.</summary>
    public const int DefaultMaxElementBytes = 256 * 1024 * 1024;

    private readonly bool _ownsSource;
    private readonly PayloadSplit _split;
    private readonly PayloadWindow _window;
    private Stage _stage;
    private PayloadFormatRecognizer _recognizer;
    private ElementScanner _scanner;
    private int _scanned;
    private int _length;
    private bool _isBroken;
    // What the element before was validated against. The next is most likely validated against the same, and if it is valid, that shows where it
    // ends: it need not be
    // cut out first.
    private PayloadEvaluator? _evaluator;
    private PlanNode? _expectedPlan;
    private ValidationOptions? _expectedOptions;
    private bool _isKnownGood;
    // How much text there was when the current element was found not to be valid.
    private int _refusedWithin;
    // The same for the next element, where it is known already; −1 where it is not.
    private int _nextRefusedWithin = -1;
    // Whether the current element was not complete when it was first looked at.
    private bool _isCut;

    /// <summary>Reads a stream of UTF-8.</summary>
    /// <param name="utf8Stream">The text.</param>
    /// <param name="maxElementBytes">The largest element that is read; a larger one is a <c>json/too-large</c> fault.</param>
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

    /// <summary>What the text is made of. Known after the first read.</summary>
    public PayloadFormat Format { get; private set; }

    /// <summary>The present element's bytes. They are good until the next read, or until this reader is disposed.</summary>
    public ReadOnlyMemory<byte> Element => _window.Memory(_length);

    /// <summary>Zero-based number of the present element; −1 before the first read.</summary>
    public int Index { get; private set; }

    /// <summary>Zero-based offset in bytes of the present element in the text.</summary>
    public long Offset => _window.Offset;

    /// <summary>One-based line on which the present element begins.</summary>
    public int Line => Position.Line;

    /// <summary>One-based column at which the present element begins, in UTF-16 code units.</summary>
    public int Column => Position.Column;

    /// <summary>Position at which the present element begins.</summary>
    internal TextPosition Position => _window.Position;

    /// <summary>What is wrong with the text outside its elements (a missing comma, a truncated array, nothing at all), or null. Reading ended there.</summary>
    public Finding? Fault { get; private set; }

    /// <summary>Offset of the array's opening bracket.</summary>
    internal long ArrayOffset { get; private set; }

    /// <summary>Position of the array's opening bracket.</summary>
    internal TextPosition ArrayPosition { get; private set; }

    /// <summary>Whether the array's closing bracket was read.</summary>
    internal bool IsArrayClosed { get; private set; }

    /// <summary>What a text in memory is made of, by its beginning.</summary>
    public static PayloadFormat Recognize(ReadOnlySpan<byte> utf8)
    {
        PayloadFormatRecognizer recognizer = default;
        return recognizer.Recognize(utf8, isLast: true);
    }

    /// <summary>Reads a stream of UTF-8 in which each line is a payload, whatever the first line looks like. If all lines are blank, that is a
    /// <c>json/empty</c> fault.</summary>
    /// <inheritdoc cref="PayloadReader(Stream, int, bool)"/>
    public static PayloadReader ForLines(Stream utf8Stream, int maxElementBytes = DefaultMaxElementBytes, bool leaveOpen = false) =>
        new(utf8Stream, maxElementBytes, !leaveOpen, PayloadSplit.Lines);

    /// <summary>
    /// Reads a text in memory in which each line is a payload, whatever the first line looks like, without copying it. If all lines are blank, that is a
    /// <c>json/empty</c> fault.
    /// </summary>
    public static PayloadReader ForLines(ReadOnlyMemory<byte> utf8) => new(utf8, PayloadSplit.Lines);

    /// <summary>Reads the next element. Returns false at the end of the text, and at a <see cref="Fault"/>.</summary>
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

    /// <summary>Reads the next element. Returns false at the end of the text, and at a <see cref="Fault"/>.</summary>
    /// <exception cref="IOException">An I/O error occurred.</exception>
    /// <exception cref="OperationCanceledException">The operation was canceled; this reader cannot be used any more.</exception>
    public ValueTask<bool> ReadAsync(CancellationToken cancellationToken = default)
    {
        if (cancellationToken.IsCancellationRequested) return new ValueTask<bool>(Task.FromCanceled<bool>(cancellationToken));
        // Most elements are in the window already, and then nothing is allocated.
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

    /// <summary>Validates the present element. Findings stand in the whole text: their offsets, lines and columns count from its start, and pointers
    /// begin with the index in an array.</summary>
    /// <exception cref="InvalidOperationException">There is no present element.</exception>
    public ContractValidationResult Validate(Contract contract, ValidationOptions? options = null)
    {
        options ??= ValidationOptions.Default;
        return Judge(contract.Evaluator, contract.Evaluator.Root, "", options, options.MaxFindings);
    }

    internal ContractValidationResult Judge(PayloadEvaluator evaluator, PlanNode plan, string evaluationPath, ValidationOptions options, int maxFindings)
    {
        if (_stage is not (Stage.AfterElement or Stage.Line or Stage.Tail) || Index < 0) throw new InvalidOperationException("There is no present element.");
        bool isExpected = plan == _expectedPlan && options == _expectedOptions;
        if (isExpected && _isKnownGood) return ContractValidationResult.Valid;
        bool isRefused = isExpected && _length < _refusedWithin;
        _isKnownGood = false;
        _refusedWithin = 0;
        (_evaluator, _expectedPlan, _expectedOptions) = (evaluator, plan, options);
        // After an element the text continues, and what a fault is may depend on how; a line is a text by itself.
        bool continues = Format != PayloadFormat.Lines;
        ReadOnlySpan<byte> text = continues ? _window.Rest : _window.Span(_length);
        bool isElement = Format == PayloadFormat.Array;
        var location = new ElementLocation(isElement ? Index : -1, evaluationPath, _window.Offset, _window.Position);
        ContractValidationResult result = evaluator.Validate(plan, text, continues, isRefused, location, options, maxFindings, out int end);

        _isBroken = end < 0;
        // Of what looks like one number or literal only a part may be one; what follows it is then a fault between elements.
        if (continues && end >= 0) _length = end;
        return result;
    }

    /// <summary>Passes over the elements behind the present one that are in the window and are good, without cutting them out one by one. Answers
    /// how many.</summary>
    internal int PassGood(PayloadEvaluator evaluator, PlanNode plan, ValidationOptions options)
    {
        if (_stage != Stage.AfterElement || Format != PayloadFormat.Array || _isBroken) return 0;
        ConsumeElement();
        _window.Consume(evaluator.SkipValidElements(plan, _window.Rest, _window.IsComplete, options, out int count, out _nextRefusedWithin));
        (_evaluator, _expectedPlan, _expectedOptions) = (evaluator, plan, options);
        Index += count;
        return count;
    }

    /// <summary>Ends reading; closes the stream unless it was to be left open.</summary>
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
        if (_nextRefusedWithin >= 0)
        {
            (_isKnownGood, _refusedWithin, _nextRefusedWithin) = (false, _nextRefusedWithin, -1);
        }
        else if (IsExpected())
        {
            return Yield(Stage.AfterElement);
        }

        _stage = Stage.Element;
        return null;
    }

    /// <summary>Whether a whole valid element begins here; the length is then its length.</summary>
    private bool IsExpected()
    {
        _isKnownGood = false;
        _refusedWithin = 0;
        if (_expectedPlan is null || Format == PayloadFormat.Value) return false;
        ReadOnlySpan<byte> rest = _window.Rest;
        int end = _evaluator!.ValidEnd(_expectedPlan, rest, _window.IsComplete, Format == PayloadFormat.Array, Format == PayloadFormat.Lines, _expectedOptions!);
        if (end < 0 || end > _window.Limit)
        {
            _refusedWithin = rest.Length;
            return false;
        }

        _length = end;
        _isKnownGood = true;
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
            // More has arrived: most likely the rest.
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
            Message = JsonProblems.Message(problem, _window.Rest, 0),
            InstancePointer = pointer,
            Offset = _window.Offset,
            Length = length,
            Line = position.Line,
            Column = position.Column,
        };
        return End();
    }
}
