#!/usr/bin/env dotnet
#:package Microsoft.CodeAnalysis.CSharp
#:property PublishAot=false
#:property IsPackable=false
#:property NoWarn=$(NoWarn);CS1591

// Two steps of eng/client-check.sh.
//
//   bindings CLIENT OUT    writes a contract for each model class of a client's source, the bindings of both, and the targets that add them to a build
//   report OUT SAMPLE      prints what the build's logs say, by rule, and a sample of the findings; fails where an analyzer failed

using System.Globalization;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

return args switch
{
    ["bindings", var client, var output, var analyzers] => Bindings.Write(client, output, analyzers),
    ["report", var output, var sample] => Report.Print(output, int.Parse(sample, CultureInfo.InvariantCulture)),
    _ => throw new ArgumentException("usage: client-check.cs bindings CLIENT OUT ANALYZERS | report OUT SAMPLE"),
};

/// <summary>Contracts made of the classes that a client reads and writes.</summary>
internal static class Bindings
{
    private static readonly string[] NameAttributes = ["JsonPropertyName", "JsonProperty", "DataMember"];

    public static int Write(string client, string output, string analyzers)
    {
        bool isNullable = Files(client, "*.csproj").Concat(Files(client, "Directory.Build.props"))
            .Any(file => File.ReadAllText(file).Contains("<Nullable>enable", StringComparison.OrdinalIgnoreCase));
        var models = new SortedDictionary<string, JsonObject>(StringComparer.Ordinal);
        foreach (string file in Files(client, "*.cs"))
        {
            SyntaxNode root = CSharpSyntaxTree.ParseText(File.ReadAllText(file), new CSharpParseOptions(LanguageVersion.Preview)).GetRoot();
            foreach (TypeDeclarationSyntax type in root.DescendantNodes().OfType<TypeDeclarationSyntax>().Where(IsModel))
            {
                if (Contract(type, isNullable || root.ToFullString().Contains("#nullable enable", StringComparison.Ordinal)) is { } contract) models[NameOf(type)] = contract;
            }
        }

        Directory.CreateDirectory(Path.Combine(output, "contracts"));
        var items = new StringBuilder();
        foreach ((string name, JsonObject contract) in models)
        {
            string path = Path.Combine(output, "contracts", name + ".schema.json");
            File.WriteAllText(path, contract.ToJsonString(new JsonSerializerOptions { WriteIndented = true }));
            items.Append(CultureInfo.InvariantCulture, $"    <AdditionalFiles Include=\"{path}\" PatContractSchema=\"{name}\" />\n");
        }

        string bindings = Path.Combine(output, "bindings.globalconfig");
        File.WriteAllText(bindings, "is_global = true\n"
            + "dotnet_diagnostic.PAT3003.severity = warning\n"
            + $"patcontracts.bindings = {string.Join(", ", models.Keys.Select(name => $"{name} = {name}"))}\n");
        File.WriteAllText(Path.Combine(output, "check.targets"), $"""
            <Project>
              <PropertyGroup>
                <ErrorLog>{output}/logs/$(MSBuildProjectName)-$(TargetFramework).sarif,version=2.1</ErrorLog>
                <TreatWarningsAsErrors>false</TreatWarningsAsErrors>
                <WarningsAsErrors />
                <RunAnalyzersDuringBuild>true</RunAnalyzersDuringBuild>
              </PropertyGroup>
              <ItemGroup>
                <Analyzer Include="{analyzers}/PatContracts.Analyzers.dll;{analyzers}/PatContracts.Schema.dll" />
                <CompilerVisibleItemMetadata Include="AdditionalFiles" MetadataName="PatContractSchema" />
                <EditorConfigFiles Include="{bindings}" />
            {items}  </ItemGroup>
            </Project>
            """);
        Directory.CreateDirectory(Path.Combine(output, "logs"));
        Console.WriteLine($"{models.Count} models are bound.");
        return models.Count == 0 ? 1 : 0;
    }

