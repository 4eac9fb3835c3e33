namespace PatContracts.Tool.Output;

/// <summary>When to use colors.</summary>
internal enum ColorChoice
{
    /// <summary>On a terminal, unless <c>NO_COLOR</c> is set.</summary>
    Auto = 0,

    Always,

    Never,
}
