using PatContracts.Schema.Patterns;

namespace PatContracts.Schema.Compilation;

/// <summary>Gathers what the keywords of one schema say about objects.</summary>
internal sealed class ObjectPlanBuilder
{
    private readonly Dictionary<string, int> _indexes = new(StringComparer.Ordinal);
    private readonly List<string> _names = [];
    private readonly Dictionary<int, PlanEdge> _properties = [];
    private readonly List<int> _required = [];
    private readonly List<PatternProperty> _patterns = [];
    private readonly List<DependentRequired> _dependentRequired = [];
    private readonly List<DependentSchema> _dependentSchemas = [];
    private KeywordSite? _requiredSite;
    private PlanEdge? _additional;
    private KeywordSite? _additionalSite;
    private PlanEdge? _propertyNames;
    private CountRange? _count;
    private bool _used;

    private int Index(string name)
    {
        _used = true;
        if (_indexes.TryGetValue(name, out int index)) return index;
        index = _names.Count;
        _names.Add(name);
        _indexes.Add(name, index);
        return index;
    }

    public void Property(string name, PlanEdge edge) => _properties[Index(name)] = edge;

    public void Require(IEnumerable<string> names, KeywordSite site)
    {
        _requiredSite = site;
        // In the order of the contract, each once.
        var seen = new HashSet<int>();
        foreach (string name in names)
        {
            int index = Index(name);
            if (seen.Add(index)) _required.Add(index);
        }
    }

    public void Pattern(JsonPattern pattern, PlanEdge edge)
    {
        _used = true;
        _patterns.Add(new PatternProperty(pattern, edge));
    }

    public void Additional(PlanEdge edge, KeywordSite site)
    {
        _used = true;
        _additional = edge;
        _additionalSite = site;
    }

    public void PropertyNames(PlanEdge edge)
    {
        _used = true;
        _propertyNames = edge;
    }

    public void Minimum(int count, KeywordSite site)
    {
        _used = true;
        _count = (_count ?? Unbounded) with { Minimum = count, MinimumSite = site };
    }

    public void Maximum(int count, KeywordSite site)
    {
        _used = true;
        _count = (_count ?? Unbounded) with { Maximum = count, MaximumSite = site };
    }

    private static CountRange Unbounded => new(0, null, int.MaxValue, null, "member");

    public void DependentRequired(string name, IEnumerable<string> others, KeywordSite site) =>
        _dependentRequired.Add(new DependentRequired(Index(name), [.. others.Select(Index)], site));

    public void DependentSchema(string name, PlanEdge edge) => _dependentSchemas.Add(new DependentSchema(Index(name), edge));

    /// <summary>The plan, or null where no keyword said anything about objects.</summary>
    public ObjectPlan? Build()
    {
        if (!_used) return null;
        ulong[] mask = new ulong[(_names.Count + 63) / 64];
        foreach (int index in _required) mask[index >> 6] |= 1UL << (index & 63);
        return new ObjectPlan
        {
            Names = new NameTable(_names),
            Properties = [.. Enumerable.Range(0, _names.Count).Select(index => _properties.TryGetValue(index, out PlanEdge? edge) ? edge : null)],
            Required = [.. _required],
            RequiredMask = mask,
            RequiredSite = _requiredSite,
            Patterns = [.. _patterns],
            Additional = _additional,
            AdditionalSite = _additionalSite,
            PropertyNames = _propertyNames,
            PropertyCount = _count,
            DependentRequired = [.. _dependentRequired],
            DependentSchemas = [.. _dependentSchemas],
        };
    }
}

/// <summary>Gathers what the keywords of one schema say about arrays.</summary>
internal sealed class ArrayPlanBuilder
{
    private PlanEdge[] _prefix = [];
    private PlanEdge? _items;
    private KeywordSite? _itemsSite;
    private CountRange? _count;
    private ContainsPlan? _contains;
    private KeywordSite? _uniqueSite;
    private bool _used;

    public void Prefix(PlanEdge[] edges)
    {
        _used = true;
        _prefix = edges;
    }

    public void Items(PlanEdge edge, KeywordSite site)
    {
        _used = true;
        _items = edge;
        _itemsSite = site;
    }

    public void Minimum(int count, KeywordSite site)
    {
        _used = true;
        _count = (_count ?? Unbounded) with { Minimum = count, MinimumSite = site };
    }

    public void Maximum(int count, KeywordSite site)
    {
        _used = true;
        _count = (_count ?? Unbounded) with { Maximum = count, MaximumSite = site };
    }

    private static CountRange Unbounded => new(0, null, int.MaxValue, null, "element");

    public void Contains(ContainsPlan contains)
    {
        _used = true;
        _contains = contains;
    }

    public void Unique(KeywordSite site)
    {
        _used = true;
        _uniqueSite = site;
    }

    /// <summary>The plan, or null where no keyword said anything about arrays.</summary>
    public ArrayPlan? Build() => !_used ? null : new ArrayPlan
    {
        Prefix = _prefix,
        Items = _items,
        ItemsSite = _itemsSite,
        ItemCount = _count,
        Contains = _contains,
        UniqueSite = _uniqueSite,
    };
}
