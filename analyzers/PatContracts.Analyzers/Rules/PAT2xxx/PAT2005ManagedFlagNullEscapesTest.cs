using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;
using Microsoft.CodeAnalysis.Operations;
using PatContracts.Analyzers.Binding;

namespace PatContracts.Analyzers.Rules;

/// <summary>
/// PAT2005: a nullable flag is tested so that an absent flag is treated as the opposite of the contract's default. Not reported if code handles null next
/// to the test, before it, or in the filter that selected the token.
/// </summary>
[DiagnosticAnalyzer(LanguageNames.CSharp)]
public sealed class PAT2005ManagedFlagNullEscapesTest : ContractAnalyzer
{
    /// <summary>Creates the rule.</summary>
    public PAT2005ManagedFlagNullEscapesTest()
        : base(RuleCatalog.ManagedFlagNullEscapesTest)
    {
    }

    private protected override void Register(CompilationStartAnalysisContext context, ContractContext contracts)
    {
        context.RegisterOperationAction(
            operation =>
            {
                BoundModels models = contracts.Models;
                if (!models.HasNullableFlag) return;

                switch (operation.Operation)
                {
                    case IBinaryOperation { OperatorKind: BinaryOperatorKind.Equals or BinaryOperatorKind.NotEquals } binary:
                        AnalyzeComparison(operation, models, binary);
                        break;
                    case IInvocationOperation { TargetMethod.Name: "Equals" } call:
                        AnalyzeEquals(operation, models, call);
                        break;
                    case IIsPatternOperation test:
                        AnalyzePattern(operation, models, test);
                        break;
                    case IPropertySubpatternOperation { Member: IMemberReferenceOperation { Member: var member } } part:
                        AnalyzePart(operation, ManagedFlag.Of(models, member), part.Pattern, part.Syntax, part.Member.Syntax + ": ");
                        break;
                    case IRecursivePatternOperation { DeconstructionSubpatterns.IsEmpty: false } pattern:
                        AnalyzePositions(operation, models, pattern);
                        break;
                    case ISwitchExpressionOperation selection:
                        AnalyzeSwitch(operation, models, selection);
                        break;
                    case ISwitchOperation selection:
                        AnalyzeSwitch(operation, models, selection);
                        break;
                }
            },
            OperationKind.Binary,
            OperationKind.Invocation,
            OperationKind.IsPattern,
            OperationKind.PropertySubpattern,
            OperationKind.RecursivePattern,
            OperationKind.SwitchExpression,
            OperationKind.Switch);
    }

    private static void AnalyzeComparison(OperationAnalysisContext context, BoundModels models, IBinaryOperation binary)
    {
        bool isMirrored = Constant(binary.LeftOperand) is not null;
        (IOperation read, IOperation other) = isMirrored ? (binary.RightOperand, binary.LeftOperand) : (binary.LeftOperand, binary.RightOperand);
        if (Constant(other) is null || FlagIn(models, read, context.CancellationToken) is not var (flag, operand)) return;
        if (ManagedFlag.Default(flag) is not { } absent || WrongSide(context, binary, binary, operand, absent) is not { } holdsForDefault) return;

        string text = operand.Syntax.ToString();
        string opposite = DiagnosticFormatting.Boolean(!absent);
        string sign = holdsForDefault ? "!=" : "==";
        string fallback = $"({text} ?? {DiagnosticFormatting.Boolean(absent)})";
        string sameSign = holdsForDefault ? "==" : "!=";
        string fallenBack = isMirrored
            ? $"{other.Syntax} {sameSign} {fallback}"
            : $"{fallback} {sameSign} {(operand == read ? other.Syntax.ToString() : DiagnosticFormatting.Boolean(absent))}";
        Report(
            context,
            binary.Syntax,
            flag,
            isMirrored ? $"{opposite} {sign} {text}" : $"{text} {sign} {opposite}",
            IsConditional(operand) ? null : fallenBack);
    }

