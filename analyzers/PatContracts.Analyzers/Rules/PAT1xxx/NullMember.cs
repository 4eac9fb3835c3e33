using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using PatContracts.Analyzers.Binding;

namespace PatContracts.Analyzers.Rules;

/// <summary>The diagnostic properties with which a rule passes an excluded null to its fix.</summary>
internal sealed record NullMember(string WireName, bool IsRequired, bool MayBeEmptyArray, bool MayBeEmptyObject)
{
    private const string WireNameKey = "wireName";
    private const string RequiredKey = "required";
    private const string EmptyArrayKey = "emptyArray";
    private const string EmptyObjectKey = "emptyObject";

    /// <summary>The diagnostic properties for a member, with the values that its contract enumerates.</summary>
    public static ImmutableDictionary<string, string?> Properties(BoundMember member)
    {
        ImmutableDictionary<string, string?> properties = AllowedValues.Properties(member.Schema.EnumValues).Add(WireNameKey, member.WireName);
        if (member.IsRequired) properties = properties.Add(RequiredKey, null);
        if (member.Schema.Validate("[]").IsValid) properties = properties.Add(EmptyArrayKey, null);
        return member.Schema.Validate("{}").IsValid ? properties.Add(EmptyObjectKey, null) : properties;
    }

    /// <summary>Returns the member of a diagnostic.</summary>
    public static NullMember? Of(Diagnostic diagnostic) =>
        diagnostic.Properties.TryGetValue(WireNameKey, out string? wireName) && wireName is not null
            ? new(
                wireName,
                diagnostic.Properties.ContainsKey(RequiredKey),
                diagnostic.Properties.ContainsKey(EmptyArrayKey),
                diagnostic.Properties.ContainsKey(EmptyObjectKey))
            : null;
}
