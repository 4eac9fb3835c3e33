using PatContracts.Schema;

namespace PatContracts.Tool;

/// <summary>The schemas of the command's own files: its configuration and its JSON reports. They are published by <c>pat-contracts schema</c>.</summary>
internal static class ToolSchemas
{
    public const string Configuration = "tool-configuration";

    public const string CheckReport = "tool-check-report";

    public const string AuditReport = "tool-audit-report";

    public const string TestSuite = "tool-test-suite";

    private static readonly ContractCatalog Catalog = ContractCatalog.FromResources(typeof(ToolSchemas).Assembly);

    /// <summary>The names, in ordinal order.</summary>
    public static IReadOnlyList<string> Names => Catalog.Names;

    /// <summary>The schema of a name.</summary>
    public static Contract Get(string name) => Catalog.Get(name);
}
