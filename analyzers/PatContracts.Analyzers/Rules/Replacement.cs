using System.Collections.Immutable;
using Microsoft.CodeAnalysis;

namespace PatContracts.Analyzers.Rules;

/// <summary>The diagnostic properties with which a rule passes replacement text to its fix: one or more choices, the best first.</summary>
/// <param name="Title">What the choice does, as an imperative.</param>
/// <param name="Text">The text that replaces the reported one.</param>
internal sealed record Replacement(string Title, string Text)
{
    private const string TitleKey = "replacementTitle";
    private const string TextKey = "replacementText";

    /// <summary>The diagnostic properties that offer these choices.</summary>
    public static ImmutableDictionary<string, string?> Properties(params Replacement[] choices)
    {
        ImmutableDictionary<string, string?>.Builder properties = ImmutableDictionary.CreateBuilder<string, string?>();
        for (int i = 0; i < choices.Length; i++)
        {
            properties.Add(TitleKey + i, choices[i].Title);
            properties.Add(TextKey + i, choices[i].Text);
        }

        return properties.ToImmutable();
    }

    /// <summary>Returns the choices of a diagnostic.</summary>
    public static IEnumerable<Replacement> Of(Diagnostic diagnostic)
    {
        for (int i = 0; diagnostic.Properties.TryGetValue(TextKey + i, out string? text); i++)
        {
            yield return new(diagnostic.Properties[TitleKey + i]!, text!);
        }
    }
}
