using System.Reflection;

namespace PatContracts.Tool;

/// <summary>The version and the origin of the command.</summary>
internal static class ToolVersion
{
    /// <summary>The semantic version, without build metadata.</summary>
    public static string Semantic { get; } =
        typeof(ToolVersion).Assembly.GetCustomAttribute<AssemblyInformationalVersionAttribute>()!.InformationalVersion.Split('+')[0];

    /// <summary>The URL of the project, for links in reports. Never requested.</summary>
    public static string ProjectPage { get; } =
        typeof(ToolVersion).Assembly.GetCustomAttributes<AssemblyMetadataAttribute>().Single(static metadata => metadata.Key == "RepositoryUrl").Value!;
}
