using PatContracts.Schema.Documents;

namespace PatContracts.Schema.Compilation;

/// <summary>
/// Where <c>$dynamicRef</c> leads from a place: for each dynamic anchor the outermost resource on the way that has it. There are few different scopes
/// in a contract, so schemas are compiled once a scope and no scope is left at run time.
/// </summary>
internal sealed class DynamicScope
{
    public static readonly DynamicScope Empty = new("", new Dictionary<string, SchemaLocation>(StringComparer.Ordinal));

    private readonly Dictionary<string, SchemaLocation> _anchors;

    private DynamicScope(string key, Dictionary<string, SchemaLocation> anchors)
    {
        Key = key;
        _anchors = anchors;
    }

    /// <summary>Equal for equal scopes.</summary>
    public string Key { get; }

    /// <summary>The scope inside a resource.</summary>
    public DynamicScope Enter(SchemaResource resource)
    {
        if (resource.DynamicAnchors.Count == 0) return this;
        Dictionary<string, SchemaLocation>? extended = null;
        foreach (KeyValuePair<string, JsonNode> anchor in resource.DynamicAnchors)
        {
            if (_anchors.ContainsKey(anchor.Key)) continue;
            extended ??= new Dictionary<string, SchemaLocation>(_anchors, StringComparer.Ordinal);
            extended.Add(anchor.Key, new SchemaLocation(anchor.Value, resource));
        }

        if (extended is null) return this;
        string key = string.Join(
            "\n",
            extended.OrderBy(anchor => anchor.Key, StringComparer.Ordinal).Select(anchor => anchor.Key + " " + anchor.Value.Resource.Uri));
        return new DynamicScope(key, extended);
    }

    /// <summary>The outermost place of a dynamic anchor.</summary>
    public bool TryFind(string anchor, out SchemaLocation location) => _anchors.TryGetValue(anchor, out location);
}
