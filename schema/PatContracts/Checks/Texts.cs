namespace PatContracts.Checks;

/// <summary>Names compared with tolerance.</summary>
internal static class Texts
{
    /// <summary>A name without what people vary in it: separators are left out, letters are small. Two spellings of one name have one skeleton.</summary>
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