    private static IEnumerable<string> Files(string folder, string pattern) => Directory.GetFiles(folder, pattern, SearchOption.AllDirectories)
        .Where(file => !Path.GetRelativePath(folder, file).Split(Path.DirectorySeparatorChar).Any(part => part is "bin" or "obj"))
        .Order(StringComparer.Ordinal);

    /// <summary>Whether objects of the type can be made, by anyone, and have a name of their own.</summary>
    private static bool IsModel(TypeDeclarationSyntax type) =>
        type is ClassDeclarationSyntax or RecordDeclarationSyntax
        && type.Parent is BaseNamespaceDeclarationSyntax
        && type.TypeParameterList is null
        && type.Modifiers.Any(SyntaxKind.PublicKeyword)
        && !type.Modifiers.Any(SyntaxKind.StaticKeyword)
        && !type.Modifiers.Any(SyntaxKind.AbstractKeyword)
        && !type.Modifiers.Any(SyntaxKind.PartialKeyword);

    private static string NameOf(TypeDeclarationSyntax type) =>
        string.Join('.', type.Ancestors().OfType<BaseNamespaceDeclarationSyntax>().Reverse().Select(space => space.Name.ToString()).Append(type.Identifier.ValueText));

    /// <summary>A contract of the properties that anyone may set; nothing where there are fewer than three.</summary>
    private static JsonObject? Contract(TypeDeclarationSyntax type, bool isNullable)
    {
        var properties = new JsonObject();
        var required = new JsonArray();
        foreach (PropertyDeclarationSyntax property in type.Members.OfType<PropertyDeclarationSyntax>().Where(IsSettable))
        {
            Add(property.Identifier.ValueText, property.Type, property.AttributeLists, property.Modifiers.Any(SyntaxKind.RequiredKeyword));
        }

        foreach (ParameterSyntax parameter in type is RecordDeclarationSyntax { ParameterList: { } list } ? list.Parameters : [])
        {
            Add(parameter.Identifier.ValueText, parameter.Type!, parameter.AttributeLists, isRequired: parameter.Default is null);
        }

        return properties.Count < 3 ? null : new JsonObject { ["type"] = "object", ["required"] = required, ["properties"] = properties };

        void Add(string name, TypeSyntax written, SyntaxList<AttributeListSyntax> attributes, bool isRequired)
        {
            string wireName = WireName(attributes) ?? char.ToLowerInvariant(name[0]) + name[1..];
            bool isNull = written is NullableTypeSyntax;
            TypeSyntax plain = written is NullableTypeSyntax nullable ? nullable.ElementType : written;
            (JsonObject schema, bool isValue) = SchemaOf(plain.ToString());
            if ((isNull || !isValue && !isNullable) && schema["type"] is { } kind) schema["type"] = new JsonArray(kind.DeepClone(), "null");
            if (properties.ContainsKey(wireName)) return;
            properties[wireName] = schema;
            if (isRequired || !isNull && (isValue || isNullable)) required.Add(wireName);
        }
    }

    private static bool IsSettable(PropertyDeclarationSyntax property) =>
        property.Modifiers.Any(SyntaxKind.PublicKeyword)
        && !property.Modifiers.Any(SyntaxKind.StaticKeyword)
        && !property.AttributeLists.SelectMany(list => list.Attributes).Any(attribute => attribute.Name.ToString().EndsWith("Ignore", StringComparison.Ordinal))
        && property.AccessorList?.Accessors.Any(accessor => accessor.Kind() is SyntaxKind.SetAccessorDeclaration or SyntaxKind.InitAccessorDeclaration && accessor.Modifiers.Count == 0) == true;

