namespace PatContracts.Analyzers.Flow;

/// <summary>On how many of the paths a condition holds.</summary>
internal enum Certainty
{
    Never,
    Sometimes,
    Always,
}
