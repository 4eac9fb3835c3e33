using PatContracts.Schema.Text;

namespace PatContracts.Checks;

/// <summary>The texts of string tokens, and names compared with tolerance.</summary>
internal static class Texts
{
    /// <summary>The content of a string token with its escapes resolved. Copies only where there are any.</summary>
    public static ReadOnlySpan<byte> Unescape(ReadOnlySpan<byte> raw)
    {
        if (raw.IndexOf((byte)'\\') < 0) return raw;
        byte[] buffer = new byte[raw.Length];
        int length = JsonStrings.Unescape(raw, buffer);
        return buffer.AsSpan(0, length);
    }

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
