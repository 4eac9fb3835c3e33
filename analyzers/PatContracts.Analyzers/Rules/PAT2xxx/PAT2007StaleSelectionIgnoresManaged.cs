using System.Collections.Concurrent;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;
using Microsoft.CodeAnalysis.Operations;
using PatContracts.Analyzers.Binding;

namespace PatContracts.Analyzers.Rules;

/// <summary>
/// PAT2007: tokens are chosen by their last use, and what is chosen goes to a call that deletes, removes, revokes or rotates. One look at the flag
/// anywhere in the same member is enough for silence.
/// </summary>
[DiagnosticAnalyzer(LanguageNames.CSharp)]
public sealed class PAT2007StaleSelectionIgnoresManaged : ContractAnalyzer
{
    /// <summary>Creates the rule.</summary>
    public PAT2007StaleSelectionIgnoresManaged()
        : base(RuleCatalog.StaleSelectionIgnoresManaged)
    {
    }

    private protected override void Register(CompilationStartAnalysisContext context, ContractContext contracts) => context.RegisterOperationBlockStartAction(block =>
    {
        var lastUses = new ConcurrentBag<IOperation>();
        bool readsFlag = false;
        block.RegisterOperationAction(
            operation =>
            {
                ISymbol member = ((IMemberReferenceOperation)operation.Operation).Member;
                if (LastUse.Of(contracts.Models, member) is not null) lastUses.Add(operation.Operation);
                else if (ManagedFlag.Of(contracts.Models, member) is not null) readsFlag = true;
            },
            OperationKind.PropertyReference,
            OperationKind.FieldReference);
        block.RegisterOperationBlockEndAction(end =>
        {
            if (readsFlag || lastUses.IsEmpty) return;

            var reported = new HashSet<SyntaxNode>();
            foreach (IOperation read in lastUses.OrderBy(static read => read.Syntax.SpanStart))
            {
                if (StaleSelection.Of(read, end.CancellationToken) is { Condition.Syntax.ContainsDiagnostics: false } selection
                    && reported.Add(selection.Condition.Syntax))
                {
                    Report(end, contracts.Models, read, selection);
                }
            }
        });
    });

    private static void Report(OperationBlockAnalysisContext context, BoundModels models, IOperation read, StaleSelection selection)
    {
        ISymbol member = ((IMemberReferenceOperation)read).Member;
        if (!models.TryGetMember(member, out BoundModel? model, out BoundMember? lastUsed) || model.ManagedFlag is not { } flag) return;

        string test = ManagedFlag.IsNullable(flag) ? $"{selection.Token.Name}.{flag.Symbol.Name} != true" : $"!{selection.Token.Name}.{flag.Symbol.Name}";
        context.ReportDiagnostic(Diagnostic.Create(
            RuleCatalog.StaleSelectionIgnoresManaged,
            selection.Condition.Syntax.GetLocation(),
            Replacement.Properties(new Replacement("Leave managed tokens alone", selection.With(test))),
            lastUsed.WireName,
            flag.WireName));
    }
}
