using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;
using PatContracts.Analyzers.Binding;

namespace PatContracts.Analyzers.Rules;

/// <summary>
/// Reads the values assigned to the members of a token as the code is written: in its constructor, its initializer, and assignments through its variable.
/// </summary>
internal static class AssignedMembers
{
    /// <summary>Returns the members assigned to a new token that is created with an id; null if other code of the project may assign more.</summary>
    public static IReadOnlyList<(BoundMember Member, IOperation Value)>? Of(
        BoundModels models,
        IObjectCreationOperation creation,
        BoundModel model,
        CancellationToken cancellationToken)
    {
        var assigned = new List<(BoundMember, IOperation)>();
        foreach (IArgumentOperation argument in creation.Arguments)
        {
            if (argument is not { ArgumentKind: ArgumentKind.Explicit, IsImplicit: false, Parameter: { } parameter }) continue;

            BoundMember? member = model.Members.FirstOrDefault(
                candidate => string.Equals(candidate.Symbol.Name, parameter.Name, StringComparison.OrdinalIgnoreCase));
            if (member is null) return null;

            assigned.Add((member, argument.Value));
        }

        if (creation.Initializer is { } initializer)
        {
            foreach (IOperation part in initializer.Initializers)
            {
                if (part is ISimpleAssignmentOperation { Target: IMemberReferenceOperation { Member: var symbol }, Value: var value }
                    && models.TryGetMember(symbol, out _, out BoundMember? member))
                {
                    assigned.Add((member, value));
                }
            }
        }

        // Only an id that is read from another object makes a copy.
        if (!assigned.Any(static one => TokenCopies.IsId(one.Item1) && !one.Item2.ConstantValue.HasValue)) return null;

        IOperation whole = creation;
        while (whole.Parent is IConversionOperation or IParenthesizedOperation) whole = whole.Parent;

        switch (whole.Parent)
        {
            case IArgumentOperation { Parent: IInvocationOperation { TargetMethod.DeclaringSyntaxReferences.IsEmpty: false } }:
            case IInvocationOperation { TargetMethod.DeclaringSyntaxReferences.IsEmpty: false }:
            case IWithOperation:
                return null;
            case IVariableInitializerOperation { Parent: IVariableDeclaratorOperation { Symbol: var variable } }:
                if (OfVariable(models, creation, variable, cancellationToken) is not { } later) return null;

                assigned.AddRange(later);
                return assigned;
            case ISimpleAssignmentOperation { Target: ILocalReferenceOperation or IParameterReferenceOperation }:
                return null;
            default:
                return assigned;
        }
    }

    /// <summary>Returns the members assigned through a variable; null if the variable is passed to other code of the project or copied.</summary>
    public static IReadOnlyList<(BoundMember Member, IOperation Value)>? OfVariable(
        BoundModels models,
        IOperation within,
        ISymbol variable,
        CancellationToken cancellationToken)
    {
        var assigned = new List<(BoundMember, IOperation)>();
        foreach (IOperation part in VariableUses.Around(within, cancellationToken).ReferencesTo(variable))
        {
            switch (part.Parent)
            {
                case IMemberReferenceOperation { Member: var symbol, Parent: IAssignmentOperation assignment } target
                    when assignment.Target == target && models.TryGetMember(symbol, out _, out BoundMember? member):
                    assigned.Add((member, assignment.Value));
                    break;
                case IArgumentOperation { Parent: IInvocationOperation { TargetMethod.DeclaringSyntaxReferences.IsEmpty: false } }:
                case IInvocationOperation { TargetMethod.DeclaringSyntaxReferences.IsEmpty: false }:
                case IWithOperation:
                case IAssignmentOperation { Target: var written } when written == part:
                    return null;
            }
        }

        return assigned;
    }
}
