using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;
using Microsoft.CodeAnalysis.Operations;
using PatContracts.Analyzers.Binding;

namespace PatContracts.Analyzers.Rules;

/// <summary>PAT2004: where the flag may be absent, code falls back to another value than the contract's default; or the flag begins with another.</summary>
[DiagnosticAnalyzer(LanguageNames.CSharp)]
public sealed class PAT2004ManagedFlagDefaultMismatch : ContractAnalyzer
{
    /// <summary>Creates the rule.</summary>
    public PAT2004ManagedFlagDefaultMismatch()
        : base(RuleCatalog.ManagedFlagDefaultMismatch)
    {
    }

    private protected override void Register(CompilationStartAnalysisContext context, ContractContext contracts)
    {
        context.RegisterOperationAction(
            operation =>
            {
                switch (operation.Operation)
                {
                    case ICoalesceOperation coalesce:
                        Judge(operation, contracts.Models, coalesce.Value, coalesce.WhenNull);
                        break;
                    case ICoalesceAssignmentOperation assignment:
                        Judge(operation, contracts.Models, assignment.Target, assignment.Value);
                        break;
                    case IInvocationOperation { TargetMethod.Name: "GetValueOrDefault", Instance: { } instance, Arguments: [{ } fallback] }
                        when instance.Type?.OriginalDefinition.SpecialType == SpecialType.System_Nullable_T:
                        Judge(operation, contracts.Models, instance, fallback.Value);
                        break;
                    case IPropertyInitializerOperation initializer:
                        foreach (IPropertySymbol property in initializer.InitializedProperties) Judge(operation, contracts.Models, property, initializer.Value);
                        break;
                    case IFieldInitializerOperation initializer:
                        foreach (IFieldSymbol field in initializer.InitializedFields) Judge(operation, contracts.Models, field, initializer.Value);
                        break;
                    case IParameterInitializerOperation { Parameter: var parameter, Value: var value }
                        when parameter.ContainingType is { IsRecord: true } record:
                        foreach (ISymbol property in record.GetMembers(parameter.Name)) Judge(operation, contracts.Models, property, value);
                        break;
                }
            },
            OperationKind.Coalesce,
            OperationKind.CoalesceAssignment,
            OperationKind.Invocation,
            OperationKind.PropertyInitializer,
            OperationKind.FieldInitializer,
            OperationKind.ParameterInitializer);
    }

    private static void Judge(OperationAnalysisContext context, BoundModels models, IOperation read, IOperation fallback)
    {
        while (true)
        {
            if (read is IConversionOperation { OperatorMethod: null } conversion) read = conversion.Operand;
            else if (read is IConditionalAccessOperation access) read = access.WhenNotNull;
            else break;
        }

        if (read is IMemberReferenceOperation { Member: var symbol }) Judge(context, models, symbol, fallback);
    }

    private static void Judge(OperationAnalysisContext context, BoundModels models, ISymbol symbol, IOperation fallback)
    {
        while (fallback is IConversionOperation { OperatorMethod: null, ConstantValue.HasValue: false } conversion) fallback = conversion.Operand;

        if (fallback.ConstantValue is not { HasValue: true, Value: bool value }
            || !models.TryGetMember(symbol, out _, out BoundMember? member)
            || !member.IsManagedFlag
            || ManagedFlag.Default(member) is not { } expected
            || value == expected)
        {
            return;
        }

        context.ReportDiagnostic(Diagnostic.Create(
            RuleCatalog.ManagedFlagDefaultMismatch,
            fallback.Syntax.GetLocation(),
            ManagedFlag.Properties(expected),
            member.WireName,
            value ? "true" : "false",
            expected ? "true" : "false"));
    }
}
