using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.FlowAnalysis;
using Microsoft.CodeAnalysis.Operations;
using PatContracts.Analyzers.Binding;

namespace PatContracts.Analyzers.Flow;

/// <summary>
/// Summarizes a method and all the methods it calls, callees first. Mutually recursive methods are a strongly connected component of the call graph (found by
/// Tarjan's algorithm); its summaries begin as "never returns" and are recomputed until none of them changes. The implementation is not recursive, so call
/// chains may have any length.
/// </summary>
internal sealed class SummarySolver(FlowAnalysis analysis, SemanticModel? caller, CancellationToken cancellationToken)
{
    /// <summary>Maximum number of changes of one method's summary. After that, the method counts as unknown.</summary>
    private const int MaxRuns = 24;

    private readonly Dictionary<SummaryKey, Entry> _entries = [];
    private readonly Stack<Entry> _component = new();
    private Entry? _running;
    private int _index;

    public FlowResult Solve(IMethodSymbol method, Func<ControlFlowGraph> graph)
    {
        SummaryKey key = SummaryKey.Of(method, analysis.Models);
        Solve(key, graph());
        return _entries[key].Result;
    }

    public FlowResult SolveInitializer(ISymbol owner, ControlFlowGraph graph)
    {
        var entry = new Entry(null, NewBody(owner, null, graph));
        Run(entry);
        SummaryKey[] callees = [.. entry.Missing];
        foreach (SummaryKey callee in callees) Solve(callee, null);
        if (callees.Length > 0) Run(entry);
        return entry.Result;
    }

    private BodyFlow NewBody(ISymbol owner, SummaryKey? key, ControlFlowGraph graph)
    {
        analysis.CountBody();
        return new(analysis, owner, key, graph, Find, cancellationToken);
    }

    private void Solve(SummaryKey root, ControlFlowGraph? graph)
    {
        if (_entries.ContainsKey(root) || analysis.FindSummary(root) is not null && graph is null) return;

        var open = new Stack<Entry>();
        open.Push(Begin(root, graph));
        while (open.Count > 0)
        {
            cancellationToken.ThrowIfCancellationRequested();
            Entry entry = open.Peek();
            if (entry.Callees.Count > 0)
            {
                SummaryKey callee = entry.Callees.Dequeue();
                if (_entries.TryGetValue(callee, out Entry? known))
                {
                    if (!known.IsDone) entry.Low = Math.Min(entry.Low, known.Index);
                }
                else if (analysis.FindSummary(callee) is null)
                {
                    open.Push(Begin(callee, null));
                }

                continue;
            }

            // A body is run once all its apparent callees are known. Other callees (for models that only a run can determine) are summarized afterwards, before
            // it is run again.
            if (entry.Low == entry.Index && _component.Peek() == entry && !entry.HasRun)
            {
                if (entry.Body is not null) Run(entry);
                entry.HasRun = true;
                foreach (SummaryKey callee in entry.Missing) entry.Callees.Enqueue(callee);
                if (entry.Callees.Count > 0) continue;
            }

            open.Pop();
            if (open.Count > 0) open.Peek().Low = Math.Min(open.Peek().Low, entry.Low);
            if (entry.Low == entry.Index) Close(entry);
        }
    }

    /// <summary>Records the apparent callees of a body.</summary>
    private Entry Begin(SummaryKey key, ControlFlowGraph? graph)
    {
        graph ??= analysis.Bodies.GraphOf(key.Method, caller, cancellationToken);
        var entry = new Entry(key, graph is null ? null : NewBody(key.Method, key, graph)) { Index = _index, Low = _index };
        _index++;
        _entries.Add(key, entry);
        _component.Push(entry);
        if (entry.Body is not null)
        {
            foreach (SummaryKey callee in CalleesIn(entry.Body.Graph)) entry.Callees.Enqueue(callee);
        }

        return entry;
    }

