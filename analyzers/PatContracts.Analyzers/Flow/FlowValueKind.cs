namespace PatContracts.Analyzers.Flow;

/// <summary>The knowledge about a value.</summary>
internal enum FlowValueKind
{
    /// <summary>Unknown.</summary>
    Unknown,

    /// <summary>Null.</summary>
    Null,

    /// <summary>Null on some path. <see cref="FlowValue.Origin"/> is the syntax of that null.</summary>
    MaybeNull,

    /// <summary>The default of a value type on some path. <see cref="FlowValue.Origin"/> is the syntax of that default.</summary>
    MaybeDefault,

    /// <summary>
    /// The default of a value type, written as such (<c>default</c>, <c>DateTimeOffset.MinValue</c>). If that is also a constant, the constant is known.
    /// </summary>
    Default,

    /// <summary>A compile-time constant.</summary>
    Constant,

    /// <summary>An object of a bound model, or one of several; or null, if <see cref="FlowValue.CanBeNull"/>.</summary>
    Object,

    /// <summary>A tuple, with the value of each element.</summary>
    Tuple,
}
