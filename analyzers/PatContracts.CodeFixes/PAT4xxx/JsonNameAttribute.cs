namespace PatContracts.CodeFixes;

/// <summary>The attribute that specifies the JSON name of a member.</summary>
internal static class JsonNameAttribute
{
    /// <summary>
    /// The attribute to use in a type: that of Newtonsoft.Json if the type already uses it, otherwise that of System.Text.Json; null if that is not referenced.
    /// </summary>
    public static INamedTypeSymbol? For(TypeDeclarationSyntax? declaration, Compilation compilation)
    {
        string[] names = [.. declaration?.DescendantNodes().OfType<AttributeSyntax>().Select(NameOf) ?? []];
        bool isNewtonsoft = names.Any(name => name is "JsonProperty" or "JsonObject") && !names.Contains("JsonPropertyName");
        return compilation.GetTypeByMetadataName(
            isNewtonsoft ? "Newtonsoft.Json.JsonPropertyAttribute" : "System.Text.Json.Serialization.JsonPropertyNameAttribute");
    }

    /// <summary>The name of an attribute, without its namespace and suffix.</summary>
    public static string NameOf(AttributeSyntax attribute)
    {
        string name = attribute.Name is QualifiedNameSyntax qualified ? qualified.Right.Identifier.ValueText
            : attribute.Name is AliasQualifiedNameSyntax alias ? alias.Name.Identifier.ValueText
            : attribute.Name.ToString();
        return name.EndsWith(nameof(Attribute), StringComparison.Ordinal) ? name.Substring(0, name.Length - nameof(Attribute).Length) : name;
    }
}
