using System.Text;
using PatContracts.Schema;
using PatContracts.Schema.Text;
using PatContracts.Tool.Inputs;

namespace PatContracts.Tool.Checking;

/// <summary>Checks the payloads of a segment and locates each finding in the input. This type is thread-safe.</summary>
internal sealed class SegmentChecker(CheckSettings settings)
{
    // The maximum number of list elements, and of findings, in one result.
    private const int ElementsAtATime = 4096;
    private const int FindingsAtATime = 256;

    private readonly ValidationOptions _validation = settings.Validation;

    /// <summary>Checks a segment that is not a list.</summary>
    public SegmentResult Check(Segment segment, ContractSelector selector, CancellationToken cancellation)
    {
        switch (segment.Kind)
        {
            case SegmentKind.Problem:
                return SegmentResult.Unreadable(selector.Name, segment.ProblemRule, segment.ProblemMessage, segment.Offset, segment.Position);
            case SegmentKind.Note:
                return SegmentResult.Note(selector.Name, segment.ProblemRule, segment.ProblemMessage, settings.Severities);
            case SegmentKind.Lines:
                var lines = new SegmentResult { Contract = selector.Name };
                CheckLines(segment, selector, lines, cancellation);
                return lines;
            default:
                SelectedContract selected = selector.For(segment.Bytes.Span, segment.Har?.Operation);
                var result = new SegmentResult { Contract = selected.Name, Within = segment.Har?.Pointer, Request = segment.Har?.Request };
                foreach (SegmentPayload payload in segment.Payloads()) CheckPayload(payload, selected, result);
                return result;
        }
    }

    /// <summary>
    /// Checks the elements of a list while it is read. Findings are returned in parts, so that neither the list nor its findings have to be held in memory. If
    /// the list is malformed or truncated, the findings up to that point are returned.
    /// </summary>
    public IEnumerable<SegmentResult> CheckList(Segment segment, ContractSelector selector, CancellationToken cancellation)
    {
        SelectedContract selected = selector.For("["u8);
        PatCheckSession? session = selected.BeginChecks();
        using var reader = new ContractReader(selected.Contract, segment.List!, _validation, leaveOpen: true);
        var part = new SegmentResult { Contract = selected.Name, Payloads = 1 };
        int elements = 0;
        while (!cancellation.IsCancellationRequested && reader.Read())
        {
            ContractValidationResult validation = reader.Validate();
            Add(part, validation, Checked(session, reader, validation), selected, new Source(reader.Current, reader.Offset, BeginsInLine: reader.Column > 1));
            // Token checks need every element; without them, valid elements can be skipped faster.
            if (session is null) reader.SkipValid();
            if (++elements % ElementsAtATime != 0 && part.Findings.Count < FindingsAtATime) continue;
            yield return part;
            part = new SegmentResult { Contract = selected.Name };
        }

        if (!cancellation.IsCancellationRequested) Add(part, reader.Finish(), [], selected, source: null);
        yield return part;
    }

    private static IReadOnlyList<Finding> Checked(PatCheckSession? session, ContractReader reader, ContractValidationResult validation)
    {
        if (session is null || !validation.IsWellFormed || !reader.IsElement) return [];
        return session.Check(reader.Current.Span, new TokenLocation(reader.Offset, reader.Line, reader.Column, reader.Index));
    }

    private void Add(SegmentResult part, ContractValidationResult validation, IReadOnlyList<Finding> found, SelectedContract selected, Source? source)
    {
        part.IsTruncated |= validation.IsTruncated;
        part.IsUnreadable |= !validation.IsWellFormed;
        IEnumerable<Finding> all = found.Count == 0 ? validation.Findings : validation.Findings.Concat(found).OrderBy(static finding => finding.Offset);
        foreach (Finding finding in all)
        {
            RuleSeverity severity = settings.Severities.Of(finding.Rule, finding.Severity);
            if (severity != RuleSeverity.Off) part.Findings.Add(Reported(finding, (FindingSeverity)severity, selected, source));
        }
    }

    private void CheckLines(Segment segment, ContractSelector selector, SegmentResult result, CancellationToken cancellation)
    {
        foreach (SegmentPayload line in segment.Payloads())
        {
            cancellation.ThrowIfCancellationRequested();
            if (!CheckPayload(line, selector.ForLine(line.Bytes.Span), result)) result.BrokenLines.Add(line.Position.Line);
        }
    }

    /// <summary>
    /// Compares the tokens on the lines of a segment with those on earlier lines, and adds the findings to the result of the segment. Segments must be passed
    /// in order, with the same session for all segments of an input.
    /// </summary>
    public void CompareTokens(Segment segment, ContractSelector selector, ref PatCheckSession? session, SegmentResult result)
    {
        if (segment.Kind != SegmentKind.Lines || (session ??= selector.CompareTokens()) is not { } tokens) return;
        int before = result.Findings.Count;
        foreach (SegmentPayload line in segment.Payloads())
        {
            if (result.BrokenLines.Contains(line.Position.Line)) continue;
            foreach (Finding finding in tokens.Check(line.Bytes.Span, TokenLocation.Start))
            {
                result.Findings.Add(Reported(line, finding, finding.Severity, selector.ForLine(line.Bytes.Span)));
            }
        }

        if (result.Findings.Count == before) return;
        ReportedFinding[] ordered = [.. result.Findings.OrderBy(static finding => finding.Offset)];
        result.Findings.Clear();
        result.Findings.AddRange(ordered);
    }

    private bool CheckPayload(SegmentPayload payload, SelectedContract selected, SegmentResult result)
    {
        result.Payloads++;
        ContractValidationResult validation = selected.Check(payload.Bytes.Span, _validation);
        result.IsTruncated |= validation.IsTruncated;
        result.IsUnreadable |= !validation.IsWellFormed;
        foreach (Finding finding in validation.Findings)
        {
            RuleSeverity severity = settings.Severities.Of(finding.Rule, finding.Severity);
            if (severity != RuleSeverity.Off) result.Findings.Add(Reported(payload, finding, (FindingSeverity)severity, selected));
        }

        return validation.IsWellFormed;
    }

    private ReportedFinding Reported(SegmentPayload payload, Finding finding, FindingSeverity severity, SelectedContract selected) => Reported(
        payload.Locate(finding),
        severity,
        selected,
        payload.Har is { } body ? new Source(body.Recording, 0, MarksWhole: false) : payload.Yaml is { } yaml ? new Source(yaml.Text, 0) : new Source(payload.Bytes, payload.Offset),
        payload.Har?.Pointer);

    private ReportedFinding Reported(Finding finding, FindingSeverity severity, SelectedContract selected, Source? source, string? within = null) => new()
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
        Excerpt = settings.WithExcerpts ? source?.Excerpt(finding, settings.ShowValues ? null : selected.KnownNames) : null,
    };

    /// <summary>The text that excerpts are taken from.</summary>
    /// <param name="Text">The text, or a part of it.</param>
    /// <param name="Offset">The offset of the part in the input.</param>
    /// <param name="BeginsInLine">Whether the part starts in the middle of a line.</param>
    /// <param name="MarksWhole">Whether the lengths of findings apply to this text; false for the encoded body in a recording.</param>
    private sealed record Source(ReadOnlyMemory<byte> Text, long Offset, bool BeginsInLine = false, bool MarksWhole = true)
    {
        /// <summary>Returns the number of columns that a finding spans on its first line.</summary>
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
