using PatContracts.Schema;

namespace PatContracts.Tool;

/// <summary>The schemas of the command's own files: its configuration, test suites and JSON reports. <c>pat-contracts schema</c> prints them.</summary>
internal static class ToolSchemas
{
    public const string Configuration = "tool-configuration";

    public const string CheckReport = "tool-check-report";

    public const string AuditReport = "tool-audit-report";

    public const string TestSuite = "tool-test-suite";

    private static readonly ContractCatalog Catalog = ContractCatalog.FromResources(typeof(ToolSchemas).Assembly);

    /// <summary>The names, in ordinal order.</summary>
    public static IReadOnlyList<string> Names => Catalog.Names;

    /// <summary>Returns the schema with a name.</summary>
    public static Contract Get(string name) => Catalog.Get(name);
}