    /// <summary>Completes a component whose callees are all known: its own summaries are computed until they are consistent.</summary>
    private void Close(Entry root)
    {
        var members = new List<Entry>();
        Entry member;
        do
        {
            members.Add(member = _component.Pop());
        }
        while (member != root);

        bool isFinal = members.Count == 1 && root.HasRun && root.Missing.Count == 0;
        if (!isFinal)
        {
            var inComponent = new HashSet<Entry>(members);
            foreach (Entry each in members) each.Begin();
            var open = new Queue<Entry>(members);
            foreach (Entry each in members) each.IsOpen = true;
            while (open.Count > 0)
            {
                Entry next = open.Dequeue();
                next.IsOpen = false;
                if (next.Body is null) continue;

                FlowSummary before = next.Result.Summary;
                Run(next);
                if (++next.Runs > MaxRuns) next.GiveUp();
                foreach (Entry callee in next.Used.Where(inComponent.Contains)) callee.Callers.Add(next);
                if (next.Result.Summary.IsSame(before)) continue;

                foreach (Entry affected in next.Callers)
                {
                    if (affected.IsOpen) continue;

                    affected.IsOpen = true;
                    open.Enqueue(affected);
                }
            }
        }

        foreach (Entry each in members)
        {
            each.IsDone = true;
            analysis.Publish(each.Key!, each.Result);
        }
    }

    /// <summary>The callees of a body that involve objects of bound models, as far as the types in it show.</summary>
    private HashSet<SummaryKey> CalleesIn(ControlFlowGraph graph)
    {
        var callees = new HashSet<SummaryKey>();
        foreach (IOperation operation in graph.OriginalOperation.Descendants())
        {
            switch (operation.Kind)
            {
                case OperationKind.Invocation:
                    var call = (IInvocationOperation)operation;
                    if (call.TargetMethod.MethodKind == MethodKind.Ordinary && CallEffects.CanBeRead(call)) Add(call.TargetMethod, call.Instance, call.Arguments);
                    break;
                case OperationKind.ObjectCreation:
                    var creation = (IObjectCreationOperation)operation;
                    if (creation.Constructor is { } constructor && Constructors.HasReadableBody(constructor)) Add(constructor, null, creation.Arguments);
                    break;
            }
        }

        return callees;

        void Add(IMethodSymbol method, IOperation? instance, ImmutableArray<IArgumentOperation> arguments)
        {
            method = (method.ReducedFrom ?? method).OriginalDefinition;
            method = method.PartialImplementationPart ?? method;
            var models = SummaryKey.Of(method, analysis.Models).Models.ToArray();
            bool matters = analysis.Models.IsReturnedBy(method) || models[0] is not null;
            if (ModelOf(instance) is { } self && !method.IsStatic) (models[0], matters) = (self, true);
            foreach (IArgumentOperation argument in arguments)
            {
                if (argument.Parameter is not { } parameter || parameter.Ordinal + 1 >= models.Length) continue;

                if (ModelOf(argument.Value) is { } assigned) models[parameter.Ordinal + 1] = assigned;
                matters |= models[parameter.Ordinal + 1] is not null;
            }

            if (matters) callees.Add(new(method, models.ToImmutableArray()));
        }

        BoundModel? ModelOf(IOperation? value)
        {
            while (value is IConversionOperation conversion) value = conversion.Operand;
            return analysis.Models.TryGet(value?.Type, out BoundModel? model) ? model : null;
        }
    }

    private FlowSummary? Find(SummaryKey key)
    {
        if (analysis.FindSummary(key) is { } published) return published;

        if (_entries.TryGetValue(key, out Entry? entry) && entry.IsKnown)
        {
            _running?.Used.Add(entry);
            return entry.Result.Summary;
        }

        _running?.Missing.Add(key);
        return null;
    }

    private void Run(Entry entry)
    {
        _running = entry;
        entry.Missing.Clear();
        entry.Used.Clear();
        long before = entry.Body!.Operations;
        entry.Body.BeginRun();
        entry.Result = Run(entry.Body, entry.Key?.Method);
        analysis.CountOperations(entry.Body.Operations - before);
        _running = null;
    }

