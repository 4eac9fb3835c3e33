using PatContracts.Schema.Compilation.Keywords;
using PatContracts.Schema.Vocabulary;

namespace PatContracts.Schema.Compilation;

/// <summary>All keywords, by name and dialect.</summary>
internal static class KeywordTable
{
    // Keywords are created on first use: a schema uses about a dozen of them, and each is a class to load.
    private static readonly Dictionary<string, Entry> ByName = new(StringComparer.Ordinal)
    {
        ["$schema"] = new(static () => [new SchemaKeyword()]),
        ["$id"] = new(static () => [new IdKeyword()]),
        ["id"] = new(static () => [new Draft4IdKeyword()]),
        ["$anchor"] = new(static () => [new AnchorKeyword()]),
        ["$dynamicAnchor"] = new(static () => [new DynamicAnchorKeyword()]),
        ["$recursiveAnchor"] = new(static () => [new RecursiveAnchorKeyword()]),
        ["$ref"] = new(static () => [new RefKeyword()]),
        ["$dynamicRef"] = new(static () => [new DynamicRefKeyword()]),
        ["$recursiveRef"] = new(static () => [new RecursiveRefKeyword()]),
        ["$defs"] = new(static () => [new DefinitionsKeyword("$defs", Dialects.From201909)]),
        ["definitions"] = new(static () => [new DefinitionsKeyword("definitions", Dialects.All & ~Dialects.V1)]),
        ["type"] = new(static () => [new TypeKeyword()]),
        ["nullable"] = new(static () => [new NullableKeyword()]),
        ["enum"] = new(static () => [new EnumKeyword()]),
        ["const"] = new(static () => [new ConstKeyword()]),
        ["minLength"] = new(static () => [new MinLengthKeyword()]),
        ["maxLength"] = new(static () => [new MaxLengthKeyword()]),
        ["pattern"] = new(static () => [new PatternKeyword()]),
        ["format"] = new(static () => [new FormatKeyword()]),
        ["minimum"] = new(static () => [new MinimumKeyword()]),
        ["maximum"] = new(static () => [new MaximumKeyword()]),
        ["exclusiveMinimum"] = new(static () => [new ExclusiveMinimumKeyword(), new MinimumIsExclusiveKeyword()]),
        ["exclusiveMaximum"] = new(static () => [new ExclusiveMaximumKeyword(), new MaximumIsExclusiveKeyword()]),
        ["multipleOf"] = new(static () => [new MultipleOfKeyword()]),
        ["properties"] = new(static () => [new PropertiesKeyword()]),
        ["patternProperties"] = new(static () => [new PatternPropertiesKeyword()]),
        ["additionalProperties"] = new(static () => [new AdditionalPropertiesKeyword()]),
        ["propertyNames"] = new(static () => [new PropertyNamesKeyword()]),
        ["required"] = new(static () => [new RequiredKeyword()]),
        ["minProperties"] = new(static () => [new MinPropertiesKeyword()]),
        ["maxProperties"] = new(static () => [new MaxPropertiesKeyword()]),
        ["dependentRequired"] = new(static () => [new DependentRequiredKeyword()]),
        ["dependentSchemas"] = new(static () => [new DependentSchemasKeyword()]),
        ["dependencies"] = new(static () => [new DependenciesKeyword()]),
        ["propertyDependencies"] = new(static () => [new PropertyDependenciesKeyword()]),
        ["items"] = new(static () => [new ItemsKeyword()]),
        ["prefixItems"] = new(static () => [new PrefixItemsKeyword()]),
        ["additionalItems"] = new(static () => [new AdditionalItemsKeyword()]),
        ["contains"] = new(static () => [new ContainsKeyword()]),
        ["minContains"] = new(static () => [new MinContainsKeyword()]),
        ["maxContains"] = new(static () => [new MaxContainsKeyword()]),
        ["minItems"] = new(static () => [new MinItemsKeyword()]),
        ["maxItems"] = new(static () => [new MaxItemsKeyword()]),
        ["uniqueItems"] = new(static () => [new UniqueItemsKeyword()]),
        ["allOf"] = new(static () => [new AllOfKeyword()]),
        ["anyOf"] = new(static () => [new AnyOfKeyword()]),
        ["oneOf"] = new(static () => [new OneOfKeyword()]),
        ["discriminator"] = new(static () => [new DiscriminatorKeyword()]),
        ["not"] = new(static () => [new NotKeyword()]),
        ["if"] = new(static () => [new IfKeyword()]),
        ["then"] = new(static () => [new ThenKeyword()]),
        ["else"] = new(static () => [new ElseKeyword()]),
        ["unevaluatedProperties"] = new(static () => [new UnevaluatedPropertiesKeyword()]),
        ["unevaluatedItems"] = new(static () => [new UnevaluatedItemsKeyword()]),
        ["contentSchema"] = new(static () => [new ContentSchemaKeyword()]),
    };

    /// <summary>Returns the keyword with a name in a dialect, or null if the dialect does not have it.</summary>
    public static Keyword? Find(string name, SchemaDialect dialect)
    {
        if (!ByName.TryGetValue(name, out Entry? entry)) return null;
        foreach (Keyword keyword in entry.Keywords)
        {
            if ((keyword.Dialects & dialect.Flag) != 0 && (keyword.Vocabulary & dialect.Vocabularies) != 0) return keyword;
        }

        return null;
    }

    /// <summary>Returns whether any dialect has a keyword.</summary>
    public static bool Contains(string name) => ByName.ContainsKey(name);

    /// <summary>Returns the names of all keywords of a dialect.</summary>
    public static IEnumerable<string> Names(SchemaDialect dialect) => ByName.Keys.Where(name => Find(name, dialect) is not null);

    /// <summary>The keywords with one name, whose meaning may differ between dialects.</summary>
    private sealed class Entry(Func<Keyword[]> create)
    {
        private Keyword[]? _keywords;

        // At worst, racing threads create the same keywords twice.
        public Keyword[] Keywords => _keywords ??= create();
    }
}
