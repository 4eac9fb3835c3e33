using PatContracts.Schema.Vocabulary;

namespace PatContracts.Schema.Compilation;

/// <summary>Members of schemas that their dialect ignores: misspelled keywords, keywords of other dialects, and additions of other tools.</summary>
internal static class UnknownKeywords
{
    // Keywords without effect on validation. Dialects other than OpenAPI 3.0 accept each other's.
    private static readonly HashSet<string> Annotations = new(StringComparer.Ordinal)
    {
        "title", "description", "default", "examples", "deprecated", "readOnly", "writeOnly", "$comment", "$vocabulary", "contentEncoding", "contentMediaType",
        "contentSchema", "example", "externalDocs", "xml", "discriminator", "$defs", "definitions",
    };

    private static readonly HashSet<string> OpenApi30Annotations = new(StringComparer.Ordinal)
    {
        "title", "description", "default", "example", "externalDocs", "xml", "deprecated", "readOnly", "writeOnly",
        // A document that is itself a schema can contain the schemas it refers to.
        "components", "$schema", "$id",
    };

    /// <summary>Returns whether a member of a schema is not a keyword or annotation of the dialect, nor an extension.</summary>
    public static bool IsUnknown(string name, SchemaDialect dialect) =>
        KeywordTable.Find(name, dialect) is null && !AnnotationsOf(dialect).Contains(name) && !name.StartsWith("x-", StringComparison.Ordinal);

    /// <summary>Returns the message for an unknown keyword, with a suggestion.</summary>
    public static string Describe(string name, SchemaDialect dialect)
    {
        if (IsOfAnotherDialect(name)) return $"The keyword \"{name}\" does not belong to {dialect.Name} and is ignored";
        string[] nearest = Nearest(name, dialect);
        return $"The keyword \"{name}\" is not known and is ignored{(nearest.Length == 0 ? "" : $". Did you mean {string.Join(" or ", nearest)}?")}";
    }

    /// <summary>Returns whether an unknown keyword is certainly a mistake, rather than an annotation that another tool reads.</summary>
    public static bool IsMistake(string name, SchemaDialect dialect) =>
        dialect.Flag == Dialects.OpenApi30 || IsOfAnotherDialect(name) || IsMisspelled(name, dialect);

    /// <summary>Returns whether an unknown keyword is probably a misspelled keyword of the dialect.</summary>
    public static bool IsMisspelled(string name, SchemaDialect dialect) => !IsOfAnotherDialect(name) && Nearest(name, dialect).Length > 0;

    private static bool IsOfAnotherDialect(string name) => KeywordTable.Contains(name);

    private static string[] Nearest(string name, SchemaDialect dialect) => Suggestions.Nearest(
        name, KeywordTable.Names(dialect).Concat(AnnotationsOf(dialect)).Where(known => !IsCompound(name, known)));

    // "tsType" is a compound that contains a keyword, not a misspelling of it.
    private static bool IsCompound(string name, string keyword) =>
        name.Length > keyword.Length && char.IsUpper(name[^keyword.Length]) && name.EndsWith(keyword, StringComparison.OrdinalIgnoreCase);

    private static HashSet<string> AnnotationsOf(SchemaDialect dialect) => dialect.Flag == Dialects.OpenApi30 ? OpenApi30Annotations : Annotations;
}
