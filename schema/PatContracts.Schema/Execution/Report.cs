using System.Globalization;
using System.Text;
using PatContracts.Schema.Compilation;
using PatContracts.Schema.Documents;
using PatContracts.Schema.Text;

namespace PatContracts.Schema.Execution;

/// <summary>Collects what a walk finds, and where the walk is: the members and elements on the way, and the keywords.</summary>
internal sealed class Report(int maxFindings)
{
    // Names are the payload's and may be of any length, and every finding below them repeats them: together they are bounded, as findings are.
    private const long MaxPointerLength = 4 * 1024 * 1024;

    private readonly List<RawFinding> _findings = [];
    // Pairs: place and length of a member's raw name, or −1 and an element's index.
    private readonly List<(int Place, int Length)> _instance = [];
    private readonly List<string> _keywords = [];
    private RawFinding? _last;
    private long _pointerLength;

    /// <summary>How many findings were added, those that were dropped again included.</summary>
    public int Added { get; private set; }

    /// <summary>What schemas said of values that they were applied to before.</summary>
    public Visits Visits { get; } = new();

    /// <summary>Whether this report collects why an alternative was not met.</summary>
    public bool IsCausal { get; private set; }

    /// <summary>Whether findings were dropped because there were too many.</summary>
    public bool IsCut { get; private set; }

    public void EnterMember(int nameStart, int nameLength) => _instance.Add((nameStart, nameLength));

    public void EnterElement(int index) => _instance.Add((-1, index));

    public void Leave() => _instance.RemoveAt(_instance.Count - 1);

    public void EnterKeyword(string path) => _keywords.Add(path);

    public void LeaveKeyword() => _keywords.RemoveAt(_keywords.Count - 1);

    public void Add(
        ReadOnlySpan<byte> json,
        FindingSeverity severity,
        KeywordSite site,
        string message,
        int offset,
        int length,
        IReadOnlyList<RawFinding>? causes = null,
        string? missingMember = null)
    {
        if (!Takes(offset)) return;
        Keep(new RawFinding(site.Rule, severity, message, InstancePointer(json), site, KeywordLocation(site), offset, length, causes ?? []) { MissingMember = missingMember });
    }

    public void Add(ReadOnlySpan<byte> json, FindingSeverity severity, string rule, string message, int offset, int length)
    {
        if (Takes(offset)) Keep(new RawFinding(rule, severity, message, InstancePointer(json), null, "", offset, length, []));
    }

    /// <summary>Counts a finding that was added when the same value met the same schema before.</summary>
    public void AddedBefore() => Added++;

    /// <summary>A report of the causes of a finding at the present place.</summary>
    public Report ForCauses()
    {
        const int MaxCauses = 16;
        var causes = new Report(MaxCauses) { IsCausal = true };
        causes._instance.AddRange(_instance);
        causes._keywords.AddRange(_keywords);
        return causes;
    }

    /// <summary>Whether a finding at a place is kept. What is dropped costs nothing but being counted.</summary>
    private bool Takes(int offset)
    {
        Added++;
        // Findings arrive nearly in document order. Twice the limit are kept before the later half goes, so that the first ones stay exact.
        bool takes = (_last is null || offset <= _last.Offset) && (_findings.Count == 0 || _pointerLength <= MaxPointerLength);
        IsCut |= !takes;
        return takes;
    }

    private void Keep(RawFinding finding)
    {
        _pointerLength += finding.InstancePointer.Length;
        _findings.Add(finding);
        if (_findings.Count >= 2L * maxFindings) Cut();
    }

    private void Cut()
    {
        RawFinding[] ordered = Ordered();
        _findings.Clear();
        _findings.AddRange(ordered.Take(maxFindings));
        if (ordered.Length <= maxFindings) return;
        IsCut = true;
        _last = _findings[_findings.Count - 1];
    }

    /// <summary>The findings in document order, those of one place in the order in which they were found; at most as many as allowed.</summary>
    public IReadOnlyList<RawFinding> Finish()
    {
        if (_findings.Count > maxFindings)
        {
            Cut();
            return [.. _findings];
        }

        return Ordered();
    }

    private RawFinding[] Ordered() => IsOrdered() ? [.. _findings] : [.. _findings.OrderBy(finding => finding.Offset)];

