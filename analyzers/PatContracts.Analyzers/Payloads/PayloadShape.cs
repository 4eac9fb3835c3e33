namespace PatContracts.Analyzers.Payloads;

/// <summary>How a payload relates to its contract.</summary>
internal enum PayloadShape
{
    /// <summary>One value.</summary>
    One,

    /// <summary>A list of values.</summary>
    List,

    /// <summary>One value or a list, determined by its first character.</summary>
    ByContent,
}
