using System.Text;

namespace PatContracts.Schema.Documents;

/// <summary>
/// URI references (RFC 3986) as plain text. Identifiers keep their spelling; only dot segments are removed, as resolution requires. <see cref="ComparisonKey"/>
/// returns the same key for different spellings of one document's URI.
/// </summary>
internal static class UriReference
{
    /// <summary>The base of documents that have none. Never fetched; it only makes relative references comparable.</summary>
    public const string DefaultBase = "schema:///";

    /// <summary>Returns whether a reference has a scheme, so that it does not depend on a base.</summary>
    public static bool IsAbsolute(string reference) => Parts.Of(reference).Scheme.Length > 0;

    /// <summary>Splits off the fragment, which is null if there is no <c>#</c>.</summary>
    public static (string Uri, string? Fragment) SplitFragment(string reference)
    {
        int hash = reference.IndexOf('#');
        return hash < 0 ? (reference, null) : (reference.Substring(0, hash), reference.Substring(hash + 1));
    }

    /// <summary>Resolves a reference without fragment against a base (RFC 3986, section 5.2, strictly).</summary>
    public static string Resolve(string baseUri, string reference)
    {
        if (reference.Length == 0) return baseUri;
        Parts target = Parts.Of(reference);
        if (target.Scheme.Length > 0) return target.WithoutDotSegments();
        Parts @base = Parts.Of(baseUri);
        if (target.Authority.Length > 0) return new Parts(@base.Scheme, target.Authority, target.Path, target.Query).WithoutDotSegments();
        if (target.Path.Length == 0) return new Parts(@base.Scheme, @base.Authority, @base.Path, target.Query).ToString();
        string path = target.Path[0] == '/' ? target.Path : Merge(@base, target.Path);
        return new Parts(@base.Scheme, @base.Authority, path, target.Query).WithoutDotSegments();
    }

    /// <summary>
    /// Returns a key that is equal for URIs of the same document: without dot segments, and with one spelling for each character, whether it is percent-encoded
    /// or not (RFC 3986, sections 6.2.2.2 and 6.2.2.3; RFC 3987, section 3.1). URIs without a hierarchy (<c>urn:</c>) are compared as written.
    /// </summary>
    public static string ComparisonKey(string uri)
    {
        // Most contracts have only this URI, which is in normal form.
        if (uri == DefaultBase) return uri;
        Parts parts = Parts.Of(uri);
        if (!parts.IsHierarchical) return uri;
        string normalized = parts.WithoutDotSegments();
        foreach (char c in normalized)
        {
            if (c == '%' || !IsUriCharacter(c)) return WithOneSpelling(normalized);
        }

        return normalized;
    }

    /// <summary>Decodes <c>%XX</c> in a fragment; other text is unchanged.</summary>
    public static string DecodeFragment(string fragment) => fragment.IndexOf('%') < 0 ? fragment : Uri.UnescapeDataString(fragment);

    private static string Merge(in Parts @base, string path) => @base.Authority.Length > 0 && @base.Path.Length == 0
        ? "/" + path
        : @base.Path.Substring(0, @base.Path.LastIndexOf('/') + 1) + path;

    /// <summary>Implements RFC 3986, section 5.2.4, for a path that begins with a slash.</summary>
    private static string RemoveDotSegments(string path)
    {
        if (path.IndexOf("/.", StringComparison.Ordinal) < 0) return path;
        var output = new StringBuilder(path.Length);
        for (int start = 0; start < path.Length;)
        {
            int end = path.IndexOf('/', start + 1);
            bool last = end < 0;
            if (last) end = path.Length;
            switch (path.Substring(start + 1, end - start - 1))
            {
                case ".":
                    if (last) output.Append('/');
                    break;
                case "..":
                    int length = output.Length;
                    while (length > 0 && output[--length] != '/')
                    {
                    }

                    output.Length = length;
                    if (last) output.Append('/');
                    break;
                default:
                    output.Append(path, start, end - start);
                    break;
            }

            start = end;
        }

        return output.ToString();
    }

    // Unreserved characters are not encoded, and characters that no URI may contain are. Reserved characters differ in meaning when encoded.
    private static string WithOneSpelling(string uri)
    {
        var key = new StringBuilder(uri.Length + 16);
        for (int i = 0; i < uri.Length; i++)
        {
            char c = uri[i];
            if (c == '%' && i + 2 < uri.Length && Uri.IsHexDigit(uri[i + 1]) && Uri.IsHexDigit(uri[i + 2]))
            {
                char octet = (char)((Uri.FromHex(uri[i + 1]) << 4) | Uri.FromHex(uri[i + 2]));
                if (IsUnreserved(octet)) key.Append(octet);
                else AppendOctet(key, octet);
                i += 2;
            }
            else if (c == '%' || IsUriCharacter(c))
            {
                key.Append(c);
            }
            else
            {
                int length = char.IsSurrogatePair(uri, i) ? 2 : 1;
                foreach (byte octet in Encoding.UTF8.GetBytes(uri.Substring(i, length))) AppendOctet(key, octet);
                i += length - 1;
            }
        }

        return key.ToString();
    }

    private static void AppendOctet(StringBuilder key, int octet) =>
        key.Append('%').Append("0123456789ABCDEF"[octet >> 4]).Append("0123456789ABCDEF"[octet & 15]);

    private static bool IsUnreserved(char c) => c is (>= 'a' and <= 'z') or (>= 'A' and <= 'Z') or (>= '0' and <= '9') or '-' or '.' or '_' or '~';

    private static bool IsUriCharacter(char c) =>
        IsUnreserved(c)
        || c is ':' or '/' or '?' or '#' or '[' or ']' or '@'
            or '!' or '$' or '&' or '\'' or '(' or ')' or '*' or '+' or ',' or ';' or '=';

    /// <summary>The components of a reference without a fragment. Each includes its delimiter, so that they concatenate to the reference.</summary>
    private readonly struct Parts(string scheme, string authority, string path, string query)
    {
        public readonly string Scheme = scheme;
        public readonly string Authority = authority;
        public readonly string Path = path;
        public readonly string Query = query;

        /// <summary>Whether the path consists of segments below a root, rather than being an opaque name.</summary>
        public bool IsHierarchical => Path.Length > 0 && Path[0] == '/';

        public static Parts Of(string reference)
        {
            int pathStart = SchemeLength(reference);
            string scheme = reference.Substring(0, pathStart);
            string authority = "";
            // Not string.CompareOrdinal, which the core library does not precompile.
            if (pathStart + 1 < reference.Length && reference[pathStart] == '/' && reference[pathStart + 1] == '/')
            {
                int end = reference.IndexOfAny(['/', '?'], pathStart + 2);
                if (end < 0) end = reference.Length;
                authority = reference.Substring(pathStart, end - pathStart);
                pathStart = end;
            }

            int query = reference.IndexOf('?', pathStart);
            return query < 0
                ? new Parts(scheme, authority, reference.Substring(pathStart), "")
                : new Parts(scheme, authority, reference.Substring(pathStart, query - pathStart), reference.Substring(query));
        }

        public string WithoutDotSegments() => IsHierarchical ? Scheme + Authority + RemoveDotSegments(Path) + Query : ToString();

        public override string ToString() => Scheme + Authority + Path + Query;

        /// <summary>Returns the length of <c>scheme:</c> at the start; 0 if there is none.</summary>
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
    }
}
