using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace PatContracts.Analyzers.Rules;

/// <summary>
/// Recognizes methods that reset an object for reuse, whose result is not a payload: by their name, or because they return the object to a pool.
/// </summary>
internal static class ResetMethods
{
    private static readonly string[] Verbs =
        ["Reset", "TryReset", "Clear", "Return", "Release", "Recycle", "Dispose", "Wipe", "Scrub", "Erase", "Free", "Clean"];

    private static readonly string[] PoolMethods = ["Return", "Release", "Recycle", "Free", "Put"];

    /// <summary>Whether a write to a member of an existing object is part of resetting it.</summary>
    public static bool Contain(SyntaxNode write, ISymbol owner)
    {
        SyntaxNode? method = write.FirstAncestorOrSelf<SyntaxNode>(
            static node => node is LocalFunctionStatementSyntax or BaseMethodDeclarationSyntax or AccessorDeclarationSyntax);
        string name = method is LocalFunctionStatementSyntax function ? function.Identifier.ValueText
            : owner is IMethodSymbol { ExplicitInterfaceImplementations: [var implemented, ..] } ? implemented.Name
            : owner.Name;
        return Array.Exists(Verbs, verb => IsVerb(name, verb)) || method is DestructorDeclarationSyntax || IsHandedBack(write, method);
    }

    /// <summary>Whether a name begins with a verb as a word: <c>Reset</c> and <c>ResetToken</c>, but not <c>Resettable</c>.</summary>
    private static bool IsVerb(string name, string verb) =>
        name.StartsWith(verb, StringComparison.Ordinal) && (name.Length == verb.Length || char.IsUpper(name[verb.Length]));

    /// <summary>Whether the object is then returned to a pool: <c>token.Name = null!; pool.Return(token);</c></summary>
    private static bool IsHandedBack(SyntaxNode write, SyntaxNode? method)
    {
        if (method is null
            || write.FirstAncestorOrSelf<AssignmentExpressionSyntax>() is not { Left: MemberAccessExpressionSyntax { Expression: IdentifierNameSyntax target } })
        {
            return false;
        }

        foreach (SyntaxNode node in method.DescendantNodes())
        {
            if (node is InvocationExpressionSyntax
                {
                    Expression: MemberAccessExpressionSyntax { Name.Identifier.ValueText: var called },
                    ArgumentList.Arguments: var arguments,
                }
                && node.SpanStart > write.SpanStart
                && Array.IndexOf(PoolMethods, called) >= 0
                && arguments.Any(argument => argument.Expression is IdentifierNameSyntax argued && argued.Identifier.ValueText == target.Identifier.ValueText))
            {
                return true;
            }
        }

        return false;
    }
}
