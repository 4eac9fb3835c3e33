using PatContracts.Schema.Compilation;
using PatContracts.Schema.Evaluation;
using PatContracts.Schema.Streaming;
using PatContracts.Schema.Text;

namespace PatContracts.Schema;

/// <summary>
/// Reads a text of payloads element by element, in memory bounded by the largest of them: one value, the elements of an array, or lines of JSON (NDJSON). What the
/// text is shows from its content. Elements are cut out by their brackets and are known to be JSON only when <see cref="Validate"/> has said so.
/// </summary>
/// <remarks>
/// In a line of its own (<see cref="PayloadForm.Lines"/>) an element that is no JSON spoils only itself. In an array reading ends there, and at a fault between elements,
/// which is then in <see cref="Fault"/>. Not safe for several threads.
/// </remarks>
public sealed class PayloadReader : IDisposable
{
    /// <summary>How large an element may be unless the caller says otherwise: 256 MiB.</summary>
    public const int DefaultMaxElementBytes = 256 * 1024 * 1024;

    private static readonly Task<bool> True = Task.FromResult(true);
    private static readonly Task<bool> False = Task.FromResult(false);

    private readonly bool _ownsSource;
    private readonly PayloadSplit _split;
    private readonly PayloadWindow _window;
    private Stage _stage;
    private ElementScanner _scanner;
    private int _scanned;
    private int _length;
    // In lines each line is judged by itself; values that span lines are told apart by their brackets.
    private bool _byLine;
    private bool _isBroken;
    // What the element before was judged by. The next is most likely judged by the same, and then its end shows from its being good: it need not be cut out first.
    private PayloadEvaluator? _evaluator;
    private PlanNode? _expectedPlan;
    private ValidationOptions? _expectedOptions;
    private bool _isKnownGood;
    // Whether the present element went on behind what had arrived when it was first looked at.
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
    {
        _window = new PayloadWindow(utf8);
        Index = -1;
    }

    internal PayloadReader(Stream utf8Stream, int maxElementBytes, bool ownsStream, PayloadSplit split)
    {
        if (maxElementBytes < 1) throw new ArgumentOutOfRangeException(nameof(maxElementBytes), "An element must be allowed at least one byte.");
        _window = new PayloadWindow(utf8Stream, maxElementBytes);
        _ownsSource = ownsStream;
        _split = split;
        Index = -1;
    }

    private enum Stage
    {
        Begin,
        FirstElement,
        NextElement,
        Element,
        LookAhead,
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

    /// <summary>What the text is made of. Known when the first element was read.</summary>
    public PayloadForm Form { get; private set; }

    /// <summary>The present element's bytes. They are good until the next read, or until this reader is disposed.</summary>
    public ReadOnlyMemory<byte> Element => _window.Memory(_length);

    /// <summary>Zero-based number of the present element; −1 before the first read.</summary>
    public int Index { get; private set; }

    /// <summary>Zero-based offset in bytes of the present element in the text.</summary>
    public long Offset => _window.Offset;

    /// <summary>One-based line on which the present element begins.</summary>
    public int Line => _window.Position.Line;

    /// <summary>One-based column at which the present element begins, in UTF-16 code units.</summary>
    public int Column => _window.Position.Column;

    /// <summary>What is wrong with the text outside its elements (a missing comma, a truncated array, nothing at all), or null. Reading ended there.</summary>
    public Finding? Fault { get; private set; }

    /// <summary>Offset of the array's opening bracket.</summary>
    internal long ArrayOffset { get; private set; }

    /// <summary>Position of the array's opening bracket.</summary>
    internal TextPosition ArrayPosition { get; private set; }

    /// <summary>Whether the array's closing bracket was read.</summary>
    internal bool IsArrayClosed { get; private set; }

    /// <summary>What a text in memory is made of, by its beginning.</summary>
    public static PayloadForm Recognize(ReadOnlyMemory<byte> utf8)
    {
        using var reader = new PayloadReader(utf8);
        reader.Read();
        return reader.Form;
    }

