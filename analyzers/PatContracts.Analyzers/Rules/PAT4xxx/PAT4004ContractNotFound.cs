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

    /// <summary>The library itself knows the built-in contracts only, and throws for another name; methods called <c>Try…</c> are there to ask.</summary>
    private static void Check(OperationAnalysisContext context, INamedTypeSymbol library)
    {
        var call = (IInvocationOperation)context.Operation;
        if (call is not { TargetMethod.Name: "Get", Arguments: [{ ArgumentKind: ArgumentKind.Explicit, Value: var argument }] }) return;
        bool isVersion = SymbolEqualityComparer.Default.Equals(call.TargetMethod.ContainingType, library);
        if (!isVersion && !IsBuiltInCatalog(call.Instance, library)) return;

        IReadOnlyList<string> known = isVersion ? [.. ContractNames.Versions.Select(version => version.Version)] : ContractSet.BuiltInNames;
        if (argument.ConstantValue is { HasValue: true, Value: string name } && !known.Contains(name) && !ExpectedFailure.Covers(call.Syntax))
        {
            Report(ProjectSetup.UnknownContract(null, name, known), argument.Syntax.GetLocation(), context.ReportDiagnostic);
        }
    }

    private static bool IsBuiltInCatalog(IOperation? catalog, INamedTypeSymbol library) =>
        catalog is IPropertyReferenceOperation { Property: { Name: "Catalog", ContainingType: var type } } && SymbolEqualityComparer.Default.Equals(type, library);

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
