using System.Text;

namespace PatContracts.Checks;

/// <summary>Names without differences of case and separators.</summary>
internal static class NormalizedName
{
    /// <summary>Returns a name in lowercase without separators, so that different spellings of one name are equal.</summary>
    public static string Of(string name)
    {
        var normalized = new StringBuilder(name.Length);
        foreach (char c in name)
        {
            if (c is not ('_' or '-' or '.' or ' ')) normalized.Append(char.ToLowerInvariant(c));
        }

        return normalized.ToString();
    }
}
