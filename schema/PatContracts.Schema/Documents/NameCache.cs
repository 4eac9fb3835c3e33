using PatContracts.Schema.Text;

namespace PatContracts.Schema.Documents;

/// <summary>
/// Shares the strings of property names within a document, since most names in a schema are the same few keywords. Each slot holds the last name that hashed to
/// it, so names chosen to collide cost no more than having no cache.
/// </summary>
internal sealed class NameCache
{
    private const int Slots = 256;
    private const int LongestName = 24;

    private readonly string?[] _names = new string?[Slots];

    /// <summary>Returns the name with escapes resolved.</summary>
    /// <param name="raw">The content of a scanned string token.</param>
    public string Get(ReadOnlySpan<byte> raw)
    {
        if (raw.Length is 0 or > LongestName) return JsonStrings.ToString(raw);
        int slot = ((raw[0] * 31) + (raw[raw.Length - 1] * 7) + (raw[raw.Length / 2] * 3) + raw.Length) & (Slots - 1);
        if (_names[slot] is { } known && Equals(raw, known)) return known;
        return _names[slot] = JsonStrings.ToString(raw);
    }

    // True only for ASCII names without escapes, whose bytes are their characters.
    private static bool Equals(ReadOnlySpan<byte> raw, string name)
    {
        if (raw.Length != name.Length) return false;
        for (int i = 0; i < raw.Length; i++)
        {
            if (raw[i] != name[i] || raw[i] is (byte)'\\' or >= 0x80) return false;
        }

        return true;
    }
}
