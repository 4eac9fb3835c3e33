namespace PatContracts;

/// <summary>The names of the built-in contracts: the API version for one token, with a suffix for the other forms. The analyzers compile this file.</summary>
internal static class ContractNames
{
    /// <summary>The default version.</summary>
    public const string Latest = "v2026";

    private const string ListSuffix = "-list";
    private const string CreateSuffix = "-create";
    private const string CreateRequestSuffix = "-create-request";
    private const string PatchRequestSuffix = "-patch-request";

    private static readonly string[] Suffixes = [ListSuffix, CreateSuffix, CreateRequestSuffix, PatchRequestSuffix];

    /// <summary>The API versions, oldest first, and the properties of <c>PatContract</c> that return them.</summary>
    public static IReadOnlyList<(string Property, string Version)> Versions { get; } =
    [
        ("V3From20240220", "v3-2024-02-20"), ("V3", "v3"), ("V2024", "v2024"), ("Beta", "beta"), ("V2025", "v2025"), ("V2026", Latest),
    ];

    /// <summary>The contract of the list operation's response.</summary>
    public static string List(string version) => version + ListSuffix;

    /// <summary>The contract of the create operation's response.</summary>
    public static string Create(string version) => version + CreateSuffix;

    /// <summary>Whether a built-in contract describes the response of the create operation.</summary>
    public static bool IsCreate(string name) => name.EndsWith(CreateSuffix, StringComparison.Ordinal);

    /// <summary>The contract of the create operation's request.</summary>
    public static string CreateRequest(string version) => version + CreateRequestSuffix;

    /// <summary>The contract of the patch operation's request.</summary>
    public static string PatchRequest(string version) => version + PatchRequestSuffix;

    /// <summary>Whether a built-in contract describes something other than one token.</summary>
    public static bool HasSuffix(string name) => Suffixes.Any(suffix => name.EndsWith(suffix, StringComparison.Ordinal));

    /// <summary>The version that a property of <c>PatContract</c> returns, or null.</summary>
    public static string? OfProperty(string property) =>
        property == "Latest" ? Latest : Versions.FirstOrDefault(version => version.Property == property).Version;
}
