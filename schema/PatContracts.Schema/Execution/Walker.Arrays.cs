using PatContracts.Schema.Compilation;
using PatContracts.Schema.Text;

namespace PatContracts.Schema.Execution;

internal ref partial struct Walker<TMode>
{
    private int Array(PlanNode node, int position, EvaluatedSet? evaluated)
    {
        ArrayPlan plan = node.Array ?? ArrayPlan.Empty;
        if ((node.Types & JsonTypes.Array) == 0)
        {
            if (!HasType(node, JsonTypes.Array, position, 1)) return -1;
            plan = ArrayPlan.Empty;
        }

        if (++_depth > _maxDepth) return Fail(JsonProblem.Depth, position);
        if (_depth % LevelsBetweenStackChecks == 0 && !HasStack()) return Fail(JsonProblem.Stack, position);
        int start = position;
        int elements = _scratch.IntCount;
        int end = Elements(plan, start, evaluated, out int count, out int contained);
        if (end >= 0 && !ArrayEnd(plan, start, elements, count, contained)) end = -1;
        _scratch.DropInts(elements);
        _depth--;
        return end;
    }

    private int Elements(ArrayPlan plan, int start, EvaluatedSet? evaluated, out int count, out int contained)
    {
        count = 0;
        contained = 0;
        int position = JsonScan.SkipWhitespace(_json, start + 1);
        if ((uint)position < (uint)_json.Length && _json[position] == (byte)']') return position + 1;
#if NET8_0_OR_GREATER
        PlanNode? items = plan.Prefix.Length == 0 ? plan.Items?.Node : null;
        Gaps.GapMemory? memory = items is null || evaluated is not null ? null : Memory(items, null);
#endif
        while (true)
        {
#if NET8_0_OR_GREATER
            int end = memory is null ? Element(plan, position, count, evaluated) : Element(memory, items!, position);
#else
            int end = Element(plan, position, count, evaluated);
#endif
            if (end < 0) return -1;
            if (plan.UniqueSite is not null) _scratch.PushInts(position, end);
            if (plan.Contains is { } contains && Holds(contains.Edge, position, null))
            {
                contained++;
                if (contains.MarksEvaluated) evaluated?.Add(count);
            }

            if (_fault.IsSet) return -1;
            count++;
            position = JsonScan.SkipWhitespace(_json, end);
            if ((uint)position >= (uint)_json.Length) return Fail(JsonProblem.Truncated, _json.Length);
            byte next = _json[position];
            if (next == (byte)']') return position + 1;
            if (next != (byte)',') return Fail(JsonProblem.ExpectedCommaOrBracket, position);
            position = JsonScan.SkipWhitespace(_json, position + 1);
            if ((uint)position < (uint)_json.Length && _json[position] == (byte)']') return Fail(JsonProblem.TrailingComma, position);
        }
    }

    private int Element(ArrayPlan plan, int position, int index, EvaluatedSet? evaluated)
    {
        if (Collects) _report!.EnterElement(index);
        PlanEdge? edge = index < plan.Prefix.Length ? plan.Prefix[index] : plan.Items;
        int end;
        if (edge is null)
        {
            end = Value(PlanNode.Unconstrained, position, inPlace: false);
        }
        else if (edge.Node.NeverSite is not null && index >= plan.Prefix.Length)
        {
            end = Value(PlanNode.Unconstrained, position, inPlace: false);
            if (end >= 0 && !Violation(plan.ItemsSite!, "The contract does not allow this element", position, TokenLength(position, end))) return -1;
        }
        else
        {
            end = Value(edge, position);
        }

        if (edge is not null) evaluated?.Add(index);
        if (Collects && end >= 0) _report!.Leave();
        return end;
    }

    private bool ArrayEnd(ArrayPlan plan, int start, int elements, int count, int contained)
    {
        if (plan.ItemCount is { } range && !InRange(range, count, start)) return false;
        if (plan.Contains is { } contains)
        {
            if (contained < contains.Minimum && !Violation(contains.MinimumSite ?? contains.Site, contains.MinimumMessage, start, 1)) return false;
            if (contained > contains.Maximum && !Violation(contains.MaximumSite!, contains.MaximumMessage, start, 1)) return false;
        }

        return plan.UniqueSite is null || AreUnique(plan.UniqueSite, elements);
    }

    private readonly bool AreUnique(KeywordSite site, int elements)
    {
        ReadOnlySpan<int> places = _scratch.IntsFrom(elements);
        int duplicate = UniqueElements.FindFirst(_json, places);
        if (duplicate < 0) return true;
        if (Collects) _report!.EnterElement(duplicate);
        bool goesOn = Violation(site, "Every element must differ from all others", places[2 * duplicate], TokenLength(places[2 * duplicate], places[(2 * duplicate) + 1]));
        if (Collects) _report!.Leave();
        return goesOn;
    }

    /// <summary>The length that a finding has at a value: of an object or array only the bracket.</summary>
    private readonly int TokenLength(int position, int end) => _json[position] is (byte)'{' or (byte)'[' ? 1 : end - position;
}
