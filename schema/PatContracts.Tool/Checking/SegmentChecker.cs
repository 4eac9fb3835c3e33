using System.Text;
using PatContracts.Schema;
using PatContracts.Schema.Streaming;
using PatContracts.Tool.Inputs;

namespace PatContracts.Tool.Checking;

/// <summary>What was found in one segment of an input.</summary>
internal sealed class SegmentResult
{
    public required string Contract { get; init; }

    public string? Within { get; init; }

    public long Payloads { get; set; }

    public bool IsUnreadable { get; set; }

    public bool IsTruncated { get; set; }

    public List<ReportedFinding> Findings { get; } = [];

    /// <summary>The lines that are not JSON.</summary>
    public HashSet<long> BrokenLines { get; } = [];

    /// <summary>The result of an input that cannot be read, or only in part.</summary>
    public static SegmentResult Unreadable(string contract, string rule, string message, long offset = 0, long line = 1)
    {
        var result = new SegmentResult { Contract = contract, IsUnreadable = true };
        result.Findings.Add(new ReportedFinding
        {
            Rule = rule,
            Severity = FindingSeverity.Error,
            Message = message,
            Instance = "",
            Schema = "",
            Offset = offset,
            Length = 0,
            Line = line,
            Column = 1,
        });
        return result;
    }
}

/// <summary>Checks the payloads of one segment and says where in the input each finding stands. Safe for any number of threads.</summary>
internal sealed class SegmentChecker(CheckSettings settings)
{
    // How much of a list is judged between two reports of what was found.
    private const int ElementsAtATime = 4096;
    private const int FindingsAtATime = 256;

    private readonly ValidationOptions _validation = settings.Validation;

    /// <summary>Checks a segment other than a list.</summary>
    public SegmentResult Check(Segment segment, ContractChoice choice, CancellationToken cancellation)
    {
        switch (segment.Kind)
        {
            case SegmentKind.Problem:
                return SegmentResult.Unreadable(choice.Name, segment.ProblemRule, segment.ProblemMessage, segment.Offset, segment.Line);
            case SegmentKind.Lines:
                var lines = new SegmentResult { Contract = choice.Name };
                CheckLines(segment, choice, lines, cancellation);
                return lines;
            default:
                ReadOnlySpan<byte> payload = segment.Bytes.Span;
                ChosenContract chosen = choice.For(payload, segment.Har?.IsCreation == true);
                var result = new SegmentResult { Contract = chosen.Name, Within = segment.Har?.Pointer };
                CheckPayload(payload, chosen, result, segment.Har is { } body ? new InRecording(body) : new InInput(segment.Bytes, 0, 1));
                return result;
        }
    }

    /// <summary>
    /// Checks a list element by element, as it is read. What is found comes in parts, so that neither the list nor its findings have to be held; of a list that is
    /// broken or cut off it is what was found up to there.
    /// </summary>
    public IEnumerable<SegmentResult> CheckList(Segment segment, ContractChoice choice, CancellationToken cancellation)
    {
        ChosenContract chosen = choice.For("["u8, isCreation: false);
        var validation = new StreamValidation(chosen.Contract.Evaluator, _validation);
        PatCheckSession? session = chosen.BeginChecks();
        using var reader = new PayloadReader(segment.List!, PayloadReader.DefaultMaxElementBytes, ownsStream: false, validation.Split);
        var part = new SegmentResult { Contract = chosen.Name, Payloads = 1 };
        int elements = 0;
        while (!cancellation.IsCancellationRequested && reader.Read())
        {
            ValidationResult judged = validation.Judge(reader);
            var place = new InElement(reader.Element, reader.Offset, reader.Column);
            Add(part, judged, Checked(session, reader, judged), chosen, place);
            // Checks of tokens have to see every element; a contract alone passes over good ones faster.
            if (session is null) validation.Pass(reader);
            if (++elements % ElementsAtATime != 0 && part.Findings.Count < FindingsAtATime) continue;
            yield return part;
            part = new SegmentResult { Contract = chosen.Name };
        }

        if (!cancellation.IsCancellationRequested) Add(part, validation.Finish(reader), [], chosen, InElement.None);
        yield return part;
    }

    private static List<Finding> Checked(PatCheckSession? session, PayloadReader reader, ValidationResult judged)
    {
        if (session is null || !judged.IsWellFormed || reader.Form != PayloadForm.Array) return [];
        var found = new List<Finding>();
        session.Check(reader.Element.Span, new TokenPlace(reader.Offset, reader.Line, reader.Column, reader.Index), found);
        return found;
    }

    private void Add(SegmentResult part, ValidationResult judged, List<Finding> found, ChosenContract chosen, InElement place)
    {
        part.IsTruncated |= judged.IsTruncated;
        part.IsUnreadable |= !judged.IsWellFormed;
        IEnumerable<Finding> all = found.Count == 0 ? judged.Findings : judged.Findings.Concat(found).OrderBy(static finding => finding.Offset);
        foreach (Finding finding in all)
        {
            FindingSeverity severity = settings.Severities.Of(finding.Rule, finding.Severity);
            if (severity != FindingSeverity.Off) part.Findings.Add(Located(finding, severity, chosen, place));
        }
    }

