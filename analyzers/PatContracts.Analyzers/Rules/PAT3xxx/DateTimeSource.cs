using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Operations;
using PatContracts.Analyzers.Literals;

namespace PatContracts.Analyzers.Rules;

/// <summary>The expression that determines the kind of a <see cref="DateTime"/>, if that kind is certainly not UTC.</summary>
/// <param name="Syntax">The expression.</param>
/// <param name="Kind">Its kind. A text parsed without styles counts as unspecified: its kind depends on the text.</param>
/// <param name="Fixed">The expression in UTC.</param>
/// <param name="IsInstant">
/// Whether it is the same instant in any time zone of the machine, as <c>DateTime.Now</c> is: a <see cref="DateTimeOffset"/> created from it is exact.
/// </param>
internal sealed record DateTimeSource(SyntaxNode Syntax, DateTimeKind Kind, string Fixed, bool IsInstant = false)
{
    /// <summary>Whether the value is a <see cref="DateTime"/> or may contain one. Excludes most assignments.</summary>
    public static bool IsPossible(IOperation value) => value.Kind switch
    {
        OperationKind.Conversion or OperationKind.ObjectCreation or OperationKind.Conditional or OperationKind.Coalesce
            or OperationKind.SwitchExpression or OperationKind.Parenthesized => !value.ConstantValue.HasValue,
        _ => IsDateTime(value.Type),
    };

    /// <summary>Returns the sources that can reach this value, one per branch. Empty for a value in UTC, and for one of an uncertain kind.</summary>
    public static ImmutableArray<DateTimeSource> Of(IOperation value, CancellationToken cancellationToken)
    {
        ImmutableArray<DateTimeSource>.Builder result = ImmutableArray.CreateBuilder<DateTimeSource>();
        Add(value, result, cancellationToken);
        return result.ToImmutable();
    }

    private static void Add(IOperation value, ImmutableArray<DateTimeSource>.Builder result, CancellationToken cancellationToken)
    {
        switch (value)
        {
            // From DateTime to DateTimeOffset, to a nullable, or both.
            case IConversionOperation { Operand: var operand } when IsDateTime(operand.Type) || operand is IConversionOperation:
                Add(operand, result, cancellationToken);
                break;
            case IObjectCreationOperation { Type.Name: "DateTimeOffset", Arguments: [{ Value: var moment }] } when IsDateTime(moment.Type):
                Add(moment, result, cancellationToken);
                break;
            case IConditionalOperation { WhenFalse: { } otherwise } conditional:
                Add(conditional.WhenTrue, result, cancellationToken);
                Add(otherwise, result, cancellationToken);
                break;
            case ICoalesceOperation coalesce:
                Add(coalesce.Value, result, cancellationToken);
                Add(coalesce.WhenNull, result, cancellationToken);
                break;
            case ISwitchExpressionOperation choice:
                foreach (ISwitchExpressionArmOperation arm in choice.Arms) Add(arm.Value, result, cancellationToken);
                break;
            case IParenthesizedOperation parenthesized:
                Add(parenthesized.Operand, result, cancellationToken);
                break;
            default:
                if (IsDateTime(value.Type) && Decide(value, cancellationToken) is { } source) result.Add(source);
                break;
        }
    }

    private static DateTimeSource? Decide(IOperation value, CancellationToken cancellationToken) => value switch
    {
        IPropertyReferenceOperation property => OfProperty(property, cancellationToken),
        IObjectCreationOperation creation => OfCreation(creation),
        IInvocationOperation invocation => OfCall(invocation, cancellationToken),
        IBinaryOperation { OperatorKind: BinaryOperatorKind.Add or BinaryOperatorKind.Subtract } sum when IsDateTime(sum.LeftOperand.Type) =>
            Decide(sum.LeftOperand, cancellationToken),
        ILocalReferenceOperation or IFieldReferenceOperation => OfName(value, cancellationToken),
        _ => null,
    };

    private static DateTimeSource? OfProperty(IPropertyReferenceOperation property, CancellationToken cancellationToken)
    {
        string receiver = property.Syntax is MemberAccessExpressionSyntax access ? access.Expression.ToString() : "DateTime";
        return (property.Property.ContainingType.Name, property.Property.Name) switch
        {
            ("DateTime", "Now") => new(property.Syntax, DateTimeKind.Local, receiver + ".UtcNow", IsInstant: true),
            ("DateTime", "Today") => new(property.Syntax, DateTimeKind.Local, receiver + ".UtcNow.Date"),
            // Midnight is a different instant in another time zone.
            ("DateTime", "Date") when property.Instance is { } instance && Decide(instance, cancellationToken) is { } source => source with { IsInstant = false },
            ("DateTimeOffset", "DateTime") => new(property.Syntax, DateTimeKind.Unspecified, receiver + ".UtcDateTime"),
            ("DateTimeOffset", "LocalDateTime") => new(property.Syntax, DateTimeKind.Local, receiver + ".UtcDateTime", IsInstant: true),
            ("DateTimeOffset", "Date") => new(property.Syntax, DateTimeKind.Unspecified, receiver + ".UtcDateTime.Date"),
            ("Nullable", "Value") when property.Instance is { } instance => Decide(instance, cancellationToken),
            _ => null,
        };
    }

