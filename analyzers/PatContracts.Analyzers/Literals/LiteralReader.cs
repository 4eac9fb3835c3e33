using System.Globalization;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Operations;
using static PatContracts.Analyzers.Literals.LiteralTokens;

namespace PatContracts.Analyzers.Literals;

/// <summary>
/// Reads the text that an expression certainly has, and the source location of each character: literals, concatenations, interpolations with constant holes,
/// and named values that never change (constants, static readonly fields, get-only properties, locals). With <see cref="ForwardingOperations"/> it also
/// reads the text inside operations that forward it unchanged: spans, streams, documents, request contents.
/// </summary>
internal sealed class LiteralReader(ForwardingOperations? forwarding, CancellationToken cancellationToken)
{
    private const int MaxReferences = 16;

    private int _references;

    /// <summary>
    /// Whether an operation that forwards the text specifies reader options: such a reader may accept text that is not JSON (comments, trailing commas).
    /// </summary>
    public bool MetReaderOptions { get; private set; }

    /// <summary>Returns the text of an expression, or null if it cannot be proven.</summary>
    public LiteralText? Read(IOperation operation)
    {
        while (forwarding?.ForwardedBy(operation) is { } forwarded)
        {
            MetReaderOptions |= forwarded.HasReaderOptions;
            operation = forwarded.Payload;
        }

        if (operation is IFieldReferenceOperation or ILocalReferenceOperation or IPropertyReferenceOperation)
        {
            var named = new LiteralText.Builder();
            return TryAddReference(named, operation) ? named.ToText() : null;
        }

        var builder = new LiteralText.Builder();
        return TryAdd(builder, operation) ? builder.ToText() : null;
    }

    private bool TryAdd(LiteralText.Builder builder, IOperation operation)
    {
        cancellationToken.ThrowIfCancellationRequested();
        switch (operation)
        {
            case IParenthesizedOperation parenthesized:
                return TryAdd(builder, parenthesized.Operand);
            case IConversionOperation { OperatorMethod: null } conversion when conversion.Operand.Type?.SpecialType == SpecialType.System_String:
                return TryAdd(builder, conversion.Operand);
            case ILiteralOperation { Type.SpecialType: SpecialType.System_String, Syntax: LiteralExpressionSyntax literal }:
                return LiteralTokens.TryAdd(builder, literal.Token);
            case IUtf8StringOperation { Syntax: LiteralExpressionSyntax literal }:
                return LiteralTokens.TryAdd(builder, literal.Token);
            case IBinaryOperation { OperatorKind: BinaryOperatorKind.Add, OperatorMethod: null } sum when IsText(sum):
                return TryAddSum(builder, sum);
            case IInterpolatedStringOperation { Syntax: InterpolatedStringExpressionSyntax } interpolation:
                return TryAddInterpolation(builder, interpolation);
            case IFieldReferenceOperation or ILocalReferenceOperation or IPropertyReferenceOperation:
                return TryAddReference(builder, operation);
            default:
                return TryAddConstant(builder, operation);
        }
    }

    private static bool IsText(IBinaryOperation sum) =>
        sum.Type is { SpecialType: SpecialType.System_String }
            or INamedTypeSymbol { Name: "ReadOnlySpan", TypeArguments: [{ SpecialType: SpecialType.System_Byte }] };

    /// <summary>A concatenation is nested as deep as it has operands, so its left side is traversed iteratively.</summary>
    private bool TryAddSum(LiteralText.Builder builder, IBinaryOperation sum)
    {
        var rights = new Stack<IOperation>();
        IOperation left = sum;
        while (left is IBinaryOperation { OperatorKind: BinaryOperatorKind.Add, OperatorMethod: null } inner && IsText(inner))
        {
            rights.Push(inner.RightOperand);
            left = inner.LeftOperand;
        }

        if (!TryAddOperand(builder, left)) return false;
        while (rights.Count > 0)
        {
            if (!TryAddOperand(builder, rights.Pop())) return false;
        }

        return true;
    }

    /// <summary>Adds an operand of a concatenation or a hole; a number or a character is converted to text.</summary>
    private bool TryAddOperand(LiteralText.Builder builder, IOperation operand)
    {
        while (operand is IConversionOperation { IsImplicit: true, OperatorMethod: null } boxing) operand = boxing.Operand;
        return TryAdd(builder, operand);
    }

