#!/usr/bin/env dotnet
#:package Microsoft.CodeAnalysis.CSharp
#:property PublishAot=false
#:property IsPackable=false
#:property NoWarn=$(NoWarn);CS1591

// Two steps of eng/client-check.sh.
//
//   bindings CLIENT OUT ANALYZERS    writes a contract for each model class of a client's source, the bindings of both, and the targets that add them to a build
//   report OUT SAMPLE SEED           prints the number of findings in the builds' logs by rule, and a sample of them; fails if an analyzer failed

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
    ["report", var output, var sample, var seed] => Report.Print(output, int.Parse(sample, CultureInfo.InvariantCulture), int.Parse(seed, CultureInfo.InvariantCulture)),
    _ => throw new ArgumentException("usage: client-check.cs bindings CLIENT OUT ANALYZERS | report OUT SAMPLE SEED"),
};

/// <summary>Generates contracts from the classes that a client reads and writes.</summary>
internal static class Bindings
{
    private static readonly string[] NameAttributes = ["JsonPropertyName", "JsonProperty", "DataMember"];
    private static readonly string[] RequiredMarkers = ["JsonRequired", "Required", "Required = true", "IsRequired = true", "Required = Required.Always"];

    public static int Write(string client, string output, string analyzers)
    {
        bool isNullable = Files(client, "*.csproj").Concat(Files(client, "Directory.Build.props"))
            .Any(file => File.ReadAllText(file).Contains("<Nullable>enable", StringComparison.OrdinalIgnoreCase));
        var options = new CSharpParseOptions(LanguageVersion.Preview);
        SyntaxNode[] roots = [.. Files(client, "*.cs").Select(file => CSharpSyntaxTree.ParseText(File.ReadAllText(file), options).GetRoot())];
        HashSet<string> assigned = [.. roots.SelectMany(AssignedNames)];
        var models = new SortedDictionary<string, JsonObject>(StringComparer.Ordinal);
        foreach (var parts in roots.SelectMany(root => root.DescendantNodes().OfType<TypeDeclarationSyntax>()).Where(IsModel).GroupBy(NameOf))
        {
            if (Contract(parts, isNullable, assigned) is { } contract) models[parts.Key] = contract;
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
        Console.WriteLine($"{models.Count} models bound");
        return models.Count == 0 ? 1 : 0;
    }

    private static IEnumerable<string> Files(string folder, string pattern) => Directory.GetFiles(folder, pattern, SearchOption.AllDirectories)
        .Where(file => !Path.GetRelativePath(folder, file).Split(Path.DirectorySeparatorChar).Any(part => part is "bin" or "obj"))
        .Order(StringComparer.Ordinal);

    /// <summary>Returns the names of the members that are set by an object initializer or assigned on another object.</summary>
    private static IEnumerable<string> AssignedNames(SyntaxNode root) => root.DescendantNodes().OfType<AssignmentExpressionSyntax>().Select(assignment => assignment.Left switch
    {
        MemberAccessExpressionSyntax { Expression: not ThisExpressionSyntax } access => access.Name.Identifier.ValueText,
        IdentifierNameSyntax name when assignment.Parent.IsKind(SyntaxKind.ObjectInitializerExpression) => name.Identifier.ValueText,
        _ => "",
    });

    /// <summary>Returns whether the type can be instantiated and named in a binding.</summary>
    private static bool IsModel(TypeDeclarationSyntax type) =>
        type is ClassDeclarationSyntax or RecordDeclarationSyntax
        && !type.Modifiers.Any(SyntaxKind.StaticKeyword)
        && !type.Modifiers.Any(SyntaxKind.AbstractKeyword)
        && type.AncestorsAndSelf().OfType<TypeDeclarationSyntax>().All(outer => outer.TypeParameterList is null);

    private static string NameOf(TypeDeclarationSyntax type) =>
        string.Join('.', type.Ancestors().OfType<BaseNamespaceDeclarationSyntax>().Reverse().Select(space => space.Name.ToString())
            .Append(string.Join('+', type.AncestorsAndSelf().OfType<TypeDeclarationSyntax>().Reverse().Select(outer => outer.Identifier.ValueText))));

    /// <summary>Returns a contract of the assignable properties, or null if there are fewer than three of them or none is required.</summary>
    private static JsonObject? Contract(IEnumerable<TypeDeclarationSyntax> parts, bool isNullable, HashSet<string> assigned)
    {
        var properties = new JsonObject();
        var required = new JsonArray();
        foreach (TypeDeclarationSyntax type in parts)
        {
            isNullable |= type.SyntaxTree.GetText().ToString().Contains("#nullable enable", StringComparison.Ordinal);
            foreach (PropertyDeclarationSyntax property in type.Members.OfType<PropertyDeclarationSyntax>().Where(IsAssignable))
            {
                bool isMarked = property.Modifiers.Any(SyntaxKind.RequiredKeyword)
                    || property.AttributeLists.SelectMany(list => list.Attributes).Any(attribute => attribute.ArgumentList is null
                        ? RequiredMarkers.Contains(attribute.Name.ToString())
                        : attribute.ArgumentList.Arguments.Any(argument => RequiredMarkers.Contains(argument.ToString())));
                Add(property.Identifier.ValueText, property.Type, property.AttributeLists, isMarked ? true : property.Initializer is null ? null : false);
            }

            foreach (ParameterSyntax parameter in type is RecordDeclarationSyntax { ParameterList: { } list } ? list.Parameters : [])
            {
                Add(parameter.Identifier.ValueText, parameter.Type!, parameter.AttributeLists, isRequired: parameter.Default is null);
            }
        }

        return properties.Count < 3 || required.Count == 0 ? null : new JsonObject { ["type"] = "object", ["required"] = required, ["properties"] = properties };

        void Add(string name, TypeSyntax written, SyntaxList<AttributeListSyntax> attributes, bool? isRequired)
        {
            string wireName = WireName(attributes) ?? JsonNamingPolicy.CamelCase.ConvertName(name);
            bool isNull = written is NullableTypeSyntax;
            TypeSyntax plain = written is NullableTypeSyntax nullable ? nullable.ElementType : written;
            (JsonObject schema, bool isValue) = SchemaOf(plain.ToString());
            if ((isNull || !isValue && !isNullable) && schema["type"] is { } kind) schema["type"] = new JsonArray(kind.DeepClone(), "null");
            if (properties.ContainsKey(wireName)) return;
            properties[wireName] = schema;
            if (isRequired ?? (isNullable ? !isNull : isValue && !isNull || assigned.Contains(name))) required.Add(wireName);
        }
    }

    /// <summary>Returns whether the property has a setter, or a backing field that a constructor can assign.</summary>
    private static bool IsAssignable(PropertyDeclarationSyntax property) =>
        property.Modifiers.Any(SyntaxKind.PublicKeyword)
        && !property.Modifiers.Any(SyntaxKind.StaticKeyword)
        && property.Type.ToString() is not "CancellationToken"
        && !property.AttributeLists.SelectMany(list => list.Attributes).Any(IsIgnore)
        && property.AccessorList is { } list
        && list.Accessors.Any(SyntaxKind.GetAccessorDeclaration)
        && (list.Accessors.Count > 1 || list.Accessors.All(accessor => accessor.Body is null && accessor.ExpressionBody is null));

    private static bool IsIgnore(AttributeSyntax attribute) =>
        attribute.ArgumentList is null && attribute.Name.ToString().EndsWith("Ignore", StringComparison.Ordinal);

    /// <summary>Returns the JSON name that an attribute specifies.</summary>
    private static string? WireName(SyntaxList<AttributeListSyntax> lists) => lists
        .SelectMany(list => list.Attributes)
        .Where(attribute => NameAttributes.Contains(attribute.Name.ToString().Split('.')[^1]))
        .SelectMany(attribute => attribute.ArgumentList?.Arguments ?? [])
        .Where(argument => argument.NameEquals is null || argument.NameEquals.Name.Identifier.ValueText is "Name" or "PropertyName")
        .Select(argument => (argument.Expression as LiteralExpressionSyntax)?.Token.Value as string)
        .FirstOrDefault(name => name is not null);

    /// <summary>Returns the schema of a type's JSON, as far as the type's name determines it, and whether the type is a value type.</summary>
    private static (JsonObject Schema, bool IsValue) SchemaOf(string type) => type.Split('.')[^1] switch
    {
        "string" or "String" or "Uri" => (new() { ["type"] = "string" }, false),
        "int" or "long" or "short" or "byte" or "uint" or "ulong" or "Int32" or "Int64" => (new() { ["type"] = "integer" }, true),
        "double" or "float" or "decimal" => (new() { ["type"] = "number" }, true),
        "bool" or "Boolean" => (new() { ["type"] = "boolean" }, true),
        "DateTimeOffset" or "DateTime" => (new() { ["type"] = "string", ["format"] = "date-time" }, true),
        "Guid" => (new() { ["type"] = "string", ["format"] = "uuid" }, true),
        var name when name.Contains("Dictionary<", StringComparison.Ordinal) || name.Contains("SortedList<", StringComparison.Ordinal) => ([], false),
        var name when name.EndsWith("[]", StringComparison.Ordinal) || name.Contains("List<", StringComparison.Ordinal) || name.Contains("Collection<", StringComparison.Ordinal)
            || name.Contains("IEnumerable<", StringComparison.Ordinal) => (new() { ["type"] = "array" }, false),
        _ => ([], false),
    };
}

/// <summary>Prints the findings in the compilers' logs.</summary>
internal static class Report
{
    public static int Print(string output, int sample, int seed)
    {
        List<(string Client, string Rule, string Text)> found =
            [.. Directory.GetFiles(output, "*.sarif", SearchOption.AllDirectories).Order(StringComparer.Ordinal).SelectMany(Read).Distinct()];
        foreach (var group in found.GroupBy(finding => (finding.Client, finding.Rule)).OrderBy(group => group.Key))
        {
            Console.WriteLine($"{group.Key.Client}: {group.Key.Rule} {group.Count()}");
        }

        (string Client, string Rule, string Text)[] findings = [.. found.Where(finding => finding.Rule != "AD0001").Order()];
        new Random(seed).Shuffle(findings);
        Console.WriteLine();
        foreach ((_, string rule, string text) in findings.Take(sample)) Console.WriteLine($"{rule} {text}\n");

        (string Client, string Rule, string Text)[] failures = [.. found.Where(finding => finding.Rule == "AD0001")];
        foreach ((_, _, string text) in failures) Console.Error.WriteLine(text);
        return failures.Length == 0 ? 0 : 1;
    }

