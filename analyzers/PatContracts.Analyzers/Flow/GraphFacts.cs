using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.FlowAnalysis;
using Microsoft.CodeAnalysis.Operations;
using PatContracts.Analyzers.Binding;

namespace PatContracts.Analyzers.Flow;

/// <summary>Facts about a graph that are known before it is run.</summary>
internal sealed class GraphFacts
{
    private readonly ControlFlowGraph _graph;
    private readonly BoundModels _models;
    private readonly ImmutableArray<ExceptionTarget>?[] _targets;
    private readonly Dictionary<IOperation, bool> _mayThrow = [];

    public GraphFacts(ControlFlowGraph graph, BoundModels models)
    {
        _graph = graph;
        _models = models;
        _targets = new ImmutableArray<ExceptionTarget>?[graph.Blocks.Length];
        foreach (BasicBlock block in graph.Blocks)
        {
            foreach (IOperation operation in block.Operations) IsInvalid |= HasErrors(operation);
            if (block.BranchValue is { } value) IsInvalid |= HasErrors(value);
        }
    }

    /// <summary>Whether a part does not compile. Nothing is reported in such a body.</summary>
    public bool IsInvalid { get; }

    /// <summary>
    /// Returns the handlers of an exception thrown in a block, innermost first, with the <c>finally</c> blocks before each. The root region of a lambda or
    /// local function lies in a region of the enclosing graph, but its exceptions are not caught there, and the block ordinals there belong to a different
    /// graph.
    /// </summary>
    public ImmutableArray<ExceptionTarget> TargetsOf(BasicBlock block)
    {
        if (_targets[block.Ordinal] is { } known) return known;

        ImmutableArray<ExceptionTarget>.Builder targets = ImmutableArray.CreateBuilder<ExceptionTarget>();
        ImmutableArray<ControlFlowRegion> finallies = ImmutableArray<ControlFlowRegion>.Empty;
        for (ControlFlowRegion region = block.EnclosingRegion; region is { Kind: not ControlFlowRegionKind.Root, EnclosingRegion: { } outer }; region = outer)
        {
            if (region.Kind != ControlFlowRegionKind.Try) continue;

            if (outer.Kind == ControlFlowRegionKind.TryAndFinally) finallies = finallies.Add(outer.NestedRegions[1]);
            if (outer.Kind != ControlFlowRegionKind.TryAndCatch) continue;

            foreach (ControlFlowRegion handler in outer.NestedRegions)
            {
                if (handler.Kind != ControlFlowRegionKind.Try) targets.Add(new(_graph.Blocks[handler.FirstBlockOrdinal], finallies));
            }
        }

        _targets[block.Ordinal] = targets.ToImmutable();
        return targets.ToImmutable();
    }

    /// <summary>Whether an operation is assumed to be able to throw. Constructors of models are assumed not to.</summary>
    public bool MayThrow(IOperation operation)
    {
        if (!_mayThrow.TryGetValue(operation, out bool known)) _mayThrow.Add(operation, known = FindThrowing(operation));
        return known;
    }

    private bool FindThrowing(IOperation operation)
    {
        foreach (IOperation part in operation.DescendantsAndSelf())
        {
            if (part is IObjectCreationOperation creation && _models.TryGet(creation.Type, out _)) continue;

            if (part.Kind is OperationKind.Invocation or OperationKind.ObjectCreation or OperationKind.Await or OperationKind.ArrayElementReference
                or OperationKind.Throw or OperationKind.DynamicInvocation or OperationKind.TypeParameterObjectCreation
                || part is IPropertyReferenceOperation { Property.IsIndexer: true })
            {
                return true;
            }
        }

        return false;
    }

    private static bool HasErrors(IOperation operation)
    {
        foreach (IOperation part in operation.DescendantsAndSelf())
        {
            if (part.Kind == OperationKind.Invalid || part is IConversionOperation { OperatorMethod: null, Conversion.Exists: false }) return true;
        }

        return false;
    }

    /// <summary>A handler that an exception may reach.</summary>
    /// <param name="Handler">The first block of the handler or its filter.</param>
    /// <param name="Finallies">The <c>finally</c> blocks that run before it.</param>
    internal sealed record ExceptionTarget(BasicBlock Handler, ImmutableArray<ControlFlowRegion> Finallies);
}
