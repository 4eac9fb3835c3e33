using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;
using Microsoft.CodeAnalysis.Operations;
using PatContracts.Analyzers.Binding;
using PatContracts.Analyzers.Payloads;
using PatContracts.Analyzers.Setup;

namespace PatContracts.Analyzers.Rules;

/// <summary>
/// PAT4004: an attribute, a constant argument, the configuration, the project or a payload item names a contract or a type that does not exist, or is written
/// so that it has no effect. Reported at its own line where the build passes the file.
/// </summary>
[DiagnosticAnalyzer(LanguageNames.CSharp)]
public sealed class PAT4004ContractNotFound : ContractAnalyzer
{
    /// <summary>The property of the diagnostic that contains the name that was probably meant.</summary>
    internal const string SuggestionProperty = "Suggestion";

    /// <summary>Creates the rule.</summary>
    public PAT4004ContractNotFound()
        : base(RuleCatalog.ContractNotFound)
    {
    }

    private protected override bool WorksWithoutModels => true;

    private protected override void Register(CompilationStartAnalysisContext context, ContractContext contracts)
    {
        IEnumerable<SetupError> errors = contracts.Setup.Errors.Concat(
            from binding in contracts.Models.Bindings
            where !contracts.Models.Contracts.Names.Contains(binding.ContractName)
            where binding.Entry is null || binding.Type is not null
            select ProjectSetup.UnknownContract(Locate(binding, contracts), binding.ContractName, contracts.Models.Contracts.Names));
        LocatedReports.Register(context, errors.Select(error => (error.Location ?? contracts.Setup.Fallback, error)), Report);

        if (context.Compilation.GetTypeByMetadataName("PatContracts.PatContract") is { } library)
        {
            context.RegisterOperationAction(call => Check(call, library), OperationKind.Invocation);
        }
    }

    /// <summary>The library's own methods know the built-in contracts only, and throw for another name; those called <c>Try…</c> are there to ask.</summary>
    private static void Check(OperationAnalysisContext context, INamedTypeSymbol library)
    {
        var call = (IInvocationOperation)context.Operation;
        if (!SymbolEqualityComparer.Default.Equals(call.TargetMethod.ContainingType, library) || call.TargetMethod.Name == "TryGet") return;

        foreach (IArgumentOperation argument in call.Arguments)
        {
            if (argument is { ArgumentKind: ArgumentKind.Explicit, Parameter: { Name: "version", Type.SpecialType: SpecialType.System_String } }
                && argument.Value.ConstantValue is { HasValue: true, Value: string name }
                && !(ContractSet.IsBuiltIn(name) && !ContractNames.HasSuffix(name))
                && !ExpectedFailure.Covers(call.Syntax))
            {
                Report(ProjectSetup.UnknownContract(null, name, ContractSet.BuiltInNames.Where(known => !ContractNames.HasSuffix(known)).ToArray()), argument.Value.Syntax.GetLocation(), context.ReportDiagnostic);
            }
        }
    }

    /// <summary>The attribute, or the entry of the configuration; if the build passes no file with the entry, the type that it binds.</summary>
    private static Location? Locate(ModelBinding binding, ContractContext contracts)
    {
        // A binding that another assembly made is not for this project to fix.
        if (binding.Entry is null) return binding.Location;

        return contracts.Setup.Locate(binding.Entry) ?? binding.Type?.Locations.FirstOrDefault(location => location.IsInSource);
    }

    private static void Report(SetupError error, Location location, Action<Diagnostic> report) => report(Diagnostic.Create(
        RuleCatalog.ContractNotFound,
        location,
        error.Suggestion is { } suggestion ? ImmutableDictionary<string, string?>.Empty.Add(SuggestionProperty, suggestion) : null,
        error.Message));
}
