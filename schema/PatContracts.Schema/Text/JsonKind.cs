namespace PatContracts.Schema.Text;

/// <summary>The kind of a JSON value. The order of the last two is significant: they contain other values.</summary>
public enum JsonKind : byte
{
    /// <summary>No value.</summary>
    None = 0,

    /// <summary><c>null</c></summary>
    Null,

    /// <summary><c>false</c></summary>
    False,

    /// <summary><c>true</c></summary>
    True,

    /// <summary>A number.</summary>
    Number,

    /// <summary>A string.</summary>
    String,

    /// <summary>An array.</summary>
    Array,

    /// <summary>An object.</summary>
    Object,
}
