using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;
using PatContracts.Analyzers.Binding;
using PatContracts.Analyzers.Payloads;
using PatContracts.Schema;

namespace PatContracts.Analyzers.Rules;

/// <summary>PAT3002: a payload file of the project violates its contract. Reported at the line and column in the file.</summary>
[DiagnosticAnalyzer(LanguageNames.CSharp)]
public sealed class PAT3002PayloadFileBreaksContract : ContractAnalyzer
{
    /// <summary>Creates the rule.</summary>
    public PAT3002PayloadFileBreaksContract()
        : base(RuleCatalog.PayloadFileBreaksContract)
    {
    }

    private protected override bool WorksWithoutModels => true;

    private protected override void Register(CompilationStartAnalysisContext context, ContractContext contracts) =>
        context.RegisterAdditionalFileAction(file => Check(file, contracts.Contracts));

    private static void Check(AdditionalFileAnalysisContext context, KnownContracts contracts)
    {
        AdditionalText file = context.AdditionalFile;
        string? name = ContractFile.PayloadContract(file, context.Options.AnalyzerConfigOptionsProvider, contracts);
        if (name is null || !contracts.TryGet(name, out Contract? contract) || file.GetText(context.CancellationToken) is not { } source) return;

        // The same text has the same findings under the same contract: they are stored with the text, so that edits elsewhere cost nothing.
        IReadOnlyList<LocatedFinding> findings = FileText.Of(source).Derive(
            new Key(contract, file.Path),
            (key, text) =>
            {
                var locator = new FileText.Locator(text, key.Path);
                IReadOnlyList<Finding> all = PayloadFile.Validate(key.Path, text.Bytes, name, contracts);
                PayloadEdits? edits = PayloadContract.Of(name, PayloadShape.ByContent, text.Bytes, contracts) is { } whole ? new(whole, text.Bytes, all) : null;
                return Finding.Summarize(all).Select(finding => Locate(finding, edits, locator)).ToArray();
            });
        foreach (LocatedFinding finding in findings)
        {
            context.ReportDiagnostic(Diagnostic.Create(
                RuleCatalog.PayloadFileBreaksContract,
                finding.Location,
                finding.Name is { } location ? [location] : null,
                PayloadEdit.Properties(finding.Edit),
                name,
                finding.Message));
        }
    }

    private static LocatedFinding Locate(Finding finding, PayloadEdits? edits, FileText.Locator locator)
    {
        (PayloadEdit Edit, Finding? Name)? edit = edits?.Of(finding.Parts.Count == 0 ? finding : finding.Parts[0]);
        Location? name = edit?.Name is { } old ? locator.At(old.Offset, old.Length, old.Line, old.Column) : null;
        return new(locator.At(finding.Offset, finding.Length, finding.Line, finding.Column), finding.Describe(), edit?.Edit, name);
    }

    private sealed record Key(Contract Contract, string Path);

    private sealed record LocatedFinding(Location Location, string Message, PayloadEdit? Edit, Location? Name);
}
