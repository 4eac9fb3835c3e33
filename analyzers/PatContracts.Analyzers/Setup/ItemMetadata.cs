namespace PatContracts.Analyzers.Setup;

/// <summary>The item metadata for contracts and payloads, and names that are mistaken for it.</summary>
internal static class ItemMetadata
{
    private static readonly string[] ReservedNames =
    [
        "Include", "Exclude", "Remove", "Update", "Condition", "Label", "Link", "LinkBase", "Visible", "Pack", "PackagePath",
        "CopyToOutputDirectory", "DependentUpon", "KeepMetadata", "RemoveMetadata", "KeepDuplicates", "MatchOnMetadata", "MatchOnMetadataOptions",
    ];

    /// <summary>Returns the metadata that specifies the contract of an item.</summary>
    public static string ContractOf(string itemType) => itemType switch
    {
        ProjectXml.Payload => "Contract",
        ProjectXml.Schema => "Name",
        _ => "PatContract",
    };

    /// <summary>Whether an item is a contract or a payload, which for an additional file depends on its metadata.</summary>
    public static bool IsOfContracts(ProjectItem item) =>
        item.Type != ProjectXml.AdditionalFiles || item["PatContract"] is not null || item["PatContractSchema"] is not null;

    /// <summary>Returns the metadata that was probably intended by a name, or null if the name is correct or belongs to another tool.</summary>
    public static string? Meant(ProjectItem item, string name)
    {
        (string[] known, string[] mistaken) = item.Type switch
        {
            ProjectXml.Payload => (["Contract"], ["PatContract", "PatContractSchema", "PatContractVersion", "Schema", "Name"]),
            ProjectXml.Schema => (["Name", "Dialect", "Pointer"], ["Contract", "PatContract", "PatContractSchema"]),
            _ => ((string[])["PatContract", "PatContractSchema", "PatContractDialect", "PatContractPointer"], (string[])["Contract"]),
        };
        if (Contains(known, name) || Contains(ReservedNames, name)) return null;

        string? meant = Contains(mistaken, name) ? known[0] : Suggestions.Nearest(name, known).FirstOrDefault();
        return meant is not null && item[meant] is null && !IsOtherTools(item, known) ? meant : null;
    }

    /// <summary>Whether metadata may belong to another tool: an additional file can have metadata of other tools as well as that of contracts.</summary>
    private static bool IsOtherTools(ProjectItem item, string[] known) => item.Type == ProjectXml.AdditionalFiles && known.Any(name => item[name] is not null);

    private static bool Contains(string[] names, string name) => Array.Exists(names, known => known.Equals(name, StringComparison.OrdinalIgnoreCase));
}