    /// <summary>Goes on to the next element. False at the end of the text, or at a <see cref="Fault"/>.</summary>
    /// <exception cref="IOException">The stream broke.</exception>
    public bool Read()
    {
        while (true)
        {
            Step step = Advance();
            if (step != Step.More) return step == Step.Element;
            _window.Fill();
        }
    }

    /// <summary>Goes on to the next element. False at the end of the text, or at a <see cref="Fault"/>.</summary>
    /// <exception cref="IOException">The stream broke.</exception>
    /// <exception cref="OperationCanceledException">The caller gave up; the reader is then of no more use.</exception>
    public Task<bool> ReadAsync(CancellationToken cancellationToken = default)
    {
        if (cancellationToken.IsCancellationRequested) return Task.FromCanceled<bool>(cancellationToken);
        // Most elements are in the window already, and then nothing is allocated.
        return Advance() switch
        {
            Step.Element => True,
            Step.End => False,
            _ => ReadMoreAsync(cancellationToken),
        };
    }

    private async Task<bool> ReadMoreAsync(CancellationToken cancellationToken)
    {
        while (true)
        {
            await _window.FillAsync(cancellationToken).ConfigureAwait(false);
            Step step = Advance();
            if (step != Step.More) return step == Step.Element;
        }
    }

    /// <summary>Validates the present element. Findings stand in the whole text: their offsets, lines and columns count from its start, and pointers begin with the index in an array.</summary>
    /// <exception cref="InvalidOperationException">There is no present element.</exception>
    public ValidationResult Validate(Contract contract, ValidationOptions? options = null)
    {
        options ??= ValidationOptions.Default;
        return Judge(contract.Evaluator, contract.Evaluator.Root, "", options, options.MaxFindings);
    }

    internal ValidationResult Judge(PayloadEvaluator evaluator, PlanNode plan, string evaluationPath, ValidationOptions options, int maxFindings)
    {
        if (_stage is not (Stage.AfterElement or Stage.Line or Stage.Tail) || Index < 0) throw new InvalidOperationException("There is no present element.");
        if (_isKnownGood && plan == _expectedPlan && options == _expectedOptions) return ValidationResult.Valid;
        _isKnownGood = false;
        (_evaluator, _expectedPlan, _expectedOptions) = (evaluator, plan, options);
        // Behind the element the text goes on, and a fault may need to see how; a line is a text by itself.
        ReadOnlySpan<byte> text = _byLine ? _window.Span(_length) : _window.Rest;
        bool isElement = Form == PayloadForm.Array;
        var location = new ElementLocation(isElement ? Index : -1, evaluationPath, _window.Offset, _window.Position);
        ValidationResult result = evaluator.Validate(plan, text, continues: !_byLine, location, options, maxFindings, out int end);

        _isBroken = end < 0;
        // Of what looks like one number or literal only a part may be one; what follows is then for the reader to complain of.
        if (!_byLine && end >= 0) _length = end;
        return result;
    }

    /// <summary>Passes over the elements behind the present one that are in the window and are good, without cutting them out one by one. Answers how many.</summary>
    internal int PassGood(PayloadEvaluator evaluator, PlanNode plan, ValidationOptions options)
    {
        if (_stage != Stage.AfterElement || Form != PayloadForm.Array || _isBroken) return 0;
        ConsumeElement();
        _window.Consume(evaluator.SkipValidElements(plan, _window.Rest, _window.IsComplete, options, out int count));
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
                Stage.FirstElement or Stage.NextElement => BeforeElement(),
                Stage.Element => ScanElement(),
                Stage.LookAhead => LookAhead(),
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
        ReadOnlySpan<byte> text = _window.Rest;
        if (text.Length < 3 && !_window.IsComplete && (text.IsEmpty || text[0] == 0xEF)) return Step.More;
        if (text.StartsWith("\uFEFF"u8)) return Fail(JsonProblem.ByteOrderMark);
        if (!_window.SkipWhitespace()) return _window.IsComplete ? Fail(JsonProblem.Empty) : Step.More;
        if (_window.Next != (byte)'[' || _split == PayloadSplit.Never) return Start();
        Form = PayloadForm.Array;
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
        if (IsExpected(isLine: false)) return Yield(Stage.AfterElement);
        _stage = Stage.Element;
        return null;
    }

