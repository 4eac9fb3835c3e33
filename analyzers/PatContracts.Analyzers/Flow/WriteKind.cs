namespace PatContracts.Analyzers.Flow;

/// <summary>How a member is written.</summary>
internal enum WriteKind
{
    /// <summary>An object or <c>with</c> initializer, or a simple assignment.</summary>
    Assignment,

    /// <summary>A compound assignment, such as <c>|=</c> or <c>++</c>. The value is the result.</summary>
    Compound,
}
