using System.IO.Compression;
using System.Reflection.Metadata;
using System.Reflection.PortableExecutable;
using Xunit;

namespace PatContracts.EndToEnd.Tests;

/// <summary>What is in the packages.</summary>
public sealed class PackageTests
{
    /// <summary>The newest versions that the Roslyn 4.8 compiler ships; an analyzer that wants newer ones does not load there.</summary>
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

    [Theory]
    [InlineData("PatContracts")]
    [InlineData("PatContracts.Schema")]
    [InlineData("PatContracts.NJsonSchema")]
    [InlineData("PatContracts.Http")]
    public void A_package_holds_the_files_that_its_snapshot_lists(string id)
    {
        string[] expected = File.ReadAllLines(Path.Combine(AppContext.BaseDirectory, "Snapshots", id + ".txt"));
        Assert.Equal(expected, PackedPackages.Tree(id));
    }

    [Fact]
    public void Analyzer_assemblies_reference_nothing_newer_than_the_oldest_compiler_ships()
    {
        using ZipArchive package = ZipFile.OpenRead(PackedPackages.PathOf("PatContracts"));
        ZipArchiveEntry[] assemblies = [.. package.Entries.Where(entry => entry.FullName.StartsWith("analyzers/", StringComparison.Ordinal))];
        Assert.Equal(3, assemblies.Length);
        string[] own = [.. assemblies.Select(entry => Path.GetFileNameWithoutExtension(entry.Name))];
        foreach (ZipArchiveEntry assembly in assemblies)
        {
            using var copy = new MemoryStream();
            using (Stream stream = assembly.Open()) stream.CopyTo(copy);
            copy.Position = 0;
            using var reader = new PEReader(copy);
            MetadataReader metadata = reader.GetMetadataReader();
            foreach (AssemblyReference reference in metadata.AssemblyReferences.Select(metadata.GetAssemblyReference))
            {
                string name = metadata.GetString(reference.Name);
                if (own.Contains(name, StringComparer.Ordinal)) continue;
                Assert.True(ShippedWithRoslyn48.TryGetValue(name, out Version? shipped), $"{assembly.Name} references {name}, which the compiler does not ship");
                Assert.True(reference.Version <= shipped, $"{assembly.Name} references {name} {reference.Version}; the compiler ships {shipped}");
            }
        }
    }

    [Theory]
    [InlineData("PatContracts")]
    [InlineData("PatContracts.Schema")]
    [InlineData("PatContracts.NJsonSchema")]
    [InlineData("PatContracts.Http")]
    public void A_package_says_what_it_is(string id)
    {
        string nuspec = PackedPackages.ReadText(id, id + ".nuspec");
        Assert.Contains("<license type=\"expression\">MIT</license>", nuspec, StringComparison.Ordinal);
        Assert.Contains("<readme>README.md</readme>", nuspec, StringComparison.Ordinal);
        Assert.Contains("<description>", nuspec, StringComparison.Ordinal);
        Assert.DoesNotContain("Package Description", nuspec, StringComparison.Ordinal);
    }
}
