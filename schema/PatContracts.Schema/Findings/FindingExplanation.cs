using PatContracts.Schema.Findings;

namespace PatContracts.Schema;

/// <summary>
/// Why a value matches no alternative of a union, or why a property or an element is left over: what a reader needs of <see cref="Finding.Causes"/>.
/// </summary>
public sealed class FindingExplanation
{
    private readonly bool _isOfUnion;

    internal FindingExplanation(bool isOfUnion, string instancePointer, SchemaAlternative? closest, IReadOnlyList<Finding> findings, int omitted)
    {
        _isOfUnion = isOfUnion;
        InstancePointer = instancePointer;
        Closest = closest;
        Findings = findings;
        Omitted = omitted;
    }

    /// <summary>The alternative that comes closest to the value, or null if none stands out.</summary>
    public SchemaAlternative? Closest { get; }

    /// <summary>How to introduce <see cref="Findings"/> where they are those of <see cref="Closest"/>: "closest is "card""; otherwise null.</summary>
    public string? Introduction =>
        Closest is null ? null : _isOfUnion ? $"closest is {Closest.Label}" : $"{Closest.Label} would allow it, but is not matched";

    /// <summary>
    /// If <see cref="Closest"/> is known, what that alternative requires and the value lacks. Otherwise what all alternatives miss alike, or the first
    /// violation of each.
    /// Properties missing from one object are one finding. Each can have an explanation of its own.
    /// </summary>
    public IReadOnlyList<Finding> Findings { get; }

    /// <summary>The value that the alternatives are for.</summary>
    internal string InstancePointer { get; }

    /// <summary>How many more there are than <see cref="Findings"/> holds.</summary>
    public int Omitted { get; }

    /// <summary>Returns the explanation in one line: the violations of the closest alternative, or the first of each.</summary>
    public override string ToString() => FindingDescription.Of(this);
}
