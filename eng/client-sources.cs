#!/usr/bin/env dotnet
#:package ICSharpCode.Decompiler
#:property PublishAot=false
#:property IsPackable=false
#:property NoWarn=$(NoWarn);CS1591

// A step of eng/client-check.sh: decompiles a package into a project that builds with the package's references.
//
//   client-sources.cs PACKAGE VERSION FRAMEWORK FOLDER

using System.Diagnostics;
using System.Text.Json;
using ICSharpCode.Decompiler;
using ICSharpCode.Decompiler.CSharp;
using ICSharpCode.Decompiler.CSharp.ProjectDecompiler;
using ICSharpCode.Decompiler.Metadata;

(string package, string version, string framework, string folder) = (args[0], args[1], args[2], Directory.CreateDirectory(args[3]).FullName);
WriteProject(assemblyName: "Client");
using (var restore = Process.Start("dotnet", ["restore", folder, "-v", "q", "--nologo"]))
{
    await restore.WaitForExitAsync();
    if (restore.ExitCode != 0) return restore.ExitCode;
}

(string path, string[] references) = ReadAssets();
using var assembly = new PEFile(path);
var resolver = new UniversalAssemblyResolver(path, throwOnError: false, assembly.DetectTargetFrameworkId());
foreach (string reference in references) resolver.AddSearchDirectory(Path.GetDirectoryName(reference)!);
var settings = new DecompilerSettings(LanguageVersion.CSharp12_0) { ThrowOnAssemblyResolveErrors = false, UseNestedDirectoriesForNamespaces = true };
new WholeProjectDecompiler(settings, resolver, null, null, null).DecompileProject(assembly, folder);

// Only sources are needed, without the attributes of the assembly, which the compiler would reject in part.
foreach (string file in Directory.GetFiles(folder, "*", SearchOption.AllDirectories))
{
    string name = Path.GetFileName(file);
    bool isRestored = Path.GetRelativePath(folder, file).StartsWith("obj", StringComparison.Ordinal);
    if (!isRestored && (name is "AssemblyInfo.cs" || Path.GetExtension(name) != ".cs")) File.Delete(file);
}

string assemblyName = Path.GetFileNameWithoutExtension(path);
WriteProject(assemblyName);
Console.WriteLine($"{assemblyName} {version}: {Directory.GetFiles(folder, "*.cs", SearchOption.AllDirectories).Length} files");
return 0;

// The sources replace the package's assembly. They already include the output of the package's source generators.
void WriteProject(string assemblyName) => File.WriteAllText(Path.Combine(folder, "Client.csproj"), $"""
    <Project Sdk="Microsoft.NET.Sdk">
      <PropertyGroup>
        <TargetFramework>{framework}</TargetFramework>
        <PackageId>Client</PackageId>
        <AssemblyName>{assemblyName}</AssemblyName>
        <LangVersion>preview</LangVersion>
        <AllowUnsafeBlocks>true</AllowUnsafeBlocks>
        <GenerateAssemblyInfo>false</GenerateAssemblyInfo>
        <EnableNETAnalyzers>false</EnableNETAnalyzers>
        <WarningLevel>1</WarningLevel>
      </PropertyGroup>
      <ItemGroup>
        <PackageReference Include="{package}" Version="{version}" />
      </ItemGroup>
      <Target Name="ReplacePackageAssembly" AfterTargets="ResolveAssemblyReferences">
        <ItemGroup>
          <ReferencePath Remove="@(ReferencePath)" Condition="'%(Filename)' == '$(AssemblyName)'" />
          <Analyzer Remove="@(Analyzer)" Condition="!$([System.String]::new('%(Filename)').StartsWith('PatContracts.'))" />
        </ItemGroup>
      </Target>
    </Project>
    """);

// The package's first assembly, and all that it may refer to.
(string Path, string[] References) ReadAssets()
{
    using JsonDocument assets = JsonDocument.Parse(File.ReadAllText(Path.Combine(folder, "obj", "project.assets.json")));
    string[] roots = [.. assets.RootElement.GetProperty("packageFolders").EnumerateObject().Select(root => root.Name)];
    string? own = null;
    List<string> all = [];
    foreach (JsonProperty library in assets.RootElement.GetProperty("targets").EnumerateObject().First().Value.EnumerateObject())
    {
        if (!library.Value.TryGetProperty("runtime", out JsonElement files)) continue;
        foreach (JsonProperty file in files.EnumerateObject().Where(file => file.Name.EndsWith(".dll", StringComparison.Ordinal)))
        {
            string found = roots.Select(root => Path.Combine(root, library.Name.ToLowerInvariant(), file.Name)).First(File.Exists);
            if (library.Name.StartsWith(package + "/", StringComparison.OrdinalIgnoreCase)) own ??= found;
            all.Add(found);
        }
    }

    return (own ?? throw new InvalidOperationException($"{package} has no assembly."), [.. all]);
}