    private static IEnumerable<(string Client, string Rule, string Text)> Read(string log)
    {
        string client = Path.GetFileName(Path.GetDirectoryName(Path.GetDirectoryName(log)!)!);
        using JsonDocument document = JsonDocument.Parse(File.ReadAllText(log));
        foreach (JsonElement result in document.RootElement.GetProperty("runs")[0].GetProperty("results").EnumerateArray())
        {
            string rule = result.GetProperty("ruleId").GetString()!;
            if (rule != "AD0001" && !rule.StartsWith("PAT", StringComparison.Ordinal)) continue;
            string message = result.GetProperty("message").GetProperty("text").GetString()!;
            if (!result.TryGetProperty("locations", out JsonElement locations) || locations.GetArrayLength() == 0)
            {
                yield return (client, rule, message);
                continue;
            }

            JsonElement location = locations[0].GetProperty("physicalLocation");
            string file = new Uri(location.GetProperty("artifactLocation").GetProperty("uri").GetString()!).LocalPath;
            int line = location.GetProperty("region").GetProperty("startLine").GetInt32();
            string code = File.Exists(file) ? File.ReadLines(file).Skip(line - 1).FirstOrDefault("").Trim() : "";
            yield return (client, rule, $"{file}({line}): {message}\n    {code}");
        }
    }
}
