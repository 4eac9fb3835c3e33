using System.Globalization;
using System.Text.RegularExpressions;

namespace PatContracts.Tool.Tests.Support;

/// <summary>The contrast of colors as defined by WCAG 2.2.</summary>
internal static class Contrast
{
    /// <summary>The minimum contrast of text (AA).</summary>
    public const double Text = 4.5;

    /// <summary>The minimum contrast of graphics (AA).</summary>
    public const double Graphics = 3;

    /// <summary>Returns the contrast ratio of two colors in the format <c>#rrggbb</c>.</summary>
    public static double Of(string one, string other)
    {
        double[] luminance = [.. new[] { Luminance(one), Luminance(other) }.Order()];
        return (luminance[1] + 0.05) / (luminance[0] + 0.05);
    }

    /// <summary>Returns the colors that a style sheet defines as custom properties, in the order of its themes.</summary>
    public static IReadOnlyList<IReadOnlyDictionary<string, string>> Themes(string css) =>
    [
        .. Regex.Matches(css, @":root \{(.*?)\}", RegexOptions.Singleline).Select(static theme =>
            Regex.Matches(theme.Groups[1].Value, "--([a-z-]+): (#[0-9a-f]{6});").ToDictionary(static color => color.Groups[1].Value, static color => color.Groups[2].Value)),
    ];

    private static double Luminance(string color)
    {
        double[] parts = [.. new[] { 1, 3, 5 }.Select(start => int.Parse(color.AsSpan(start, 2), NumberStyles.HexNumber, CultureInfo.InvariantCulture) / 255.0)
            .Select(static part => part <= 0.04045 ? part / 12.92 : Math.Pow((part + 0.055) / 1.055, 2.4))];
        return (0.2126 * parts[0]) + (0.7152 * parts[1]) + (0.0722 * parts[2]);
    }
}
