namespace PatContracts.Schema;

/// <summary>The JSON Schema dialects that can be loaded.</summary>
public enum Dialect
{
    /// <summary>JSON Schema 2020-12, the default.</summary>
    Draft202012 = 0,

    /// <summary>JSON Schema 2019-09.</summary>
    Draft201909,

    /// <summary>JSON Schema draft-07.</summary>
    Draft7,

    /// <summary>JSON Schema draft-06.</summary>
    Draft6,

    /// <summary>JSON Schema draft-04.</summary>
    Draft4,

    /// <summary>The Schema Object of OpenAPI 3.0 (<c>nullable</c>, boolean <c>exclusiveMinimum</c>, <c>$ref</c> without siblings).</summary>
    OpenApi30,

    /// <summary>The dialect of OpenAPI 3.1 and 3.2: 2020-12 with the OpenAPI base vocabulary.</summary>
    OpenApi31,

    /// <summary>JSON Schema v1, the stable release that follows 2020-12.</summary>
    V1,
}
