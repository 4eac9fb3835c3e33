using System.Collections.Concurrent;
using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;
using Microsoft.CodeAnalysis.Operations;
using PatContracts.Analyzers.Binding;

namespace PatContracts.Analyzers.Rules;

/// <summary>
/// PAT2007: tokens are selected by their last use or expiry and passed to a call that deletes, revokes or rotates them, and no test in between reads the
/// managed flag of the same tokens.
/// </summary>
[DiagnosticAnalyzer(LanguageNames.CSharp)]
public sealed class PAT2007StaleSelectionIgnoresManaged : ContractAnalyzer
{
    /// <summary>Creates the rule.</summary>
    public PAT2007StaleSelectionIgnoresManaged()
        : base(RuleCatalog.StaleSelectionIgnoresManaged)
    {
    }

    private protected override void Register(CompilationStartAnalysisContext context, ContractContext contracts)
    {
        var removal = new Removal(contracts);
        context.RegisterOperationBlockStartAction(block =>
        {
            // One selection may be passed to several calls.
            var reported = new Lazy<ConcurrentDictionary<SyntaxNode, bool>>(static () => new());
            block.RegisterOperationAction(operation => Analyze(operation, contracts.Models, removal, reported), OperationKind.Invocation);
        });
    }

    private static void Analyze(OperationAnalysisContext context, BoundModels models, Removal removal, Lazy<ConcurrentDictionary<SyntaxNode, bool>> reported)
    {
        var call = (IInvocationOperation)context.Operation;
        if (!removal.Is(call, context.CancellationToken)) return;

        foreach (StaleTest test in StaleSelection.Of(call, models, context.CancellationToken))
        {
            SyntaxNode site = test.Site.Syntax;
            if (site.SyntaxTree != call.Syntax.SyntaxTree || site.ContainsDiagnostics || !reported.Value.TryAdd(site, true)) continue;

            context.ReportDiagnostic(Diagnostic.Create(
                RuleCatalog.StaleSelectionIgnoresManaged,
                site.GetLocation(),
                test.Corrected() is { } corrected
                    ? Replacement.Properties(new Replacement("Exclude managed tokens", corrected))
                    : ImmutableDictionary<string, string?>.Empty,
                test.Age.WireName,
                test.Flag.WireName));
        }
    }
}
