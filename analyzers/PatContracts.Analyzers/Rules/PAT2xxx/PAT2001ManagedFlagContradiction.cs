using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Diagnostics;
using PatContracts.Analyzers.Flow;

namespace PatContracts.Analyzers.Rules;

/// <summary>
/// PAT2001: a token is assigned both values of its flag, on every path to the second assignment and without being read in between; or two tokens in one method
/// have the same constant id and different flags.
/// </summary>
[DiagnosticAnalyzer(LanguageNames.CSharp)]
public sealed class PAT2001ManagedFlagContradiction : ContractAnalyzer
{
    /// <summary>Creates the rule.</summary>
    public PAT2001ManagedFlagContradiction()
        : base(RuleCatalog.ManagedFlagContradiction)
    {
    }

    private protected override void Register(CompilationStartAnalysisContext context, ContractContext contracts) =>
        ManagedWrites.Register(context, contracts, excludes: static _ => true, Analyze);

    private static void Analyze(OperationAnalysisContext context, FlowResult flow, ImmutableArray<MemberWrite> writes)
    {
        var earlier = new List<SyntaxNode>();
        bool isSameToken = true;
        foreach (MemberWrite write in writes)
        {
            SyntaxNode? site = EarlierOnSameToken(flow, write);
            if (site is null)
            {
                isSameToken = false;
                site = SameIds.OtherFlag(flow, write);
            }

            if (site is null) return;
            if (!earlier.Contains(site)) earlier.Add(site);
        }

        var value = (bool)writes[0].Value.Constant!;
        int line = earlier[0].GetLocation().GetLineSpan().StartLinePosition.Line + 1;
        context.ReportDiagnostic(Diagnostic.Create(
            RuleCatalog.ManagedFlagContradiction,
            writes[0].Syntax.GetLocation(),
            earlier.Select(site => site.GetLocation()),
            writes[0].Member.WireName,
            DiagnosticFormatting.Boolean(value),
            DiagnosticFormatting.Boolean(!value),
            isSameToken ? $"on line {line}, and the token is not used in between" : $"on line {line} for a token with the same id"));
    }

    private static SyntaxNode? EarlierOnSameToken(FlowResult flow, MemberWrite write)
    {
        if (write is not { Before: { Kind: SlotKind.Set, IsSeen: false, Value: { Constant: bool before } assigned }, Value.Constant: bool after }
            || before == after
            || IsFlagOf(write.Value.ReadFrom, write.Object))
        {
            return null;
        }

        bool isShared = write.Object.Origin == ObjectOrigin.Foreign || write.State[write.Object] is { HasEscaped: true };
        if (write.Object is { Origin: ObjectOrigin.Copy, Source: { } source })
        {
            // A copy that becomes a different token may have a different flag, and so may a copy of a token that was used.
            if (flow.Writes.Any(other => other.Object == write.Object && TokenCopies.IsId(other.Member))) return null;
            if (write.State[source] is not { } members || members[write.Member].IsSeen) return null;

            isShared |= source.Origin == ObjectOrigin.Foreign || members.HasEscaped;
        }

        return ManagedWrites.AssignmentOf(flow, write.Object, assigned) is { } site && site != write.Syntax
            && !IsRefined(site, write.Syntax, before == ManagedFlag.Default(write.Member))
            && !ManagedReads.IsUsedBetween(site, write.Syntax, write.Member.Symbol.Name, isShared)
                ? site
                : null;
    }

    /// <summary>Whether the flag begins with the contract's default and is then set under a condition: <c>if (isWorkflow) token.Managed = true;</c></summary>
    private static bool IsRefined(SyntaxNode earlier, SyntaxNode later, bool beginsWithDefault) => beginsWithDefault && later.Ancestors()
        .TakeWhile(around => !around.Span.Contains(earlier.Span))
        .Any(static around => around is IfStatementSyntax or ElseClauseSyntax or SwitchSectionSyntax or SwitchExpressionArmSyntax or ConditionalExpressionSyntax
            or ForStatementSyntax or ForEachStatementSyntax or WhileStatementSyntax or CatchClauseSyntax);

    /// <summary>Whether a value is computed from the flag it replaces: <c>t.Managed = !t.Managed</c>.</summary>
    private static bool IsFlagOf(FlowValue.MemberRead? read, TrackedObject tracked) =>
        read is not null && read.Object == tracked && read.Member.IsManagedFlag;
}