    private static void AnalyzeEquals(OperationAnalysisContext context, BoundModels models, IInvocationOperation call)
    {
        (IOperation? left, IOperation? right) = call switch
        {
            { Instance: { } instance, Arguments: [{ Value: var argument }] } => (instance, argument),
            { Instance: null, Arguments: [{ Value: var first }, { Value: var second }] } => (first, second),
            { Instance: not null, Arguments: [{ Value: var first }, { Value: var second }] } => (first, second),
            _ => ((IOperation?)null, (IOperation?)null),
        };
        if (left is null || right is null) return;
        if (Constant(left) is not null) (left, right) = (right, left);
        if (Constant(right) is null || FlagIn(models, left, context.CancellationToken) is not var (flag, operand)) return;
        if (ManagedFlag.Default(flag) is not { } absent || WrongSide(context, call, call, operand, absent) is not { } holdsForDefault) return;

        string text = operand.Syntax.ToString();
        Report(
            context,
            call.Syntax,
            flag,
            $"{text} {(holdsForDefault ? "!=" : "==")} {DiagnosticFormatting.Boolean(!absent)}",
            IsConditional(operand)
                ? null
                : $"({text} ?? {DiagnosticFormatting.Boolean(absent)}) {(holdsForDefault ? "==" : "!=")} {DiagnosticFormatting.Boolean(absent)}");
    }

    private static void AnalyzePattern(OperationAnalysisContext context, BoundModels models, IIsPatternOperation test)
    {
        if (FlagIn(models, test.Value, context.CancellationToken) is not var (flag, read)
            || read != test.Value
            || ManagedFlag.Default(flag) is not { } absent
            || Corrected(test.Pattern, absent) is not { } pattern
            || WrongSide(context, test, test, read, absent) is null)
        {
            return;
        }

        string operand = test.Value.Syntax.ToString();
        string fallenBack = $"({operand} ?? {DiagnosticFormatting.Boolean(absent)}) is {test.Pattern.Syntax}";
        Report(context, test.Syntax, flag, $"{operand} is {pattern}", IsConditional(test.Value) ? null : fallenBack);
    }

    private static void AnalyzePositions(OperationAnalysisContext context, BoundModels models, IRecursivePatternOperation pattern)
    {
        for (int i = 0; i < pattern.DeconstructionSubpatterns.Length; i++)
        {
            IPatternOperation part = pattern.DeconstructionSubpatterns[i];
            BoundMember? flag = Components.OfInput(pattern) is ITupleOperation tuple && i < tuple.Elements.Length
                ? ManagedFlag.ReadBy(models, tuple.Elements[i], context.CancellationToken)
                : Components.PositionalMember(pattern, i) is { } name ? ManagedFlag.Of(models, pattern.MatchedType.GetMembers(name).FirstOrDefault())
                : null;
            AnalyzePart(context, flag, part, part.Syntax, "");
        }
    }

    /// <summary>Analyzes a part of a pattern that is matched against the flag.</summary>
    private static void AnalyzePart(OperationAnalysisContext context, BoundMember? flag, IPatternOperation pattern, SyntaxNode site, string prefix)
    {
        if (flag is null
            || !ManagedFlag.IsNullable(flag)
            || ManagedFlag.Default(flag) is not { } absent
            || Corrected(pattern, absent) is not { } corrected)
        {
            return;
        }

        if (ValuePath.OfInput(pattern, context.CancellationToken) is { } path
            && NullHandling.IsAround(pattern, path, absent, context.CancellationToken))
        {
            return;
        }

        ReportPattern(context, site, flag, absent, prefix + corrected, corrected);
    }

    private static void AnalyzeSwitch(OperationAnalysisContext context, BoundModels models, ISwitchExpressionOperation selection)
    {
        if (selection.Arms.Any(static arm => arm.Guard is not null)) return;

        AnalyzeBranches(context, models, selection.Value, [.. selection.Arms.Select(static (arm, i) => new Branch(null, arm.Pattern, i))], rest: -1);
    }

