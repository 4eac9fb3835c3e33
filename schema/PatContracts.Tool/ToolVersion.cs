using System.Reflection;

namespace PatContracts.Tool;

/// <summary>The version of the command.</summary>
internal static class ToolVersion
{
    /// <summary>The version without build metadata, as Semantic Versioning writes it.</summary>
    public static string Semantic { get; } =
        typeof(ToolVersion).Assembly.GetCustomAttribute<AssemblyInformationalVersionAttribute>()!.InformationalVersion.Split('+')[0];
}
