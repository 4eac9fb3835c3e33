using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Text;

namespace PatContracts.Analyzers.Rules;

/// <summary>
/// Whether a flag may have been looked at between two writes of it, by the text that stands between them. A flag that was looked at, and is then
/// changed, is no mistake.
/// </summary>
internal static class ManagedReads
{
    /// <param name="earlier">The first write.</param>
    /// <param name="later">The second write.</param>
    /// <param name="flag">The flag's name.</param>
    /// <param name="isShared">Whether other code can reach the object already: then any call may look at it.</param>
    public static bool IsUsedBetween(SyntaxNode earlier, SyntaxNode later, string flag, bool isShared)
    {
        // In a loop the later write comes round to the earlier one: what lies between is not a stretch of text.
        if (earlier.SyntaxTree != later.SyntaxTree || earlier.Span.End > later.Span.End || earlier.SpanStart > later.SpanStart) return true;

        string? variable = ReceiverOf(later);
        var between = TextSpan.FromBounds(Math.Min(earlier.Span.End, later.Span.End), later.Span.End);
        SyntaxNode scope = later;
        while (scope.Parent is { } parent && !scope.Span.Contains(earlier.Span)) scope = parent;

        foreach (SyntaxNode node in scope.DescendantNodes(between))
        {
            if (node.SpanStart < between.Start) continue;

            switch (node)
            {
                case InvocationExpressionSyntax or AwaitExpressionSyntax or YieldStatementSyntax when isShared:
                    return true;
                case IdentifierNameSyntax name when name.Identifier.ValueText == flag && ReadsFlag(name, variable):
                case IdentifierNameSyntax used when used.Identifier.ValueText == variable && UsesObject(used):
                    return true;
            }
        }

        return false;
    }

    /// <summary>The variable whose member is written, or that is copied.</summary>
    private static string? ReceiverOf(SyntaxNode write) => write switch
    {
        AssignmentExpressionSyntax { Left: MemberAccessExpressionSyntax { Expression: IdentifierNameSyntax name } } => name.Identifier.ValueText,
        AssignmentExpressionSyntax { Parent.Parent: WithExpressionSyntax { Expression: IdentifierNameSyntax name } } => name.Identifier.ValueText,
        _ => null,
    };

    private static bool ReadsFlag(IdentifierNameSyntax name, string? variable)
    {
        ExpressionSyntax whole = name;
        if (name.Parent is MemberAccessExpressionSyntax access && access.Name == name)
        {
            if (access.Expression is IdentifierNameSyntax receiver && variable is not null && receiver.Identifier.ValueText != variable) return false;
            whole = access;
        }

        return !(whole.Parent is AssignmentExpressionSyntax assignment && assignment.Left == whole)
            && !(name.Parent is MemberAccessExpressionSyntax { Parent: ArgumentSyntax { Parent.Parent: InvocationExpressionSyntax { Expression: IdentifierNameSyntax { Identifier.ValueText: "nameof" } } } });
    }

    /// <summary>The object as a whole, other than to be copied, given another name or written to.</summary>
    private static bool UsesObject(IdentifierNameSyntax name) => name.Parent switch
    {
        MemberAccessExpressionSyntax access when access.Expression == name => access.Parent is InvocationExpressionSyntax call && call.Expression == access,
        MemberAccessExpressionSyntax or NameColonSyntax or NameEqualsSyntax => false,
        WithExpressionSyntax or EqualsValueClauseSyntax => false,
        AssignmentExpressionSyntax => false,
        _ => true,
    };
}
