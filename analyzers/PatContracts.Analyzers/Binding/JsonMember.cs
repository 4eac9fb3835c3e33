using System.Text;
using Microsoft.CodeAnalysis;

namespace PatContracts.Analyzers.Binding;

/// <summary>
/// The effect of System.Text.Json, Newtonsoft.Json and data contract attributes on a member. Attributes are recognized by full name, so none of those libraries
/// has to be referenced.
/// </summary>
internal sealed class JsonMember
{
    private const string SystemTextJson = "System.Text.Json.Serialization";
    private const string Newtonsoft = "Newtonsoft.Json";
    private const string DataContracts = "System.Runtime.Serialization";

    private JsonMember(string name, bool isNameExplicit, bool isIgnored, bool omitsNull, bool omitsDefault)
    {
        Name = name;
        IsNameExplicit = isNameExplicit;
        IsIgnored = isIgnored;
        OmitsNull = omitsNull;
        OmitsDefault = omitsDefault;
    }

    /// <summary>The JSON name: from an attribute, or else from the member's name by the naming policy of its type (camel case by default).</summary>
    public string Name { get; }

    /// <summary>Whether an attribute specifies the name.</summary>
    public bool IsNameExplicit { get; }

    /// <summary>Whether the member is never serialized.</summary>
    public bool IsIgnored { get; }

    /// <summary>Whether null is omitted instead of written.</summary>
    public bool OmitsNull { get; }

    /// <summary>Whether the default of the type is omitted instead of written.</summary>
    public bool OmitsDefault { get; }

    /// <summary>Whether a serializer considers the symbol: a readable instance property, or a field with an attribute.</summary>
    public static bool IsCandidate(ISymbol member) => member switch
    {
        { IsStatic: true } => false,
        IPropertySymbol { IsIndexer: false, GetMethod: not null } property =>
            property.DeclaredAccessibility == Accessibility.Public || HasNamingAttribute(property),
        IFieldSymbol { IsImplicitlyDeclared: false } field => HasNamingAttribute(field),
        _ => false,
    };

    /// <summary>Reads the attributes of a property or field and of the type that declares it.</summary>
    public static JsonMember Of(ISymbol member)
    {
        string? name = null;
        bool ignored = false;
        bool omitsNull = false;
        bool omitsDefault = false;

        foreach (AttributeData attribute in member.ContainingType.GetAttributes())
        {
            // ItemNullValueHandling = NullValueHandling.Ignore
            if (Is(attribute, Newtonsoft, "JsonObjectAttribute") && Named(attribute, "ItemNullValueHandling") is 1) omitsNull = true;
        }

        foreach (AttributeData attribute in member.GetAttributes())
        {
            switch (attribute.AttributeClass?.Name)
            {
                case "JsonPropertyNameAttribute" when Is(attribute, SystemTextJson):
                    name = FirstArgument(attribute) as string ?? name;
                    break;
                case "JsonIgnoreAttribute" when Is(attribute, SystemTextJson):
                    // JsonIgnoreCondition: Never = 0, Always = 1, WhenWritingDefault = 2, WhenWritingNull = 3, WhenWriting = 4, WhenReading = 5.
                    int condition = Named(attribute, "Condition") as int? ?? 1;
                    ignored |= condition is 1 or 4;
                    omitsNull |= condition is 2 or 3;
                    omitsDefault |= condition is 2;
                    break;
                case "JsonIgnoreAttribute" when Is(attribute, Newtonsoft):
                case "IgnoreDataMemberAttribute" when Is(attribute, DataContracts):
                    ignored = true;
                    break;
                case "JsonPropertyAttribute" when Is(attribute, Newtonsoft):
                    name = FirstArgument(attribute) as string ?? Named(attribute, "PropertyName") as string ?? name;
                    omitsNull = Named(attribute, "NullValueHandling") switch { 1 => true, 0 => false, _ => omitsNull };
                    // DefaultValueHandling: Ignore = 1, IgnoreAndPopulate = 3.
                    omitsDefault |= Named(attribute, "DefaultValueHandling") is 1 or 3;
                    break;
                case "DataMemberAttribute" when Is(attribute, DataContracts):
                    name ??= Named(attribute, "Name") as string;
                    omitsDefault |= Named(attribute, "EmitDefaultValue") is false;
                    break;
            }
        }

        return new(name ?? NamingPolicy.Apply(member), name is not null, ignored, omitsNull || omitsDefault, omitsDefault);
    }

    /// <summary>The camel case of System.Text.Json: lowercases a leading run of capitals, except the last one if a lowercase letter follows it.</summary>
    public static string CamelCase(string name)
    {
        if (name.Length == 0 || !char.IsUpper(name[0])) return name;

        var result = new StringBuilder(name);
        for (int i = 0; i < result.Length && char.IsUpper(name[i]); i++)
        {
            if (i > 0 && i + 1 < name.Length && !char.IsUpper(name[i + 1])) break;

            result[i] = char.ToLowerInvariant(name[i]);
        }

        return result.ToString();
    }

    private static bool HasNamingAttribute(ISymbol member)
    {
        foreach (AttributeData attribute in member.GetAttributes())
        {
            if (Is(attribute, SystemTextJson, "JsonPropertyNameAttribute")
                || Is(attribute, SystemTextJson, "JsonIncludeAttribute")
                || Is(attribute, Newtonsoft, "JsonPropertyAttribute")
                || Is(attribute, DataContracts, "DataMemberAttribute"))
            {
                return true;
            }
        }

        return false;
    }

    private static bool Is(AttributeData attribute, string ns, string name) => attribute.AttributeClass?.Name == name && Is(attribute, ns);

    private static bool Is(AttributeData attribute, string ns) => attribute.AttributeClass?.ContainingNamespace.ToDisplayString() == ns;

    private static object? FirstArgument(AttributeData attribute) =>
        attribute.ConstructorArguments is [{ Kind: not TypedConstantKind.Array } first, ..] ? first.Value : null;

    private static object? Named(AttributeData attribute, string name)
    {
        foreach (KeyValuePair<string, TypedConstant> argument in attribute.NamedArguments)
        {
            if (argument.Key == name && argument.Value.Kind != TypedConstantKind.Array) return argument.Value.Value;
        }

        return null;
    }
}
