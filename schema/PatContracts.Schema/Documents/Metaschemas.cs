using System.Reflection;

namespace PatContracts.Schema.Documents;

/// <summary>The embedded metaschemas of the dialects, which schemas refer to and are checked against.</summary>
internal static class Metaschemas
{
    private static readonly Dictionary<string, string> ResourceNames = BuildResourceNames();

    /// <summary>Returns the metaschema or vocabulary with a URI, or null.</summary>
    public static RegisteredSchema? Find(string uri) => ResourceNames.TryGetValue(uri, out string? name)
        ? new RegisteredSchema(uri, EmbeddedText.Read(typeof(Metaschemas).Assembly, name))
        : null;

    /// <summary>Returns the URI of a dialect's metaschema.</summary>
    public static string UriOf(Dialect dialect) => dialect switch
    {
        Dialect.Draft202012 => "https://json-schema.org/draft/2020-12/schema",
        Dialect.Draft201909 => "https://json-schema.org/draft/2019-09/schema",
        Dialect.Draft7 => "http://json-schema.org/draft-07/schema",
        Dialect.Draft6 => "http://json-schema.org/draft-06/schema",
        Dialect.Draft4 => "http://json-schema.org/draft-04/schema",
        Dialect.OpenApi30 => "https://spec.openapis.org/oas/3.0/schema/2021-09-28",
        Dialect.OpenApi31 => "https://spec.openapis.org/oas/3.1/dialect/base",
        Dialect.V1 => "https://json-schema.org/v1/2026",
        _ => throw new ArgumentOutOfRangeException(nameof(dialect)),
    };

    // Resources are named by their URI without its host: "metaschema:draft/2020-12/meta/core".
    private static Dictionary<string, string> BuildResourceNames()
    {
        const string Prefix = "metaschema:";
        var names = new Dictionary<string, string>(StringComparer.Ordinal);
        Assembly assembly = typeof(Metaschemas).Assembly;
        foreach (string name in assembly.GetManifestResourceNames())
        {
            if (!name.StartsWith(Prefix, StringComparison.Ordinal)) continue;
            string path = name.Substring(Prefix.Length).Replace('\\', '/');
            names.Add(path.StartsWith("draft/", StringComparison.Ordinal) || path.StartsWith("v1/", StringComparison.Ordinal)
                ? "https://json-schema.org/" + path
                : path.StartsWith("oas/", StringComparison.Ordinal) ? "https://spec.openapis.org/" + path : "http://json-schema.org/" + path, name);
        }

        return names;
    }
}
