using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;
using Microsoft.CodeAnalysis.Operations;
using PatContracts.Analyzers.Binding;

namespace PatContracts.Analyzers.Rules;

/// <summary>
/// PAT2005: a nullable flag is compared so that an absent flag falls on the other side than the value it stands for. A test that names null itself
/// has decided what null means, and is left alone.
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
        if (!contracts.Models.All.Any(static model => model.ManagedFlag is { } flag && ManagedFlag.IsNullable(flag))) return;

        context.RegisterOperationAction(operation => Judge(operation, contracts.Models, (IBinaryOperation)operation.Operation), OperationKind.Binary);
        context.RegisterOperationAction(operation => Judge(operation, contracts.Models, (IIsPatternOperation)operation.Operation), OperationKind.IsPattern);
        context.RegisterOperationAction(
            operation => Judge(operation, contracts.Models, (IPropertySubpatternOperation)operation.Operation),
            OperationKind.PropertySubpattern);
    }

    private static void Judge(OperationAnalysisContext context, BoundModels models, IBinaryOperation binary)
    {
        if (binary.OperatorKind is not (BinaryOperatorKind.Equals or BinaryOperatorKind.NotEquals)) return;

        bool isMirrored = Constant(binary.LeftOperand) is not null;
        (IOperation read, IOperation other) = isMirrored ? (binary.RightOperand, binary.LeftOperand) : (binary.LeftOperand, binary.RightOperand);
        if (FlagRead(models, read) is not { } flag || ManagedFlag.Default(flag) is not { } absent || Constant(other) != absent) return;

        string sign = binary.OperatorKind == BinaryOperatorKind.Equals ? "!=" : "==";
        string opposite = DiagnosticFormatting.Boolean(!absent);
        string operand = read.Syntax.ToString();
        string test = isMirrored ? $"{opposite} {sign} {operand}" : $"{operand} {sign} {opposite}";
        string fallback = $"({operand} ?? {DiagnosticFormatting.Boolean(absent)})";
        string sameSign = binary.OperatorKind == BinaryOperatorKind.Equals ? "==" : "!=";
        string fallenBack = isMirrored ? $"{other.Syntax} {sameSign} {fallback}" : $"{fallback} {sameSign} {other.Syntax}";
        Report(context, binary.Syntax, flag, test, IsConditional(read) ? null : fallenBack);
    }

    private static void Judge(OperationAnalysisContext context, BoundModels models, IIsPatternOperation test)
    {
        if (FlagRead(models, test.Value) is not { } flag || ManagedFlag.Default(flag) is not { } absent || Mended(test.Pattern, absent) is not { } pattern)
        {
            return;
        }

        string operand = test.Value.Syntax.ToString();
        string fallenBack = $"({operand} ?? {DiagnosticFormatting.Boolean(absent)}) is {test.Pattern.Syntax}";
        Report(context, test.Syntax, flag, $"{operand} is {pattern}", IsConditional(test.Value) ? null : fallenBack);
    }

    private static void Judge(OperationAnalysisContext context, BoundModels models, IPropertySubpatternOperation test)
    {
        if (FlagRead(models, test.Member) is not { } flag || ManagedFlag.Default(flag) is not { } absent || Mended(test.Pattern, absent) is not { } pattern)
        {
            return;
        }

        string name = test.Member.Syntax.ToString();
        context.ReportDiagnostic(Diagnostic.Create(
            RuleCatalog.ManagedFlagNullEscapesTest,
            test.Syntax.GetLocation(),
            Replacement.Properties(new Replacement($"Test for '{pattern}'", $"{name}: {pattern}")),
            flag.WireName,
            DiagnosticFormatting.Boolean(absent),
            $"{name}: {pattern}"));
    }

    /// <summary>Where there may be no token at all (<c>token?.Managed</c>), an absent flag cannot be told from that, and no test is offered.</summary>
    private static void Report(OperationAnalysisContext context, SyntaxNode place, BoundMember flag, string test, string? fallenBack)
    {
        bool absent = ManagedFlag.Default(flag)!.Value;
        ImmutableDictionary<string, string?> choices = fallenBack is null
            ? ImmutableDictionary<string, string?>.Empty
            : Replacement.Properties(
                new Replacement($"Test '{test}'", test),
                new Replacement($"Fall back to the contract's default, {DiagnosticFormatting.Boolean(absent)}", fallenBack));
        context.ReportDiagnostic(Diagnostic.Create(
            RuleCatalog.ManagedFlagNullEscapesTest,
            place.GetLocation(),
            choices,
            flag.WireName,
            DiagnosticFormatting.Boolean(absent),
            test));
    }

    private static BoundMember? FlagRead(BoundModels models, IOperation read)
    {
        while (true)
        {
            if (read is IConversionOperation { OperatorMethod: null } conversion) read = conversion.Operand;
            else if (read is IConditionalAccessOperation access) read = access.WhenNotNull;
            else break;
        }

        return read is IMemberReferenceOperation { Member: var symbol } && ManagedFlag.Of(models, symbol) is { } flag && ManagedFlag.IsNullable(flag)
            ? flag
            : null;
    }

    private static bool IsConditional(IOperation read) =>
        read is IConditionalAccessOperation || (read is IConversionOperation conversion && IsConditional(conversion.Operand));

    private static bool? Constant(IOperation operation) => operation switch
    {
        { ConstantValue: { HasValue: true, Value: bool value } } => value,
        IConversionOperation { OperatorMethod: null } conversion => Constant(conversion.Operand),
        _ => null,
    };

    /// <summary>The pattern that takes an absent flag for what it means, or null where the pattern does so, or is about more than true and false.</summary>
    private static string? Mended(IPatternOperation pattern, bool absent)
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

    /// <summary>Whether the pattern takes a value; unknown for a pattern that is not made of true, false, <c>not</c>, <c>and</c>, <c>or</c>.</summary>
    private static bool? Matches(IPatternOperation pattern, bool? value) => pattern switch
    {
        IConstantPatternOperation constant => Constant(constant.Value) is { } expected ? value == expected : null,
        INegatedPatternOperation negated => !Matches(negated.Pattern, value),
        IBinaryPatternOperation { OperatorKind: BinaryOperatorKind.Or } either =>
            Matches(either.LeftPattern, value) is { } left && Matches(either.RightPattern, value) is { } right ? left || right : null,
        IBinaryPatternOperation { OperatorKind: BinaryOperatorKind.And } both =>
            Matches(both.LeftPattern, value) is { } left && Matches(both.RightPattern, value) is { } right ? left && right : null,
        _ => null,
    };
}