    /// <summary>The source of <c>new DateTime(2024, 3, 7)</c> and its other overloads, with or without a kind.</summary>
    private static DateTimeSource? OfCreation(IObjectCreationOperation creation)
    {
        if (creation.Arguments.IsEmpty || creation.Syntax is not BaseObjectCreationExpressionSyntax { ArgumentList: { } list } syntax) return null;

        foreach (IArgumentOperation argument in creation.Arguments)
        {
            if (argument.Parameter?.Type.Name != "DateTimeKind") continue;
            if (argument.Value.ConstantValue is not { HasValue: true, Value: int kind } || kind == (int)DateTimeKind.Utc) return null;

            return new(syntax, (DateTimeKind)kind, Replaced(syntax, argument.Value.Syntax, KindName(creation) + ".Utc"));
        }

        // Only some of the constructors have an overload with a kind.
        int count = creation.Arguments.Length;
        bool isPlain = list.Arguments.All(argument => argument.NameColon is null)
            && creation.Arguments.All(argument => argument.Parameter?.Type.SpecialType is SpecialType.System_Int32 or SpecialType.System_Int64);
        string? inUtc = !isPlain ? null
            : count == 3 ? Appended(list, $", 0, 0, 0, {KindName(creation)}.Utc")
            : count is 1 or 6 or 7 ? Appended(list, $", {KindName(creation)}.Utc")
            : null;
        return new(syntax, DateTimeKind.Unspecified, inUtc is null ? Specified(creation) : Replaced(syntax, list, inUtc));
    }

    private static DateTimeSource? OfCall(IInvocationOperation call, CancellationToken cancellationToken)
    {
        IMethodSymbol method = call.TargetMethod;
        if (!IsDateTime(method.ContainingType)) return null;

        switch (method.Name)
        {
            case "Parse" or "ParseExact":
                return ParsedText.IsAmbiguous(call) ? new(call.Syntax, DateTimeKind.Unspecified, ParsedAsUtc(call)) : null;
            case "SpecifyKind"
                when call.Arguments[1].Value is { ConstantValue: { HasValue: true, Value: int kind }, Syntax: var named } && kind != (int)DateTimeKind.Utc:
                return new(call.Syntax, (DateTimeKind)kind, Replaced(call.Syntax, named, KindName(call) + ".Utc"));
            case "ToLocalTime" when call.Syntax is InvocationExpressionSyntax { Expression: MemberAccessExpressionSyntax access }:
                return new(call.Syntax, DateTimeKind.Local, Replaced(call.Syntax, access.Name, "ToUniversalTime"), IsInstant: true);
            case "Add" or "Subtract" or "AddDays" or "AddHours" or "AddMilliseconds" or "AddMinutes" or "AddMonths" or "AddSeconds" or "AddTicks" or "AddYears"
                when call.Instance is { } instance:
                return Decide(instance, cancellationToken);
            default:
                return null;
        }
    }

    /// <summary>A named expression is reported where the name is used: its other uses are unknown.</summary>
    private static DateTimeSource? OfName(IOperation reference, CancellationToken cancellationToken)
    {
        if (NamedValues.Declared(reference, cancellationToken) is not { } declared
            || declared.SyntaxTree != reference.Syntax.SyntaxTree
            || declared.Span.End > reference.Syntax.SpanStart
            || reference.SemanticModel?.GetOperation(declared, cancellationToken) is not { } value
            || !IsDateTime(value.Type)
            || Decide(value, cancellationToken) is not { } source)
        {
            return null;
        }

        return source with
        {
            Syntax = reference.Syntax,
            Fixed = source.Kind == DateTimeKind.Local ? $"{reference.Syntax}.ToUniversalTime()" : Specified(reference),
        };
    }

    /// <summary>The code that parses a text as UTC: a text with an offset keeps its instant, one without is read as UTC.</summary>
    private static string ParsedAsUtc(IInvocationOperation call)
    {
        var syntax = (InvocationExpressionSyntax)call.Syntax;
        int wanted = call.TargetMethod.Name == "Parse" ? 2 : 3;
        if (syntax.ArgumentList.Arguments is [.., { Expression: var last }]
            && syntax.ArgumentList.Arguments.Count == wanted + 1
            && call.Arguments.Any(ParsedText.IsStyles))
        {
            string named = Name(call, "System.Globalization.DateTimeStyles");
            return Replaced(syntax, last, $"{named}.AdjustToUniversal | {named}.AssumeUniversal");
        }

        if (syntax.ArgumentList.Arguments.Count > wanted || syntax.ArgumentList.Arguments.Any(argument => argument.NameColon is not null))
        {
            return Specified(call);
        }

        string styles = Name(call, "System.Globalization.DateTimeStyles");
        string provider = syntax.ArgumentList.Arguments.Count < wanted ? ", null" : "";
        return Replaced(syntax, syntax.ArgumentList, Appended(syntax.ArgumentList, $"{provider}, {styles}.AdjustToUniversal | {styles}.AssumeUniversal"));
    }

    private static string Specified(IOperation value) => $"{Name(value, "System.DateTime")}.SpecifyKind({value.Syntax}, {KindName(value)}.Utc)";

    private static string KindName(IOperation site) => Name(site, "System.DateTimeKind");

    private static string Name(IOperation site, string type) =>
        site.SemanticModel?.Compilation.GetTypeByMetadataName(type)?.ToMinimalDisplayString(site.SemanticModel, site.Syntax.SpanStart) ?? type;

    private static string Appended(ArgumentListSyntax list, string arguments)
    {
        string text = list.ToString();
        return text.Substring(0, text.Length - 1) + arguments + ")";
    }

    private static string Replaced(SyntaxNode whole, SyntaxNode part, string text)
    {
        string old = whole.ToString();
        int start = part.SpanStart - whole.SpanStart;
        return old.Substring(0, start) + text + old.Substring(start + part.Span.Length);
    }

    private static bool IsDateTime(ITypeSymbol? type) => type switch
    {
        { SpecialType: SpecialType.System_DateTime } => true,
        INamedTypeSymbol { OriginalDefinition.SpecialType: SpecialType.System_Nullable_T } nullable => IsDateTime(nullable.TypeArguments[0]),
        _ => false,
    };
}
