using PatContracts.Schema.Compilation.Keywords;
using PatContracts.Schema.Vocabulary;

namespace PatContracts.Schema.Compilation;

/// <summary>All keywords, by name and dialect.</summary>
internal static class KeywordTable
{
    private static readonly Dictionary<string, Keyword[]> ByName = new Keyword[]
    {
        new SchemaKeyword(),
        new IdKeyword(),
        new Draft4IdKeyword(),
        new AnchorKeyword(),
        new DynamicAnchorKeyword(),
        new RecursiveAnchorKeyword(),
        new RefKeyword(),
        new DynamicRefKeyword(),
        new RecursiveRefKeyword(),
        new DefinitionsKeyword("$defs", Dialects.From201909),
        new DefinitionsKeyword("definitions", Dialects.All),
        new TypeKeyword(),
        new NullableKeyword(),
        new EnumKeyword(),
        new ConstKeyword(),
        new MinLengthKeyword(),
        new MaxLengthKeyword(),
        new PatternKeyword(),
        new FormatKeyword(),
        new MinimumKeyword(),
        new MaximumKeyword(),
        new ExclusiveMinimumKeyword(),
        new MinimumIsExclusiveKeyword(),
        new ExclusiveMaximumKeyword(),
        new MaximumIsExclusiveKeyword(),
        new MultipleOfKeyword(),
        new PropertiesKeyword(),
        new PatternPropertiesKeyword(),
        new AdditionalPropertiesKeyword(),
        new PropertyNamesKeyword(),
        new RequiredKeyword(),
        new MinPropertiesKeyword(),
        new MaxPropertiesKeyword(),
        new DependentRequiredKeyword(),
        new DependentSchemasKeyword(),
        new DependenciesKeyword(),
        new ItemsKeyword(),
        new PrefixItemsKeyword(),
        new AdditionalItemsKeyword(),
        new ContainsKeyword(),
        new MinContainsKeyword(),
        new MaxContainsKeyword(),
        new MinItemsKeyword(),
        new MaxItemsKeyword(),
        new UniqueItemsKeyword(),
        new AllOfKeyword(),
        new AnyOfKeyword(),
        new OneOfKeyword(),
        new NotKeyword(),
        new IfKeyword(),
        new ThenKeyword(),
        new ElseKeyword(),
        new UnevaluatedPropertiesKeyword(),
        new UnevaluatedItemsKeyword(),
        new ContentSchemaKeyword(),
    }.GroupBy(keyword => keyword.Name, StringComparer.Ordinal).ToDictionary(group => group.Key, group => group.ToArray(), StringComparer.Ordinal);

    /// <summary>The keyword of that name in a dialect, or null where the dialect does not know it.</summary>
    public static Keyword? Find(string name, SchemaDialect dialect)
    {
        if (!ByName.TryGetValue(name, out Keyword[]? keywords)) return null;
        foreach (Keyword keyword in keywords)
        {
            if ((keyword.Dialects & dialect.Flag) != 0 && (keyword.Vocabulary & dialect.Vocabularies) != 0) return keyword;
        }

        return null;
    }

    /// <summary>The names of all keywords that a dialect knows.</summary>
    public static IEnumerable<string> Names(SchemaDialect dialect) => ByName.Keys.Where(name => Find(name, dialect) is not null);
}
