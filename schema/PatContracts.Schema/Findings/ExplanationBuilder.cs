using PatContracts.Schema.Compilation.Keywords;
using PatContracts.Schema.Documents;

namespace PatContracts.Schema.Findings;

/// <summary>Selects the causes of a finding that explain it best.</summary>
internal static class ExplanationBuilder
{
    private const int MaxFindings = 8;

    /// <summary>Returns the explanation of a finding, or null if it has no causes.</summary>
    public static FindingExplanation? Explain(Finding finding)
    {
        if (finding.Causes.Count == 0) return null;
        bool isOfUnion = finding.Rule is not ("schema/unevaluatedProperties" or "schema/unevaluatedItems");
        string instance = isOfUnion ? finding.InstancePointer : finding.InstancePointer.Substring(0, finding.InstancePointer.LastIndexOf('/'));
        List<Candidate> candidates = Candidates(instance, finding.Causes);
        if (isOfUnion && Common(candidates, finding) is { } common) return new FindingExplanation(isOfUnion, instance, null, [common], 0);
        if (Closest(candidates) is { } closest) return Limited(isOfUnion, instance, closest.Alternative, Finding.Summarize(closest.Causes));
        return Limited(isOfUnion, instance, null, [.. candidates.Select(candidate => Finding.Summarize(candidate.Causes)[0])]);
    }

    /// <summary>Returns the alternative whose causes explain the finding best, or null if none stands out.</summary>
    /// <param name="instance">The value that matches no alternative.</param>
    /// <param name="causes">The violations of all alternatives.</param>
    public static SchemaAlternative? ClosestOf(string instance, IReadOnlyList<Finding> causes) => Closest(Candidates(instance, causes))?.Alternative;

    private static FindingExplanation Limited(bool isOfUnion, string instance, SchemaAlternative? closest, IReadOnlyList<Finding> findings) =>
        new(isOfUnion, instance, closest, findings.Count <= MaxFindings ? findings : [.. findings.Take(MaxFindings)], Math.Max(0, findings.Count - MaxFindings));

    private static List<Candidate> Candidates(string instance, IReadOnlyList<Finding> causes)
    {
        var candidates = new List<Candidate>();
        foreach (Finding cause in causes)
        {
            if (candidates.Count == 0 || candidates[candidates.Count - 1].Alternative != cause.Alternative) candidates.Add(new Candidate(cause.Alternative));
            candidates[candidates.Count - 1].Causes.Add(cause);
        }

        foreach (Candidate candidate in candidates) candidate.Measure(instance);
        return candidates;
    }

    private static Candidate? Closest(List<Candidate> candidates)
    {
        Candidate? best = null;
        bool isTied = false;
        foreach (Candidate candidate in candidates)
        {
            int comparison = best is null ? -1 : candidate.CompareTo(best);
            if (comparison < 0) (best, isTied) = (candidate, false);
            else isTied |= comparison == 0;
        }

        return isTied || best?.Alternative is null ? null : best;
    }

    /// <summary>
    /// Returns the expectation that all alternatives share, or null: they all exclude the value's type, or they all require another constant for the same value
    /// (none of the known values of the member that selects the alternative).
    /// </summary>
    private static Finding? Common(List<Candidate> candidates, Finding union)
    {
        if (candidates.Count == 1) return null;
        Finding? first = candidates[0].Mismatch;
        if (first is null || !candidates.TrueForAll(candidate => candidate.Mismatch is { } other && other.InstancePointer == first.InstancePointer)) return null;
        Finding[] mismatches = [.. candidates.Select(candidate => candidate.Mismatch!)];
        if (Array.TrueForAll(mismatches, mismatch => mismatch.Rule == "schema/type"))
        {
            JsonTypes types = mismatches.Aggregate(JsonTypes.None, (all, mismatch) => all | mismatch.ExpectedTypes);
            return types == JsonTypes.None ? null : first.Common(TypeKeyword.Expectation(types, first.FoundType), union);
        }

        if (!Array.TrueForAll(mismatches, mismatch => mismatch.Rule is "schema/const" or "schema/enum")) return null;
        JsonNode[] constants = [.. mismatches.SelectMany(mismatch => Constants(mismatch.Keyword!.Value))];
        return first.Common(OneOfValues.Describe(constants), union);
    }

    private static JsonNode[] Constants(JsonNode keyword) => keyword is { Name: "enum", IsArray: true } ? keyword.Children : [keyword];

    /// <summary>An alternative and its violations.</summary>
    private sealed class Candidate(SchemaAlternative? alternative) : IComparable<Candidate>
    {
        private int _distance;
        private int _count;
        private int _depth;

        public SchemaAlternative? Alternative { get; } = alternative;

        public List<Finding> Causes { get; } = [];

        /// <summary>
        /// The violation that shows that another alternative is meant: of the value's type, of a constant, or of a member that is a constant.
        /// </summary>
        public Finding? Mismatch { get; private set; }

        public void Measure(string instance)
        {
            _count = Finding.Summarize(Causes).Count;
            foreach (Finding cause in Causes)
            {
                int depth = Depth(cause.InstancePointer, instance.Length);
                _depth = Math.Max(_depth, depth);
                int distance = (depth, cause.Rule) switch
                {
                    (0, "schema/type" or "schema/const" or "schema/enum" or "schema/false") => 2,
                    (1, "schema/const" or "schema/enum") => 1,
                    _ => 0,
                };
                if (distance <= _distance) continue;
                _distance = distance;
                Mismatch = cause;
            }
        }

        /// <summary>Less is closer: the same type of value, fewer violations, more deeply nested violations.</summary>
        public int CompareTo(Candidate? other)
        {
            if (other is null) return -1;
            if (_distance != other._distance) return _distance.CompareTo(other._distance);
            return _count != other._count ? _count.CompareTo(other._count) : other._depth.CompareTo(_depth);
        }

        private static int Depth(string pointer, int start)
        {
            int depth = 0;
            for (int i = start; i < pointer.Length; i++)
            {
                if (pointer[i] == '/') depth++;
            }

            return depth;
        }
    }
}
