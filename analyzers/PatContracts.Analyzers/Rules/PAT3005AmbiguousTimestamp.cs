using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;
using Microsoft.CodeAnalysis.Operations;
using PatContracts.Analyzers.Binding;

namespace PatContracts.Analyzers.Rules;

/// <summary>PAT3005: a date-time member is given a <see cref="DateTime"/> that is certainly of local or unspecified kind.</summary>
[DiagnosticAnalyzer(LanguageNames.CSharp)]
public sealed class PAT3005AmbiguousTimestamp : ContractAnalyzer
{
    /// <summary>Creates the rule.</summary>
    public PAT3005AmbiguousTimestamp()
        : base(RuleCatalog.AmbiguousTimestamp)
    {
    }

    private protected override void Register(CompilationStartAnalysisContext context, BoundModels models)
    {
        context.RegisterOperationAction(operation => JudgeAssignment(operation, models), OperationKind.SimpleAssignment, OperationKind.CoalesceAssignment);
        context.RegisterOperationAction(operation => JudgeConstructor(operation, models), OperationKind.ObjectCreation);
        context.RegisterOperationAction(operation => JudgeInitialValue(operation, models), OperationKind.PropertyInitializer);
    }

    private static void JudgeAssignment(OperationAnalysisContext context, BoundModels models)
    {
        var assignment = (IAssignmentOperation)context.Operation;
        if (assignment.Target is IMemberReferenceOperation { Member: var symbol } && models.TryGetMember(symbol, out _, out BoundMember? member))
        {
            Judge(context, member, assignment.Value);
        }
    }

    /// <summary>A record's parameter, or one of a member's name.</summary>
    private static void JudgeConstructor(OperationAnalysisContext context, BoundModels models)
    {
        var creation = (IObjectCreationOperation)context.Operation;
        if (creation.Arguments.IsEmpty || !models.TryGet(creation.Type, out BoundModel? model)) return;

        foreach (IArgumentOperation argument in creation.Arguments)
        {
            if (argument.IsImplicit || argument.Parameter is not { } parameter) continue;

            foreach (BoundMember member in model.Members)
            {
                if (string.Equals(member.Symbol.Name, parameter.Name, StringComparison.OrdinalIgnoreCase)) Judge(context, member, argument.Value);
            }
        }
    }

    private static void JudgeInitialValue(OperationAnalysisContext context, BoundModels models)
    {
        var initializer = (IPropertyInitializerOperation)context.Operation;
        foreach (IPropertySymbol property in initializer.InitializedProperties)
        {
            if (models.TryGetMember(property, out _, out BoundMember? member)) Judge(context, member, initializer.Value);
        }
    }

    private static void Judge(OperationAnalysisContext context, BoundMember member, IOperation value)
    {
        if (member.Schema.Format != "date-time") return;

        foreach (DateTimeSource source in DateTimeSource.Of(value, context.CancellationToken))
        {
            context.ReportDiagnostic(Diagnostic.Create(
                RuleCatalog.AmbiguousTimestamp,
                source.Syntax.GetLocation(),
                Replacement.Properties(new Replacement("Mark the time as UTC", source.Mended)),
                member.WireName,
                source.Kind == DateTimeKind.Local ? "local" : "unspecified"));
        }
    }
}
