using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;
using Microsoft.CodeAnalysis.Operations;
using PatContracts.Analyzers.Binding;

namespace PatContracts.Analyzers.Rules;

/// <summary>
/// PAT1004: a value known at compile time violates the schema of the member it is assigned to. The engine validates the value as in a payload.
/// </summary>
[DiagnosticAnalyzer(LanguageNames.CSharp)]
public sealed class PAT1004ValueBreaksContract : ContractAnalyzer
{
    /// <summary>Creates the rule.</summary>
    public PAT1004ValueBreaksContract()
        : base(RuleCatalog.ValueBreaksContract)
    {
    }

    private protected override void Register(CompilationStartAnalysisContext context, ContractContext contracts) =>
        ValueAssignments.Register(context, contracts, ConstantJson.IsPossible, (operation, member, value) =>
        {
            // The initial value of a required member is meant to be replaced.
            bool isPlaceholder = member.IsRequired && operation.Operation is IPropertyInitializerOperation;
            if (!isPlaceholder && !member.HasConverter) Analyze(operation, member, value);
        });

    private static void Analyze(OperationAnalysisContext context, BoundMember member, IOperation value)
    {
        switch (value)
        {
            case IConversionOperation { OperatorMethod: null, ConstantValue.HasValue: false } conversion:
                Analyze(context, member, conversion.Operand);
                break;
            case IConditionalOperation { WhenFalse: { } otherwise } conditional:
                Analyze(context, member, conditional.WhenTrue);
                Analyze(context, member, otherwise);
                break;
            case ICoalesceOperation coalesce:
                Analyze(context, member, coalesce.WhenNull);
                break;
            case ISwitchExpressionOperation choice:
                foreach (ISwitchExpressionArmOperation arm in choice.Arms) Analyze(context, member, arm.Value);
                break;
            default:
                Analyze(context, member, ConstantJson.Of(value));
                break;
        }
    }

    private static void Analyze(OperationAnalysisContext context, BoundMember member, ConstantJson constant)
    {
        // Null is the subject of another rule.
        if (constant.Json == "null") return;

        if (Placeholder(member, constant) is { } placeholder)
        {
            Report(context, member, constant.Syntax, placeholder, allowed: null);
            return;
        }

        bool elementReported = false;
        if (!constant.Elements.IsEmpty && member.ItemValidator is { } items)
        {
            foreach (ConstantJson element in constant.Elements)
            {
                if ((Placeholder(member, element) ?? Problem(items, element)) is not { } broken) continue;

                Report(context, member, element.Syntax, broken, items.Schema.EnumValues);
                elementReported = true;
            }
        }

        if (!elementReported && Problem(member.Validator, constant) is { } problem)
        {
            Report(context, member, constant.Syntax, problem, member.Schema.EnumValues);
        }
    }

    private static string? Problem(ConstantValidator validator, ConstantJson constant) =>
        constant.Problem ?? (constant.Json is { } json ? validator.ProblemOf(json) : null);

    /// <summary>The message for a placeholder inserted by the fix for missing members, which is meant to be replaced.</summary>
    private static string? Placeholder(BoundMember member, ConstantJson constant) =>
        constant.Json is { } json && Placeholders.IsFor(json, member.WireName) ? "this is still a placeholder" : null;

    private static void Report(OperationAnalysisContext context, BoundMember member, SyntaxNode site, string problem, IReadOnlyList<string>? allowed) =>
        context.ReportDiagnostic(Diagnostic.Create(
            RuleCatalog.ValueBreaksContract,
            site.GetLocation(),
            AllowedValues.Properties(allowed),
            member.WireName,
            problem));
}
