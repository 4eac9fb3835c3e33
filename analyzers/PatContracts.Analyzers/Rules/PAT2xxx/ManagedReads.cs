using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Text;

namespace PatContracts.Analyzers.Rules;

/// <summary>
/// Determines from the text between two writes of a flag whether it may have been read in between. A flag that was read and then changed is not a mistake.
/// </summary>
internal static class ManagedReads
{
    /// <param name="earlier">The first write.</param>
    /// <param name="later">The second write.</param>
    /// <param name="flag">The flag's name.</param>
    /// <param name="isShared">Whether other code can already reach the object; any call may then read the flag.</param>
    public static bool IsUsedBetween(SyntaxNode earlier, SyntaxNode later, string flag, bool isShared)
    {
        // In a loop, control returns from the later write to the earlier one: the code in between is not a contiguous span of text.
        if (earlier.SyntaxTree != later.SyntaxTree || earlier.Span.End > later.Span.End || earlier.SpanStart > later.SpanStart) return true;

        SyntaxNode? member = later.Ancestors().FirstOrDefault(
            static node => node is MemberDeclarationSyntax and not GlobalStatementSyntax or CompilationUnitSyntax);
        HashSet<string> names = NamesOf(ReceiverOf(later), member);
        var between = TextSpan.FromBounds(Math.Min(earlier.Span.End, later.Span.End), later.Span.End);
        SyntaxNode scope = later;
        while (scope.Parent is { } parent && !scope.Span.Contains(earlier.Span)) scope = parent;

        foreach (SyntaxNode node in scope.DescendantNodes(between))
        {
            if (node.SpanStart < between.Start) continue;

            switch (node)
            {
                case InvocationExpressionSyntax call when IsNullCheck(call):
                    break;
                case InvocationExpressionSyntax or AwaitExpressionSyntax or YieldStatementSyntax when isShared:
                case InvocationExpressionSyntax { Expression: IdentifierNameSyntax called }
                    when IsUsedIn(LocalFunction(member, called.Identifier.ValueText), names, flag, later):
                    return true;
                case IdentifierNameSyntax name when IsUse(name, names, flag, later):
                    return true;
            }
        }

        return false;
    }

    private static bool IsUse(IdentifierNameSyntax name, HashSet<string> names, string flag, SyntaxNode later) =>
        (name.Identifier.ValueText == flag && ReadsFlag(name, names)) || (names.Contains(name.Identifier.ValueText) && UsesObject(name, flag, later));

    /// <summary>Whether a local function reads the token of the surrounding code.</summary>
    private static bool IsUsedIn(LocalFunctionStatementSyntax? function, HashSet<string> names, string flag, SyntaxNode later) =>
        function is not null && function.DescendantNodes().OfType<IdentifierNameSyntax>().Any(name => IsUse(name, names, flag, later));

    private static LocalFunctionStatementSyntax? LocalFunction(SyntaxNode? member, string name) =>
        member?.DescendantNodes().OfType<LocalFunctionStatementSyntax>().FirstOrDefault(function => function.Identifier.ValueText == name);

    /// <summary>The variable whose member is written, or which is copied.</summary>
    private static string? ReceiverOf(SyntaxNode write) => write switch
    {
        AssignmentExpressionSyntax { Left: MemberAccessExpressionSyntax { Expression: IdentifierNameSyntax name } } => name.Identifier.ValueText,
        AssignmentExpressionSyntax { Parent.Parent: WithExpressionSyntax { Expression: IdentifierNameSyntax name } } => name.Identifier.ValueText,
        _ => null,
    };

    /// <summary>A variable and its aliases: <c>var alias = token;</c></summary>
    private static HashSet<string> NamesOf(string? variable, SyntaxNode? member)
    {
        var names = new HashSet<string>(StringComparer.Ordinal);
        if (variable is null) return names;

        names.Add(variable);
        foreach (SyntaxNode node in member?.DescendantNodes() ?? [])
        {
            (string? left, ExpressionSyntax? right) = node switch
            {
                VariableDeclaratorSyntax { Initializer.Value: var value } declarator => (declarator.Identifier.ValueText, value),
                AssignmentExpressionSyntax { Left: IdentifierNameSyntax assigned, Right: var value } => (assigned.Identifier.ValueText, value),
                _ => (null, (ExpressionSyntax?)null),
            };
            if (left is null || right is not IdentifierNameSyntax { Identifier.ValueText: var other }) continue;
            if (names.Contains(other)) names.Add(left);
            else if (names.Contains(left)) names.Add(other);
        }

        return names;
    }

    private static bool ReadsFlag(IdentifierNameSyntax name, HashSet<string> names)
    {
        ExpressionSyntax whole = name;
        if (name.Parent is MemberAccessExpressionSyntax access && access.Name == name)
        {
            if (access.Expression is IdentifierNameSyntax receiver && names.Count > 0 && !names.Contains(receiver.Identifier.ValueText)) return false;
            whole = access;
        }

        return !(whole.Parent is AssignmentExpressionSyntax assignment && assignment.Left == whole)
            && name.Parent is not MemberAccessExpressionSyntax
            {
                Parent: ArgumentSyntax { Parent.Parent: InvocationExpressionSyntax { Expression: IdentifierNameSyntax { Identifier.ValueText: "nameof" } } },
            };
    }

    /// <summary>Whether a name uses the object as a whole, other than for an alias, a null test or a write. A copy includes the flag.</summary>
    private static bool UsesObject(IdentifierNameSyntax name, string flag, SyntaxNode later) => name.Parent switch
    {
        MemberAccessExpressionSyntax access when access.Expression == name => access.Parent is InvocationExpressionSyntax call && call.Expression == access,
        MemberAccessExpressionSyntax or NameColonSyntax or NameEqualsSyntax => false,
        WithExpressionSyntax copy => !copy.Span.Contains(later.Span)
            && !copy.Initializer.Expressions.Any(
                part => part is AssignmentExpressionSyntax { Left: IdentifierNameSyntax { Identifier.ValueText: var set } } && set == flag),
        EqualsValueClauseSyntax => false,
        AssignmentExpressionSyntax => false,
        BinaryExpressionSyntax { RawKind: (int)SyntaxKind.EqualsExpression or (int)SyntaxKind.NotEqualsExpression } comparison =>
            !comparison.Left.IsKind(SyntaxKind.NullLiteralExpression) && !comparison.Right.IsKind(SyntaxKind.NullLiteralExpression),
        IsPatternExpressionSyntax { Pattern: var pattern } => !IsNullPattern(pattern),
        ArgumentSyntax { Parent.Parent: InvocationExpressionSyntax call } => !IsNullCheck(call),
        _ => true,
    };

    private static bool IsNullPattern(PatternSyntax pattern) => pattern switch
    {
        UnaryPatternSyntax negated => IsNullPattern(negated.Pattern),
        ConstantPatternSyntax constant => constant.Expression.IsKind(SyntaxKind.NullLiteralExpression),
        RecursivePatternSyntax { PositionalPatternClause: null, PropertyPatternClause: null or { Subpatterns.Count: 0 } } => true,
        _ => false,
    };

    /// <summary>Whether a call is <c>ArgumentNullException.ThrowIfNull(token)</c> or similar.</summary>
    private static bool IsNullCheck(InvocationExpressionSyntax call) =>
        call.Expression is MemberAccessExpressionSyntax { Name.Identifier.ValueText: "ThrowIfNull" };
}
