using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;
using PatContracts.Analyzers.Binding;

namespace PatContracts.Analyzers.Flow;

/// <summary>
/// Finds reads of a bound model's members whose value can go on to another object, by one look over the operations of a body. It errs to the safe
/// side: a method that is given an object may read its members and hand them on, and so may a constructor.
/// </summary>
internal static class CarriedReads
{
    public static bool AnyIn(IOperation body, BoundModels models)
    {
        foreach (IOperation operation in body.Descendants())
        {
            switch (operation.Kind)
            {
                case OperationKind.PropertyReference or OperationKind.FieldReference:
                    if (IsCarried(operation) && models.TryGetMember(((IMemberReferenceOperation)operation).Member, out _, out _)) return true;
                    break;
                case OperationKind.Invocation:
                    if (MayCarry(((IInvocationOperation)operation).TargetMethod, models)) return true;
                    break;
                case OperationKind.ObjectCreation:
                    var creation = (IObjectCreationOperation)operation;
                    bool isSimple = creation.Arguments.IsEmpty && creation.Constructor is not { IsImplicitlyDeclared: false, DeclaringSyntaxReferences.IsEmpty: false };
                    if (!isSimple && models.TryGet(creation.Type, out _)) return true;
                    break;
            }
        }

        return false;
    }

    /// <summary>
    /// A method of the project reads members of the objects that it is given or called on, or of one that it brings. What it reads of others is not known
    /// to its callers. A local function is part of the body.
    /// </summary>
    private static bool MayCarry(IMethodSymbol method, BoundModels models)
    {
        if (method.DeclaringSyntaxReferences.IsEmpty || method.MethodKind == MethodKind.LocalFunction) return false;
        if (models.TryGet(method.ContainingType, out _) || models.IsBroughtBy(method)) return true;

        foreach (IParameterSymbol parameter in (method.ReducedFrom ?? method).Parameters)
        {
            if (models.TryGet(parameter.Type, out _)) return true;
        }

        return false;
    }

    /// <summary>Not written to, and not the operand of a comparison or concatenation, which makes a value of its own. Of a comparison of flags the flag may come out again.</summary>
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