    private static void AnalyzeSwitch(OperationAnalysisContext context, BoundModels models, ISwitchOperation selection)
    {
        int rest = -1;
        var branches = new List<Branch>();
        for (int i = 0; i < selection.Cases.Length; i++)
        {
            foreach (ICaseClauseOperation clause in selection.Cases[i].Clauses)
            {
                switch (clause)
                {
                    case IPatternCaseClauseOperation { Guard: not null }:
                        return;
                    case IPatternCaseClauseOperation { Pattern: var pattern }:
                        branches.Add(new(null, pattern, i));
                        break;
                    case ISingleValueCaseClauseOperation { Value: var value }:
                        branches.Add(new(value, null, i));
                        break;
                    case IDefaultCaseClauseOperation:
                        rest = i;
                        break;
                }
            }
        }

        AnalyzeBranches(context, models, selection.Value, branches, rest);
    }

    /// <summary>Analyzes a choice by the flag: an absent flag takes the branch for the opposite of its meaning.</summary>
    private static void AnalyzeBranches(OperationAnalysisContext context, BoundModels models, IOperation switched, List<Branch> branches, int rest)
    {
        if (FlagIn(models, switched, context.CancellationToken) is not var (flag, read)
            || read != switched
            || ManagedFlag.Default(flag) is not { } absent
            || ValuePath.Of(read, context.CancellationToken) is not { } path
            || Chosen(absent) is not { } forDefault
            || Chosen(!absent) is not { } forOther
            || Chosen(null) is not { } forNull
            || forNull.Target == forDefault.Target
            || forNull.Target != forOther.Target
            || NullHandling.IsAround(switched, path, absent, context.CancellationToken))
        {
            return;
        }

        bool namesDefault = forDefault.Syntax is not null;
        if ((namesDefault ? forDefault : forOther).Syntax is not { } site) return;

        string corrected = namesDefault ? $"not {DiagnosticFormatting.Boolean(!absent)}" : DiagnosticFormatting.Boolean(!absent);
        ReportPattern(context, site, flag, absent, corrected, corrected);

        Branch? Chosen(bool? value)
        {
            foreach (Branch branch in branches)
            {
                bool? match = branch.Constant is { } constant ? IsConstant(constant, value) : Matches(branch.Pattern!, value);
                if (match is null) return null;
                if (match.Value) return branch;
            }

            return new(null, null, rest);
        }
    }

    private static void ReportPattern(OperationAnalysisContext context, SyntaxNode site, BoundMember flag, bool absent, string text, string pattern) =>
        context.ReportDiagnostic(Diagnostic.Create(
            RuleCatalog.ManagedFlagNullEscapesTest,
            site.GetLocation(),
            Replacement.Properties(new Replacement($"Change the pattern to '{pattern}'", text)),
            flag.WireName,
            DiagnosticFormatting.Boolean(absent),
            text));

    /// <summary>
    /// Reports a test. If there may be no token at all (<c>token?.Managed</c>), an absent flag cannot be distinguished from an absent token, and no fix is
    /// offered.
    /// </summary>
    private static void Report(OperationAnalysisContext context, SyntaxNode site, BoundMember flag, string test, string? fallenBack)
    {
        bool absent = ManagedFlag.Default(flag)!.Value;
        ImmutableDictionary<string, string?> choices = fallenBack is null
            ? ImmutableDictionary<string, string?>.Empty
            : Replacement.Properties(
                new Replacement($"Change the test to '{test}'", test),
                new Replacement($"Use the contract's default '{DiagnosticFormatting.Boolean(absent)}'", fallenBack));
        context.ReportDiagnostic(Diagnostic.Create(
            RuleCatalog.ManagedFlagNullEscapesTest,
            site.GetLocation(),
            choices,
            flag.WireName,
            DiagnosticFormatting.Boolean(absent),
            test));
    }

