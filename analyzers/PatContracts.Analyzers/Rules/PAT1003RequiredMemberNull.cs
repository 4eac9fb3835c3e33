using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Diagnostics;
using Microsoft.CodeAnalysis.Operations;
using PatContracts.Analyzers.Binding;
using PatContracts.Analyzers.Flow;

namespace PatContracts.Analyzers.Rules;

/// <summary>
/// PAT1003: a member is given a null that its contract excludes, or, where it is required, the default of its value type. A value that is written
/// over before anybody sees the object is left alone.
/// </summary>
[DiagnosticAnalyzer(LanguageNames.CSharp)]
public sealed class PAT1003RequiredMemberNull : ContractAnalyzer
{
    /// <summary>Creates the rule.</summary>
    public PAT1003RequiredMemberNull()
        : base(RuleCatalog.RequiredMemberNull)
    {
    }

    private protected override void Register(CompilationStartAnalysisContext context, BoundModels models)
    {
        context.RegisterOperationAction(operation => JudgeAssignment(operation, models), OperationKind.SimpleAssignment, OperationKind.CoalesceAssignment);
        context.RegisterOperationAction(operation => JudgeConstructor(operation, models), OperationKind.ObjectCreation);
    }

    private static void JudgeAssignment(OperationAnalysisContext context, BoundModels models)
    {
        var assignment = (IAssignmentOperation)context.Operation;
        if (assignment.Target is not IMemberReferenceOperation { Member: var symbol }
            || !models.TryGetMember(symbol, out _, out BoundMember? member)
            || !MayBeNull(assignment.Value))
        {
            return;
        }

        Judge(context, models, assignment.Value.Syntax, member, assignment.Value);
    }

    private static void JudgeConstructor(OperationAnalysisContext context, BoundModels models)
    {
        var creation = (IObjectCreationOperation)context.Operation;
        if (creation.Arguments.IsEmpty || !models.TryGet(creation.Type, out _)) return;

        foreach (IArgumentOperation argument in creation.Arguments)
        {
            if (argument.ArgumentKind == ArgumentKind.Explicit && MayBeNull(argument.Value)) Judge(context, models, argument.Value.Syntax, null, argument.Value);
        }
    }

    private static void Judge(OperationAnalysisContext context, BoundModels models, SyntaxNode valueSyntax, BoundMember? target, IOperation value)
    {
        if (target is not null && !ExcludesNull(target) && !target.IsRequired) return;

        FlowResult flow = FlowAnalysis.Of(models, context.Operation, context.ContainingSymbol, context.GetControlFlowGraph, context.CancellationToken);
        if (!flow.IsComplete) return;

        var reported = new HashSet<SyntaxNode>();
        foreach (MemberWrite write in flow.Writes)
        {
            if (write.ValueSyntax != valueSyntax || !IsExcluded(write.Member, write.Value) || !GivenNulls.StaysNull(flow, write)) continue;

            SyntaxNode place = write.Value.Origin is { } origin && valueSyntax.FullSpan.Contains(origin.Span) ? Whole(origin) : Whole(valueSyntax);
            if (!reported.Add(place)) continue;

            context.ReportDiagnostic(Diagnostic.Create(
                RuleCatalog.RequiredMemberNull,
                place.GetLocation(),
                write.Member.WireName,
                write.Value.IsNull ? "null" : $"the default of `{value.Type?.ToDisplayString(SymbolDisplayFormat.MinimallyQualifiedFormat)}`"));
        }
    }

    /// <summary>The expression with the <c>!</c>, the parentheses and the cast around it.</summary>
    private static SyntaxNode Whole(SyntaxNode syntax)
    {
        while (syntax.Parent is PostfixUnaryExpressionSyntax or ParenthesizedExpressionSyntax or CastExpressionSyntax) syntax = syntax.Parent;
        return syntax;
    }

    private static bool IsExcluded(BoundMember member, FlowValue value) => value.Kind switch
    {
        FlowValueKind.Null => ExcludesNull(member),
        FlowValueKind.Default => member.IsRequired && !member.Json.OmitsDefault,
        _ => false,
    };

    /// <summary>A null that the serializer leaves out is no null on the wire.</summary>
    private static bool ExcludesNull(BoundMember member) => !member.Schema.AllowsNull && !member.Json.OmitsNull;

    /// <summary>The quick way out for almost every assignment: whether the value can be a null or default that is known.</summary>
    private static bool MayBeNull(IOperation value) => value switch
    {
        { ConstantValue: { HasValue: true, Value: var constant } } => constant is null,
        IDefaultValueOperation => true,
        IConversionOperation { OperatorMethod: null } conversion => MayBeNull(conversion.Operand),
        IConversionOperation conversion => MayBeNull(conversion.Operand),
        IConditionalOperation conditional => MayBeNull(conditional.WhenTrue) || (conditional.WhenFalse is { } otherwise && MayBeNull(otherwise)),
        ICoalesceOperation coalesce => MayBeNull(coalesce.WhenNull),
        ISwitchExpressionOperation @switch => @switch.Arms.Any(arm => MayBeNull(arm.Value)),
        IObjectCreationOperation creation => creation is { Arguments.IsEmpty: true, Type.IsValueType: true },
        IFieldReferenceOperation field => FlowRun.IsDefaultOfItsType(field.Field),
        ILocalReferenceOperation local => BeginsAsNull(local.Local),
        _ => false,
    };

    /// <summary>A local declared with a <c>?</c> or begun with null; what <c>var</c> infers says nothing.</summary>
    private static bool BeginsAsNull(ILocalSymbol local) =>
        local.DeclaringSyntaxReferences is [{ } reference, ..]
        && reference.GetSyntax() is VariableDeclaratorSyntax { Parent: VariableDeclarationSyntax declaration } declarator
        && (declaration.Type is NullableTypeSyntax || declarator.Initializer?.Value is LiteralExpressionSyntax or DefaultExpressionSyntax);
}
