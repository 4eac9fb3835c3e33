namespace PatContracts.Schema.Text;

/// <summary>
/// Named sets of code points as text: a set a line, its names, then its ranges in hexadecimal. Indented lines go on with the line before.
/// </summary>
internal sealed class UnicodeTable(string data)
{
    private readonly Lazy<Dictionary<string, string>> _entries = new(() => Read(data));

    /// <summary>What stands behind a name, which is case-sensitive; null where there is no such name.</summary>
    public string? Find(string name) => _entries.Value.TryGetValue(name, out string? ranges) ? ranges : null;

    private static Dictionary<string, string> Read(string data)
    {
        var entries = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (string entry in data.Replace("\r", "").Replace("\n  ", " ").Split('\n'))
        {
            int colon = entry.IndexOf(':');
            foreach (string name in entry.Substring(0, colon).Split(',')) entries.Add(name, entry.Substring(colon + 1));
        }

        return entries;
    }
}
