using System.Text;
using PatContracts.Schema;
using PatContracts.Schema.Text;
using PatContracts.Tool.Inputs;

namespace PatContracts.Tool.Checking;

/// <summary>What was found in one segment of an input.</summary>
internal sealed class SegmentResult
{
    public required string Contract { get; init; }

    /// <summary>Where in a recording the payload is, as a JSON Pointer; null elsewhere.</summary>
    public string? Within { get; init; }

    /// <summary>The recorded request; null elsewhere.</summary>
    public string? Request { get; init; }

    public long Payloads { get; set; }

    public bool IsUnreadable { get; set; }

    /// <summary>Whether this is about the input as a whole, whatever contract its payloads are checked against.</summary>
    public bool IsNote { get; init; }

    public bool IsTruncated { get; set; }

    public List<ReportedFinding> Findings { get; } = [];

    /// <summary>The lines that are not JSON.</summary>
    public HashSet<long> BrokenLines { get; } = [];

    /// <summary>The result of an input that cannot be read, or only in part.</summary>
    public static SegmentResult Unreadable(string contract, string rule, string message, long offset = 0, TextPosition position = default)
    {
        var result = new SegmentResult { Contract = contract, IsUnreadable = true };
        result.Findings.Add(OfInput(rule, FindingSeverity.Error, message, offset, position));
        return result;
    }

    /// <summary>Something to know about an input as a whole.</summary>
    public static SegmentResult Note(string contract, string rule, string message, SeverityPolicy severities)
    {
        var result = new SegmentResult { Contract = contract, IsNote = true };
        RuleSeverity severity = severities.Of(rule, FindingSeverity.Info);
        if (severity != RuleSeverity.Off) result.Findings.Add(OfInput(rule, (FindingSeverity)severity, message, 0, default));
        return result;
    }