    /// <summary>Whether what begins here is an element of a known form that is in the window and good; the length is then its length.</summary>
    private bool IsExpected(bool isLine)
    {
        _isKnownGood = false;
        if (_expectedPlan is null || Form is PayloadForm.Unknown or PayloadForm.Value) return false;
        int end = _evaluator!.ValidEnd(_expectedPlan, _window.Rest, _window.IsComplete, Form == PayloadForm.Array, isLine, _expectedOptions!);
        if (end < 0) return false;
        _length = end;
        _isKnownGood = true;
        return true;
    }

    private Step? BeforeElement()
    {
        if (!_window.SkipWhitespace()) return _window.IsComplete ? Fail(JsonProblem.Truncated, "/" + (Index + 1).ToString(System.Globalization.CultureInfo.InvariantCulture)) : Step.More;
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
            if (IsExpected(isLine: false)) return Yield(Stage.AfterElement);
        }

        if (!_scanner.Scan(_window.Rest, ref _scanned))
        {
            _isCut = isFirst;
            if (_window.IsFull) return Fail(JsonProblem.TooLarge);
            if (!_window.IsComplete) return Step.More;
            _scanned = _window.Rest.Length;
        }

        _length = _scanned;
        if (Form == PayloadForm.Unknown)
        {
            _stage = Stage.LookAhead;
            return null;
        }

        return Yield(Stage.AfterElement);
    }

    private Step Yield(Stage next)
    {
        Index++;
        _stage = next;
        return Step.Element;
    }

    /// <summary>What follows the first value says whether it is the only one.</summary>
    private Step? LookAhead()
    {
        ReadOnlySpan<byte> rest = _window.Rest;
        int next = JsonScan.SkipWhitespace(rest, _length);
        if (next == rest.Length && !_window.IsComplete) return _window.IsFull ? Fail(JsonProblem.TooLarge) : Step.More;
        bool isBelow = next < rest.Length && rest[next] is (byte)'{' or (byte)'[' && rest.Slice(_length, next - _length).IndexOfAny((byte)'\n', (byte)'\r') >= 0;
        if (!isBelow || _split != PayloadSplit.Content)
        {
            Form = PayloadForm.Value;
            return Yield(Stage.Tail);
        }

        Form = PayloadForm.Lines;
        _byLine = rest.Slice(0, _length).IndexOfAny((byte)'\n', (byte)'\r') < 0;
        return Yield(_byLine ? Stage.Line : Stage.AfterElement);
    }

    private Step? AfterElement()
    {
        ConsumeElement();
        if (_isBroken) return End();
        if (!_window.SkipWhitespace()) return !_window.IsComplete ? Step.More : Form == PayloadForm.Lines ? End() : Fail(JsonProblem.Truncated);
        if (Form == PayloadForm.Lines) return Start();
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
            if (!_window.SkipWhitespace()) return _window.IsComplete ? End() : Step.More;
            if (IsExpected(isLine: true)) return YieldLine();
        }

        ReadOnlySpan<byte> rest = _window.Rest;
        int end = rest.Slice(_scanned).IndexOfAny((byte)'\n', (byte)'\r');
        if (end < 0 && !_window.IsComplete)
        {
            _scanned = rest.Length;
            return _window.IsFull ? Fail(JsonProblem.TooLarge) : Step.More;
        }

        _length = end < 0 ? rest.Length : _scanned + end;
        return YieldLine();
    }

    private Step YieldLine()
    {
        ReadOnlySpan<byte> line = _window.Span(_length);
        while (line[_length - 1] is (byte)' ' or (byte)'\t') _length--;
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
        int length = _window.Rest.IsEmpty ? 0 : 1;
        Fault = new Finding(
            JsonProblems.Rule(problem), FindingSeverity.Error, JsonProblems.Message(problem), pointer, "", _window.Offset, length, position.Line, position.Column);
        return End();
    }
}
