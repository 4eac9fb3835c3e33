namespace PatContracts.Schema.Text;

/// <summary>What a JSON value is. The order of the last two matters: they are the values that contain others.</summary>
internal enum JsonKind : byte
{
    /// <summary>No value.</summary>
    None = 0,
    Null,
    False,
    True,
    Number,
    String,
    Array,
    Object,
}