    private void CheckLines(Segment segment, ContractChoice choice, SegmentResult result, CancellationToken cancellation)
    {
        long line = segment.Line;
        int start = 0;
        while (start < segment.Bytes.Length)
        {
            cancellation.ThrowIfCancellationRequested();
            int length = segment.Bytes.Span[start..].IndexOf((byte)'\n');
            if (length < 0) length = segment.Bytes.Length - start;
            ReadOnlyMemory<byte> payload = segment.Bytes.Slice(start, length);
            if (!payload.Span.Trim(" \t\r"u8).IsEmpty)
            {
                bool isWellFormed = CheckPayload(payload.Span, choice.ForLine(payload.Span), result, new InInput(payload, segment.Offset + start, line));
                if (!isWellFormed) result.BrokenLines.Add(line);
            }

            start += length + 1;
            line++;
        }
    }

    /// <summary>
    /// Goes on to compare the tokens of an input's lines, those of this segment with those before. Segments must come in their order, and the session must be
    /// the same for all of them; what is found goes among the segment's other findings.
    /// </summary>
    public void CompareTokens(Segment segment, ContractChoice choice, PatCheckSession session, SegmentResult result)
    {
        if (segment.Kind != SegmentKind.Lines) return;
        int before = result.Findings.Count;
        var found = new List<Finding>();
        long line = segment.Line;
        int start = 0;
        while (start < segment.Bytes.Length)
        {
            int length = segment.Bytes.Span[start..].IndexOf((byte)'\n');
            if (length < 0) length = segment.Bytes.Length - start;
            ReadOnlyMemory<byte> payload = segment.Bytes.Slice(start, length);
            if (!result.BrokenLines.Contains(line)) session.Check(payload.Span, TokenPlace.Start, found);
            foreach (Finding finding in found)
            {
                result.Findings.Add(Located(finding, finding.Severity, choice.ForLine(payload.Span), new InInput(payload, segment.Offset + start, line)));
            }

            found.Clear();
            start += length + 1;
            line++;
        }

        if (result.Findings.Count == before) return;
        ReportedFinding[] ordered = [.. result.Findings.OrderBy(static finding => finding.Offset)];
        result.Findings.Clear();
        result.Findings.AddRange(ordered);
    }

    private bool CheckPayload(ReadOnlySpan<byte> payload, ChosenContract chosen, SegmentResult result, Place place)
    {
        result.Payloads++;
        ValidationResult validation = chosen.Check(payload, _validation);
        result.IsTruncated |= validation.IsTruncated;
        result.IsUnreadable |= !validation.IsWellFormed;
        foreach (Finding finding in validation.Findings)
        {
            FindingSeverity severity = settings.Severities.Of(finding.Rule, finding.Severity);
            if (severity != FindingSeverity.Off) result.Findings.Add(Located(finding, severity, chosen, place));
        }

        return validation.IsWellFormed;
    }

    private ReportedFinding Located(Finding finding, FindingSeverity severity, ChosenContract chosen, Place place)
    {
        (long offset, long line, int column) = place.Of(finding);
        return new ReportedFinding
        {
            Rule = finding.Rule,
            Severity = severity,
            Message = finding.Message,
            Instance = finding.InstancePointer,
            Schema = finding.SchemaPointer,
            Offset = offset,
            Length = finding.Length,
            Line = line,
            Column = column,
            Within = place.Within,
            Causes = finding.Causes,
            Excerpt = settings.WithExcerpts ? place.Excerpt(finding, settings.ShowValues ? null : chosen.KnownNames) : null,
        };
    }

    /// <summary>Where a payload stands in its input.</summary>
    private abstract class Place
    {
        public virtual string? Within => null;

        public abstract (long Offset, long Line, int Column) Of(Finding finding);

        public abstract Excerpt? Excerpt(Finding finding, IReadOnlySet<string>? knownNames);
    }

    /// <summary>In an element of a list that is read as it comes, and whose findings are placed already.</summary>
    private sealed class InElement(ReadOnlyMemory<byte> element, long offset, int column) : Place
    {
        /// <summary>Between elements, where the text is no longer at hand.</summary>
        public static InElement None { get; } = new(default, long.MaxValue, 1);

        public override (long Offset, long Line, int Column) Of(Finding finding) => (finding.Offset, finding.Line, finding.Column);

        public override Excerpt? Excerpt(Finding finding, IReadOnlySet<string>? knownNames) => finding.Offset < offset
            ? null
            : Checking.Excerpt.Of(element.Span, (int)(finding.Offset - offset), finding.Length, knownNames, beginsInLine: column > 1);
    }

    private sealed class InInput(ReadOnlyMemory<byte> payload, long offset, long line) : Place
    {
        public override (long Offset, long Line, int Column) Of(Finding finding) => (offset + finding.Offset, line + finding.Line - 1, finding.Column);

        public override Excerpt Excerpt(Finding finding, IReadOnlySet<string>? knownNames) =>
            Checking.Excerpt.Of(payload.Span, (int)finding.Offset, finding.Length, knownNames);
    }

    private sealed class InRecording(HarBody body) : Place
    {
        public override string? Within => body.Pointer;

        public override (long Offset, long Line, int Column) Of(Finding finding)
        {
            int offset = body.ToRecording(finding.Offset);
            ReadOnlySpan<byte> before = body.Recording.Span[..offset];
            int lineStart = before.LastIndexOf((byte)'\n') + 1;
            return (offset, before.Count((byte)'\n') + 1, Encoding.UTF8.GetCharCount(before[lineStart..]) + 1);
        }

        public override Excerpt Excerpt(Finding finding, IReadOnlySet<string>? knownNames) =>
            Checking.Excerpt.Of(body.Recording.Span, body.ToRecording(finding.Offset), 1, knownNames);
    }
}
