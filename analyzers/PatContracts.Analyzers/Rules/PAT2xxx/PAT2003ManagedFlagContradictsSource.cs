using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Diagnostics;
using Microsoft.CodeAnalysis.Operations;
using PatContracts.Analyzers.Binding;
using PatContracts.Analyzers.Flow;

namespace PatContracts.Analyzers.Rules;

/// <summary>
/// PAT2003: a token is assigned the opposite of the flag it is derived from, or a constant although a test, or the filter that selected the token, has shown
/// that the flag of the token or of its original is the opposite. An intentional toggle is not reported: <c>token.Managed = !token.Managed</c>.
/// </summary>
[DiagnosticAnalyzer(LanguageNames.CSharp)]
public sealed class PAT2003ManagedFlagContradictsSource : ContractAnalyzer
{
    /// <summary>Creates the rule.</summary>
    public PAT2003ManagedFlagContradictsSource()
        : base(RuleCatalog.ManagedFlagContradictsSource)
    {
    }

    private protected override void Register(CompilationStartAnalysisContext context, ContractContext contracts)
    {
        FlagAssignments.Register(context, contracts, (operation, assignment) => Analyze(operation, contracts, assignment));
    }

    private static void Analyze(OperationAnalysisContext context, ContractContext contracts, FlagAssignment assignment)
    {
        if (NegatedFlag.In(contracts.Models, assignment, context.CancellationToken) is { } negated)
        {
            ReportNegation(context, assignment, negated);
        }
        else if (assignment.Flag is { } flag && assignment.Value.Constant is { } value)
        {
            if (IsAgainstProof(context, assignment, flag, value)) ReportProof(context, assignment, value);
            else AnalyzeCopy(context, contracts, assignment, value);
        }
    }

    private static void ReportNegation(OperationAnalysisContext context, FlagAssignment assignment, NegatedFlag negated)
    {
        string read = TextOf(negated);
        Report(
            context,
            assignment.Syntax,
            ChoicesFor(assignment, negated, read),
            assignment.Flag?.WireName ?? negated.Flag!.WireName,
            $"the opposite of `{read}`",
            "only the server changes this flag; assign the value unchanged");
    }

    private static string TextOf(NegatedFlag negated) =>
        negated.Read is IInvocationOperation { TargetMethod.DeclaringSyntaxReferences.IsEmpty: false }
            && negated.Flag is { } flag
            && TokenOf(negated.Read) is { } token
            ? $"{token}.{flag.Symbol.Name}"
            : Sequences.CodeOf(negated.Read);

    /// <summary>The object from which the flag is read, as written in the code.</summary>
    private static string? TokenOf(IOperation read) => read switch
    {
        IMemberReferenceOperation { Instance: { } instance } => instance.IsImplicit ? "this" : Sequences.CodeOf(instance),
        IInvocationOperation { TargetMethod.DeclaringSyntaxReferences.IsEmpty: false, Arguments: [{ Value: var argument }, ..] } => Sequences.CodeOf(argument),
        _ => null,
    };

    private static ImmutableDictionary<string, string?> ChoicesFor(FlagAssignment assignment, NegatedFlag negated, string read)
    {
        bool isNamed = negated.Read.Type.IsBoolean() && !read.EndsWith(DiagnosticFormatting.Ellipsis, StringComparison.Ordinal);
        if (assignment.Value.IsConditional || !isNamed || Sequences.IsOutOfReach(negated.Read, assignment.Syntax))
        {
            return ImmutableDictionary<string, string?>.Empty;
        }

        bool isNullable = negated.Flag is { } flag ? ManagedFlag.IsNullable(flag) : negated.Read.Type?.SpecialType != SpecialType.System_Boolean;
        bool takesNull = assignment.Flag is { } target && ManagedFlag.IsNullable(target);
        if (isNullable && !takesNull)
        {
            read += $" ?? {DiagnosticFormatting.Boolean(assignment.Flag is { } assigned && ManagedFlag.Default(assigned) == true)}";
        }

        return CopyFlag(assignment.Syntax, read);
    }

    /// <summary>Whether the token whose flag is assigned is known to have the opposite flag.</summary>
    private static bool IsAgainstProof(OperationAnalysisContext context, FlagAssignment assignment, BoundMember flag, bool value)
    {
        if (assignment.Assignment is not { } assigned || ValuePath.Of(assigned.Target, context.CancellationToken) is not { } target) return false;

        bool absent = ManagedFlag.Default(flag) ?? false;
        FlagStates states = ManagedGuards.ProvenStatesAt(assigned, target, context.CancellationToken) & ManagedFlag.StatesOf(flag);

        // Assigning to a flag that is known to be absent is a fallback, which is the subject of PAT2004.
        return states != FlagStates.Absent && states.Meaning(absent) == !value;
    }

    private static void ReportProof(OperationAnalysisContext context, FlagAssignment assignment, bool value)
    {
        string target = assignment.Assignment!.Target.Syntax.ToString();
        Report(
            context,
            assignment.Syntax,
            ImmutableDictionary<string, string?>.Empty,
            assignment.Flag!.WireName,
            DiagnosticFormatting.Boolean(value),
            $"`{target}` is {DiagnosticFormatting.Boolean(!value)} here, and only the server changes this flag");
    }

