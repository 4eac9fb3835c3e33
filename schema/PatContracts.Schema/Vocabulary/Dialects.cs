namespace PatContracts.Schema.Vocabulary;

/// <summary>A set of dialects that a keyword belongs to.</summary>
[Flags]
internal enum Dialects
{
    None = 0,
    Draft4 = 1,
    OpenApi30 = 2,
    Draft6 = 4,
    Draft7 = 8,
    Draft201909 = 16,
    Draft202012 = 32,
    OpenApi31 = 64,
    V1 = 128,
    From202012 = Draft202012 | OpenApi31 | V1,
    From201909 = Draft201909 | From202012,
    From7 = Draft7 | From201909,
    From6 = Draft6 | From7,
    To7 = Draft4 | OpenApi30 | Draft6 | Draft7,
    To201909 = Draft4 | Draft6 | Draft7 | Draft201909,
    OpenApi = OpenApi30 | OpenApi31,
    Drafts = Draft4 | From6,
    All = Drafts | OpenApi30,
}

/// <summary>The vocabularies of 2019-09 and 2020-12. Older dialects have one unnamed vocabulary, which is treated as all of them.</summary>
[Flags]
internal enum Vocabularies
{
    None = 0,
    Core = 1,
    Applicator = 2,
    Unevaluated = 4,
    Validation = 8,
    Format = 16,
    Annotation = 32,
    All = Core | Applicator | Unevaluated | Validation | Format | Annotation,
}

/// <summary>The dialect of a schema resource: a published one, or a selection of its vocabularies by a metaschema.</summary>
internal sealed record SchemaDialect(Dialect Dialect, Vocabularies Vocabularies)
{
    private const string Json202012 = "https://json-schema.org/draft/2020-12/";
    private const string Json201909 = "https://json-schema.org/draft/2019-09/";
    private const string OpenApi = "https://spec.openapis.org/oas/";

    // By dialect.
    private static readonly SchemaDialect?[] Published = new SchemaDialect?[8];

    public Dialects Flag { get; } = Dialect switch
    {
        Dialect.Draft4 => Dialects.Draft4,
        Dialect.OpenApi30 => Dialects.OpenApi30,
        Dialect.Draft6 => Dialects.Draft6,
        Dialect.Draft7 => Dialects.Draft7,
        Dialect.Draft201909 => Dialects.Draft201909,
        Dialect.OpenApi31 => Dialects.OpenApi31,
        Dialect.V1 => Dialects.V1,
        _ => Dialects.Draft202012,
    };

    /// <summary>The dialect's name in messages.</summary>
    public string Name => Dialect switch
    {
        Dialect.Draft202012 => "JSON Schema 2020-12",
        Dialect.Draft201909 => "JSON Schema 2019-09",
        Dialect.Draft7 => "draft-07",
        Dialect.Draft6 => "draft-06",
        Dialect.Draft4 => "draft-04",
        Dialect.OpenApi30 => "OpenAPI 3.0",
        Dialect.OpenApi31 => "OpenAPI 3.1",
        _ => "JSON Schema v1",
    };

    /// <summary>The keyword that identifies a resource.</summary>
    public string IdKeyword => Dialect == Dialect.Draft4 ? "id" : "$id";

    /// <summary>The keyword whose members are schemas to refer to.</summary>
    public string DefinitionsKeyword => (Flag & Dialects.To7) != 0 ? "definitions" : "$defs";

    /// <summary>Whether keywords next to <c>$ref</c> are ignored.</summary>
    public bool RefStandsAlone => (Flag & Dialects.To7) != 0;

    /// <summary>Whether <c>true</c> and <c>false</c> are schemas.</summary>
    public bool HasBooleanSchemas => (Flag & (Dialects.Draft4 | Dialects.OpenApi30)) == 0;

    /// <summary>Returns a published dialect with all its vocabularies.</summary>
    public static SchemaDialect Of(Dialect dialect) => Published[(int)dialect] ??= new SchemaDialect(dialect, Vocabularies.All);

    /// <summary>Returns the published dialect of a <c>$schema</c> URI, or null.</summary>
    public static Dialect? FromUri(string uri) => uri.TrimEnd('#') switch
    {
        Json202012 + "schema" => Dialect.Draft202012,
        Json201909 + "schema" => Dialect.Draft201909,
        "http://json-schema.org/draft-07/schema" or "https://json-schema.org/draft-07/schema" => Dialect.Draft7,
        "http://json-schema.org/draft-06/schema" or "https://json-schema.org/draft-06/schema" => Dialect.Draft6,
        "http://json-schema.org/draft-04/schema" or "https://json-schema.org/draft-04/schema" => Dialect.Draft4,
        "https://spec.openapis.org/oas/3.0/schema/2021-09-28" or "https://spec.openapis.org/oas/3.0/schema/2024-10-18" => Dialect.OpenApi30,
        "https://json-schema.org/v1" or "https://json-schema.org/v1/2026" => Dialect.V1,
        _ when IsOpenApi31(uri) => Dialect.OpenApi31,
        _ => null,
    };

    // Published as "base" and by date: https://spec.openapis.org/oas/3.1/dialect/2024-11-10. The dialect of 3.2 has the same assertions.
    private static bool IsOpenApi31(string uri) =>
        uri.StartsWith(OpenApi + "3.1/dialect/", StringComparison.Ordinal) || uri.StartsWith(OpenApi + "3.2/dialect/", StringComparison.Ordinal);

    /// <summary>Returns the vocabulary with a URI; <see cref="Vocabularies.None"/> if it is unknown.</summary>
    public static Vocabularies VocabularyOf(string uri)
    {
        foreach (string root in (string[])[Json202012, Json201909])
        {
            if (!uri.StartsWith(root + "vocab/", StringComparison.Ordinal)) continue;
            return uri.Substring(root.Length + "vocab/".Length) switch
            {
                "core" => Vocabularies.Core,
                // 2019-09 has no separate vocabulary for unevaluated*.
                "applicator" => root == Json201909 ? Vocabularies.Applicator | Vocabularies.Unevaluated : Vocabularies.Applicator,
                "unevaluated" => Vocabularies.Unevaluated,
                "validation" => Vocabularies.Validation,
                "format" or "format-annotation" or "format-assertion" => Vocabularies.Format,
                "meta-data" or "content" => Vocabularies.Annotation,
                _ => Vocabularies.None,
            };
        }

        // All its keywords are annotations.
        bool isBase = uri.StartsWith(OpenApi, StringComparison.Ordinal) && uri.IndexOf("/vocab/", StringComparison.Ordinal) > 0;
        return isBase ? Vocabularies.Annotation : Vocabularies.None;
    }
}
