using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;
using Microsoft.CodeAnalysis.Operations;
using PatContracts.Analyzers.Binding;

namespace PatContracts.Analyzers.Rules;

/// <summary>
/// The places where code gives a value to a member of a bound model: an assignment, a tuple that is taken apart, an argument of a constructor, an
/// initial value.
/// </summary>
internal static class GivenValues
{
    /// <summary>Calls <paramref name="judge"/> for each value that is given to a member.</summary>
    public static void Register(CompilationStartAnalysisContext context, BoundModels models, Action<OperationAnalysisContext, BoundMember, IOperation> judge) =>
        context.RegisterOperationAction(
            operation =>
            {
                switch (operation.Operation)
                {
                    case IDeconstructionAssignmentOperation deconstruction:
                        foreach ((ISymbol symbol, IOperation value) in Deconstructions.Members(deconstruction)) Judge(symbol, value);
                        break;
                    case IAssignmentOperation { Target: IMemberReferenceOperation { Member: var symbol }, Value: var value }:
                        Judge(symbol, value);
                        break;
                    case IObjectCreationOperation { Arguments.IsEmpty: false } creation when models.TryGet(creation.Type, out BoundModel? model):
                        foreach ((BoundMember member, IOperation value) in Arguments(creation, model)) judge(operation, member, value);
                        break;
                    case IPropertyInitializerOperation initializer:
                        foreach (IPropertySymbol property in initializer.InitializedProperties) Judge(property, initializer.Value);
                        break;
                }

                void Judge(ISymbol symbol, IOperation value)
                {
                    if (models.TryGetMember(symbol, out _, out BoundMember? member)) judge(operation, member, value);
                }
            },
            OperationKind.SimpleAssignment,
            OperationKind.CoalesceAssignment,
            OperationKind.DeconstructionAssignment,
            OperationKind.ObjectCreation,
            OperationKind.PropertyInitializer);

    /// <summary>A record's parameter, or one of a member's name: what else a constructor does with its arguments is not looked into.</summary>
    private static IEnumerable<(BoundMember Member, IOperation Value)> Arguments(IObjectCreationOperation creation, BoundModel model) =>
        from argument in creation.Arguments
        where argument.ArgumentKind == ArgumentKind.Explicit
        from member in model.Members
        where string.Equals(member.Symbol.Name, argument.Parameter?.Name, StringComparison.OrdinalIgnoreCase)
        select (member, argument.Value);
}
