using System.Text;
using PatContracts.Schema.Documents;

namespace PatContracts.Schema.Compilation;

/// <summary>
/// Where <c>$dynamicRef</c> leads: for each dynamic anchor the outermost resource entered so far that has it. There are few different scopes in a
/// contract, so schemas are compiled once for each and no scope is left at run time. Equal scopes are one instance.
/// </summary>
internal sealed class DynamicScope
{
    private readonly Family _family;
    private readonly Dictionary<string, SchemaLocation> _anchors;
    private readonly Dictionary<SchemaResource, DynamicScope> _entered = [];

    private DynamicScope(Family family, Dictionary<string, SchemaLocation> anchors)
    {
        _family = family;
        _anchors = anchors;
    }

    /// <summary>The scope outside of all resources.</summary>
    public static DynamicScope NewOutermost() => new(new Family(), new Dictionary<string, SchemaLocation>(StringComparer.Ordinal));

    /// <summary>How many anchors all scopes that were made from one outermost scope hold together: what they have cost.</summary>
    public int AnchorsOfAll => _family.Anchors;

    /// <summary>The scope inside a resource.</summary>
    public DynamicScope Enter(SchemaResource resource)
    {
        if (resource.DynamicAnchors.Count == 0) return this;
        if (!_entered.TryGetValue(resource, out DynamicScope? inner)) _entered.Add(resource, inner = Extend(resource));
        return inner;
    }

    /// <summary>The outermost location of a dynamic anchor.</summary>
    public bool TryFind(string anchor, out SchemaLocation location) => _anchors.TryGetValue(anchor, out location);

    private DynamicScope Extend(SchemaResource resource)
    {
        Dictionary<string, SchemaLocation>? extended = null;
        foreach (KeyValuePair<string, JsonNode> anchor in resource.DynamicAnchors)
        {
            if (_anchors.ContainsKey(anchor.Key)) continue;
            extended ??= new Dictionary<string, SchemaLocation>(_anchors, StringComparer.Ordinal);
            extended.Add(anchor.Key, new SchemaLocation(anchor.Value, resource));
        }

        return extended is null ? this : _family.Single(new DynamicScope(_family, extended));
    }

    /// <summary>The scopes made from one outermost scope.</summary>
    private sealed class Family
    {
        private readonly Dictionary<string, DynamicScope> _scopes = new(StringComparer.Ordinal);
        private readonly Dictionary<SchemaResource, int> _numbers = [];

        public int Anchors { get; private set; }

        /// <summary>The one instance of a scope.</summary>
        public DynamicScope Single(DynamicScope scope)
        {
            Anchors += scope._anchors.Count;
            var key = new StringBuilder();
            foreach (KeyValuePair<string, SchemaLocation> anchor in scope._anchors.OrderBy(anchor => anchor.Key, StringComparer.Ordinal))
            {
                // With its length before it, no name can read as several.
                key.Append(anchor.Key.Length).Append(':').Append(anchor.Key).Append(NumberOf(anchor.Value.Resource)).Append(';');
            }

            string text = key.ToString();
            if (!_scopes.TryGetValue(text, out DynamicScope? known)) _scopes.Add(text, known = scope);
            return known;
        }

        private int NumberOf(SchemaResource resource)
        {
            if (!_numbers.TryGetValue(resource, out int number)) _numbers.Add(resource, number = _numbers.Count);
            return number;
        }
    }
}
