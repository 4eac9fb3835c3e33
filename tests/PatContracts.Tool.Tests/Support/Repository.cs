using System.Runtime.CompilerServices;

namespace PatContracts.Tool.Tests.Support;

/// <summary>Places in this repository.</summary>
internal static class Repository
{
    public static string Root { get; } = Path.GetFullPath(Path.Combine(Path.GetDirectoryName(ThisFile())!, "..", "..", ".."));

    public static string File(string relative) => Path.Combine(Root, relative);

    private static string ThisFile([CallerFilePath] string path = "") => path;
}
