using System.Collections.Immutable;
using Microsoft.CodeAnalysis;

namespace PatContracts.Analyzers.Rules;

/// <summary>What a report about a payload tells the fix: JSON to insert behind the reported brace, or in place of a name.</summary>
/// <param name="Title">What the edit does, as an imperative.</param>
/// <param name="Json">The JSON.</param>
/// <param name="IsRename">Whether the JSON replaces the last of the additional locations, and is not inserted behind the reported one.</param>
internal sealed record PayloadEdit(string Title, string Json, bool IsRename)
{
    private const string TitleKey = "payloadEditTitle";
    private const string JsonKey = "payloadEditJson";
    private const string RenameKey = "payloadEditIsRename";

    /// <summary>The properties of a report that offers an edit.</summary>
    public static ImmutableDictionary<string, string?> Properties(PayloadEdit? edit)
    {
        if (edit is null) return ImmutableDictionary<string, string?>.Empty;

        ImmutableDictionary<string, string?> properties = ImmutableDictionary<string, string?>.Empty.Add(TitleKey, edit.Title).Add(JsonKey, edit.Json);
        return edit.IsRename ? properties.Add(RenameKey, null) : properties;
    }

    /// <summary>The edit of a report.</summary>
    public static PayloadEdit? Of(Diagnostic diagnostic) =>
        diagnostic.Properties.TryGetValue(TitleKey, out string? title) && diagnostic.Properties.TryGetValue(JsonKey, out string? json)
            ? new(title!, json!, diagnostic.Properties.ContainsKey(RenameKey))
            : null;
}