    private bool TryAddInterpolation(LiteralText.Builder builder, IInterpolatedStringOperation interpolation)
    {
        var form = new Interpolated((InterpolatedStringExpressionSyntax)interpolation.Syntax);
        builder.BeginToken();
        foreach (IInterpolatedStringContentOperation part in interpolation.Parts)
        {
            bool added = part switch
            {
                IInterpolatedStringTextOperation { Syntax: InterpolatedStringTextSyntax syntax, Text.ConstantValue.Value: string text } =>
                    form.TryAdd(builder, syntax, text),
                IInterpolationOperation { Alignment: null, FormatString: null } hole => TryAddHole(builder, hole),
                _ => false,
            };
            if (!added) return false;
        }

        builder.EndToken(form.Tree, form.ContentEnd);
        return true;
    }

    private bool TryAddHole(LiteralText.Builder builder, IInterpolationOperation hole)
    {
        var inner = new LiteralText.Builder();
        if (!TryAddOperand(inner, hole.Expression)) return false;
        builder.AddReference(hole.Syntax.SyntaxTree, hole.Syntax.Span, inner.ToText());
        return true;
    }

    private static bool TryAddConstant(LiteralText.Builder builder, IOperation operation)
    {
        if (!operation.ConstantValue.HasValue || ConstantText(operation.ConstantValue.Value) is not { } text) return false;
        builder.BeginToken();
        builder.AddWhole(operation.Syntax.SyntaxTree, operation.Syntax.Span, text);
        builder.EndToken(operation.Syntax.SyntaxTree, operation.Syntax.Span.End);
        return true;
    }

    /// <summary>The text of a constant in a concatenation, which does not depend on the current culture.</summary>
    private static string? ConstantText(object? value) => value switch
    {
        null => string.Empty,
        string text => text,
        char character => character.ToString(),
        int number and >= 0 => number.ToString(CultureInfo.InvariantCulture),
        long number and >= 0 => number.ToString(CultureInfo.InvariantCulture),
        _ => null,
    };

    private bool TryAddReference(LiteralText.Builder builder, IOperation reference)
    {
        if (++_references > MaxReferences) return false;
        LiteralText? text = Declared(reference);
        _references--;
        if (text is null) return TryAddConstant(builder, reference);

        builder.BeginToken();
        builder.AddReference(reference.Syntax.SyntaxTree, reference.Syntax.Span, text);
        builder.EndToken(reference.Syntax.SyntaxTree, reference.Syntax.Span.End);
        return true;
    }

    private LiteralText? Declared(IOperation reference)
    {
        ExpressionSyntax? declared = NamedValues.Declared(reference, cancellationToken);
        while (declared is ParenthesizedExpressionSyntax parenthesized) declared = parenthesized.Expression;
        if (declared is null) return null;
        if (declared.SyntaxTree != reference.Syntax.SyntaxTree) return OfOtherFile(declared, reference.ConstantValue);
        return reference.SemanticModel?.GetOperation(declared, cancellationToken) is { } operation ? Read(operation) : null;
    }

    /// <summary>Literals and their concatenations need no semantic model, which is expensive to obtain for another file.</summary>
    private static LiteralText? OfOtherFile(ExpressionSyntax declared, Optional<object?> constant)
    {
        var builder = new LiteralText.Builder();
        if (!TryAddSyntax(builder, declared)) return null;
        LiteralText text = builder.ToText();
        return constant.HasValue && !text.Value.Equals(constant.Value) ? null : text;
    }

    private static bool TryAddSyntax(LiteralText.Builder builder, ExpressionSyntax expression) => expression switch
    {
        ParenthesizedExpressionSyntax parenthesized => TryAddSyntax(builder, parenthesized.Expression),
        LiteralExpressionSyntax literal => LiteralTokens.TryAdd(builder, literal.Token),
        BinaryExpressionSyntax sum when sum.IsKind(SyntaxKind.AddExpression) => TryAddSyntax(builder, sum.Left) && TryAddSyntax(builder, sum.Right),
        _ => false,
    };
}
