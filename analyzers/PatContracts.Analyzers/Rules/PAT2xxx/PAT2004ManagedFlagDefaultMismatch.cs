using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;
using Microsoft.CodeAnalysis.Operations;
using PatContracts.Analyzers.Binding;

namespace PatContracts.Analyzers.Rules;

/// <summary>
/// PAT2004: code replaces an absent flag by a value other than the contract's default, when the flag is read or when it is assigned; or the initial value of
/// the flag differs from the default. If there may be no token at all (<c>token?.Managed ?? true</c>), the fallback concerns the token.
/// </summary>
[DiagnosticAnalyzer(LanguageNames.CSharp)]
public sealed class PAT2004ManagedFlagDefaultMismatch : ContractAnalyzer
{
    /// <summary>Creates the rule.</summary>
    public PAT2004ManagedFlagDefaultMismatch()
        : base(RuleCatalog.ManagedFlagDefaultMismatch)
    {
    }

    private protected override void Register(CompilationStartAnalysisContext context, ContractContext contracts)
    {
        context.RegisterOperationAction(
            operation =>
            {
                switch (operation.Operation)
                {
                    case ICoalesceOperation coalesce:
                        AnalyzeRead(operation, contracts.Models, coalesce.Value, coalesce.WhenNull);
                        break;
                    case ICoalesceAssignmentOperation assignment:
                        AnalyzeRead(operation, contracts.Models, assignment.Target, assignment.Value);
                        break;
                    case IInvocationOperation { TargetMethod.Name: "GetValueOrDefault", Instance: { } instance, Arguments: [{ } fallback] }
                        when instance.Type?.OriginalDefinition.SpecialType == SpecialType.System_Nullable_T:
                        AnalyzeRead(operation, contracts.Models, instance, fallback.Value);
                        break;
                    case IPropertyInitializerOperation initializer:
                        foreach (IPropertySymbol property in initializer.InitializedProperties) AnalyzeInitial(operation, contracts.Models, property, initializer.Value);
                        break;
                    case IFieldInitializerOperation initializer:
                        foreach (IFieldSymbol field in initializer.InitializedFields) AnalyzeInitial(operation, contracts.Models, field, initializer.Value);
                        break;
                    case IParameterInitializerOperation { Parameter: var parameter, Value: var value }
                        when parameter.ContainingType is { IsRecord: true } record:
                        foreach (ISymbol property in record.GetMembers(parameter.Name)) AnalyzeInitial(operation, contracts.Models, property, value);
                        break;
                }
            },
            OperationKind.Coalesce,
            OperationKind.CoalesceAssignment,
            OperationKind.Invocation,
            OperationKind.PropertyInitializer,
            OperationKind.FieldInitializer,
            OperationKind.ParameterInitializer);
        FlagAssignments.Register(context, contracts, (operation, assignment) => AnalyzeAssigned(operation, contracts.Models, assignment));
    }

    private static void AnalyzeRead(OperationAnalysisContext context, BoundModels models, IOperation read, IOperation fallback)
    {
        CancellationToken cancellationToken = context.CancellationToken;
        if (Constant(fallback) is not null
            && ManagedFlag.ReadBy(models, read, cancellationToken) is { } flag
            && ManagedFlag.IsNullable(flag)
            && !MayLackToken(read, cancellationToken))
        {
            Report(context, flag, fallback);
        }
    }

    /// <summary>Whether the flag is read through <c>?.</c>: the fallback then also, and perhaps only, applies to a token that does not exist.</summary>
    private static bool MayLackToken(IOperation read, CancellationToken cancellationToken) => read switch
    {
        IConversionOperation { OperatorMethod: null } conversion => MayLackToken(conversion.Operand, cancellationToken),
        IParenthesizedOperation parenthesized => MayLackToken(parenthesized.Operand, cancellationToken),
        ILocalReferenceOperation local => Locals.Declared(local, cancellationToken) is { } value && MayLackToken(value, cancellationToken),
        _ => read is IConditionalAccessOperation,
    };

