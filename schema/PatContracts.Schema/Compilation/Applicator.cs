namespace PatContracts.Schema.Compilation;

/// <summary>A keyword that applies other schemas to the same value. The evaluator implements each kind.</summary>
internal abstract class Applicator(KeywordLocation location, PlanEdge[] edges)
{
    public KeywordLocation Location { get; } = location;

    /// <summary>The schemas applied, in document order.</summary>
    public PlanEdge[] Edges { get; } = edges;

    /// <summary>Returns the name of a schema of <c>anyOf</c> or <c>oneOf</c> in findings.</summary>
    public SchemaAlternative Alternative(int index) => Location.Alternative(Location.Value.Children[index]);

    /// <summary>Returns the same for use in a sentence.</summary>
    public string Label(int index) => Alternative(index).Label;
}

/// <summary><c>allOf</c>, and <c>$ref</c> and similar keywords next to other keywords: every schema must match.</summary>
internal sealed class AllOfApplicator(KeywordLocation location, PlanEdge[] edges) : Applicator(location, edges);

/// <summary><c>anyOf</c> or <c>oneOf</c>.</summary>
internal abstract class UnionApplicator(KeywordLocation location, PlanEdge[] edges) : Applicator(location, edges)
{
    /// <summary>
    /// The property that selects the alternative that a value is meant to match, if the schema has a discriminator. It affects findings, never the result.
    /// </summary>
    public Discriminator? Discriminator { get; init; }
}

/// <summary><c>anyOf</c>: at least one schema must match.</summary>
internal sealed class AnyOfApplicator(KeywordLocation location, PlanEdge[] edges) : UnionApplicator(location, edges);

/// <summary><c>oneOf</c>: exactly one schema must match.</summary>
internal sealed class OneOfApplicator(KeywordLocation location, PlanEdge[] edges) : UnionApplicator(location, edges);

/// <summary><c>not</c>: the schema must not match.</summary>
internal sealed class NotApplicator(KeywordLocation location, PlanEdge edge) : Applicator(location, [edge]);

/// <summary><c>dependentSchemas</c>, and the schemas of <c>dependencies</c>: each must match if the object has the property.</summary>
internal sealed class DependentSchemasApplicator(KeywordLocation location, string[] names, PlanEdge[] edges) : Applicator(location, edges)
{
    /// <summary>The properties, in the order of the schemas.</summary>
    public NameTable Names { get; } = new(names);
}

/// <summary><c>propertyDependencies</c>: a schema must match if a property has a certain string as its value.</summary>
internal sealed class PropertyDependenciesApplicator(KeywordLocation location, string[] names, NameTable[] values, PlanEdge[] edges)
    : Applicator(location, edges)
{
    private readonly int[] _firsts = Firsts(values);

    /// <summary>The properties.</summary>
    public NameTable Names { get; } = new(names);

    /// <summary>Returns the schema for a value (unescaped) of the property with an index, or null.</summary>
    public PlanEdge? Find(int property, ReadOnlySpan<byte> value)
    {
        int index = values[property].Find(value);
        return index < 0 ? null : Edges[_firsts[property] + index];
    }

    // The index at which the schemas of each property begin.
    private static int[] Firsts(NameTable[] values)
    {
        int[] firsts = new int[values.Length];
        for (int i = 1; i < values.Length; i++) firsts[i] = firsts[i - 1] + values[i - 1].Count;
        return firsts;
    }
}

/// <summary><c>if</c> with <c>then</c> and <c>else</c>, both optional.</summary>
internal sealed class IfApplicator(KeywordLocation location, PlanEdge test, PlanEdge? then, PlanEdge? @else)
    : Applicator(location, [.. new[] { test, then, @else }.OfType<PlanEdge>()])
{
    public PlanEdge Test { get; } = test;

    public PlanEdge? Then { get; } = then;

    public PlanEdge? Else { get; } = @else;
}
