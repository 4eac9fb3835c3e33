using PatContracts.Schema.Compilation;
using PatContracts.Schema.Text;

namespace PatContracts.Schema.Evaluation;

/// <summary>
/// Determines why a union is not matched or a property is unevaluated, by evaluating the alternatives again. The total cost for one document is bounded.
/// </summary>
internal readonly ref struct CauseFinder
{
    /// <summary>The depth to which unions inside alternatives are explained, in the closest alternative only.</summary>
    public const int MaxDepth = 4;

    private const int MaxCauses = 16;
    private const int MaxBranches = 8;
    private const int MaxNesting = 8;

    private readonly ReadOnlySpan<byte> _json;
    private readonly ValidationOptions _options;
    private readonly EvaluationContext _context;

    public CauseFinder(ReadOnlySpan<byte> json, ValidationOptions options, EvaluationContext context)
    {
        _json = json;
        _options = options;
        _context = context;
    }

    /// <summary>Returns the violations of each alternative, in document order; null if there is nothing to explain, or if it would cost too much.</summary>
    public List<UnresolvedFinding>? Of(in UnresolvedFinding finding)
    {
        if (finding.FailedUnion is { } union) return OfUnion(finding, union);
        return finding.Unevaluated is { } unevaluated && _context.Index.Tokens[unevaluated.Container].Kind == JsonKind.Object
            ? OfUnevaluated(finding, unevaluated)
            : null;
    }

    private List<UnresolvedFinding>? OfUnion(in UnresolvedFinding finding, Applicator union)
    {
        if (!_context.TrySpendOnCauses(finding.Position, union.Edges.Length)) return null;
        // A discriminator names the only alternative that is worth explaining.
        int? named = null;
        if (union is UnionApplicator { Discriminator: { } discriminator } && Discriminating(discriminator, finding.Position) is { } value)
        {
            JsonToken token = _context.Index.Tokens[value];
            named = token.Kind == JsonKind.String ? Alternative(discriminator, token) : -1;
            if (named < 0)
            {
                KeywordLocation location = discriminator.Location;
                return [new UnresolvedFinding(location.Rule, FindingSeverity.Error, discriminator.Expectation, value, location, finding.EvaluationPath)];
            }
        }

        var causes = new List<UnresolvedFinding>();
        for (int i = 0; i < union.Edges.Length; i++)
        {
            if (named is { } only && only != i) continue;
            PlanEdge edge = union.Edges[i];
            Add(causes, union.Alternative(i), edge.Node, finding.Position, finding.EvaluationPath + edge.Path);
        }

        return causes;
    }

    /// <summary>Returns the position of the value that selects the alternative an object is meant to match; null if there is none.</summary>
    private int? Discriminating(Discriminator discriminator, int position)
    {
        ReadOnlySpan<JsonToken> tokens = _context.Index.Tokens;
        if (tokens[position].Kind != JsonKind.Object) return null;
        for (int name = position + 1; name < tokens[position].Next && name + 1 < tokens.Length; name = tokens[name + 1].Next)
        {
            using var content = new UnescapedString(tokens[name].Raw(_json));
            if (discriminator.Property.Find(content.Utf8) >= 0) return name + 1;
        }

        return null;
    }

    private int Alternative(Discriminator discriminator, JsonToken value)
    {
        using var content = new UnescapedString(value.Raw(_json));
        return discriminator.Find(content.Utf8);
    }

    /// <summary>Returns the violations of the subschemas that would evaluate a property if the object matched them.</summary>
    private List<UnresolvedFinding>? OfUnevaluated(in UnresolvedFinding finding, UnevaluatedValue unevaluated)
    {
        ReadOnlySpan<byte> raw = _context.Index.Tokens[finding.Position].Raw(_json);
        using var name = new UnescapedString(raw);
        var branches = new List<Branch>();
        FindBranches(unevaluated.Node, name.Utf8, branches, 0);
        if (branches.Count == 0 || !_context.TrySpendOnCauses(unevaluated.Container, branches.Count)) return null;
        var causes = new List<UnresolvedFinding>();
        foreach (Branch branch in branches) Add(causes, branch.Alternative, branch.Node, unevaluated.Container, finding.EvaluationPath);
        return causes;
    }

    /// <summary>Finds the schemas that declare a property but apply to the object only if it matches them, or another schema.</summary>
    private static void FindBranches(PlanNode node, ReadOnlySpan<byte> name, List<Branch> branches, int depth)
    {
        if (depth > MaxNesting) return;
        foreach (Applicator applicator in node.Applicators)
        {
            for (int i = 0; i < applicator.Edges.Length && branches.Count < MaxBranches; i++)
            {
                PlanNode branch = applicator.Edges[i].Node;
                if (applicator is AnyOfApplicator or OneOfApplicator && Declares(branch, name, 0)) branches.Add(new Branch(applicator.Alternative(i), branch));
                else if (applicator is not (NotApplicator or IfApplicator)) FindBranches(branch, name, branches, depth + 1);
            }

            // Declared in "then": the object would have to match the condition.
            if (applicator is IfApplicator { Then: { } then } conditional && Declares(then.Node, name, 0))
            {
                branches.Add(new Branch(conditional.Location.Alternative(conditional.Location.Value), conditional.Test.Node));
            }
        }
    }

    private static bool Declares(PlanNode node, ReadOnlySpan<byte> name, int depth)
    {
        if (node.Object is { } plan && plan.Names.Find(name) is >= 0 and int index && plan.Properties[index] is not null) return true;
        if (depth > MaxNesting) return false;
        foreach (Applicator applicator in node.Applicators)
        {
            if (applicator is not AllOfApplicator) continue;
            foreach (PlanEdge edge in applicator.Edges)
            {
                if (Declares(edge.Node, name, depth + 1)) return true;
            }
        }

        return false;
    }

    private void Add(List<UnresolvedFinding> causes, SchemaAlternative alternative, PlanNode node, int position, string evaluationPath)
    {
        var collector = new FindingCollector(_context.Index);
        collector.Begin(MaxCauses, evaluationPath);
        var evaluator = new Evaluator<ExhaustiveMode>(_json, _context.Index.Tokens, _options, _context, collector);
        evaluator.EvaluateInPlace(node, position);
        foreach (UnresolvedFinding cause in collector.Finish()) causes.Add(cause with { Alternative = alternative });
    }

    private sealed record Branch(SchemaAlternative Alternative, PlanNode Node);
}
