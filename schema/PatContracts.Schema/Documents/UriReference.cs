namespace PatContracts.Schema.Documents;

/// <summary>
/// URI references by RFC 3986, as plain text: schema identifiers are compared as written, so nothing may be normalised behind the author's back.
/// </summary>
internal static class UriReference
{
    /// <summary>The base of documents that have none. Never fetched; it only makes relative references comparable.</summary>
    public const string DefaultBase = "schema:///";

    /// <summary>Splits off the fragment; null where there is no <c>#</c>.</summary>
    public static (string Uri, string? Fragment) SplitFragment(string reference)
    {
        int hash = reference.IndexOf('#');
        return hash < 0 ? (reference, null) : (reference.Substring(0, hash), reference.Substring(hash + 1));
    }

    /// <summary>Resolves a reference without fragment against a base (RFC 3986, section 5.2).</summary>
    public static string Resolve(string baseUri, string reference)
    {
        if (reference.Length == 0) return baseUri;
        if (SchemeLength(reference) > 0) return reference;
        int scheme = SchemeLength(baseUri);
        string prefix = baseUri.Substring(0, scheme);
        string rest = baseUri.Substring(scheme);
        if (reference.StartsWith("//", StringComparison.Ordinal)) return prefix + reference;

        string authority = "";
        if (rest.StartsWith("//", StringComparison.Ordinal))
        {
            int end = rest.IndexOfAny(['/', '?'], 2);
            if (end < 0) end = rest.Length;
            authority = rest.Substring(0, end);
            rest = rest.Substring(end);
        }

        int query = rest.IndexOf('?');
        string path = query < 0 ? rest : rest.Substring(0, query);
        if (reference[0] == '?') return prefix + authority + path + reference;

        int referenceQuery = reference.IndexOf('?');
        string suffix = referenceQuery < 0 ? "" : reference.Substring(referenceQuery);
        string referencePath = referenceQuery < 0 ? reference : reference.Substring(0, referenceQuery);
        string merged = referencePath[0] == '/'
            ? referencePath
            : authority.Length > 0 && path.Length == 0 ? "/" + referencePath : path.Substring(0, path.LastIndexOf('/') + 1) + referencePath;
        return prefix + authority + RemoveDotSegments(merged) + suffix;
    }

    /// <summary>Length of <c>scheme:</c> at the start, 0 where there is none.</summary>
    private static int SchemeLength(string reference)
    {
        for (int i = 0; i < reference.Length; i++)
        {
            char c = reference[i];
            if (c == ':') return i > 0 ? i + 1 : 0;
            bool letter = c is (>= 'a' and <= 'z') or (>= 'A' and <= 'Z');
            if (!letter && (i == 0 || c is not ((>= '0' and <= '9') or '+' or '-' or '.'))) return 0;
        }

        return 0;
    }

    private static string RemoveDotSegments(string path)
    {
        if (!path.Contains("./") && !path.EndsWith("/.", StringComparison.Ordinal) && !path.EndsWith("/..", StringComparison.Ordinal)) return path;
        string[] segments = path.Split('/');
        var kept = new List<string>();
        for (int i = 0; i < segments.Length; i++)
        {
            bool last = i == segments.Length - 1;
            if (segments[i] == "..")
            {
                if (kept.Count > 1) kept.RemoveAt(kept.Count - 1);
                if (last) kept.Add("");
            }
            else if (segments[i] == ".")
            {
                if (last) kept.Add("");
            }
            else
            {
                kept.Add(segments[i]);
            }
        }

        return string.Join("/", kept);
    }

    /// <summary>Decodes <c>%XX</c> in a fragment; other text stays as it is.</summary>
    public static string DecodeFragment(string fragment) => fragment.IndexOf('%') < 0 ? fragment : Uri.UnescapeDataString(fragment);
}
