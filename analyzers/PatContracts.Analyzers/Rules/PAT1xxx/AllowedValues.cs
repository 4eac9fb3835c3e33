using System.Collections.Immutable;
using Microsoft.CodeAnalysis;

namespace PatContracts.Analyzers.Rules;

/// <summary>The diagnostic properties with which a rule passes the values of an enumeration to its fix.</summary>
internal static class AllowedValues
{
    private const string Key = "allowed";
    private const char Separator = '\n';

    /// <summary>The allowed texts. Excludes values of other types and texts that need escapes.</summary>
    public static ImmutableDictionary<string, string?> Properties(IReadOnlyList<string>? allowed)
    {
        string[] texts = allowed?
            .Where(json => json.Length > 2 && json[0] == '"' && json.IndexOf('\\') < 0)
            .Select(json => json.Substring(1, json.Length - 2))
            .ToArray() ?? [];
        return texts.Length == 0
            ? ImmutableDictionary<string, string?>.Empty
            : ImmutableDictionary<string, string?>.Empty.Add(Key, string.Join(Separator.ToString(), texts));
    }

    /// <summary>Returns the allowed texts of a diagnostic.</summary>
    public static string[] Of(Diagnostic diagnostic) =>
        diagnostic.Properties.TryGetValue(Key, out string? texts) && texts is not null ? texts.Split(Separator) : [];
}
