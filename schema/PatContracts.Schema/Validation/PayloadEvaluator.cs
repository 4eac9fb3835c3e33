using System.Runtime.CompilerServices;
using PatContracts.Schema.Compilation;
using PatContracts.Schema.Evaluation;
using PatContracts.Schema.FastPath;
using PatContracts.Schema.Patterns;
using PatContracts.Schema.Text;

namespace PatContracts.Schema.Validation;

/// <summary>
/// Validates payloads against a plan or a schema in it: first on the fast path, which can only confirm that a value is valid, then with the evaluator.
/// </summary>
internal sealed class PayloadEvaluator(Plan plan)
{
    /// <summary>
    /// Number of consecutive payloads with findings after which a small payload is evaluated exhaustively at once: fail-fast evaluation first would probably be
    /// wasted.
    /// </summary>
    private const int ExpectFindingsAfter = 8;

    private const int MaxLengthExpected = 16 * 1024;

    private int _invalidInARow;

    /// <summary>The shapes recorded by the fast path.</summary>
    public ShapeCache Shapes { get; } = new(plan.NodeCount);

    /// <summary>The schema of a complete payload.</summary>
    public PlanNode Root => plan.Root;

    public bool IsValid(ReadOnlySpan<byte> json, ValidationOptions options)
    {
        ShapeRunner runner = Shapes.Run(json, onOneLine: false, options);
        bool isValid = IsValidDocument(plan.Root, json, options, ref runner);
        runner.Dispose();
        return isValid;
    }

    public ContractValidationResult Validate(ReadOnlySpan<byte> json, ValidationOptions options) =>
        Validate(plan.Root, json, continues: false, isKnownInvalid: false, ElementLocation.Document, options, options.MaxFindings, out _);

    /// <summary>Validates one value at the beginning of a part of a text.</summary>
    /// <param name="node">The value's schema.</param>
    /// <param name="json">The text, beginning with the value.</param>
    /// <param name="continues">Whether the text may continue after the value.</param>
    /// <param name="isKnownInvalid">Whether fail-fast evaluation has already found the payload invalid.</param>
    /// <param name="location">The location of the value in the complete text.</param>
    /// <param name="options">Settings.</param>
    /// <param name="maxFindings">The maximum number of findings to collect.</param>
    /// <param name="end">The end of the value; −1 if it is not JSON.</param>
    public ContractValidationResult Validate(
        PlanNode node,
        ReadOnlySpan<byte> json,
        bool continues,
        bool isKnownInvalid,
        ElementLocation location,
        ValidationOptions options,
        int maxFindings,
        out int end)
    {
        ShapeRunner runner = Shapes.Run(json, onOneLine: false, options);
        bool asksFlag = !isKnownInvalid && FlagSaysAll(options);
        bool expectsFindings = asksFlag && _invalidInARow >= ExpectFindingsAfter && json.Length <= MaxLengthExpected;
        end = asksFlag && !expectsFindings ? ValidEnd(node, json, continues, location.Depth, options, ref runner) : -1;
        ContractValidationResult result = ContractValidationResult.Valid;
        if (end < 0)
        {
            result = new ExhaustiveEvaluation(json, location, options, runner.Context, maxFindings).Run(node, continues, out end);
            // With the same budget for patterns, fail-fast evaluation may get further. Its result takes precedence, whichever runs first.
            if (expectsFindings && runner.Context.IsUndecided)
            {
                runner.Context.Budget = PatternBudget.ForDocument(json.Length);
                int validEnd = ValidEnd(node, json, continues, location.Depth, options, ref runner);
                if (validEnd >= 0) (result, end) = (ContractValidationResult.Valid, validEnd);
            }
        }

        CountInvalid(result);
        runner.Dispose();
        return result;
    }

    private int ValidEnd(PlanNode node, ReadOnlySpan<byte> json, bool continues, int depth, ValidationOptions options, ref ShapeRunner runner)
    {
        if (continues) return ValueEnd(node, json, 0, depth, options, ref runner);
        return IsValidDocument(node, json, options, ref runner) ? json.Length : -1;
    }

    // Written only when it changes, because threads share it.
    private void CountInvalid(ContractValidationResult result)
    {
        if (result == ContractValidationResult.Valid)
        {
            if (_invalidInARow != 0) _invalidInARow = 0;
        }
        else if (_invalidInARow < ExpectFindingsAfter)
        {
            _invalidInARow++;
        }
    }

    /// <summary>
    /// Returns the end of a value at the beginning of a part of a text, if the value is certainly valid and certainly ends there; otherwise −1. If each line is
    /// a value, the value must be followed by the end of its line.
    /// </summary>
    public int ValidEnd(PlanNode node, ReadOnlySpan<byte> json, bool isComplete, bool isElement, bool isLine, ValidationOptions options)
    {
        if (!FlagSaysAll(options)) return -1;
        ShapeRunner runner = Shapes.Run(json, isLine, options);
        int end = isLine ? LineEnd(node, json, 0, isDeclined: false, options, ref runner) : ValueEnd(node, json, 0, isElement ? 1 : 0, options, ref runner);
        runner.Dispose();
        // A number at the end of the available text may continue, as may a line.
        return end == json.Length && !isComplete ? -1 : end;
    }

