using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Diagnostics;
using PatContracts.Analyzers.Binding;
using PatContracts.Analyzers.Flow;

namespace PatContracts.Analyzers.Rules;

/// <summary>
/// PAT2003: a token's flag is the negated one of another token, or a constant where a test, or the filter that chose the other token, has shown that
/// the token it is a copy of has the opposite. A token's own flag may be changed.
/// </summary>
[DiagnosticAnalyzer(LanguageNames.CSharp)]
public sealed class PAT2003ManagedFlagContradictsSource : ContractAnalyzer
{
    /// <summary>Creates the rule.</summary>
    public PAT2003ManagedFlagContradictsSource()
        : base(RuleCatalog.ManagedFlagContradictsSource)
    {
    }

    private protected override void Register(CompilationStartAnalysisContext context, ContractContext contracts) =>
        ManagedWrites.Register(context, contracts, Judge);

    private static void Judge(OperationAnalysisContext context, FlowResult flow, ImmutableArray<MemberWrite> writes)
    {
        TrackedObject? source = null;
        foreach (MemberWrite write in writes)
        {
            TrackedObject? contradicted = NegatedSource(write) ?? ProvenSource(flow, write, context.Operation, context.CancellationToken);
            if (contradicted is null) return;

            source ??= contradicted;
        }

        MemberWrite first = writes[0];
        string name = TokenNames.Of(first.State, source!);
        string flag = $"{name}.{source!.Model.ManagedFlag!.Symbol.Name}";
        bool isNegated = NegatedSource(first) is not null;
        context.ReportDiagnostic(Diagnostic.Create(
            RuleCatalog.ManagedFlagContradictsSource,
            first.Syntax.GetLocation(),
            Choices(flow, first, source),
            first.Member.WireName,
            isNegated ? $"the opposite of `{flag}`" : DiagnosticFormatting.Boolean((bool)first.Value.Constant!),
            isNegated
                ? $"a token that is made of `{name}` is as managed as that is"
                : $"`{flag}`, which it is a copy of, is {DiagnosticFormatting.Boolean(!(bool)first.Value.Constant!)} here"));
    }

    private static TrackedObject? NegatedSource(MemberWrite write) =>
        write.Value.ReadFrom is { IsNegated: true } read && read.Member.IsManagedFlag && read.Object != write.Object ? read.Object : null;

    private static TrackedObject? ProvenSource(FlowResult flow, MemberWrite write, IOperation operation, CancellationToken cancellationToken)
    {
        if (write.Value.Constant is not bool value || (write.Value.ReadFrom is { } read && read.Member.IsManagedFlag)) return null;

        foreach (TrackedObject source in TokenCopies.SourcesOf(flow, write))
        {
            if (ManagedGuards.Of(write.State, source, operation, cancellationToken) is not { } known || known == value) continue;

            // What was assigned, and not shown by a test, is a contradiction of its own (PAT2001).
            BoundMember flag = source.Model.ManagedFlag!;
            FlowValue shown = write.State[source]![flag].Value;
            if (source.Origin == ObjectOrigin.Foreign && (shown.Constant is null || ManagedWrites.Giver(flow, source, shown) is null)) return source;
        }

        return null;
    }

    private static ImmutableDictionary<string, string?> Choices(FlowResult flow, MemberWrite write, TrackedObject source)
    {
        if (TokenNames.FlagOf(flow, write.State, source, write.Member, write.Syntax.SpanStart) is not { } read)
        {
            return ImmutableDictionary<string, string?>.Empty;
        }

        string text = write.Syntax is AssignmentExpressionSyntax assignment ? $"{assignment.Left} = {read}" : read;
        return Replacement.Properties(new Replacement($"Carry '{read}' along", text));
    }
}
