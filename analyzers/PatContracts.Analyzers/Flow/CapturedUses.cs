using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.FlowAnalysis;
using Microsoft.CodeAnalysis.Operations;

namespace PatContracts.Analyzers.Flow;

/// <summary>The uses of surrounding variables in a lambda or local function.</summary>
internal sealed class CapturedUses
{
    private readonly HashSet<ISymbol> _written = new(SymbolEqualityComparer.Default);
    private readonly HashSet<ISymbol> _passedOn = new(SymbolEqualityComparer.Default);

    private CapturedUses()
    {
    }

    /// <summary>The variables that are assigned, or whose object has a member assigned.</summary>
    public HashSet<ISymbol> Written => _written;

    /// <summary>The variables whose object is used as a whole: returned, passed, stored.</summary>
    public HashSet<ISymbol> PassedOn => _passedOn;

    /// <summary>The variables to which it refers.</summary>
    public HashSet<ISymbol> Named { get; } = new(SymbolEqualityComparer.Default);

    public static CapturedUses Of(ControlFlowGraph graph, CancellationToken cancellationToken)
    {
        var uses = new CapturedUses();
        uses.Add(graph, cancellationToken);
        return uses;
    }

    private void Add(ControlFlowGraph graph, CancellationToken cancellationToken)
    {
        foreach (BasicBlock block in graph.Blocks)
        {
            foreach (IOperation operation in block.Operations) Add(graph, operation, cancellationToken);
            if (block.BranchValue is { } value) Add(graph, value, cancellationToken);
        }

        foreach (IMethodSymbol function in graph.LocalFunctions) Add(graph.GetLocalFunctionControlFlowGraph(function, cancellationToken), cancellationToken);
    }

    private void Add(ControlFlowGraph graph, IOperation operation, CancellationToken cancellationToken)
    {
        foreach (IOperation part in operation.DescendantsAndSelf())
        {
            switch (part)
            {
                case IFlowAnonymousFunctionOperation lambda:
                    Add(graph.GetAnonymousFunctionControlFlowGraph(lambda, cancellationToken), cancellationToken);
                    break;
                case ILocalReferenceOperation local:
                    Add(local.Local, local);
                    break;
                case IParameterReferenceOperation parameter:
                    Add(parameter.Parameter, parameter);
                    break;
            }
        }
    }

    private void Add(ISymbol variable, IOperation reference)
    {
        Named.Add(variable);
        IOperation? parent = reference.Parent;
        while (parent is IConversionOperation) parent = parent.Parent;

        switch (parent)
        {
            case IMemberReferenceOperation { Parent: IAssignmentOperation assignment } member when assignment.Target == member:
            case IMemberReferenceOperation { Parent: IIncrementOrDecrementOperation }:
            case IMemberReferenceOperation { Parent: IFlowCaptureOperation }:
            case IMemberReferenceOperation { Parent: ITupleOperation }:
            case IInvocationOperation invocation when invocation.Instance == reference:
            case IIncrementOrDecrementOperation:
            case IFlowCaptureOperation:
                _written.Add(variable);
                break;
            case IAssignmentOperation assignment when assignment.Target == reference:
                _written.Add(variable);
                break;
            case IMemberReferenceOperation or IIsNullOperation or IIsPatternOperation or IBinaryOperation:
                break;
            default:
                _passedOn.Add(variable);
                break;
        }
    }
}
