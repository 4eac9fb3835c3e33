using PatContracts.Schema;

namespace PatContracts.Tool.Checking;

/// <summary>
/// Builds a report from segment results in the order of the inputs: assigns fingerprints, applies the baseline and limits, and counts findings.
/// </summary>
internal sealed class ReportBuilder(CheckSettings settings, string root)
{
    private Fingerprints _fingerprints = new("");
    private string? _path;
    private string? _fullPath;
    private int _kept;

    public CheckReport Report { get; } = new() { FailOn = settings.FailOn };

    /// <summary>The number of findings so far, reported or only counted.</summary>
    public long Found { get; private set; }

    /// <summary>Starts the next input.</summary>
    public void Begin(CheckInput input)
    {
        _path = input.File.Path;
        _fullPath = input.File.FullPath;
        _fingerprints = new Fingerprints(Identity(input));
        Report.Results.Add(new InputResult { Path = _path, FullPath = _fullPath, Contract = input.Selector.Name });
    }

    /// <summary>Adds the result of the next segment of the current input.</summary>
    public void Add(SegmentResult segment)
    {
        InputResult result = ResultOf(segment);
        result.Payloads += segment.Payloads;
        result.IsUnreadable |= segment.IsUnreadable;
        result.IsTruncated |= segment.IsTruncated;
        foreach (ReportedFinding finding in segment.Findings)
        {
            ReportedFinding named = finding with { Fingerprint = _fingerprints.Next(finding) };
            if (settings.Baseline.Contains(named.Fingerprint)) result.Suppressed++;
            else Keep(result, named);
        }
    }

    private void Keep(InputResult result, ReportedFinding finding)
    {
        Found++;
        if (finding.Severity == FindingSeverity.Error) result.Errors++;
        else if (finding.Severity == FindingSeverity.Warning) result.Warnings++;
        else result.Infos++;

        if (_kept < settings.MaxFindings)
        {
            result.Findings.Add(finding);
            _kept++;
        }
        else
        {
            result.IsTruncated = true;
        }
    }

    /// <summary>
    /// Returns the result to add to: the current one, unless the segment is another payload of a recording or was checked against another contract.
    /// </summary>
    private InputResult ResultOf(SegmentResult segment)
    {
        InputResult last = Report.Results[^1];
        bool isSameContract = last.Contract == segment.Contract || segment.IsUnreadable || segment.IsNote;
        if (last.Within == segment.Within && isSameContract) return last;
        var next = new InputResult { Path = _path!, FullPath = _fullPath, Contract = segment.Contract, Within = segment.Within, Request = segment.Request };
        bool hasOnlyNotes = last.Payloads == 0 && last.Within is null && !last.IsUnreadable;
        if (hasOnlyNotes)
        {
            next.Absorb(last);
            Report.Results.RemoveAt(Report.Results.Count - 1);
        }

        Report.Results.Add(next);
        return next;
    }

    /// <summary>Returns the name of the file in fingerprints. Relative to the root if possible, so that fingerprints are the same on every machine.</summary>
    private string Identity(CheckInput input)
    {
        if (input.File.FullPath is null) return input.File.Path;
        string relative = Path.GetRelativePath(root, input.File.FullPath).Replace('\\', '/');
        return relative.StartsWith("../", StringComparison.Ordinal) || Path.IsPathRooted(relative) ? input.File.Path : relative;
    }
}
