using System.Text;
using PatContracts.Schema.Documents;

namespace PatContracts.Schema.Compilation;

/// <summary>
/// Resolves <c>$dynamicRef</c>: for each dynamic anchor, holds the outermost resource entered so far that declares it. A contract has few distinct scopes, so
/// schemas are compiled once for each, and no scope remains at run time. Equal scopes are the same instance.
/// </summary>
internal sealed class DynamicScope
{
    private readonly Family _family;
    // Null in the outermost scope.
    private readonly Dictionary<string, SchemaLocation>? _anchors;
    // Null in most contracts, which have no dynamic anchors.
    private Dictionary<SchemaResource, DynamicScope>? _entered;
    private readonly Dictionary<JsonNode, PlanNode> _nodes = [];
    private readonly Dictionary<JsonNode, PlanNode> _collectingNodes = [];

    private DynamicScope(Family family, Dictionary<string, SchemaLocation>? anchors)
    {
        _family = family;
        _anchors = anchors;
    }

    /// <summary>Creates a scope outside all resources.</summary>
    public static DynamicScope NewOutermost() => new(new Family(), null);

    /// <summary>The total number of anchors in all scopes derived from one outermost scope, as a measure of their cost.</summary>
    public int AnchorsOfAll => _family.Anchors;

    /// <summary>Returns the scope inside a resource.</summary>
    public DynamicScope Enter(SchemaResource resource)
    {
        if (resource.DynamicAnchors.Count == 0) return this;
        _entered ??= [];
        if (!_entered.TryGetValue(resource, out DynamicScope? inner)) _entered.Add(resource, inner = Extend(resource));
        return inner;
    }

    /// <summary>Returns the outermost location of a dynamic anchor, or null.</summary>
    public SchemaLocation? Find(string anchor) => _anchors is not null && _anchors.TryGetValue(anchor, out SchemaLocation? location) ? location : null;

    /// <summary>Returns the nodes of the schemas that are used in this scope.</summary>
    /// <param name="collectsEvaluated">Whether to return the nodes that report what they evaluated, or those that do not.</param>
    public Dictionary<JsonNode, PlanNode> NodesOf(bool collectsEvaluated) => collectsEvaluated ? _collectingNodes : _nodes;

    /// <summary>The schemas used in this scope that consist of a reference only.</summary>
    public Dictionary<JsonNode, ReferenceChain> ReferenceChains { get; } = [];

    private DynamicScope Extend(SchemaResource resource)
    {
        var extended = new Dictionary<string, SchemaLocation>(StringComparer.Ordinal);
        foreach (KeyValuePair<string, JsonNode> anchor in resource.DynamicAnchors)
        {
            if (Find(anchor.Key) is null) extended.Add(anchor.Key, new SchemaLocation(anchor.Value, resource));
        }

        if (extended.Count == 0) return this;
        if (_anchors is not null)
        {
            foreach (KeyValuePair<string, SchemaLocation> anchor in _anchors) extended.Add(anchor.Key, anchor.Value);
        }

        return _family.Single(extended);
    }

    /// <summary>The scopes derived from one outermost scope.</summary>
    private sealed class Family
    {
        private Dictionary<string, DynamicScope>? _scopes;
        private Dictionary<SchemaResource, int>? _numbers;

        public int Anchors { get; private set; }

        /// <summary>Returns the only scope with these anchors.</summary>
        public DynamicScope Single(Dictionary<string, SchemaLocation> anchors)
        {
            Anchors += anchors.Count;
            var key = new StringBuilder();
            foreach (KeyValuePair<string, SchemaLocation> anchor in anchors.OrderBy(anchor => anchor.Key, StringComparer.Ordinal))
            {
                // The length prefix ensures that no name can be read as several.
                key.Append(anchor.Key.Length).Append(':').Append(anchor.Key).Append(NumberOf(anchor.Value.Resource)).Append(';');
            }

            string text = key.ToString();
            _scopes ??= new Dictionary<string, DynamicScope>(StringComparer.Ordinal);
            if (!_scopes.TryGetValue(text, out DynamicScope? scope)) _scopes.Add(text, scope = new DynamicScope(this, anchors));
            return scope;
        }

        private int NumberOf(SchemaResource resource)
        {
            _numbers ??= [];
            if (!_numbers.TryGetValue(resource, out int number)) _numbers.Add(resource, number = _numbers.Count);
            return number;
        }
    }
}
