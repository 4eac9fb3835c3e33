using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;
using PatContracts.Analyzers.Flow;

namespace PatContracts.Analyzers.Rules;

/// <summary>PAT2006: code flags a token that it creates as managed. Not reported in test projects, which simulate the server.</summary>
[DiagnosticAnalyzer(LanguageNames.CSharp)]
public sealed class PAT2006ManagedFlagSetByClient : ContractAnalyzer
{
    /// <summary>Creates the rule.</summary>
    public PAT2006ManagedFlagSetByClient()
        : base(RuleCatalog.ManagedFlagSetByClient)
    {
    }

    private protected override void Register(CompilationStartAnalysisContext context, ContractContext contracts)
    {
        if (context.Compilation.ReferencedAssemblyNames.Any(static reference => IsTestFramework(reference.Name))) return;

        ManagedWrites.Register(context, contracts, excludes: static value => !value, Analyze);
    }

    private static void Analyze(OperationAnalysisContext context, FlowResult flow, ImmutableArray<MemberWrite> writes)
    {
        if (!writes.All(write => IsClaim(flow, write, context.Operation, context.CancellationToken))) return;

        context.ReportDiagnostic(Diagnostic.Create(RuleCatalog.ManagedFlagSetByClient, writes[0].Syntax.GetLocation(), writes[0].Member.WireName));
    }

    /// <summary>Whether the value is a constant and not the flag of a token that was read.</summary>
    private static bool IsClaim(FlowResult flow, MemberWrite write, IOperation operation, CancellationToken cancellationToken) =>
        write.Value is { Constant: true, ReadFrom: null }
        && IsMadeHere(write.Object)
        && !TokenCopies.SourcesOf(flow, write).Any(source =>
            source.Origin == ObjectOrigin.Foreign && ManagedGuards.Of(write.State, source, operation, cancellationToken) == true);

    private static bool IsMadeHere(TrackedObject tracked) => tracked.Origin switch
    {
        ObjectOrigin.Creation or ObjectOrigin.Factory => true,
        ObjectOrigin.Copy => tracked.Source is { } source && IsMadeHere(source),
        _ => false,
    };

    private static bool IsTestFramework(string assembly) =>
        assembly is "nunit.framework" or "Microsoft.VisualStudio.TestPlatform.TestFramework" or "MSTest.TestFramework" or "TUnit.Core"
        || assembly.StartsWith("xunit", StringComparison.OrdinalIgnoreCase);
}
