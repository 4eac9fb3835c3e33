using PatContracts.Schema.Compilation;
using PatContracts.Schema.Text;

namespace PatContracts.Schema.Evaluation;

/// <summary>The in-place applicators: <c>allOf</c>, <c>anyOf</c>, <c>oneOf</c>, <c>not</c>, <c>if</c>, <c>dependentSchemas</c>, <c>$ref</c>.</summary>
internal ref partial struct Evaluator<TMode>
{
    /// <summary>Evaluates a value that several schemas apply to, as a whole or in part.</summary>
    private int Compound(PlanNode node, int position, EvaluatedSet? evaluated, bool inPlace)
    {
        if ((uint)position >= (uint)_tokens.Length) return -1;
        ref readonly JsonToken token = ref _tokens[position];
        if (node.FalseSchema is { } never)
        {
            if (Collects && IsCutOff(position)) return -1;
            return Violation(never, "The contract does not allow any value here", position) ? position + 1 : -1;
        }

        bool isMemoized = evaluated is null && _context.CountsAsRepeated(token.IsContainer);
        if (isMemoized && TryRecall(node, position, null, out int known)) return known;
        if (!Enter()) return Fail(JsonProblem.Stack, token.Start);
        int before = Collects ? _findings!.Violations : 0;
        EvaluatedSet? own = evaluated is null && node.NeedsEvaluation ? _context.RentSet() : null;
        bool isValid = Token(node, position, evaluated ?? own, inPlace) >= 0 && ApplyInPlace(node, position, evaluated ?? own);
        if (own is not null) _context.ReturnSet(own);
        _depth--;
        int end = isValid ? position + 1 : -1;
        if (isMemoized) Memoize(node, position, null, end, before);
        return end;
    }

    private bool ApplyInPlace(PlanNode node, int position, EvaluatedSet? evaluated)
    {
        int before = Collects ? _findings!.Violations : 0;
        foreach (Applicator applicator in node.Applicators)
        {
            if (!Apply(applicator, position, evaluated)) return false;
        }

        // Members evaluated by an invalid schema are not included; reporting them too would only add noise.
        if (evaluated is null || (Collects && _findings!.Violations > before)) return true;
        JsonKind kind = _tokens[position].Kind;
        if (node.UnevaluatedProperties is { } properties && kind == JsonKind.Object) return UnevaluatedMembers(node, properties, position, evaluated);
        return node.UnevaluatedItems is not { } items || kind != JsonKind.Array || UnevaluatedElements(node, items, position, evaluated);
    }

    private bool Apply(Applicator applicator, int position, EvaluatedSet? evaluated)
    {
        switch (applicator)
        {
            case AllOfApplicator:
                foreach (PlanEdge edge in applicator.Edges)
                {
                    if (!ApplyInPlace(edge, position, evaluated)) return false;
                }

                return true;
            case AnyOfApplicator:
                return Alternatives(applicator, position, evaluated, int.MaxValue);
            case OneOfApplicator:
                return Alternatives(applicator, position, evaluated, 1);
            case NotApplicator:
                if (!Matches(applicator.Edges[0], position, null)) return !IsStopped;
                return Violation(applicator.Location, "The value must not match this schema", position);
            case IfApplicator conditional:
                bool holds = Matches(conditional.Test, position, evaluated);
                PlanEdge? branch = holds ? conditional.Then : conditional.Else;
                return !IsStopped && (branch is null || ApplyUnder(new BranchCondition(conditional.Location, holds), branch, position, evaluated));
            case DependentSchemasApplicator dependent:
                return Dependents(dependent, position, evaluated);
            case PropertyDependenciesApplicator dependencies:
                return PropertyDependencies(dependencies, position, evaluated);
            default:
                throw new InvalidOperationException("The evaluator does not know this applicator.");
        }
    }

    /// <summary>Applies a schema that depends on a condition. Returns false to stop.</summary>
    private bool ApplyUnder(BranchCondition condition, PlanEdge edge, int position, EvaluatedSet? evaluated)
    {
        if (!Collects) return ApplyInPlace(edge, position, evaluated);
        BranchCondition outer = _findings!.EnterCondition(condition);
        bool isValid = ApplyInPlace(edge, position, evaluated);
        _findings.LeaveCondition(outer);
        return isValid;
    }

    /// <summary><c>anyOf</c> and <c>oneOf</c>.</summary>
    private bool Alternatives(Applicator applicator, int position, EvaluatedSet? evaluated, int most)
    {
        int matched = 0;
        (int First, int Second) matches = default;
        for (int i = 0; i < applicator.Edges.Length; i++)
        {
            if (!Matches(applicator.Edges[i], position, evaluated))
            {
                if (IsStopped) return false;
                continue;
            }

            matches = (matches.Second, i);
            matched++;
            // Members evaluated by further alternatives are included, so all are tried if they are requested.
            if (matched > most || (most > 1 && evaluated is null)) break;
        }

        if (matched >= 1 && matched <= most) return true;
        if (!Collects) return false;
        int count = applicator.Edges.Length;
        string message = matched > most
            ? $"The value must match exactly one of {count} alternatives; it matches {applicator.Label(matches.First)} and {applicator.Label(matches.Second)}"
            : $"The value must match {(most == 1 ? "exactly" : "at least")} one of {count} alternative{(count == 1 ? "" : "s")}; it matches none";
        _findings!.AddUnion(applicator, message, position, hasCauses: matched == 0);
        return true;
    }

    private bool Dependents(DependentSchemasApplicator dependents, int position, EvaluatedSet? evaluated)
    {
        ref readonly JsonToken token = ref _tokens[position];
        if (token.Kind != JsonKind.Object) return true;
        int words = _context.PushWords((dependents.Names.Count + 63) / 64);
        int length = _context.WordCount - words;
        for (int name = position + 1; name < token.Next; name = _tokens[name + 1].Next)
        {
            int index = FindName(dependents.Names, in _tokens[name]);
            if (index >= 0) _context.Words(words, length)[index >> 6] |= 1UL << (index & 63);
        }

        bool isValid = true;
        for (int i = 0; isValid && i < dependents.Edges.Length; i++)
        {
            bool applies = (_context.Words(words, length)[i >> 6] >> (i & 63) & 1) != 0;
            if (applies) isValid = ApplyUnder(new BranchCondition(dependents.Location, true, dependents.Names.Names[i]), dependents.Edges[i], position, evaluated);
        }

        _context.DropWords(words);
        return isValid;
    }

    private bool PropertyDependencies(PropertyDependenciesApplicator dependencies, int position, EvaluatedSet? evaluated)
    {
        if (_tokens[position].Kind != JsonKind.Object) return true;
        int end = _tokens[position].Next;
        for (int name = position + 1; name < end; name = _tokens[name + 1].Next)
        {
            // The text may break off after a name.
            if (name + 1 >= _tokens.Length) break;
            int property = FindName(dependencies.Names, in _tokens[name]);
            if (property < 0 || _tokens[name + 1].Kind != JsonKind.String) continue;
            using var value = new UnescapedString(_tokens[name + 1].Raw(_json));
            if (dependencies.Find(property, value.Utf8) is { } edge && !ApplyInPlace(edge, position, evaluated)) return false;
        }

        return true;
    }

    /// <summary>Applies a schema to a value that another schema is applied to. Returns false to stop.</summary>
    private bool ApplyInPlace(PlanEdge edge, int position, EvaluatedSet? evaluated)
    {
        if (Collects) _findings!.EnterKeyword(edge.Path);
        int end = InPlace(edge.Node, position, evaluated);
        if (Collects && end >= 0) _findings!.LeaveKeyword();
        return end >= 0;
    }

    /// <summary>Returns whether a value matches a schema. Reports only patterns that could not be decided.</summary>
    private bool Matches(PlanEdge edge, int position, EvaluatedSet? evaluated)
    {
        if (edge.Node.IsUnconstrained) return true;
        if (!Collects) return InPlace(edge.Node, position, evaluated) >= 0;
        var evaluator = new Evaluator<FlagMode>(_json, _tokens, _options, _context, null) { _depth = _depth };
        bool matches = evaluator.InPlace(edge.Node, position, evaluated) >= 0;
        if (evaluator._fault.IsSet) _fault = evaluator._fault;
        if (_context.TakeUndecided() is { } undecided) _findings!.AddUndecided(undecided.Location, undecided.Position);
        return matches;
    }

    /// <summary>Applies a further schema to a value, and adds what it evaluated if the value is valid.</summary>
    private int InPlace(PlanNode node, int position, EvaluatedSet? evaluated)
    {
        // The type of the value rules out most alternatives of a union.
        if (!Collects && (node.PossibleTypes & TypesOf(_tokens[position].Kind)) == 0) return -1;
        if (evaluated is null || !node.CollectsEvaluated) return Value(node, position, inPlace: true);
        bool isMemoized = _context.CountsAsRepeated(_tokens[position].IsContainer);
        if (isMemoized && TryRecall(node, position, evaluated, out int known)) return known;

        int before = Collects ? _findings!.Violations : 0;
        EvaluatedSet set = _context.RentSet();
        int end = node.Revisits ? Compound(node, position, set, inPlace: true) : Token(node, position, set, inPlace: true);
        if (end >= 0) evaluated.Merge(set);
        if (isMemoized) Memoize(node, position, set, end, before);
        _context.ReturnSet(set);
        return end;
    }

    private static JsonTypes TypesOf(JsonKind kind) => kind switch
    {
        JsonKind.Null => JsonTypes.Null,
        JsonKind.Number => JsonTypes.Number,
        JsonKind.String => JsonTypes.String,
        JsonKind.Array => JsonTypes.Array,
        JsonKind.Object => JsonTypes.Object,
        _ => JsonTypes.Boolean,
    };

    /// <summary>Gets the result of an earlier evaluation of the same value by the same schema, whose findings are not reported again.</summary>
    private readonly bool TryRecall(PlanNode node, int position, EvaluatedSet? evaluated, out int end)
    {
        bool known = Memo.TryGet(node.Id, position, out MemoizedResult result);
        end = result.End;
        // Evaluated members may not have been requested then.
        if (!known || (evaluated is not null && result.Evaluated is null && end >= 0)) return false;
        if (result.Evaluated is not null) evaluated?.Merge(result.Evaluated);
        if (Collects && result.HasViolations) _findings!.CountReported();
        return true;
    }

    private readonly void Memoize(PlanNode node, int position, EvaluatedSet? evaluated, int end, int violationsBefore)
    {
        if (IsStopped) return;
        bool hasViolations = Collects && _findings!.Violations > violationsBefore;
        Memo.Set(node.Id, position, new MemoizedResult(end, hasViolations, end >= 0 ? evaluated?.Copy() : null));
    }

    private readonly EvaluationMemo Memo => Collects ? _findings!.Memo : _context.Memo;
}