    /// <summary>Skips valid elements of an array, starting after an element.</summary>
    /// <param name="node">The schema of the elements.</param>
    /// <param name="json">The text after an element.</param>
    /// <param name="isComplete">Whether the text is complete, so that nothing follows later.</param>
    /// <param name="options">Settings.</param>
    public SkippedElements SkipValidElements(PlanNode node, ReadOnlySpan<byte> json, bool isComplete, ValidationOptions options)
    {
        if (!FlagSaysAll(options)) return SkippedElements.None;
        ShapeRunner runner = Shapes.Run(json, onOneLine: false, options);
        int skipped = 0;
        int count = 0;
        int invalidWithin = -1;
        int plainEnd = int.MaxValue;
        while (true)
        {
            if (options.UnknownProperties == RuleSeverity.Off) skipped = runner.AcceptElements(node, skipped, depth: 1, ref count);
            int position = JsonScan.SkipWhitespace(json, skipped);
            if ((uint)position >= (uint)json.Length || json[position] != (byte)',') break;
            position = JsonScan.SkipWhitespace(json, position + 1);
            // The remaining text is shorter than an average element.
            if (!isComplete && (long)(json.Length - position) * count < skipped)
            {
                invalidWithin = 0;
                break;
            }

            int end = ValueEnd(node, json, position, depth: 1, options, ref runner);
            // A number at the end of the available text may continue.
            if (end < 0 || (end == json.Length && !isComplete))
            {
                invalidWithin = json.Length - position;
                break;
            }

            plainEnd = Math.Min(plainEnd, skipped);
            skipped = end;
            count++;
        }

        plainEnd = Math.Min(plainEnd, runner.PlainEnd);
        runner.Dispose();
        return new SkippedElements(skipped, count, Math.Min(plainEnd, skipped), invalidWithin);
    }

    /// <summary>Returns the number of nonblank lines if each is one valid value; otherwise −1.</summary>
    public int CountValidLines(ReadOnlySpan<byte> lines, ValidationOptions options)
    {
        ShapeRunner runner = Shapes.Run(lines, onOneLine: true, options);
        int position = 0;
        int count = 0;
        while (true)
        {
            position = JsonScan.SkipWhitespace(lines, runner.AcceptLines(plan.Root, position, ref count, out bool isDeclined));
            if (position >= lines.Length) break;
            position = LineEnd(plan.Root, lines, position, isDeclined, options, ref runner);
            if (position < 0)
            {
                count = -1;
                break;
            }

            count++;
        }

        runner.Dispose();
        return count;
    }

    // Warnings do not show in flag output.
    private static bool FlagSaysAll(ValidationOptions options) =>
        options.DuplicateNames is RuleSeverity.Off or RuleSeverity.Error && options.UnknownProperties is RuleSeverity.Off or RuleSeverity.Error;

    private bool IsValidDocument(PlanNode node, ReadOnlySpan<byte> json, ValidationOptions options, ref ShapeRunner runner)
    {
        int position = JsonScan.SkipWhitespace(json, 0);
        if (position == json.Length) return false;
        int end = ValueEnd(node, json, position, depth: 0, options, ref runner);
        return end >= 0 && JsonScan.SkipWhitespace(json, end) == json.Length;
    }

    /// <summary>Returns the end of a valid value; −1 if it is not valid.</summary>
    private int ValueEnd(PlanNode node, ReadOnlySpan<byte> json, int position, int depth, ValidationOptions options, ref ShapeRunner runner)
    {
        int end = runner.TryAccept(node, position, depth);
        return end >= 0 ? end : EvaluatedEnd(node, json, position, depth, options, runner.Context);
    }

    /// <summary>Returns the end of a line that contains one valid value and otherwise only white space; −1 if it does not.</summary>
    private int LineEnd(PlanNode node, ReadOnlySpan<byte> json, int position, bool isDeclined, ValidationOptions options, ref ShapeRunner runner)
    {
        int end = isDeclined ? -1 : runner.TryAccept(node, position, depth: 0);
        if (end < 0)
        {
            end = EvaluatedEnd(node, json, position, depth: 0, options, runner.Context);
            if (end < 0 || json.Slice(position, end - position).IndexOfAny((byte)'\n', (byte)'\r') >= 0) return -1;
        }

        while ((uint)end < (uint)json.Length && json[end] is (byte)' ' or (byte)'\t') end++;
        return (uint)end >= (uint)json.Length || json[end] is (byte)'\n' or (byte)'\r' ? end : -1;
    }

    // Not inlined: inside its callers, the JIT compiler copies the text as a whole just after it was written in parts, which stalls store forwarding as well.
    [MethodImpl(MethodImplOptions.NoInlining)]
    private int EvaluatedEnd(PlanNode node, ReadOnlySpan<byte> json, int position, int depth, ValidationOptions options, EvaluationContext context)
    {
        // In a local: a temporary would be copied, and reading as a whole what was written in parts stalls store forwarding.
        var evaluator = new Evaluator<ScanningMode>(json, options, context, depth);
        int end = evaluator.Evaluate(node, position);
        if (end >= 0) Shapes.Record(node, json.Slice(position, end - position), options, context);
        return end;
    }
}
