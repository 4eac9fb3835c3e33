using PatContracts.Schema.Compilation;
using PatContracts.Schema.Text;

namespace PatContracts.Schema.Evaluation;

/// <summary><c>items</c>, <c>prefixItems</c>, <c>contains</c>, <c>uniqueItems</c> and the other keywords for arrays.</summary>
internal ref partial struct Evaluator<TMode>
{
    private int IndexedArray(PlanNode node, int position, EvaluatedSet? evaluated)
    {
        ref readonly JsonToken token = ref _tokens[position];
        ArrayPlan plan = node.Array ?? ArrayPlan.Empty;
        if ((node.Types & JsonTypes.Array) == 0)
        {
            if (!HasType(node, JsonTypes.Array, position)) return -1;
            plan = ArrayPlan.Empty;
        }

        // Nothing in the array can be invalid, or counts as evaluated.
        if (plan == ArrayPlan.Empty && !token.IsUnfinished) return token.Next;
        if (!Enter()) return Fail(JsonProblem.Stack, token.Start);
        int elements = _context.IntCount;
        bool isValid = IndexedElements(plan, position, evaluated, out int count, out int contained) && ArrayEnd(plan, position, elements, count, contained);
        _context.DropInts(elements);
        _depth--;
        return isValid ? token.Next : -1;
    }

    private bool IndexedElements(ArrayPlan plan, int position, EvaluatedSet? evaluated, out int count, out int contained)
    {
        ref readonly JsonToken token = ref _tokens[position];
        count = 0;
        contained = 0;
        for (int element = position + 1; element < token.Next; count++)
        {
            if (!Element(plan, element, count, evaluated)) return false;
            if (plan.UniqueLocation is not null) _context.PushInts(_tokens[element].Start, _tokens[element].End);
            if (plan.Contains is { } contains && Matches(contains.Edge, element, null))
            {
                contained++;
                if (contains.MarksEvaluated) evaluated?.Add(count);
            }

            if (IsStopped) return false;
            element = _tokens[element].Next;
        }

        return !token.IsUnfinished;
    }

    private bool Element(ArrayPlan plan, int element, int index, EvaluatedSet? evaluated)
    {
        PlanEdge? edge = index < plan.Prefix.Length ? plan.Prefix[index] : plan.Items;
        if (edge is not null)
        {
            evaluated?.Add(index);
            bool isForbidden = edge.Node.FalseSchema is not null && index >= plan.Prefix.Length;
            if (Collects && isForbidden && IsCutOff(element)) return false;
            bool isValid = isForbidden
                ? Violation(plan.ItemsLocation!, "The contract does not allow this element", element)
                : Value(edge, element) >= 0;
            if (!isValid) return false;
        }

        return !Collects || !IsCutOff(element);
    }

    private readonly bool ArrayEnd(ArrayPlan plan, int position, int elements, int count, int contained)
    {
        if (plan.ItemCount is { } range && !InRange(range, count, position)) return false;
        if (plan.Contains is { } contains)
        {
            if (contained < contains.Minimum && !Violation(contains.MinimumLocation ?? contains.Location, contains.MinimumMessage, position)) return false;
            if (contained > contains.Maximum && !Violation(contains.MaximumLocation!, contains.MaximumMessage, position)) return false;
        }

        return plan.UniqueLocation is null || AreUnique(plan.UniqueLocation, position, elements);
    }

    private readonly bool AreUnique(KeywordLocation location, int position, int elements)
    {
        int duplicate = UniqueElements.FindFirst(_json, _context.IntsFrom(elements));
        if (duplicate < 0) return true;
        if (!Collects) return false;
        int element = position + 1;
        for (int i = 0; i < duplicate; i++) element = _tokens[element].Next;
        return Violation(location, "Every element must differ from all others", element);
    }
}
