using Xunit;

namespace PatContracts.EndToEnd.Tests;

/// <summary>The packed analyzer assemblies reference only assemblies that the oldest supported compiler has.</summary>
public sealed class AnalyzerAssemblyTests
{
    /// <summary>The newest versions that the Roslyn 4.8 compiler ships. An analyzer that references newer ones doesn't load there.</summary>
    private static readonly Dictionary<string, Version> ShippedWithRoslyn48 = new(StringComparer.Ordinal)
    {
        ["netstandard"] = new(2, 0, 0, 0),
        ["Microsoft.CodeAnalysis"] = new(4, 8, 0, 0),
        ["Microsoft.CodeAnalysis.CSharp"] = new(4, 8, 0, 0),
        ["Microsoft.CodeAnalysis.Workspaces"] = new(4, 8, 0, 0),
        ["Microsoft.CodeAnalysis.CSharp.Workspaces"] = new(4, 8, 0, 0),
        ["System.Buffers"] = new(4, 0, 3, 0),
        ["System.Collections.Immutable"] = new(7, 0, 0, 0),
        ["System.Memory"] = new(4, 0, 1, 2),
        ["System.Numerics.Vectors"] = new(4, 1, 4, 0),
        ["System.Reflection.Metadata"] = new(7, 0, 0, 0),
        ["System.Runtime.CompilerServices.Unsafe"] = new(6, 0, 0, 0),
        ["System.Text.Encoding.CodePages"] = new(7, 0, 0, 0),
        ["System.Threading.Tasks.Extensions"] = new(4, 2, 0, 1),
    };

    private static readonly string[] Assemblies =
        [.. PackedPackages.Tree(PackedPackages.PathOf("PatContracts")).Where(name => name.StartsWith("analyzers/", StringComparison.Ordinal))];

    public static TheoryData<string> All => [.. Assemblies];

    [Fact]
    public void They_are_in_the_folder_for_that_compiler() =>
        Assert.Equal(
            ["PatContracts.Analyzers.dll", "PatContracts.CodeFixes.dll", "PatContracts.Schema.dll"],
            Assemblies.Where(path => path.StartsWith("analyzers/dotnet/roslyn4.8/cs/", StringComparison.Ordinal)).Select(Path.GetFileName));

    [Theory]
    [MemberData(nameof(All))]
    public void Their_references_are_not_newer_than_those_of_the_compiler(string path)
    {
        var assembly = new PackedAssembly("PatContracts", path);
        Assert.Contains("netstandard", assembly.References.Keys);
        foreach ((string name, Version version) in assembly.References)
        {
            if (Assemblies.Any(own => Path.GetFileNameWithoutExtension(own) == name)) continue;
            Assert.True(ShippedWithRoslyn48.TryGetValue(name, out Version? shipped), $"{path} references {name}, which the compiler does not ship");
            Assert.True(version <= shipped, $"{path} references {name} {version}; the compiler ships {shipped}");
        }
    }

    [Fact]
    public void Analyzers_need_no_workspace()
    {
        string rules = Assemblies.Single(path => path.EndsWith("PatContracts.Analyzers.dll", StringComparison.Ordinal));
        Assert.DoesNotContain(new PackedAssembly("PatContracts", rules).References.Keys, name => name.EndsWith("Workspaces", StringComparison.Ordinal));
    }
}