    private static void AnalyzeInitial(OperationAnalysisContext context, BoundModels models, ISymbol symbol, IOperation value)
    {
        if (ManagedFlag.Of(models, symbol) is { } flag) Report(context, flag, value);
    }

    private static void AnalyzeAssigned(OperationAnalysisContext context, BoundModels models, FlagAssignment assignment)
    {
        if (assignment.Flag is not { } flag || ManagedFlag.Default(flag) is not { } absent) return;

        CancellationToken cancellationToken = context.CancellationToken;
        if (assignment.Value.Constant == !absent)
        {
            // `if (token.Managed is null) token.Managed = true;`
            if (assignment.Assignment is { } assigned
                && ManagedFlag.IsNullable(flag)
                && ValuePath.Of(assigned.Target, cancellationToken) is { } target
                && ManagedGuards.ProvenStatesAt(assigned, target, cancellationToken) == FlagStates.Absent)
            {
                Report(context, flag, assigned.Value);
                return;
            }

            if (!assignment.Value.IsConditional) return;
        }

        foreach (IOperation part in assignment.Value.Parts(cancellationToken))
        {
            // The fallback for an absent element of a dictionary or of JSON is an argument of the call.
            if (FallbackArgument(part) is { } fallback && Constant(fallback) == !absent && IsPassedOn(assignment.Value, part, cancellationToken))
            {
                Report(context, flag, fallback);
                return;
            }

            if (part is IParameterReferenceOperation { Parameter: { HasExplicitDefaultValue: true, ExplicitDefaultValue: bool unsaid } }
                && unsaid == !absent
                && IsPassedOn(assignment.Value, part, cancellationToken))
            {
                Report(context, flag, part.Syntax, unsaid, ImmutableDictionary<string, string?>.Empty);
                return;
            }

            if (SourceIn(part, cancellationToken) is not { } source || IsReported(models, assignment.Value, part, source, cancellationToken)) continue;
            if (assignment.Value.Evaluate(source, FlagOutcome.Null, cancellationToken) != FlagExpression.Of(!absent)
                || assignment.Value.Evaluate(source, FlagOutcome.True, cancellationToken) != FlagOutcome.True
                || assignment.Value.Evaluate(source, FlagOutcome.False, cancellationToken) != FlagOutcome.False)
            {
                continue;
            }

            IOperation? constant = assignment.Value.Fallback(source, cancellationToken);
            if (constant is null)
            {
                Report(context, flag, assignment.Assignment?.Value.Syntax ?? assignment.Syntax, !absent, ImmutableDictionary<string, string?>.Empty);
            }
            else if (assignment.Syntax.Span.Contains(constant.Syntax.Span) || !IsInOtherBranch(assignment, constant))
            {
                Report(context, flag, constant);
            }

            return;
        }
    }

    /// <summary>Whether the constant belongs to the assignment in the other branch of an <c>if</c>, which is reported separately.</summary>
    private static bool IsInOtherBranch(FlagAssignment assignment, IOperation constant)
    {
        for (IOperation? around = constant; around is not null; around = around.Parent)
        {
            if (around is ISimpleAssignmentOperation other && other.Target is IMemberReferenceOperation)
            {
                return other != assignment.Assignment && !assignment.Value.IsBefore(constant, assignment.Syntax);
            }
        }

        return false;
    }

    /// <summary>A value that may be absent: a nullable boolean, the result of a <c>Try…</c> method, a parsed text.</summary>
    private static ValuePath? SourceIn(IOperation part, CancellationToken cancellationToken) => part switch
    {
        IInvocationOperation call when FlagSources.VariableOfTry(call) is { } variable => ValuePath.Of(variable),
        IInvocationOperation call when FlagSources.ConvertedBy(call) is { } text => ValuePath.Of(text, cancellationToken),
        { Type: { } type } when part is not IConversionOperation
            && type.IsNullableBoolean() =>
            ValuePath.Of(part, cancellationToken),
        { Type.SpecialType: SpecialType.System_String } when part is IMemberReferenceOperation or ILocalReferenceOperation or IParameterReferenceOperation =>
            ValuePath.Of(part, cancellationToken),
        _ => null,
    };

