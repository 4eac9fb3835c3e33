using System.Collections.Concurrent;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;
using PatContracts.Analyzers.Binding;

namespace PatContracts.Analyzers.Flow;

/// <summary>
/// Finds reads of a bound model's members whose value can go on to another object, by one look over the operations of a body and of the methods that
/// it gives an object to. It errs to the safe side: what those call in turn, and what a constructor does, is not looked into.
/// </summary>
internal sealed class CarriedReads(BoundModels models, SourceBodies bodies)
{
    private readonly ConcurrentDictionary<SyntaxNode, bool> _bodies = new();
    private readonly ConcurrentDictionary<ISymbol, bool> _methods = new(SymbolEqualityComparer.Default);

    /// <summary>Whether there is one in a body.</summary>
    public bool AnyIn(IOperation body, CancellationToken cancellationToken)
    {
        if (_bodies.TryGetValue(body.Syntax, out bool known)) return known;

        bool found = Find(body, method => AnyIn(method, body.SemanticModel, cancellationToken));
        _bodies.TryAdd(body.Syntax, found);
        return found;
    }

    private bool AnyIn(IMethodSymbol method, SemanticModel? caller, CancellationToken cancellationToken)
    {
        method = method.OriginalDefinition;
        if (_methods.TryGetValue(method, out bool known)) return known;

        bool found = bodies.BodyOf(method, caller, cancellationToken) is { } body && Find(body, static _ => true);
        _methods.TryAdd(method, found);
        return found;
    }

    private bool Find(IOperation body, Func<IMethodSymbol, bool> isFoundIn)
    {
        foreach (IOperation operation in body.Descendants())
        {
            switch (operation.Kind)
            {
                case OperationKind.PropertyReference or OperationKind.FieldReference:
                    if (IsCarried(operation) && models.TryGetMember(((IMemberReferenceOperation)operation).Member, out _, out _)) return true;
                    break;
                case OperationKind.Invocation:
                    IMethodSymbol method = ((IInvocationOperation)operation).TargetMethod;
                    if (HasToDoWithObjects(method) && isFoundIn(method)) return true;
                    break;
                case OperationKind.ObjectCreation:
                    var creation = (IObjectCreationOperation)operation;
                    bool isRead = creation.Constructor is { IsImplicitlyDeclared: false, DeclaringSyntaxReferences.IsEmpty: false };
                    if ((isRead || !creation.Arguments.IsEmpty) && models.TryGet(creation.Type, out _)) return true;
                    break;
            }
        }

        return false;
    }

    /// <summary>
    /// Whether a method of the project is given objects, called on one, or brings one. What it reads of others is not known to its callers. A local
    /// function is part of the body.
    /// </summary>
    private bool HasToDoWithObjects(IMethodSymbol method)
    {
        if (method.DeclaringSyntaxReferences.IsEmpty || method.MethodKind == MethodKind.LocalFunction) return false;
        if (models.TryGet(method.ContainingType, out _) || models.IsBroughtBy(method)) return true;

        foreach (IParameterSymbol parameter in (method.ReducedFrom ?? method).Parameters)
        {
            if (models.TryGet(parameter.Type, out _)) return true;
        }

        return false;
    }

    /// <summary>
    /// Not written to, and not the operand of a comparison or concatenation, which makes a value of its own. Of a comparison of flags the flag may
    /// come out again.
    /// </summary>
    private static bool IsCarried(IOperation reference)
    {
        IOperation value = reference;
        while (value.Parent is IConversionOperation conversion) value = conversion;

        return value.Parent switch
        {
            ISimpleAssignmentOperation assignment => assignment.Target != value,
            ICompoundAssignmentOperation assignment => assignment.Target != value,
            IBinaryOperation => reference.Type?.SpecialType == SpecialType.System_Boolean,
            IInterpolationOperation => false,
            _ => true,
        };
    }
}
