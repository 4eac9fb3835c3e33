namespace PatContracts.Checks;

/// <summary>Names compared with tolerance.</summary>
internal static class Texts
{
    /// <summary>Returns a name in lowercase without separators, so that different spellings of one name are equal.</summary>
    public static string Skeleton(string name)
    {
        var skeleton = new System.Text.StringBuilder(name.Length);
        foreach (char c in name)
        {
            if (c is not ('_' or '-' or '.' or ' ')) skeleton.Append(char.ToLowerInvariant(c));
        }

        return skeleton.ToString();
    }
}
