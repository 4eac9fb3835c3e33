using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;
using PatContracts.Analyzers.Binding;
using PatContracts.Analyzers.Payloads;
using PatContracts.Analyzers.Setup;

namespace PatContracts.Analyzers.Rules;

/// <summary>
/// PAT4004: an attribute, a constant passed to the library, the configuration, the project or a payload item names a contract or a type that does not exist, or
/// is written so that it has no effect. Reported at its line if the build passes the file.
/// </summary>
[DiagnosticAnalyzer(LanguageNames.CSharp)]
public sealed class PAT4004ContractNotFound : ContractAnalyzer
{
    /// <summary>The diagnostic property with the name that was probably intended.</summary>
    internal const string SuggestionProperty = "Suggestion";

    /// <summary>Creates the rule.</summary>
    public PAT4004ContractNotFound()
        : base(RuleCatalog.ContractNotFound)
    {
    }

    private protected override bool WorksWithoutModels => true;

    private protected override void Register(CompilationStartAnalysisContext context, ContractContext contracts)
    {
        IEnumerable<SetupError> errors = contracts.DeclaresModels ? contracts.Setup.Errors.Concat(BindingErrors(contracts)) : contracts.Setup.Errors;
        LocatedReports.Register(context, errors.Select(error => (error.Location ?? contracts.Setup.Fallback, error)), Report);

        // Without models, the library is not referenced.
        if (!contracts.HasModels) return;

        var uses = new ContractNameUses(context.Compilation);
        IReadOnlyList<string> known = contracts.Contracts.Names;
        context.RegisterOperationAction(
            operation =>
            {
                foreach (ContractNameUse use in ContractNameUses.In(operation.Operation)) Analyze(operation, use, uses, known);
            },
            ContractNameUses.Kinds);
    }

    private static IEnumerable<SetupError> BindingErrors(ContractContext contracts) =>
        from binding in contracts.Models.Bindings
        where !contracts.Contracts.Names.Contains(binding.ContractName)
        where binding.Entry is null || binding.Type is not null
        select ProjectSetup.UnknownContract(Locate(binding, contracts), binding.ContractName, contracts.Contracts.Names);

    /// <summary>
    /// Analyzes a constant. <c>PatContract</c> and its catalog contain only the built-in contracts. Elsewhere the program may add contracts under names that
    /// the source does not show; there a name is reported only if a similar contract exists.
    /// </summary>
    private static void Analyze(OperationAnalysisContext context, ContractNameUse use, ContractNameUses uses, IReadOnlyList<string> known)
    {
        IReadOnlyList<string> names = use.Accepted ?? known;
        if (names.Contains(use.Name)) return;

        SetupError error = ProjectSetup.UnknownContract(null, use.Name, names);
        if (use.Accepted is null && (error.Suggestion is null || uses.IsAdded(use))) return;

        if (!ExpectedFailure.Covers(context.Operation.Syntax)) Report(error, use.Syntax.GetLocation(), context.ReportDiagnostic);
    }

    /// <summary>The attribute, or the entry of the configuration; if the build passes no file that contains the entry, the bound type.</summary>
    private static Location? Locate(ModelBinding binding, ContractContext contracts)
    {
        // A binding made by another assembly cannot be fixed in this project.
        if (binding.Entry is null) return binding.Location;

        return contracts.Setup.Locate(binding.Entry) ?? binding.Type?.Locations.FirstOrDefault(location => location.IsInSource);
    }

    private static void Report(SetupError error, Location location, Action<Diagnostic> report) => report(Diagnostic.Create(
        RuleCatalog.ContractNotFound,
        location,
        error.Suggestion is { } suggestion ? ImmutableDictionary<string, string?>.Empty.Add(SuggestionProperty, suggestion) : null,
        error.Message));
}
