using PatContracts.Schema.Compilation;
using PatContracts.Schema.Text;

namespace PatContracts.Schema.Evaluation;

/// <summary><c>unevaluatedProperties</c> and <c>unevaluatedItems</c>: the members or elements that no other keyword has evaluated.</summary>
internal ref partial struct Evaluator<TMode>
{
    private bool UnevaluatedMembers(PlanNode node, UnevaluatedPlan plan, int position, EvaluatedSet evaluated)
    {
        bool forbids = plan.Edge.Node.FalseSchema is not null;
        ref readonly JsonToken token = ref _tokens[position];
        int ordinal = 0;
        for (int name = position + 1; name < token.Next; name = _tokens[name + 1].Next, ordinal++)
        {
            if (evaluated.Contains(ordinal)) continue;
            bool isValid = forbids ? Unevaluated(plan.Location, "The contract does not allow this property", name, node, position) : Value(plan.Edge, name + 1) >= 0;
            if (!isValid) return false;
        }

        evaluated.AddAll();
        return true;
    }

    private bool UnevaluatedElements(PlanNode node, UnevaluatedPlan plan, int position, EvaluatedSet evaluated)
    {
        bool forbids = plan.Edge.Node.FalseSchema is not null;
        ref readonly JsonToken token = ref _tokens[position];
        int index = 0;
        for (int element = position + 1; element < token.Next; element = _tokens[element].Next, index++)
        {
            if (evaluated.Contains(index)) continue;
            bool isValid = forbids ? Unevaluated(plan.Location, "The contract does not allow this element", element, node, position) : Value(plan.Edge, element) >= 0;
            if (!isValid) return false;
        }

        evaluated.AddAll();
        return true;
    }

    /// <summary>Reports a member or element that no keyword evaluates. Returns true to continue, false to stop.</summary>
    private readonly bool Unevaluated(KeywordLocation location, string message, int child, PlanNode node, int position)
    {
        if (!Collects) return false;
        _findings!.AddUnevaluated(location, message, child, node, position);
        return true;
    }
}
