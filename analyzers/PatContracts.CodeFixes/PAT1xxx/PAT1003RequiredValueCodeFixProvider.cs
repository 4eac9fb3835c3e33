namespace PatContracts.CodeFixes;

/// <summary>
/// Replaces a null that the contract excludes (PAT1003) by a neutral allowed value: a value of the enumeration, a placeholder text, an empty list or object. A
/// member that is not required can also be removed from its initializer.
/// </summary>
[ExportCodeFixProvider(LanguageNames.CSharp, Name = nameof(PAT1003RequiredValueCodeFixProvider))]
public sealed class PAT1003RequiredValueCodeFixProvider() : ContractCodeFixProvider(RuleCatalog.RequiredMemberNull)
{
    private protected override IEnumerable<Fix> FixesFor(FixTarget target)
    {
        if (NullMember.Of(target.Diagnostic) is not { } member || target.Node is not ExpressionSyntax value || !IsNull(value)) yield break;

        TypeInfo info = target.Model.GetTypeInfo(value, target.CancellationToken);
        if ((info.ConvertedType ?? info.Type) is { IsReferenceType: true } type)
        {
            // Fix All applies the same choice everywhere: the first, whatever value that is for a member.
            int choice = 0;
            foreach ((string title, string code) in Choices(target, type, member))
            {
                yield return new Fix(title, $"Value:{choice++}", [new TextChange(value.Span, code)]);
            }
        }

        if (!member.IsRequired
            && value.Parent is AssignmentExpressionSyntax { Parent: InitializerExpressionSyntax } assignment
            && AssignmentRemoval.Of(target.Style, assignment) is { } removal)
        {
            yield return new Fix($"Remove '{assignment.Left}'", "LeaveOut", [removal]);
        }
    }

    private static IEnumerable<(string Title, string Code)> Choices(FixTarget target, ITypeSymbol type, NullMember member)
    {
        if (type.SpecialType == SpecialType.System_String && AllowedChoices.Of(target.Diagnostic).ToArray() is { Length: > 0 } allowed) return allowed;

        return Neutral(target, type, member);
    }

    private static IEnumerable<(string Title, string Code)> Neutral(FixTarget target, ITypeSymbol type, NullMember member)
    {
        if (member.MayBeEmptyArray && EmptyValue.CollectionOf(target, type) is { } empty) yield return ("Use an empty list", empty);
        if (member.MayBeEmptyObject && EmptyValue.ObjectOf(target, type) is { } created) yield return ($"Use '{created}'", created);
        if (PlaceholderValue.TextOf(target, type, member.WireName) is { } placeholder) yield return ("Use a placeholder", placeholder);
    }

    private static bool IsNull(ExpressionSyntax value) => value switch
    {
        ParenthesizedExpressionSyntax parenthesized => IsNull(parenthesized.Expression),
        CastExpressionSyntax cast => IsNull(cast.Expression),
        PostfixUnaryExpressionSyntax { RawKind: (int)SyntaxKind.SuppressNullableWarningExpression } suppressed => IsNull(suppressed.Operand),
        _ => value.Kind() is SyntaxKind.NullLiteralExpression or SyntaxKind.DefaultLiteralExpression or SyntaxKind.DefaultExpression,
    };
}
