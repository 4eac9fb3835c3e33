using Microsoft.CodeAnalysis.CSharp;

namespace PatContracts.CodeFixes.Editing;

internal static class Identifiers
{
    /// <summary>A name as an identifier: a reserved word of the language gets its <c>@</c>.</summary>
    public static string Escape(string name) => SyntaxFacts.GetKeywordKind(name) == SyntaxKind.None ? name : "@" + name;
}
