namespace PatContracts.Schema;

/// <summary>How strictly <c>format: date-time</c> is validated.</summary>
public enum DateTimeProfile
{
    /// <summary>RFC 3339 exactly: seconds and an offset are required; fractions of any length are allowed.</summary>
    Strict = 0,

    /// <summary>RFC 3339, except that seconds are optional (<c>2024-03-07T05:00Z</c>), as some live services omit them.</summary>
    Lenient,
}
