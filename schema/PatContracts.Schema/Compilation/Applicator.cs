namespace PatContracts.Schema.Compilation;

/// <summary>A keyword that applies other schemas to the same value. The walker knows how each kind is carried out.</summary>
internal abstract class Applicator(KeywordSite site, PlanEdge[] edges)
{
    public KeywordSite Site { get; } = site;

    /// <summary>The schemas applied, in document order.</summary>
    public PlanEdge[] Edges { get; } = edges;
}

/// <summary><c>allOf</c>, and <c>$ref</c> and its kin beside other keywords: every schema must hold.</summary>
internal sealed class AllOfApplicator(KeywordSite site, PlanEdge[] edges) : Applicator(site, edges);

/// <summary><c>anyOf</c>: at least one schema must hold.</summary>
internal sealed class AnyOfApplicator(KeywordSite site, PlanEdge[] edges) : Applicator(site, edges);

/// <summary><c>oneOf</c>: exactly one schema must hold.</summary>
internal sealed class OneOfApplicator(KeywordSite site, PlanEdge[] edges) : Applicator(site, edges);

/// <summary><c>not</c>: the schema must not hold.</summary>
internal sealed class NotApplicator(KeywordSite site, PlanEdge edge) : Applicator(site, [edge]);

/// <summary><c>if</c> with <c>then</c> and <c>else</c>, either of which may be missing.</summary>
internal sealed class IfApplicator(KeywordSite site, PlanEdge test, PlanEdge? then, PlanEdge? @else)
    : Applicator(site, [.. new[] { test, then, @else }.OfType<PlanEdge>()])
{
    public PlanEdge Test { get; } = test;

    public PlanEdge? Then { get; } = then;

    public PlanEdge? Else { get; } = @else;
}
