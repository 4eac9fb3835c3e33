using System.Text.RegularExpressions;

namespace PatContracts.CodeFixes.Editing;

/// <summary>
/// Assigns further members of a new object in the style of the surrounding code: in its initializer or, if the following statements fill an object without an
/// initializer, in a statement. Only inserts text: comments are preserved, and insertions are outside every <c>#if</c>.
/// </summary>
internal static class MemberAssignments
{
    /// <summary>Returns the changes, or null where the members cannot all be assigned.</summary>
    /// <param name="target">The diagnostic.</param>
    /// <param name="creation">The creation or <c>with</c> expression.</param>
    /// <param name="members">The members to assign, in contract order.</param>
    /// <param name="order">The names of all members of the model, in contract order.</param>
    public static IReadOnlyList<TextChange>? Add(FixTarget target, ExpressionSyntax creation, IReadOnlyList<MemberValue> members, string[] order)
    {
        if (creation is not (BaseObjectCreationExpressionSyntax or WithExpressionSyntax)) return null;
        if (target.TypeOf(creation) is not { } type) return null;

        ISymbol?[] symbols = [.. members.Select(member => Find(target.Model, creation.SpanStart, type, member.Name))];
        if (Array.IndexOf(symbols, null) >= 0) return null;

        bool hasInitOnly = symbols.Any(symbol => symbol is IPropertySymbol { SetMethod.IsInitOnly: true });
        if (!hasInitOnly && PiecemealEdit.Of(creation) is { } piecemeal)
        {
            return members.Any(member => IsInDisabledCode(piecemeal.Block, member.Name)) ? null : piecemeal.Add(target.Style, members, order);
        }

        InitializerExpressionSyntax? initializer = InitializerEdit.InitializerOf(creation);
        bool isPresent = members.Any(member => IsInDisabledCode(creation, member.Name) || IsAssigned(initializer, member.Name));
        return isPresent ? null : InitializerEdit.Add(target.Style, creation, members, order);
    }

    /// <summary>The member to which an assignment by this name binds; null if it is not assignable at the position.</summary>
    public static ISymbol? Find(SemanticModel model, int position, ITypeSymbol type, string name)
    {
        ITypeSymbol? current = type is ITypeParameterSymbol { ConstraintTypes: [{ } constraint, ..] } ? constraint : type;
        for (; current is not null; current = current.BaseType)
        {
            // A member of a derived type hides the base member of the same name.
            if (current.GetMembers(name) is not [{ } member, ..]) continue;
            return member switch
            {
                IPropertySymbol { IsStatic: false, SetMethod: { } setter } when model.IsAccessible(position, setter) => member,
                IFieldSymbol { IsStatic: false, IsReadOnly: false, IsConst: false } when model.IsAccessible(position, member) => member,
                _ => null,
            };
        }

        return null;
    }

    private static bool IsAssigned(InitializerExpressionSyntax? initializer, string name) =>
        initializer?.Expressions.Any(expression => InitializerEdit.NameOf(expression) == name) == true;

    /// <summary>Whether disabled code assigns the member: another configuration of the project would then assign it twice.</summary>
    private static bool IsInDisabledCode(SyntaxNode node, string name) => node.DescendantTrivia().Any(trivia =>
        trivia.IsKind(SyntaxKind.DisabledTextTrivia) && Regex.IsMatch(trivia.ToString(), $@"\b{Regex.Escape(name)}\s*="));
}
