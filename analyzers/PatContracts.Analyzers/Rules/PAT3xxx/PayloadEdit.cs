using System.Collections.Immutable;
using Microsoft.CodeAnalysis;

namespace PatContracts.Analyzers.Rules;

/// <summary>
/// The diagnostic properties with which a rule about payloads passes an edit to its fix: JSON to insert after the reported brace, or to replace a name.
/// </summary>
/// <param name="Title">What the edit does, as an imperative.</param>
/// <param name="Json">The JSON.</param>
/// <param name="IsRename">Whether the JSON replaces the last of the additional locations instead of being inserted after the reported one.</param>
internal sealed record PayloadEdit(string Title, string Json, bool IsRename)
{
    private const string TitleKey = "payloadEditTitle";
    private const string JsonKey = "payloadEditJson";
    private const string RenameKey = "payloadEditIsRename";

    /// <summary>The diagnostic properties that offer an edit.</summary>
    public static ImmutableDictionary<string, string?> Properties(PayloadEdit? edit)
    {
        if (edit is null) return ImmutableDictionary<string, string?>.Empty;

        ImmutableDictionary<string, string?> properties = ImmutableDictionary<string, string?>.Empty.Add(TitleKey, edit.Title).Add(JsonKey, edit.Json);
        return edit.IsRename ? properties.Add(RenameKey, null) : properties;
    }

    /// <summary>Returns the edit of a diagnostic.</summary>
    public static PayloadEdit? Of(Diagnostic diagnostic) =>
        diagnostic.Properties.TryGetValue(TitleKey, out string? title) && diagnostic.Properties.TryGetValue(JsonKey, out string? json)
            ? new(title!, json!, diagnostic.Properties.ContainsKey(RenameKey))
            : null;
}
