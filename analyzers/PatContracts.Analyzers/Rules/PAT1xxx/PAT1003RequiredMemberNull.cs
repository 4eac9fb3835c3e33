using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Diagnostics;
using PatContracts.Analyzers.Binding;
using PatContracts.Analyzers.Flow;

namespace PatContracts.Analyzers.Rules;

/// <summary>
/// PAT1003: a member is assigned null although its contract excludes it or, if the member is required, the default of its value type. Not reported if the value
/// is replaced before the object is seen, or if an object is reset for reuse.
/// </summary>
[DiagnosticAnalyzer(LanguageNames.CSharp)]
public sealed class PAT1003RequiredMemberNull : ContractAnalyzer
{
    /// <summary>Creates the rule.</summary>
    public PAT1003RequiredMemberNull()
        : base(RuleCatalog.RequiredMemberNull)
    {
    }

    private protected override void Register(CompilationStartAnalysisContext context, ContractContext contracts) =>
        NullAssignments.Register(context, contracts, Analyze);

    private static void Analyze(OperationAnalysisContext context, FlowResult flow, MemberWrite write)
    {
        if (!NullAssignments.StaysNull(flow, write)) return;
        if (write.Object.Origin == ObjectOrigin.Foreign && ResetMethods.Contain(write.Syntax, context.ContainingSymbol)) return;

        bool isWritten = write.Value.Origin is { } origin && write.ValueSyntax.FullSpan.Contains(origin.Span);
        context.ReportDiagnostic(Diagnostic.Create(
            RuleCatalog.RequiredMemberNull,
            Whole(isWritten ? write.Value.Origin! : write.ValueSyntax).GetLocation(),
            NullMember.Properties(write.Member),
            write.Member.WireName,
            write.Value.CanBeNull ? "null" : $"the default of `{TypeOf(write.Member).ToDisplayString(SymbolDisplayFormat.MinimallyQualifiedFormat)}`"));
    }

    private static ITypeSymbol TypeOf(BoundMember member) =>
        member.Type is INamedTypeSymbol { OriginalDefinition.SpecialType: SpecialType.System_Nullable_T } nullable ? nullable.TypeArguments[0] : member.Type;

    /// <summary>The expression including any surrounding <c>!</c>, parentheses and casts.</summary>
    private static SyntaxNode Whole(SyntaxNode syntax)
    {
        while (syntax.Parent is PostfixUnaryExpressionSyntax or ParenthesizedExpressionSyntax or CastExpressionSyntax) syntax = syntax.Parent;
        return syntax;
    }
}