    /// <summary>The name that an attribute gives.</summary>
    private static string? WireName(SyntaxList<AttributeListSyntax> lists) => lists
        .SelectMany(list => list.Attributes)
        .Where(attribute => NameAttributes.Contains(attribute.Name.ToString().Split('.')[^1]))
        .SelectMany(attribute => attribute.ArgumentList?.Arguments ?? [])
        .Where(argument => argument.NameEquals is null || argument.NameEquals.Name.Identifier.ValueText is "Name" or "PropertyName")
        .Select(argument => (argument.Expression as LiteralExpressionSyntax)?.Token.Value as string)
        .FirstOrDefault(name => name is not null);

    /// <summary>What a type is on the wire, as far as its name shows, and whether it is a value type.</summary>
    private static (JsonObject Schema, bool IsValue) SchemaOf(string type) => type.Split('.')[^1] switch
    {
        "string" or "String" or "Uri" => (new() { ["type"] = "string" }, false),
        "int" or "long" or "short" or "byte" or "Int32" or "Int64" => (new() { ["type"] = "integer" }, true),
        "double" or "float" or "decimal" => (new() { ["type"] = "number" }, true),
        "bool" or "Boolean" => (new() { ["type"] = "boolean" }, true),
        "DateTimeOffset" or "DateTime" => (new() { ["type"] = "string", ["format"] = "date-time" }, true),
        "Guid" => (new() { ["type"] = "string", ["format"] = "uuid" }, true),
        var name when name.EndsWith("[]", StringComparison.Ordinal) || name.Contains("List<", StringComparison.Ordinal) || name.Contains("Collection<", StringComparison.Ordinal)
            || name.Contains("IEnumerable<", StringComparison.Ordinal) => (new() { ["type"] = "array" }, false),
        _ => ([], false),
    };
}

/// <summary>What the compilers' logs say.</summary>
internal static class Report
{
    public static int Print(string output, int sample)
    {
        List<(string Rule, string Text)> found = [.. Directory.GetFiles(Path.Combine(output, "logs"), "*.sarif").Order(StringComparer.Ordinal).SelectMany(Read).Distinct()];
        foreach (var rule in found.GroupBy(finding => finding.Rule).OrderBy(rule => rule.Key, StringComparer.Ordinal)) Console.WriteLine($"{rule.Key} {rule.Count(),6}");

        // The same sample each time, spread over all of them.
        List<(string Rule, string Text)> findings = [.. found.Where(finding => finding.Rule != "AD0001")];
        int step = Math.Max(1, findings.Count / sample);
        Console.WriteLine();
        foreach ((string rule, string text) in findings.Where((_, index) => index % step == 0).Take(sample)) Console.WriteLine($"{rule} {text}\n");

        (string Rule, string Text)[] failures = [.. found.Where(finding => finding.Rule == "AD0001")];
        foreach ((_, string text) in failures) Console.Error.WriteLine(text);
        return failures.Length == 0 ? 0 : 1;
    }

    private static IEnumerable<(string Rule, string Text)> Read(string log)
    {
        using JsonDocument document = JsonDocument.Parse(File.ReadAllText(log));
        foreach (JsonElement result in document.RootElement.GetProperty("runs")[0].GetProperty("results").EnumerateArray())
        {
            string rule = result.GetProperty("ruleId").GetString()!;
            if (rule != "AD0001" && !rule.StartsWith("PAT", StringComparison.Ordinal)) continue;
            string message = result.GetProperty("message").GetProperty("text").GetString()!;
            if (!result.TryGetProperty("locations", out JsonElement locations) || locations.GetArrayLength() == 0)
            {
                yield return (rule, message);
                continue;
            }

            JsonElement location = locations[0].GetProperty("physicalLocation");
            string file = new Uri(location.GetProperty("artifactLocation").GetProperty("uri").GetString()!).LocalPath;
            int line = location.GetProperty("region").GetProperty("startLine").GetInt32();
            string code = File.Exists(file) ? File.ReadLines(file).Skip(line - 1).FirstOrDefault("").Trim() : "";
            yield return (rule, $"{file}({line}): {message}\n    {code}");
        }
    }
}
