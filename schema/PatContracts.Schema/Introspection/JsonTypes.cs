namespace PatContracts.Schema;

/// <summary>A set of types of JSON values. <see cref="Integer"/> is the subset of <see cref="Number"/> without fractions.</summary>
[Flags]
public enum JsonTypes
{
    /// <summary>No type.</summary>
    None = 0,

    /// <summary><c>null</c></summary>
    Null = 1,

    /// <summary><c>true</c> and <c>false</c></summary>
    Boolean = 2,

    /// <summary>Numbers whose value is an integer (<c>1</c>, <c>1.0</c>).</summary>
    Integer = 4,

    /// <summary>All numbers; includes <see cref="Integer"/>.</summary>
    Number = 8 | Integer,

    /// <summary>Strings.</summary>
    String = 16,

    /// <summary>Arrays.</summary>
    Array = 32,

    /// <summary>Objects.</summary>
    Object = 64,

    /// <summary>All types.</summary>
    Any = Null | Boolean | Number | String | Array | Object,
}
