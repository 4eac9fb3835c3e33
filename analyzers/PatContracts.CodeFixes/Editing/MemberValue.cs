namespace PatContracts.CodeFixes.Editing;

/// <summary>A member and the code for its value.</summary>
internal sealed record MemberValue(string Name, string Value)
{
    /// <summary>The assignment as written in an initializer.</summary>
    public override string ToString() => $"{Identifiers.Escape(Name)} = {Value}";
}