    private bool IsOrdered()
    {
        for (int i = 1; i < _findings.Count; i++)
        {
            if (_findings[i].Offset < _findings[i - 1].Offset) return false;
        }

        return true;
    }

    private string KeywordLocation(KeywordSite site)
    {
        if (_keywords.Count == 0) return site.OwnLocation;
        var location = new StringBuilder();
        foreach (string path in _keywords) location.Append(path);
        return location.Append('/').Append(site.Keyword).ToString();
    }

    private string InstancePointer(ReadOnlySpan<byte> json)
    {
        if (_instance.Count == 0) return "";
        var pointer = new StringBuilder();
        foreach ((int place, int length) in _instance)
        {
            pointer.Append('/');
            if (place < 0) pointer.Append(length.ToString(CultureInfo.InvariantCulture));
            else pointer.Append(JsonPointer.Escape(JsonStrings.ToString(json.Slice(place, length))));
        }

        return pointer.ToString();
    }
}

/// <summary>
/// A finding before line and column are known. Its keyword location is the way through the keywords that led there, for JSON Schema's output formats.
/// </summary>
internal sealed record RawFinding(
    string Rule,
    FindingSeverity Severity,
    string Message,
    string InstancePointer,
    KeywordSite? Site,
    string KeywordLocation,
    int Offset,
    int Length,
    IReadOnlyList<RawFinding> Causes)
{
    /// <summary>The name of the member that is missing, where that is the finding.</summary>
    public string? MissingMember { get; init; }

    /// <summary>Makes findings of raw ones, in one forward pass over the text for their positions.</summary>
    public static Finding[] Place(ReadOnlySpan<byte> json, IReadOnlyList<RawFinding> findings) => Place(json, findings, 0, new TextPosition());

    /// <summary>The same for a part of a text that begins somewhere in it.</summary>
    public static Finding[] Place(ReadOnlySpan<byte> json, IReadOnlyList<RawFinding> findings, long start, TextPosition position)
    {
        if (TryPlaceInOrder(json, findings, start, position) is { } placed) return placed;
        var offsets = new SortedSet<int>();
        Gather(findings, offsets);
        var positions = new Dictionary<int, TextPosition>(offsets.Count);
        int passed = 0;
        foreach (int offset in offsets)
        {
            int end = Math.Min(offset, json.Length);
            position.Advance(json.Slice(passed, end - passed));
            passed = end;
            positions.Add(offset, position);
        }

        return [.. findings.Select(finding => finding.Place(start, positions))];
    }

    /// <summary>The usual case: findings without causes, in the order of the text.</summary>
    private static Finding[]? TryPlaceInOrder(ReadOnlySpan<byte> json, IReadOnlyList<RawFinding> findings, long start, TextPosition position)
    {
        var placed = new Finding[findings.Count];
        int passed = 0;
        for (int i = 0; i < placed.Length; i++)
        {
            RawFinding finding = findings[i];
            int end = Math.Min(finding.Offset, json.Length);
            if (finding.Causes.Count > 0 || end < passed) return null;
            position.Advance(json.Slice(passed, end - passed));
            passed = end;
            placed[i] = finding.Place(start + finding.Offset, position);
        }

        return placed;
    }

    private static void Gather(IReadOnlyList<RawFinding> findings, SortedSet<int> offsets)
    {
        foreach (RawFinding finding in findings)
        {
            offsets.Add(finding.Offset);
            Gather(finding.Causes, offsets);
        }
    }

    /// <summary>The finding at a place of the whole text, for one without causes.</summary>
    public Finding Place(long offset, TextPosition position) => Place(offset, position, []);

    private Finding Place(long start, Dictionary<int, TextPosition> positions) =>
        Place(start + Offset, positions[Offset], [.. Causes.Select(cause => cause.Place(start, positions))]);

    private Finding Place(long offset, TextPosition position, IReadOnlyList<Finding> causes) =>
        new(Rule, Severity, Message, InstancePointer, Site?.Pointer ?? "", offset, Length, position.Line, position.Column, causes)
        {
            MissingMember = MissingMember,
            KeywordLocation = KeywordLocation,
            AbsoluteKeywordLocation = Site?.AbsoluteLocation,
        };
}
