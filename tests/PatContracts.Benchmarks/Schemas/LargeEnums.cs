namespace PatContracts.Benchmarks.Schemas;

/// <summary>Values allowed by the enumerations of the catalog schema.</summary>
internal static class LargeEnums
{
    public static readonly string[] Units = ["piece", "pair", "dozen", "metre", "centimetre", "kilogram", "gram", "litre", "millilitre", "box", "pallet", "hour"];

    public static readonly string[] Colors = ["amber", "azure", "black", "crimson", "gold", "ivory", "navy", "olive", "silver", "turquoise"];

    /// <summary>JSON texts, with single quotation marks.</summary>
    public static readonly string[] Grades = ["1", "2", "3", "5", "8", "13", "'A'", "'B'", "'C'", "null"];
}
