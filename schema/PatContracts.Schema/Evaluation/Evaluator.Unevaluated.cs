using PatContracts.Schema.Compilation;
using PatContracts.Schema.Text;

namespace PatContracts.Schema.Evaluation;

/// <summary><c>unevaluatedProperties</c> and <c>unevaluatedItems</c>: what no other keyword has evaluated.</summary>
internal ref partial struct Evaluator<TMode>
{
    private bool UnevaluatedMembers(UnevaluatedPlan plan, int position, EvaluatedSet evaluated)
    {
        bool forbids = plan.Edge.Node.FalseSchema is not null;
        ref readonly JsonToken token = ref _tokens[position];
        int ordinal = 0;
        for (int name = position + 1; name < token.Next; name = _tokens[name + 1].Next, ordinal++)
        {
            if (evaluated.Contains(ordinal)) continue;
            bool isValid = forbids ? Violation(plan.Location, "The contract does not allow this property", name) : Value(plan.Edge, name + 1) >= 0;
            if (!isValid) return false;
        }

        evaluated.AddAll();
        return true;
    }

    private bool UnevaluatedElements(UnevaluatedPlan plan, int position, EvaluatedSet evaluated)
    {
        bool forbids = plan.Edge.Node.FalseSchema is not null;
        ref readonly JsonToken token = ref _tokens[position];
        int index = 0;
        for (int element = position + 1; element < token.Next; element = _tokens[element].Next, index++)
        {
            if (evaluated.Contains(index)) continue;
            bool isValid = forbids ? Violation(plan.Location, "The contract does not allow this element", element) : Value(plan.Edge, element) >= 0;
            if (!isValid) return false;
        }

        evaluated.AddAll();
        return true;
    }
}