    /// <summary>Runs a body, and the lambdas and local functions inside it.</summary>
    private static FlowResult Run(BodyFlow body, IMethodSymbol? method)
    {
        try
        {
            var engines = new List<FlowEngine>();
            FlowInterface face = body.InterfaceOf(method, body.Graph);
            var engine = new FlowEngine(body, body.Graph, method, face, isLocalFunction: false);
            FlowState? exit = engine.Run();
            if (engine.IsAbandoned || !RunNested(body, engines)) return FlowResult.Nothing;

            engines.Insert(0, engine);
            var escapes = engines.SelectMany(static each => each.Escapes).ToImmutableArray();
            FlowSummary summary = method is null ? FlowSummary.Unknown : new(face, exit, escapes, isKnown: true);
            return new(escapes, engines.SelectMany(static each => each.Writes).ToImmutableArray(), summary, new PathSearch(engines));
        }
        catch (InsufficientExecutionStackException)
        {
            return FlowResult.Nothing;
        }
    }

    /// <summary>Runs nested bodies independently: lambdas, and local functions, including those that are called, for the objects they create.</summary>
    private static bool RunNested(BodyFlow body, List<FlowEngine> engines)
    {
        var lambdasDone = new HashSet<ControlFlowGraph>();
        var graphs = new Queue<ControlFlowGraph>([body.Graph]);
        while (graphs.Count > 0)
        {
            ControlFlowGraph graph = graphs.Dequeue();
            foreach (IMethodSymbol function in graph.LocalFunctions)
            {
                ControlFlowGraph inner = body.GraphOf(function, graph);
                if (!Run(inner, function, body.CalledLocally.Contains(function.OriginalDefinition))) return false;
            }

            foreach ((IMethodSymbol symbol, ControlFlowGraph inner) in body.Lambdas.ToArray())
            {
                if (lambdasDone.Add(inner) && !Run(inner, symbol, isLocalFunction: false)) return false;
            }
        }

        return true;

        bool Run(ControlFlowGraph graph, IMethodSymbol function, bool isLocalFunction)
        {
            var engine = new FlowEngine(body, graph, function, body.InterfaceOf(function, graph), isLocalFunction);
            engine.Run();
            if (engine.IsAbandoned) return false;

            engines.Add(engine);
            graphs.Enqueue(graph);
            return true;
        }
    }

    private sealed class Entry(SummaryKey? key, BodyFlow? body)
    {
        public SummaryKey? Key { get; } = key;

        /// <summary>The body, or null if it has no readable one.</summary>
        public BodyFlow? Body { get; } = body;

        public FlowResult Result { get; set; } = FlowResult.Nothing;

        public int Index { get; init; }

        public int Low { get; set; }

        public int Runs { get; set; }

        public bool IsOpen { get; set; }

        /// <summary>Whether the body was run with the summaries of all its apparent callees.</summary>
        public bool HasRun { get; set; }

        /// <summary>Whether the result is final.</summary>
        public bool IsDone { get; set; }

        /// <summary>Whether callers may use the result, although it may change.</summary>
        public bool IsKnown { get; private set; }

        /// <summary>The callees of the last run without a summary.</summary>
        public HashSet<SummaryKey> Missing { get; } = [];

        /// <summary>The members of the same component called in the last run.</summary>
        public HashSet<Entry> Used { get; } = [];

        public Queue<SummaryKey> Callees { get; } = new();

        public HashSet<Entry> Callers { get; } = [];

        public void Begin()
        {
            IsKnown = true;
            if (Body is not null) Result = new(ImmutableArray<Escape>.Empty, ImmutableArray<MemberWrite>.Empty, FlowSummary.NeverReturns(Body.InterfaceOf(Key!.Method, Body.Graph)), paths: null);
        }

        public void GiveUp() => Result = FlowResult.Nothing;
    }
}
