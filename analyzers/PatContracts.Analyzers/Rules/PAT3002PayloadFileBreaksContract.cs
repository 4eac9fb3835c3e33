using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;
using PatContracts.Analyzers.Binding;
using PatContracts.Analyzers.Payloads;
using PatContracts.Schema;

namespace PatContracts.Analyzers.Rules;

/// <summary>PAT3002: a payload file of the project breaks its contract. Reported at the file's own line and column.</summary>
[DiagnosticAnalyzer(LanguageNames.CSharp)]
public sealed class PAT3002PayloadFileBreaksContract : ContractAnalyzer
{
    /// <summary>Creates the rule.</summary>
    public PAT3002PayloadFileBreaksContract()
        : base(RuleCatalog.PayloadFileBreaksContract)
    {
    }

    private protected override bool WorksWithoutModels => true;

    private protected override void Register(CompilationStartAnalysisContext context, BoundModels models) =>
        context.RegisterAdditionalFileAction(file => Check(file, models.Contracts));

    private static void Check(AdditionalFileAnalysisContext context, ContractSet contracts)
    {
        AdditionalText file = context.AdditionalFile;
        string? name = ContractFile.PayloadContract(file, context.Options.AnalyzerConfigOptionsProvider);
        if (name is null || !contracts.TryGet(name, out Contract? contract) || file.GetText(context.CancellationToken) is not { } source) return;

        // The same text under the same contract has the same findings: they are kept with the text, so that typing elsewhere costs nothing.
        var text = Utf8Text.Of(source);
        IReadOnlyList<Finding> findings = text.Derive(contract, (_, payload) => PayloadFile.Validate(payload.Bytes, name, contracts));
        foreach (Finding finding in findings)
        {
            Location location = text.Locate(file.Path, finding.Offset, finding.Length, finding.Line, finding.Column);
            context.ReportDiagnostic(Diagnostic.Create(RuleCatalog.PayloadFileBreaksContract, location, name, finding.Message));
        }
    }
}
