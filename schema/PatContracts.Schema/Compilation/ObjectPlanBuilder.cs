using PatContracts.Schema.Patterns;

namespace PatContracts.Schema.Compilation;

/// <summary>Collects the assertions of one schema's keywords about objects.</summary>
internal sealed class ObjectPlanBuilder
{
    private readonly Dictionary<string, int> _indexes = new(StringComparer.Ordinal);
    private readonly List<string> _names = [];
    // By index.
    private readonly List<PlanEdge?> _properties = [];
    private readonly List<int> _required = [];
    private List<PatternProperty>? _patterns;
    private List<DependentRequired>? _dependentRequired;
    private KeywordLocation? _requiredLocation;
    private PlanEdge? _additional;
    private KeywordLocation? _additionalLocation;
    private PlanEdge? _propertyNames;
    private CountRange? _count;
    private bool _used;

    private int Index(string name)
    {
        _used = true;
        if (_indexes.TryGetValue(name, out int index)) return index;
        index = _names.Count;
        _names.Add(name);
        _properties.Add(null);
        _indexes.Add(name, index);
        return index;
    }

    public void Property(string name, PlanEdge edge) => _properties[Index(name)] = edge;

    public void Require(string[] names, KeywordLocation location)
    {
        _requiredLocation = location;
        foreach (string name in names) _required.Add(Index(name));
    }

    public void Pattern(JsonPattern pattern, PlanEdge edge, KeywordLocation location)
    {
        _used = true;
        (_patterns ??= []).Add(new PatternProperty(pattern, edge, location));
    }

    public void Additional(PlanEdge edge, KeywordLocation location)
    {
        _used = true;
        _additional = edge;
        _additionalLocation = location;
    }

    public void PropertyNames(PlanEdge edge)
    {
        _used = true;
        _propertyNames = edge;
    }

    public void Minimum(int count, KeywordLocation location)
    {
        _used = true;
        _count = (_count ?? Unbounded) with { Minimum = count, MinimumLocation = location };
    }

    public void Maximum(int count, KeywordLocation location)
    {
        _used = true;
        _count = (_count ?? Unbounded) with { Maximum = count, MaximumLocation = location };
    }

    private static CountRange Unbounded => new(0, null, int.MaxValue, null, "member");

    public void DependentRequired(string name, string[] others, KeywordLocation location) =>
        (_dependentRequired ??= []).Add(new DependentRequired(Index(name), Array.ConvertAll(others, Index), location));

    /// <summary>Adds a plan's assertions about the object as a whole.</summary>
    public void Add(ObjectPlan plan)
    {
        if (plan.RequiredLocation is { } required) Require(Array.ConvertAll(plan.Required, index => plan.Names.Names[index]), required);
        if (plan.Additional is { } additional) Additional(additional, plan.AdditionalLocation!);
        if (plan.PropertyCount is { } count) (_count, _used) = (count, true);
        foreach (DependentRequired dependent in plan.DependentRequired)
        {
            DependentRequired(plan.Names.Names[dependent.Name], Array.ConvertAll(dependent.Others, index => plan.Names.Names[index]), dependent.Location);
        }
    }

    /// <summary>Returns the plan, or null if no keyword applies to objects.</summary>
    /// <param name="watched">The names of the members that in-place applicators read.</param>
    public ObjectPlan? Build(IReadOnlyCollection<string>? watched = null)
    {
        bool[]? isWatched = watched is { Count: > 0 } ? Watch(watched) : null;
        if (!_used) return null;
        ulong[] mask = new ulong[(_names.Count + 63) / 64];
        // Each name once, in contract order.
        var required = new List<int>(_required.Count);
        foreach (int index in _required)
        {
            ulong bit = 1UL << (index & 63);
            if ((mask[index >> 6] & bit) != 0) continue;
            mask[index >> 6] |= bit;
            required.Add(index);
        }

        PlanEdge?[] properties = [.. _properties];
        var nodes = new PlanNode?[properties.Length];
        for (int i = 0; i < nodes.Length; i++)
        {
            if (isWatched?[i] != true) nodes[i] = properties[i]?.Node;
        }

        return new ObjectPlan
        {
            Names = new NameTable([.. _names]),
            Properties = properties,
            PropertyNodes = nodes,
            Watched = isWatched,
            Required = [.. required],
            RequiredMask = mask,
            AssertsOnlyRequired = mask.Length == 1 && _count is null && _dependentRequired is null,
            RequiredLocation = _requiredLocation,
            Patterns = _patterns is null ? [] : [.. _patterns],
            Additional = _additional,
            AdditionalLocation = _additionalLocation,
            PropertyNames = _propertyNames,
            PropertyCount = _count,
            DependentRequired = _dependentRequired is null ? [] : [.. _dependentRequired],
        };
    }

    private bool[] Watch(IReadOnlyCollection<string> watched)
    {
        foreach (string name in watched) Index(name);
        bool[] isWatched = new bool[_names.Count];
        foreach (string name in watched) isWatched[_indexes[name]] = true;
        return isWatched;
    }
}

/// <summary>Collects the assertions of one schema's keywords about arrays.</summary>
internal sealed class ArrayPlanBuilder
{
    private PlanEdge[] _prefix = [];
    private PlanEdge? _items;
    private KeywordLocation? _itemsLocation;
    private CountRange? _count;
    private ContainsPlan? _contains;
    private KeywordLocation? _uniqueLocation;
    private bool _used;

    public void Prefix(PlanEdge[] edges)
    {
        _used = true;
        _prefix = edges;
    }

    public void Items(PlanEdge edge, KeywordLocation location)
    {
        _used = true;
        _items = edge;
        _itemsLocation = location;
    }

    public void Minimum(int count, KeywordLocation location)
    {
        _used = true;
        _count = (_count ?? Unbounded) with { Minimum = count, MinimumLocation = location };
    }

    public void Maximum(int count, KeywordLocation location)
    {
        _used = true;
        _count = (_count ?? Unbounded) with { Maximum = count, MaximumLocation = location };
    }

    private static CountRange Unbounded => new(0, null, int.MaxValue, null, "element");

    public void Contains(ContainsPlan contains)
    {
        _used = true;
        _contains = contains;
    }

    public void Unique(KeywordLocation location)
    {
        _used = true;
        _uniqueLocation = location;
    }

    /// <summary>Returns the plan, or null if no keyword applies to arrays.</summary>
    public ArrayPlan? Build() => !_used ? null : new ArrayPlan
    {
        Prefix = _prefix,
        Items = _items,
        ItemsLocation = _itemsLocation,
        ItemCount = _count,
        Contains = _contains,
        UniqueLocation = _uniqueLocation,
    };
}