    private static ReportedFinding OfInput(string rule, FindingSeverity severity, string message, long offset, TextPosition position) => new()
    {
        Rule = rule,
        Severity = severity,
        Message = message,
        Instance = "",
        Schema = "",
        Offset = offset,
        Length = 0,
        Line = position.Line,
        Column = position.Column,
    };
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
                return SegmentResult.Unreadable(choice.Name, segment.ProblemRule, segment.ProblemMessage, segment.Offset, segment.Position);
            case SegmentKind.Note:
                return SegmentResult.Note(choice.Name, segment.ProblemRule, segment.ProblemMessage, settings.Severities);
            case SegmentKind.Lines:
                var lines = new SegmentResult { Contract = choice.Name };
                CheckLines(segment, choice, lines, cancellation);
                return lines;
            default:
                ChosenContract chosen = choice.For(segment.Bytes.Span, segment.Har?.Operation);
                var result = new SegmentResult { Contract = chosen.Name, Within = segment.Har?.Pointer, Request = segment.Har?.Request };
                foreach (SegmentPayload payload in segment.Payloads()) CheckPayload(payload, chosen, result);
                return result;
        }
    }

    /// <summary>
    /// Checks a list element by element, as it is read. What is found comes in parts, so that neither the list nor its findings have to be held; of
    /// a list that is
    /// broken or cut off it is what was found up to there.
    /// </summary>
    public IEnumerable<SegmentResult> CheckList(Segment segment, ContractChoice choice, CancellationToken cancellation)
    {
        ChosenContract chosen = choice.For("["u8);
        PatCheckSession? session = chosen.BeginChecks();
        using var reader = new ContractReader(chosen.Contract, segment.List!, _validation, leaveOpen: true);
        var part = new SegmentResult { Contract = chosen.Name, Payloads = 1 };
        int elements = 0;
        while (!cancellation.IsCancellationRequested && reader.Read())
        {
            ContractValidationResult judged = reader.Validate();
            Add(part, judged, Checked(session, reader, judged), chosen, new Source(reader.Current, reader.Offset, BeginsInLine: reader.Column > 1));
            // Checks of tokens have to see every element; a contract alone passes over good ones faster.
            if (session is null) reader.SkipValid();
            if (++elements % ElementsAtATime != 0 && part.Findings.Count < FindingsAtATime) continue;
            yield return part;
            part = new SegmentResult { Contract = chosen.Name };
        }

        if (!cancellation.IsCancellationRequested) Add(part, reader.Finish(), [], chosen, source: null);
        yield return part;
    }

    private static IReadOnlyList<Finding> Checked(PatCheckSession? session, ContractReader reader, ContractValidationResult judged)
    {
        if (session is null || !judged.IsWellFormed || !reader.IsElement) return [];
        return session.Check(reader.Current.Span, new TokenLocation(reader.Offset, reader.Line, reader.Column, reader.Index));
    }

    private void Add(SegmentResult part, ContractValidationResult judged, IReadOnlyList<Finding> found, ChosenContract chosen, Source? source)
    {
        part.IsTruncated |= judged.IsTruncated;
        part.IsUnreadable |= !judged.IsWellFormed;
        IEnumerable<Finding> all = found.Count == 0 ? judged.Findings : judged.Findings.Concat(found).OrderBy(static finding => finding.Offset);
        foreach (Finding finding in all)
        {
            RuleSeverity severity = settings.Severities.Of(finding.Rule, finding.Severity);
            if (severity != RuleSeverity.Off) part.Findings.Add(Reported(finding, (FindingSeverity)severity, chosen, source));
        }
    }

    private void CheckLines(Segment segment, ContractChoice choice, SegmentResult result, CancellationToken cancellation)
    {
        foreach (SegmentPayload line in segment.Payloads())
        {
            cancellation.ThrowIfCancellationRequested();
            if (!CheckPayload(line, choice.ForLine(line.Bytes.Span), result)) result.BrokenLines.Add(line.Position.Line);
        }
    }

    /// <summary>
    /// Goes on to compare the tokens of an input's lines, those of this segment with those before. Segments must come in their order, and the session, which begins with
    /// the first, must be the same for all of them; what is found goes among the segment's other findings.
    /// </summary>
    public void CompareTokens(Segment segment, ContractChoice choice, ref PatCheckSession? session, SegmentResult result)
    {
        if (segment.Kind != SegmentKind.Lines || (session ??= choice.CompareTokens()) is not { } tokens) return;
        int before = result.Findings.Count;
        foreach (SegmentPayload line in segment.Payloads())
        {
            if (result.BrokenLines.Contains(line.Position.Line)) continue;
            foreach (Finding finding in tokens.Check(line.Bytes.Span, TokenLocation.Start))
            {
                result.Findings.Add(Reported(line, finding, finding.Severity, choice.ForLine(line.Bytes.Span)));
            }
        }

        if (result.Findings.Count == before) return;
        ReportedFinding[] ordered = [.. result.Findings.OrderBy(static finding => finding.Offset)];
        result.Findings.Clear();
        result.Findings.AddRange(ordered);
    }

    private bool CheckPayload(SegmentPayload payload, ChosenContract chosen, SegmentResult result)
    {
        result.Payloads++;
        ContractValidationResult validation = chosen.Check(payload.Bytes.Span, _validation);
        result.IsTruncated |= validation.IsTruncated;
        result.IsUnreadable |= !validation.IsWellFormed;
        foreach (Finding finding in validation.Findings)
        {
            RuleSeverity severity = settings.Severities.Of(finding.Rule, finding.Severity);
            if (severity != RuleSeverity.Off) result.Findings.Add(Reported(payload, finding, (FindingSeverity)severity, chosen));
        }

        return validation.IsWellFormed;
    }

    private ReportedFinding Reported(SegmentPayload payload, Finding finding, FindingSeverity severity, ChosenContract chosen) => Reported(
        payload.Locate(finding),
        severity,
        chosen,
        payload.Har is { } body ? new Source(body.Recording, 0, MarksWhole: false) : payload.Yaml is { } yaml ? new Source(yaml.Text, 0) : new Source(payload.Bytes, payload.Offset),
        payload.Har?.Pointer);

    private ReportedFinding Reported(Finding finding, FindingSeverity severity, ChosenContract chosen, Source? source, string? within = null) => new()
    {
        Rule = finding.Rule,
        Severity = severity,
        Message = finding.Message,
        Instance = finding.InstancePointer,
        Schema = finding.SchemaPointer,
        Offset = finding.Offset,
        Length = finding.Length,
        Line = finding.Line,
        Column = finding.Column,
        Within = within,
        Width = source?.Width(finding) ?? Math.Min(finding.Length, 1),
        Source = finding,
        Excerpt = settings.WithExcerpts ? source?.Excerpt(finding, settings.ShowValues ? null : chosen.KnownNames) : null,
    };

    /// <summary>The text to show excerpts of.</summary>
    /// <param name="Text">The text, or a part of it.</param>
    /// <param name="Offset">Offset of the part in the input.</param>
    /// <param name="BeginsInLine">Whether something comes before the part on its first line.</param>
    /// <param name="MarksWhole">Whether the length of findings is one in this text: it is not where a body is encoded in a recording.</param>
    private sealed record Source(ReadOnlyMemory<byte> Text, long Offset, bool BeginsInLine = false, bool MarksWhole = true)
    {
        /// <summary>The number of columns of what is at fault: a token, or its first line.</summary>
        public int Width(Finding finding)
        {
            if (!MarksWhole || finding.Length <= 1 || finding.Offset < Offset) return Math.Min(finding.Length, 1);
            ReadOnlySpan<byte> token = Text.Span.Slice((int)(finding.Offset - Offset), finding.Length);
            int end = TextLines.IndexOfEnd(token);
            return Encoding.UTF8.GetCharCount(end < 0 ? token : token[..end]);
        }

        public Excerpt? Excerpt(Finding finding, IReadOnlySet<string>? knownNames) => finding.Offset < Offset
            ? null
            : Checking.Excerpt.Of(Text.Span, (int)(finding.Offset - Offset), MarksWhole ? finding.Length : 1, knownNames, BeginsInLine);
    }
}
