namespace PatContracts.Schema;

/// <summary>Maps the names and values of a JSON text to their locations in the text it was converted from.</summary>
public sealed class SourceMap
{
    private readonly int[] _offsets;
    private readonly SourceLocation[] _locations;

    /// <summary>Creates a map.</summary>
    /// <param name="offsets">Offsets of the JSON's names and values in bytes, ascending.</param>
    /// <param name="locations">The location in the original of each name or value.</param>
    /// <exception cref="ArgumentException">The numbers of offsets and locations differ, or are 0.</exception>
    public SourceMap(IReadOnlyList<int> offsets, IReadOnlyList<SourceLocation> locations)
    {
        if (offsets.Count != locations.Count || offsets.Count == 0) throw new ArgumentException("Requires as many locations as offsets, and at least one.", nameof(locations));
        _offsets = [.. offsets];
        _locations = [.. locations];
    }

    /// <summary>Returns the location in the original of the name or value that contains an offset of the JSON.</summary>
    public SourceLocation Locate(long offset)
    {
        int index = Array.BinarySearch(_offsets, (int)Math.Min(offset, int.MaxValue));
        return _locations[index >= 0 ? index : Math.Max(~index - 1, 0)];
    }

    /// <summary>Returns the result of validating the JSON with its findings located in the original.</summary>
    public ContractValidationResult Translate(ContractValidationResult result) => result.Findings.Count == 0 ? result : new ContractValidationResult
    {
        IsWellFormed = result.IsWellFormed,
        IsTruncated = result.IsTruncated,
        Findings = [.. result.Findings.Select(Translate)],
    };

    /// <summary>Returns a finding in the JSON, located in the original.</summary>
    public Finding Translate(Finding finding)
    {
        SourceLocation location = Locate(finding.Offset);
        return finding.Relocate(location.Offset, location.Length, location.Line, location.Column, [.. finding.Causes.Select(Translate)]);
    }
}
