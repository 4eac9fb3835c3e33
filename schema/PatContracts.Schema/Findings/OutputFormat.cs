namespace PatContracts.Schema;

/// <summary>The output formats of JSON Schema (2020-12, chapter 12).</summary>
public enum OutputFormat
{
    /// <summary><c>{"valid":…}</c> and nothing else.</summary>
    Flag = 0,

    /// <summary>A flat list of errors; those of alternatives follow the error of their <c>anyOf</c> or <c>oneOf</c>.</summary>
    Basic,

    /// <summary>A tree: the errors of alternatives are nested in the error of their <c>anyOf</c> or <c>oneOf</c>; a single error is not nested.</summary>
    Detailed,
}