    /// <summary>
    /// Whether the handling of an absent flag of a bound model is reported where the flag is read: a fallback by this rule, a test that does not name null by
    /// PAT2005. After <c>?.</c>, the fallback concerns whether there is a token.
    /// </summary>
    private static bool IsReported(BoundModels models, AssignedValue assigned, IOperation part, ValuePath source, CancellationToken cancellationToken)
    {
        if (ManagedFlag.Unconverted(part) is IMemberReferenceOperation { Member: var member }
            && (part is IConditionalAccessOperation || (part.Parent is IConditionalAccessOperation access && access.WhenNotNull == part))
            && (member is IPropertySymbol property ? property.Type : (member as IFieldSymbol)?.Type).IsBoolean())
        {
            return true;
        }

        if (ManagedFlag.ReadBy(models, part, cancellationToken) is null) return false;

        bool namesNull = false;
        foreach (IOperation other in assigned.Parts(cancellationToken))
        {
            if (other is ICoalesceOperation coalesce && Is(coalesce.Value)) return true;
            if (other is IInvocationOperation { TargetMethod.Name: "GetValueOrDefault", Instance: { } instance } && Is(instance)) return true;

            namesNull |= other is IPropertyReferenceOperation { Property.Name: "HasValue" }
                or IRecursivePatternOperation or IDeclarationPatternOperation
                or { ConstantValue: { HasValue: true, Value: null } };
        }

        return !namesNull;

        bool Is(IOperation operation) => source.Equals(ValuePath.Of(operation, cancellationToken));
    }

    private static IOperation? FallbackArgument(IOperation part) =>
        part is IInvocationOperation { TargetMethod: { Name: "GetValueOrDefault" or "GetValue" or "Value", ReturnType: var type } } call
        && type.IsBoolean()
        && call.Instance?.Type?.OriginalDefinition.SpecialType != SpecialType.System_Nullable_T
        && call.Arguments is [_, .., { IsImplicit: false, Value: var fallback }]
            ? fallback
            : null;

    private static bool IsPassedOn(AssignedValue assigned, IOperation call, CancellationToken cancellationToken) =>
        ValuePath.Of(call, cancellationToken) is { } source
        && assigned.Evaluate(source, FlagOutcome.True, cancellationToken) == FlagOutcome.True
        && assigned.Evaluate(source, FlagOutcome.False, cancellationToken) == FlagOutcome.False;

    private static bool? Constant(IOperation operation) => operation switch
    {
        { ConstantValue: { HasValue: true, Value: bool value } } => value,
        IConversionOperation { OperatorMethod: null } conversion => Constant(conversion.Operand),
        _ => null,
    };

    private static void Report(OperationAnalysisContext context, BoundMember flag, IOperation fallback)
    {
        while (fallback is IConversionOperation { OperatorMethod: null, ConstantValue.HasValue: false } conversion) fallback = conversion.Operand;

        if (Constant(fallback) is { } value && ManagedFlag.Default(flag) is { } expected && value != expected)
        {
            Report(context, flag, fallback.Syntax, value, ManagedFlag.Properties(expected));
        }
    }

    private static void Report(
        OperationAnalysisContext context,
        BoundMember flag,
        SyntaxNode site,
        bool value,
        ImmutableDictionary<string, string?> properties) =>
        context.ReportDiagnostic(Diagnostic.Create(
            RuleCatalog.ManagedFlagDefaultMismatch,
            site.GetLocation(),
            properties,
            flag.WireName,
            DiagnosticFormatting.Boolean(value),
            DiagnosticFormatting.Boolean(!value)));
}
