using System.Runtime.CompilerServices;
using PatContracts.Schema.Compilation;
using PatContracts.Schema.Text;

namespace PatContracts.Schema.Execution;

internal ref partial struct Walker<TMode>
{
    /// <summary>From here on verdicts are remembered: without that, alternatives inside alternatives would be walked exponentially often.</summary>
    private const int RemembersFrom = 2;

    /// <summary>So many levels of objects and arrays fit into the stack that the runtime calls sufficient, with much to spare.</summary>
    private const int LevelsBetweenStackChecks = 16;

    /// <summary>A value whose schema says more than one walk over its token can answer: the token first, then the rest over what is known to be JSON.</summary>
    private int TwoPasses(PlanNode node, int position, EvaluatedSet? evaluated, bool inPlace)
    {
        if (!HasStack()) return Fail(JsonProblem.Stack, Math.Min(position, _json.Length));
        if (node.NeverSite is { } never) return Never(never, position);
        bool remembers = _again >= RemembersFrom && evaluated is null;
        if (remembers && TryRecall(node, position, null, out int known)) return known;
#if NET8_0_OR_GREATER
        Gaps.GapMemory? memory = (uint)position < (uint)_json.Length && _json[position] == (byte)'{' ? Memory(node, evaluated) : null;
        if (memory is not null)
        {
            int learned = Learned(memory, position);
            if (learned != OffTheWay) return learned;
        }
#endif

        int before = Collects ? _report!.Added : 0;
        EvaluatedSet? own = evaluated is null && node.NeedsEvaluation ? _scratch.RentSet() : null;
        int end = Token(node, position, evaluated ?? own, inPlace);
        if (end >= 0)
        {
            _again++;
            bool goesOn = SecondPass(node, position, end, evaluated ?? own);
            _again--;
            if (!goesOn) end = -1;
        }

        if (own is not null) _scratch.ReturnSet(own);
        if (remembers) Remember(node, position, null, end, before);
        else if (_again == 0) Forget();
#if NET8_0_OR_GREATER
        if (end >= 0) memory?.Learn(node, _json.Slice(position, end - position));
#endif
        return end;
    }

    /// <summary>What a schema said of the value at a place before, when this value was walked before. What it complained of then is not reported again.</summary>
    private readonly bool TryRecall(PlanNode node, int position, EvaluatedSet? evaluated, out int end)
    {
        bool known = (Collects ? _report!.Visits : _scratch.Visits).TryGet(node.Id, position, out Visit visit);
        end = visit.End;
        // Nobody may have asked at that time what was evaluated.
        if (!known || (evaluated is not null && visit.Evaluated is null && end >= 0)) return false;
        if (visit.Evaluated is not null) evaluated?.Merge(visit.Evaluated);
        if (Collects && visit.IsBroken) _report!.AddedBefore();
        return true;
    }

    private readonly void Remember(PlanNode node, int position, EvaluatedSet? evaluated, int end, int addedBefore)
    {
        if (_fault.IsSet) return;
        (Collects ? _report!.Visits : _scratch.Visits).Keep(node.Id, position, new Visit(end, Collects && _report!.Added > addedBefore, end >= 0 ? evaluated?.Copy() : null));
    }

    // A value that is walked for the first time is not walked again under the same schemas; what is remembered of its parts is of no more use.
    private readonly void Forget()
    {
        if (Collects) _report!.Visits.Clear();
        else _scratch.Visits.Clear();
    }

    private static bool HasStack()
    {
#if NET8_0_OR_GREATER
        return RuntimeHelpers.TryEnsureSufficientExecutionStack();
#else
        try
        {
            RuntimeHelpers.EnsureSufficientExecutionStack();
            return true;
        }
        catch (InsufficientExecutionStackException)
        {
            return false;
        }
#endif
    }

    private int Never(KeywordSite site, int position)
    {
        int end = Value(PlanNode.Unconstrained, position, inPlace: false);
        return end < 0 || Violation(site, "The contract does not allow any value here", position, TokenLength(position, end)) ? end : -1;
    }

    private bool SecondPass(PlanNode node, int position, int end, EvaluatedSet? evaluated)
    {
        foreach (ValueAssertion assertion in node.Values)
        {
            if (!assertion.Holds(_json.Slice(position, end - position)) && !Violation(assertion.Site, assertion.Message, position, TokenLength(position, end))) return false;
        }

        int before = Collects ? _report!.Added : 0;
        foreach (Applicator applicator in node.Applicators)
        {
            if (!Apply(applicator, position, end, evaluated)) return false;
        }

        // What a broken schema has evaluated does not count; to complain of it as well would only be noise.
        if (evaluated is null || (Collects && _report!.Added > before)) return true;
        if (node.UnevaluatedProperties is { } properties && _json[position] == (byte)'{' && !UnevaluatedMembers(properties, position, evaluated)) return false;
        return node.UnevaluatedItems is not { } items || _json[position] != (byte)'[' || UnevaluatedElements(items, position, evaluated);
    }

    private bool Apply(Applicator applicator, int position, int end, EvaluatedSet? evaluated)
    {
        switch (applicator)
        {
            case AllOfApplicator:
                foreach (PlanEdge edge in applicator.Edges)
                {
                    if (!Also(edge, position, evaluated)) return false;
                }

                return true;
            case AnyOfApplicator:
                return Alternatives(applicator, position, end, evaluated, int.MaxValue);
            case OneOfApplicator:
                return Alternatives(applicator, position, end, evaluated, 1);
            case NotApplicator:
                if (!Holds(applicator.Edges[0], position, null)) return !_fault.IsSet;
                return Violation(applicator.Site, "The value must not meet this schema", position, TokenLength(position, end));
            case IfApplicator conditional:
                PlanEdge? branch = Holds(conditional.Test, position, evaluated) ? conditional.Then : conditional.Else;
                return !_fault.IsSet && (branch is null || Also(branch, position, evaluated));
            default:
                throw new InvalidOperationException("The walker does not know this applicator.");
        }
    }

    /// <summary><c>anyOf</c> and <c>oneOf</c>.</summary>
    private bool Alternatives(Applicator applicator, int position, int end, EvaluatedSet? evaluated, int most)
    {
        int met = 0;
        foreach (PlanEdge edge in applicator.Edges)
        {
            if (!Holds(edge, position, evaluated))
            {
                if (_fault.IsSet) return false;
                continue;
            }

            met++;
            // What the other alternatives evaluate counts as well, so they are all tried where somebody asks.
            if (met > most || (most > 1 && evaluated is null)) break;
        }

        if (met >= 1 && met <= most) return true;
        if (!Collects) return false;
        int count = applicator.Edges.Length;
        string message = met > most
            ? "The value must meet exactly one of the alternatives, and meets more"
            : $"The value must meet {(most == 1 ? "exactly" : "at least")} one of {count} alternative{(count == 1 ? "" : "s")}, and meets none";
        _report!.Add(_json, FindingSeverity.Error, applicator.Site, message, position, TokenLength(position, end), met == 0 ? Causes(applicator, position) : null);
        return true;
    }

    /// <summary>Why each alternative was not met. Of alternatives inside alternatives the causes are left out: their number has no bound.</summary>
    private readonly List<RawFinding>? Causes(Applicator applicator, int position)
    {
        if (_report!.IsCausal) return null;
        var causes = new List<RawFinding>();
        foreach (PlanEdge edge in applicator.Edges)
        {
            var walker = new Walker<CollectMode>(_json, _options, _scratch, _report.ForCauses(), _depth, _again);
            walker._report!.EnterKeyword(edge.Path);
            walker.Value(edge.Node, position, inPlace: true);
            causes.AddRange(walker._report.Finish());
        }

        return causes;
    }

    /// <summary>Applies a schema to a value that was walked before, in the present mode. False to stop.</summary>
    private bool Also(PlanEdge edge, int position, EvaluatedSet? evaluated)
    {
        if (Collects) _report!.EnterKeyword(edge.Path);
        int end = InPlace(edge.Node, position, evaluated);
        if (Collects && end >= 0) _report!.LeaveKeyword();
        return end >= 0;
    }

    /// <summary>Whether a value that was walked before meets a schema. Reports nothing.</summary>
    private bool Holds(PlanEdge edge, int position, EvaluatedSet? evaluated)
    {
        if (edge.Node.IsUnconstrained) return true;
        var walker = new Walker<VerdictMode>(_json, _options, _scratch, null, _depth, _again + 1);
        bool holds = walker.InPlace(edge.Node, position, evaluated) >= 0;
        if (walker._fault.IsSet) _fault = walker._fault;
        return holds;
    }

    /// <summary>Walks a value once more for another schema and adds what that schema evaluated, if it holds.</summary>
    private int InPlace(PlanNode node, int position, EvaluatedSet? evaluated)
    {
        if (evaluated is null || !node.Tracks) return Value(node, position, inPlace: true);
        bool remembers = _again >= RemembersFrom;
        if (remembers && TryRecall(node, position, evaluated, out int known)) return known;

        int before = Collects ? _report!.Added : 0;
        EvaluatedSet set = _scratch.RentSet();
        int end = node.HasSecondPass ? TwoPasses(node, position, set, inPlace: true) : Token(node, position, set, inPlace: true);
        if (end >= 0) evaluated.Merge(set);
        if (remembers) Remember(node, position, set, end, before);
        _scratch.ReturnSet(set);
        return end;
    }

    private bool UnevaluatedMembers(UnevaluatedPlan plan, int position, EvaluatedSet evaluated)
    {
        bool never = plan.Edge.Node.NeverSite is not null;
        position = JsonScan.SkipWhitespace(_json, position + 1);
        for (int ordinal = 0; _json[position] == (byte)'"'; ordinal++)
        {
            int nameStart = position + 1;
            int quote = JsonScan.StringEnd(_json, nameStart, out _, ref _fault);
            position = JsonScan.SkipWhitespace(_json, JsonScan.SkipWhitespace(_json, quote + 1) + 1);
            bool judges = !evaluated.Contains(ordinal);
            if (judges && never && !ForbiddenMember(plan, nameStart, quote - nameStart)) return false;
            if (Collects) _report!.EnterMember(nameStart, quote - nameStart);
            position = judges && !never ? Value(plan.Edge, position) : ValueEnd(position);
            if (position < 0) return false;
            if (Collects) _report!.Leave();
            position = JsonScan.SkipWhitespace(_json, position);
            if (_json[position] == (byte)',') position = JsonScan.SkipWhitespace(_json, position + 1);
        }

        evaluated.AddAll();
        return true;
    }

    private readonly bool ForbiddenMember(UnevaluatedPlan plan, int nameStart, int nameLength)
    {
        if (Collects) _report!.EnterMember(nameStart, nameLength);
        bool goesOn = Violation(plan.Site, "The contract does not allow this member", nameStart - 1, nameLength + 2);
        if (Collects) _report!.Leave();
        return goesOn;
    }

    private bool UnevaluatedElements(UnevaluatedPlan plan, int position, EvaluatedSet evaluated)
    {
        bool never = plan.Edge.Node.NeverSite is not null;
        position = JsonScan.SkipWhitespace(_json, position + 1);
        for (int index = 0; _json[position] != (byte)']'; index++)
        {
            bool judges = !evaluated.Contains(index);
            if (Collects) _report!.EnterElement(index);
            int end = judges && !never ? Value(plan.Edge, position) : ValueEnd(position);
            if (end < 0) return false;
            if (judges && never && !Violation(plan.Site, "The contract does not allow this element", position, TokenLength(position, end))) return false;
            if (Collects) _report!.Leave();
            position = JsonScan.SkipWhitespace(_json, end);
            if (_json[position] == (byte)',') position = JsonScan.SkipWhitespace(_json, position + 1);
        }

        evaluated.AddAll();
        return true;
    }

    /// <summary>The end of a value that was walked before.</summary>
    private int ValueEnd(int position)
    {
        _again++;
        int end = Value(PlanNode.Unconstrained, position, inPlace: false);
        _again--;
        return end;
    }
}
