namespace PatContracts.Schema.Patterns;

/// <summary>The flags that a group can set for its own content, as in <c>(?i:…)</c>.</summary>
[Flags]
internal enum PatternModifiers
{
    None = 0,
    IgnoreCase = 1,
    Multiline = 2,
    DotAll = 4,
}
