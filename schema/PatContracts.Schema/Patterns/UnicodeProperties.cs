using System.Collections.Concurrent;
using PatContracts.Schema.Text;

namespace PatContracts.Schema.Patterns;

/// <summary>The expressions in the braces of <c>\p{…}</c>: general categories, scripts, script extensions and binary properties.</summary>
internal static class UnicodeProperties
{
    private static readonly ConcurrentDictionary<(string Expression, bool IsNegated), CodePointSet> Known = new();

    /// <summary>Returns the code points with a property ("Letter", "gc=Lu", "Script=Greek"), or those without it; null if the property is unknown.</summary>
    public static CodePointSet? Find(string expression, bool isNegated)
    {
        if (Known.TryGetValue((expression, isNegated), out CodePointSet? known)) return known;
        CodePointSet? set = Build(expression);
        if (set is null) return null;
        if (isNegated) set = set.Complement();
        // Only existing properties are cached, so the size of the cache is bounded.
        Known.TryAdd((expression, isNegated), set);
        return set;
    }

    private static CodePointSet? Build(string expression)
    {
        int equals = expression.IndexOf('=');
        if (equals < 0) return UnicodeData.Category(expression) ?? UnicodeData.Property(expression);
        string value = expression.Substring(equals + 1);
        return expression.Substring(0, equals) switch
        {
            "General_Category" or "gc" => UnicodeData.Category(value),
            "Script" or "sc" => UnicodeData.Script(value),
            "Script_Extensions" or "scx" => UnicodeData.ScriptExtensions(value),
            _ => null,
        };
    }
}
