using System.Collections.Immutable;
using Microsoft.CodeAnalysis;

namespace PatContracts.Analyzers.Rules;

/// <summary>What a report tells the fix that puts other text in its place: one or more choices, the best first.</summary>
/// <param name="Title">What the choice does, as an order.</param>
/// <param name="Text">The text that takes the place of the reported one.</param>
internal sealed record Replacement(string Title, string Text)
{
    private const string TitleKey = "replacementTitle";
    private const string TextKey = "replacementText";

    /// <summary>The properties of a report that offers these choices.</summary>
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

    /// <summary>The choices of a report.</summary>
    public static IEnumerable<Replacement> Of(Diagnostic diagnostic)
    {
        for (int i = 0; diagnostic.Properties.TryGetValue(TextKey + i, out string? text); i++)
        {
            yield return new(diagnostic.Properties[TitleKey + i]!, text!);
        }
    }
}
