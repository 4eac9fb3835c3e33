using System.Collections.Immutable;

namespace PatContracts.Analyzers.Setup;

/// <summary>An item of an MSBuild file.</summary>
/// <param name="Type">The item's type.</param>
/// <param name="Values">Its attributes and metadata.</param>
/// <param name="IsConditional">Whether it has a condition, which is not evaluated here.</param>
internal sealed record ProjectItem(string Type, ImmutableArray<SetupValue> Values, bool IsConditional)
{
    /// <summary>The attribute or metadata with a name; MSBuild ignores case.</summary>
    public SetupValue? this[string name] => Values.FirstOrDefault(value => value.Name.Equals(name, StringComparison.OrdinalIgnoreCase));

    /// <summary>Returns the paths and patterns in <c>Include</c> or <c>Update</c>, except those that refer to a property or another item.</summary>
    public IEnumerable<SetupValue> Patterns()
    {
        if ((this["Include"] ?? this["Update"]) is not { } list) yield break;

        int start = 0;
        foreach (string part in list.Text.Split(';'))
        {
            string pattern = part.Trim();
            int offset = list.Span.Start + start + part.Length - part.TrimStart().Length;
            bool isPlain = pattern.Length > 0 && pattern.IndexOfAny(['$', '@', '%', '&']) < 0;
            if (isPlain) yield return list with { Text = pattern, Span = new(offset, pattern.Length) };
            start += part.Length + 1;
        }
    }
}
