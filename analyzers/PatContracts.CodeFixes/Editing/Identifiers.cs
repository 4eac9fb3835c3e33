namespace PatContracts.CodeFixes.Editing;

internal static class Identifiers
{
    /// <summary>Returns a name as an identifier; a reserved keyword is escaped with <c>@</c>.</summary>
    public static string Escape(string name) => SyntaxFacts.GetKeywordKind(name) == SyntaxKind.None ? name : "@" + name;
}
