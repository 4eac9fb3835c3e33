using PatContracts.Schema.Findings;

namespace PatContracts.Schema;

/// <summary>
/// Explains why a value matches no alternative of a union, or why a property or an element is unevaluated, with a selection of <see cref="Finding.Causes"/>.
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

    /// <summary>An introduction to <see cref="Findings"/> if they are those of <see cref="Closest"/>: "closest is "card""; otherwise null.</summary>
    public string? Introduction =>
        Closest is null ? null : _isOfUnion ? $"closest is {Closest.Label}" : $"{Closest.Label} would allow it, but is not matched";

    /// <summary>
    /// If <see cref="Closest"/> is known, its violations. Otherwise the requirement that all alternatives share, or the first violation of each. Properties
    /// missing from one object are one finding. Each finding can have its own explanation.
    /// </summary>
    public IReadOnlyList<Finding> Findings { get; }

    /// <summary>JSON Pointer of the value that the alternatives apply to.</summary>
    internal string InstancePointer { get; }

    /// <summary>The number of findings omitted from <see cref="Findings"/>.</summary>
    public int Omitted { get; }

    /// <summary>Returns the explanation in one line: the violations of the closest alternative, or the first violation of each.</summary>
    public override string ToString() => FindingDescription.Of(this);
}