    /// <summary>Whether a test holds for the contract's default, if it treats an absent flag differently; otherwise null.</summary>
    private static bool? WrongSide(OperationAnalysisContext context, IOperation condition, IOperation test, IOperation read, bool absent)
    {
        if (ValuePath.Of(read, context.CancellationToken) is not { } flag) return null;

        FlagOutcome whenNull = FlagExpression.Evaluate(condition, flag, FlagOutcome.Null, context.CancellationToken);
        FlagOutcome whenDefault = FlagExpression.Evaluate(condition, flag, FlagExpression.Of(absent), context.CancellationToken);
        FlagOutcome whenOther = FlagExpression.Evaluate(condition, flag, FlagExpression.Of(!absent), context.CancellationToken);
        return FlagExpression.ToBoolean(whenDefault) is { } holds
            && FlagExpression.ToBoolean(whenNull) == !holds
            && FlagExpression.ToBoolean(whenOther) == !holds
            && !NullHandling.IsAround(test, flag, absent, context.CancellationToken)
                ? holds
                : null;
    }

    /// <summary>The nullable flag that an operand reads, and the operand without a leading <c>!</c>.</summary>
    private static (BoundMember Flag, IOperation Read)? FlagIn(BoundModels models, IOperation operand, CancellationToken cancellationToken)
    {
        IOperation read = operand;
        if (ManagedFlag.Unconverted(read) is IUnaryOperation { OperatorKind: UnaryOperatorKind.Not, OperatorMethod: null, Operand: var negated })
        {
            read = negated;
        }

        return ManagedFlag.ReadBy(models, read, cancellationToken) is { } flag && ManagedFlag.IsNullable(flag) ? (flag, read) : null;
    }

    private static bool IsConditional(IOperation read) =>
        read is IConditionalAccessOperation || (read is IConversionOperation conversion && IsConditional(conversion.Operand));

    private static bool? Constant(IOperation operation) => operation switch
    {
        { ConstantValue: { HasValue: true, Value: bool value } } => value,
        IConversionOperation { OperatorMethod: null } conversion => Constant(conversion.Operand),
        _ => null,
    };

    private static bool IsNullConstant(IOperation operation) => operation switch
    {
        { ConstantValue: { HasValue: true, Value: null } } => true,
        IConversionOperation { OperatorMethod: null } conversion => IsNullConstant(conversion.Operand),
        _ => false,
    };

    private static bool? IsConstant(IOperation constant, bool? value) =>
        Constant(constant) is { } expected ? value == expected : IsNullConstant(constant) ? value is null : null;

    /// <summary>
    /// A pattern that treats an absent flag as the contract's default, or null if the pattern already does or tests more than true and false.
    /// </summary>
    private static string? Corrected(IPatternOperation pattern, bool absent)
    {
        if (Matches(pattern, absent) is not { } whenDefault
            || Matches(pattern, !absent) is not { } whenOther
            || Matches(pattern, null) is not { } whenNull
            || whenNull == whenDefault
            || whenDefault == whenOther)
        {
            return null;
        }

        return whenDefault ? $"not {DiagnosticFormatting.Boolean(!absent)}" : DiagnosticFormatting.Boolean(!absent);
    }

    /// <summary>Whether the pattern matches a value; null for a pattern that does not consist of true, false, <c>not</c>, <c>and</c>, <c>or</c>.</summary>
    private static bool? Matches(IPatternOperation pattern, bool? value) => pattern switch
    {
        IDiscardPatternOperation => true,
        IConstantPatternOperation constant => IsConstant(constant.Value, value),
        INegatedPatternOperation negated => !Matches(negated.Pattern, value),
        IBinaryPatternOperation { OperatorKind: BinaryOperatorKind.Or } either =>
            Matches(either.LeftPattern, value) is { } left && Matches(either.RightPattern, value) is { } right ? left || right : null,
        IBinaryPatternOperation { OperatorKind: BinaryOperatorKind.And } both =>
            Matches(both.LeftPattern, value) is { } left && Matches(both.RightPattern, value) is { } right ? left && right : null,
        _ => null,
    };

    /// <summary>A branch of a choice by the flag.</summary>
    private sealed record Branch(IOperation? Constant, IPatternOperation? Pattern, int Target)
    {
        /// <summary>The syntax of the branch's value or pattern.</summary>
        public SyntaxNode? Syntax => Constant?.Syntax ?? (Pattern is IDiscardPatternOperation ? null : Pattern?.Syntax);
    }
}
