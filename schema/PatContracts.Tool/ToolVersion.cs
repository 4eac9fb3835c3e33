using System.Reflection;

namespace PatContracts.Tool;

/// <summary>The version of the command, and where it comes from.</summary>
internal static class ToolVersion
{
    /// <summary>The version without build metadata, as Semantic Versioning writes it.</summary>
    public static string Semantic { get; } =
        typeof(ToolVersion).Assembly.GetCustomAttribute<AssemblyInformationalVersionAttribute>()!.InformationalVersion.Split('+')[0];

    /// <summary>The project's page on the web. Only named in reports, never visited.</summary>
    public static string ProjectPage { get; } =
        typeof(ToolVersion).Assembly.GetCustomAttributes<AssemblyMetadataAttribute>().Single(static metadata => metadata.Key == "RepositoryUrl").Value!;
}
