using PatContracts.EndToEnd.Tests;
using Xunit;

[assembly: AssemblyFixture(typeof(InstalledTool))]

namespace PatContracts.EndToEnd.Tests;

/// <summary>The command, installed from its packed package once for all tests that run it.</summary>
public sealed class InstalledTool : IDisposable
{
    private readonly Lazy<Consumer> _home = new(Install);

    /// <summary>The path of the program.</summary>
    public string Program => System.IO.Path.Combine(_home.Value.Folder, "tools", "pat-contracts");

    public void Dispose()
    {
        if (_home.IsValueCreated) _home.Value.Dispose();
    }

    private static Consumer Install()
    {
        var home = new Consumer();
        home.Dotnet("tool", "install", "PatContracts.Tool", "--tool-path", "tools", "--add-source", PackedPackages.Folder, "--version", PackedPackages.Version).Expect(0);
        return home;
    }
}
