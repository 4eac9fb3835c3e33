using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;
using PatContracts.Analyzers.Binding;
using PatContracts.Schema;

namespace PatContracts.Analyzers.Rules;

/// <summary>PAT4005: a schema file of the project cannot be compiled to a contract. Reported at the line and column in the file.</summary>
[DiagnosticAnalyzer(LanguageNames.CSharp)]
public sealed class PAT4005ContractInvalid : ContractAnalyzer
{
    /// <summary>Creates the rule.</summary>
    public PAT4005ContractInvalid()
        : base(RuleCatalog.ContractInvalid)
    {
    }

    private protected override bool WorksWithoutModels => true;

    private protected override void Register(CompilationStartAnalysisContext context, ContractContext contracts) =>
        context.RegisterAdditionalFileAction(file => Check(file, contracts.Contracts));

    private static void Check(AdditionalFileAnalysisContext context, KnownContracts contracts)
    {
        AdditionalText file = context.AdditionalFile;
        IReadOnlyList<ContractLoadException> faults = contracts.FaultsOf(file.Path);
        if (faults.Count == 0 || file.GetText(context.CancellationToken) is not { } text) return;
        var locator = new FileText.Locator(FileText.Of(text), file.Path);
        foreach (ContractLoadException fault in faults)
        {
            Location location = locator.At(fault.Offset, fault.Length, fault.Line, fault.Column);
            context.ReportDiagnostic(Diagnostic.Create(RuleCatalog.ContractInvalid, location, fault.Reason));
        }
    }
}
