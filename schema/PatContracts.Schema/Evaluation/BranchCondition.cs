using PatContracts.Schema.Compilation;
using PatContracts.Schema.Documents;

namespace PatContracts.Schema.Evaluation;

/// <summary>The condition under which a schema applies to a value: a result of <c>if</c>, or a property that the object has.</summary>
/// <param name="Keyword">The <c>if</c>, <c>dependentSchemas</c> or <c>dependencies</c>; null if there is no condition.</param>
/// <param name="Holds">Whether the <c>if</c> matches.</param>
/// <param name="Property">The property, if its presence is the condition.</param>
internal readonly record struct BranchCondition(KeywordLocation? Keyword, bool Holds, string? Property = null)
{
    private const int MaxNames = 3;

    /// <summary>The condition as the end of a sentence; null if there is no condition. Names the tested properties, never their values.</summary>
    public string? Reason
    {
        get
        {
            if (Keyword is null) return null;
            if (Property is not null) return $"because \"{Property}\" is present";
            string[] names = TestedNames(Keyword.Value);
            string subject = names.Length switch
            {
                0 => "the value",
                1 => names[0],
                _ => string.Join(", ", names.Take(names.Length - 1)) + " and " + names[names.Length - 1],
            };
            return $"because {subject} {(names.Length > 1 ? Holds ? "match" : "do not match" : Holds ? "matches" : "does not match")} the schema of \"if\"";
        }
    }

    private static string[] TestedNames(JsonNode test)
    {
        if (!test.IsObject) return [];
        IEnumerable<string> declared = test["properties"] is { IsObject: true } properties ? properties.Children.Select(property => property.Name!) : [];
        IEnumerable<string> required = test["required"] is { IsArray: true } names ? names.Children.Where(name => name.IsString).Select(name => name.String) : [];
        string[] all = [.. declared.Concat(required).Distinct(StringComparer.Ordinal).Select(name => $"\"{name}\"")];
        return all.Length <= MaxNames ? all : [];
    }
}
