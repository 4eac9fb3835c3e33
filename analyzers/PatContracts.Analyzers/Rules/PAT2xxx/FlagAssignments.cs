using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;
using Microsoft.CodeAnalysis.Operations;
using PatContracts.Analyzers.Binding;

namespace PatContracts.Analyzers.Rules;

/// <summary>Finds the assignments of managed flags: of bound models, and of rows and summaries of the project.</summary>
internal static class FlagAssignments
{
    /// <summary>Calls <paramref name="analyze"/> for each of them.</summary>
    public static void Register(CompilationStartAnalysisContext context, ContractContext contracts, Action<OperationAnalysisContext, FlagAssignment> analyze)
    {
        context.RegisterOperationAction(
            operation =>
            {
                var assignment = (ISimpleAssignmentOperation)operation.Operation;
                if (assignment.Target is IMemberReferenceOperation { Member: var member } && IsFlag(contracts.Models, member, out BoundMember? flag))
                {
                    analyze(operation, new(member, flag, AssignedValue.Of(assignment, operation.CancellationToken), assignment, assignment.Syntax));
                }
            },
            OperationKind.SimpleAssignment);
        context.RegisterOperationAction(
            operation =>
            {
                var creation = (IObjectCreationOperation)operation.Operation;
                foreach (IArgumentOperation argument in creation.Arguments)
                {
                    if (argument is not { ArgumentKind: ArgumentKind.Explicit, IsImplicit: false, Parameter: { } parameter }
                        || !parameter.Type.IsBoolean())
                    {
                        continue;
                    }
                    if (MemberOf(creation, parameter) is { } member && IsFlag(contracts.Models, member, out BoundMember? flag))
                    {
                        analyze(operation, new(member, flag, AssignedValue.Of(argument.Value), null, argument.Value.Syntax));
                    }
                }
            },
            OperationKind.ObjectCreation);
    }

    private static bool IsFlag(BoundModels models, ISymbol member, out BoundMember? flag)
    {
        flag = models.FlagNames.Contains(member.Name) ? ManagedFlag.Of(models, member) : null;
        return flag is not null || (!models.FlagNames.IsEmpty && FlagSources.IsFlagName(member.Name) && FlagSources.IsProjectFlag(models, member));
    }

    /// <summary>The member that matches the name of a constructor parameter.</summary>
    private static ISymbol? MemberOf(IObjectCreationOperation creation, IParameterSymbol parameter)
    {
        for (ITypeSymbol? type = creation.Type; type is { SpecialType: SpecialType.None }; type = type.BaseType)
        {
            foreach (ISymbol member in type.GetMembers())
            {
                if (member is IPropertySymbol or IFieldSymbol { IsImplicitlyDeclared: false }
                    && string.Equals(member.Name, parameter.Name, StringComparison.OrdinalIgnoreCase))
                {
                    return member;
                }
            }
        }

        return null;
    }
}
