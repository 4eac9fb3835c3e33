using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;
using Microsoft.CodeAnalysis.Operations;
using PatContracts.Analyzers.Binding;

namespace PatContracts.Analyzers.Rules;

/// <summary>
/// The operations that assign a value to a member of a bound model: an assignment, a deconstruction, a constructor argument, an initial value.
/// </summary>
internal static class ValueAssignments
{
    /// <summary>Calls <paramref name="analyze"/> for each value assigned to a member.</summary>
    /// <param name="context">The compilation.</param>
    /// <param name="contracts">The state that the rules share.</param>
    /// <param name="isPossible">A fast check of whether the value is relevant, which avoids looking up the member for most assignments.</param>
    /// <param name="analyze">Analyzes a value.</param>
    public static void Register(
        CompilationStartAnalysisContext context,
        ContractContext contracts,
        Func<IOperation, bool> isPossible,
        Action<OperationAnalysisContext, BoundMember, IOperation> analyze)
    {
        context.RegisterOperationAction(
            operation =>
            {
                var assignment = (IAssignmentOperation)operation.Operation;
                if (isPossible(assignment.Value) && assignment.Target is IMemberReferenceOperation { Member: var symbol })
                {
                    Analyze(operation, symbol, assignment.Value);
                }

            },
            OperationKind.SimpleAssignment,
            OperationKind.CoalesceAssignment);
        context.RegisterOperationAction(
            operation =>
            {
                switch (operation.Operation)
                {
                    case IDeconstructionAssignmentOperation deconstruction:
                        foreach ((ISymbol symbol, IOperation value) in Deconstructions.Members(deconstruction)) Analyze(operation, symbol, value);
                        break;
                    case IObjectCreationOperation { Arguments.IsEmpty: false } creation when contracts.Models.TryGet(creation.Type, out BoundModel? model):
                        foreach ((BoundMember member, IOperation value) in Arguments(creation, model)) analyze(operation, member, value);
                        break;
                    case IPropertyInitializerOperation initializer:
                        foreach (IPropertySymbol property in initializer.InitializedProperties) Analyze(operation, property, initializer.Value);
                        break;
                }
            },
            OperationKind.DeconstructionAssignment,
            OperationKind.ObjectCreation,
            OperationKind.PropertyInitializer);

        void Analyze(OperationAnalysisContext operation, ISymbol symbol, IOperation value)
        {
            if (contracts.Models.TryGetMember(symbol, out _, out BoundMember? member)) analyze(operation, member, value);
        }
    }

    /// <summary>
    /// The members assigned by constructor arguments: by a record's parameter, or a parameter with a member's name. Other uses of arguments in a constructor
    /// are not analyzed.
    /// </summary>
    private static IEnumerable<(BoundMember Member, IOperation Value)> Arguments(IObjectCreationOperation creation, BoundModel model) =>
        from argument in creation.Arguments
        where argument.ArgumentKind == ArgumentKind.Explicit
        from member in model.Members
        where string.Equals(member.Symbol.Name, argument.Parameter?.Name, StringComparison.OrdinalIgnoreCase)
        select (member, argument.Value);
}
