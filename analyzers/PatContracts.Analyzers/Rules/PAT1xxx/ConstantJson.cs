using System.Collections.Immutable;
using System.Globalization;
using System.Text;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Operations;
using PatContracts.Analyzers.Binding;

namespace PatContracts.Analyzers.Rules;

/// <summary>A value known at compile time, as the JSON that a serializer would write.</summary>
/// <param name="Syntax">The expression.</param>
/// <param name="Json">The JSON text, or null if a part of it is unknown.</param>
/// <param name="Problem">Why the expression has no value at all (<c>new DateTime(2024, 2, 30)</c>), or null.</param>
/// <param name="Elements">The elements of a collection, or empty.</param>
internal sealed record ConstantJson(SyntaxNode Syntax, string? Json, string? Problem, ImmutableArray<ConstantJson> Elements)
{
    /// <summary>
    /// A fast check that excludes most expressions: variables, members and calls that do not create dates have no value known at compile time. Null is the
    /// subject of other rules.
    /// </summary>
    public static bool IsPossible(IOperation value) => value.Kind switch
    {
        OperationKind.ParameterReference or OperationKind.InstanceReference or OperationKind.Await => false,
        OperationKind.LocalReference or OperationKind.FieldReference or OperationKind.PropertyReference => value.ConstantValue.HasValue,
        OperationKind.Invocation => ((IInvocationOperation)value).TargetMethod.Name == ConstantDate.ParseMethod,
        _ => value.ConstantValue is not { HasValue: true, Value: null },
    };

    /// <summary>Returns the constant of an expression. An unknown part has neither JSON nor a problem.</summary>
    public static ConstantJson Of(IOperation value)
    {
        while (value is IConversionOperation { OperatorMethod: null, ConstantValue.HasValue: false } conversion) value = conversion.Operand;

        if (value.ConstantValue is { HasValue: true, Value: var constant }) return Known(value.Syntax, Scalar(constant, value.Type));
        if (ConstantDate.Of(value) is { } date) return date;
        return value switch
        {
            IConversionOperation { OperatorMethod: not null } conversion when ConstantDate.IsDate(conversion.Type) => Of(conversion.Operand),
            IArrayCreationOperation { Initializer: { } initializer } => Collection(value.Syntax, initializer.ElementValues.Select(Of)),
            IObjectCreationOperation { Arguments.IsEmpty: true, Initializer: { } initializer } creation
                when creation.Type is not null && NestedTypes.ElementOf(creation.Type) is not null =>
                    Collection(value.Syntax, initializer.Initializers.Select(Added)),
            // In the oldest compiler supported, the operation of a collection expression has no public type. Its children are the elements.
            _ when value.Syntax is CollectionExpressionSyntax collection && collection.Elements.Count == value.ChildOperations.Count =>
                Collection(value.Syntax, value.ChildOperations.Select(Of)),
            _ when value.Syntax is CollectionExpressionSyntax collection && value.SemanticModel is { } model =>
                Collection(value.Syntax, collection.Elements.Select(element => Of(element, model))),
            _ => Unknown(value.Syntax),
        };
    }

    private static ConstantJson Known(SyntaxNode syntax, string? json) => new(syntax, json, null, ImmutableArray<ConstantJson>.Empty);

    private static ConstantJson Unknown(SyntaxNode syntax) => Known(syntax, null);

    private static ConstantJson Collection(SyntaxNode syntax, IEnumerable<ConstantJson> elements)
    {
        ImmutableArray<ConstantJson>.Builder all = ImmutableArray.CreateBuilder<ConstantJson>();
        StringBuilder? json = new StringBuilder().Append('[');
        foreach (ConstantJson element in elements)
        {
            if (all.Count > 0) json?.Append(',');
            json = element.Json is null ? null : json?.Append(element.Json);
            all.Add(element);
        }

        return new(syntax, json?.Append(']').ToString(), null, all.ToImmutable());
    }

    private static ConstantJson Added(IOperation initializer) =>
        initializer is IInvocationOperation { TargetMethod.Name: "Add", Arguments: [{ Value: var added }] } ? Of(added) : Unknown(initializer.Syntax);

    /// <summary>If the compiler exposes no children, the elements are read from the syntax.</summary>
    private static ConstantJson Of(CollectionElementSyntax element, SemanticModel model)
    {
        if (element is not ExpressionElementSyntax { Expression: var expression }) return Unknown(element);

        return model.GetConstantValue(expression) is { HasValue: true, Value: var constant }
            ? Known(expression, Scalar(constant, model.GetTypeInfo(expression).Type))
            : Unknown(expression);
    }

    private static string? Scalar(object? constant, ITypeSymbol? type) => constant switch
    {
        null => "null",
        bool flag => flag ? "true" : "false",
        string text => Quote(text),
        char letter => Quote(letter.ToString()),
        // The serializer decides whether an enum is written as a number or a name.
        _ when type?.TypeKind == TypeKind.Enum => null,
        double number => double.IsNaN(number) || double.IsInfinity(number) ? null : number.ToString("R", CultureInfo.InvariantCulture),
        float number => float.IsNaN(number) || float.IsInfinity(number) ? null : number.ToString("R", CultureInfo.InvariantCulture),
        IFormattable number => number.ToString(null, CultureInfo.InvariantCulture),
        _ => null,
    };

    /// <summary>Returns a JSON string; null if the text contains a lone surrogate.</summary>
    internal static string? Quote(string text)
    {
        var result = new StringBuilder(text.Length + 2).Append('"');
        for (int i = 0; i < text.Length; i++)
        {
            char c = text[i];
            if (char.IsSurrogate(c))
            {
                if (!char.IsSurrogatePair(text, i)) return null;

                result.Append(c).Append(text[++i]);
            }
            else if (c is '"' or '\\' || c < ' ')
            {
                result.Append("\\u").Append(((int)c).ToString("x4", CultureInfo.InvariantCulture));
            }
            else
            {
                result.Append(c);
            }
        }

        return result.Append('"').ToString();
    }
}