    /// <summary>Analyzes a constant assigned to a copy, if the flow analysis of the body finds its source.</summary>
    private static void AnalyzeCopy(OperationAnalysisContext context, ContractContext contracts, FlagAssignment assignment, bool value)
    {
        if (contracts.Flow.EffectsOf(context.Operation, context.CancellationToken).UniformFlag is not null) return;

        FlowResult flow = ManagedWrites.FlowOf(context, contracts);
        ImmutableArray<MemberWrite> writes = flow.IsComplete
            ? flow.WritesAt(assignment.Syntax).Where(static write => write.Member.IsManagedFlag).ToImmutableArray()
            : ImmutableArray<MemberWrite>.Empty;
        if (!writes.Any(write => TokenCopies.SourcesOf(flow, write).Any(source => TokenNames.VariableOf(write.State, source) is not null)))
        {
            AnalyzeCreation(context, contracts.Models, assignment, value);
            return;
        }

        TrackedObject? source = null;
        foreach (MemberWrite write in writes)
        {
            if (ProvenSource(flow, write, context.Operation, context.CancellationToken) is not { } contradicted) return;

            source ??= contradicted;
        }

        if (source is null) return;

        MemberWrite first = writes[0];
        string read = TokenNames.FlagOf(flow, first.State, source, first.Member, first.Syntax.SpanStart) ?? "";
        string flag = $"{TokenNames.Of(first.State, source)}.{source.Model.ManagedFlag!.Symbol.Name}";
        Report(
            context,
            assignment.Syntax,
            read.Length == 0 ? ImmutableDictionary<string, string?>.Empty : CopyFlag(assignment.Syntax, read),
            first.Member.WireName,
            DiagnosticFormatting.Boolean(value),
            $"the token is a copy, and `{flag}` is {DiagnosticFormatting.Boolean(!value)} here");
    }

    /// <summary>
    /// Analyzes a constant assigned to a copy whose source has no variable in the flow of the body: a range variable before <c>let</c>, a part of a tuple.
    /// </summary>
    private static void AnalyzeCreation(OperationAnalysisContext context, BoundModels models, FlagAssignment assignment, bool value)
    {
        CancellationToken cancellationToken = context.CancellationToken;
        if (assignment.Flag is not { } target
            || CreationAround(context.Operation) is not { } creation
            || !models.TryGet(creation.Type, out BoundModel? model)
            || CopySource.Of(models, creation, model, cancellationToken) is not { BoundFlag: { } flag } source)
        {
            return;
        }

        bool absent = ManagedFlag.Default(flag) ?? false;
        FlagStates states = ManagedGuards.ProvenStatesAt(creation, source.Token.Member(source.Flag.Name), cancellationToken) & ManagedFlag.StatesOf(flag);
        if (states.Meaning(absent) != !value) return;

        Report(
            context,
            assignment.Syntax,
            source.CodeOfFlag(creation, target, absent) is { } read ? CopyFlag(assignment.Syntax, read) : ImmutableDictionary<string, string?>.Empty,
            target.WireName,
            DiagnosticFormatting.Boolean(value),
            $"the token is a copy, and `{source.Code}.{source.Flag.Name}` is {DiagnosticFormatting.Boolean(!value)} here");
    }

    private static IObjectCreationOperation? CreationAround(IOperation assignment) =>
        assignment as IObjectCreationOperation ?? (assignment.Parent as IObjectOrCollectionInitializerOperation)?.Parent as IObjectCreationOperation;

    private static TrackedObject? ProvenSource(FlowResult flow, MemberWrite write, IOperation operation, CancellationToken cancellationToken)
    {
        if (write.Value.Constant is not bool value || (write.Value.ReadFrom is { } read && read.Member.IsManagedFlag)) return null;

        foreach (TrackedObject source in TokenCopies.SourcesOf(flow, write))
        {
            if (ManagedGuards.Of(write.State, source, operation, cancellationToken) is not { } known || known == value) continue;

            // A flag known from an assignment instead of a test is a contradiction (PAT2001).
            BoundMember flag = source.Model.ManagedFlag!;
            FlowValue shown = write.State[source]![flag].Value;
            if (source.Origin == ObjectOrigin.Foreign && (shown.Constant is null || ManagedWrites.AssignmentOf(flow, source, shown) is null)) return source;
        }

        return null;
    }

    private static ImmutableDictionary<string, string?> CopyFlag(SyntaxNode site, string read) => Replacement.Properties(new Replacement(
        $"Assign '{read}'",
        site is AssignmentExpressionSyntax assignment ? $"{assignment.Left} = {read}" : read));

    private static void Report(
        OperationAnalysisContext context,
        SyntaxNode site,
        ImmutableDictionary<string, string?> choices,
        string flag,
        string assigned,
        string known) =>
        context.ReportDiagnostic(Diagnostic.Create(RuleCatalog.ManagedFlagContradictsSource, site.GetLocation(), choices, flag, assigned, known));
}
