//# Dynamic
//~ token t
public static class DynamicMembers
{
    public static GetPat Create(PatOwner owner)
    {
        dynamic token = new GetPat { Id = "1", Scope = null, Owner = owner, Created = DateTimeOffset.UtcNow };
        token.Name = "dynamic";
        return token;
    }

    public static GetPat FromRow(dynamic row)
    {
        var token = new GetPat { Id = row.Id, Scope = null, Owner = new PatOwner(), Created = DateTimeOffset.UtcNow };
        token.Name = row.Name;
        return token;
    }
}

//# Reflection
//~ property member
//~ GetPat AccessToken
public static class ReflectedMapping
{
    public static GetPat Map(IReadOnlyDictionary<string, object?> values)
    {
        var target = new GetPat();
        foreach (var property in typeof(GetPat).GetProperties())
        {
            if (values.TryGetValue(property.Name, out var value)) property.SetValue(target, value);
        }

        return target;
    }

    public static T Generic<T>(IReadOnlyDictionary<string, object?> values)
        where T : new()
    {
        var target = new T();
        foreach (var property in typeof(T).GetProperties()) property.SetValue(target, values[property.Name]);
        return target;
    }

    public static GetPat Use(IReadOnlyDictionary<string, object?> values) => Generic<GetPat>(values);

    public static GetPat ByType() => (GetPat)Activator.CreateInstance(typeof(GetPat))!;
}

//# Populated by a serializer
//~ json text
//~ GetPat AccessToken
public static class Populated
{
    public static GetPat Read(string json)
    {
        var token = new GetPat();
        Newtonsoft.Json.JsonConvert.PopulateObject(json, token);
        return token;
    }
}

//# References to fields and out parameters
//~ GetPat AccessToken
//~ _current _last
public sealed class References
{
    private GetPat _current = new() { Id = "0", Name = "none", Scope = null, Owner = new PatOwner(), Created = DateTimeOffset.UnixEpoch };

    public void Replace(string name, PatOwner owner)
    {
        ref var slot = ref _current;
        slot = new GetPat { Id = "1", Name = name, Scope = [], Owner = owner, Created = DateTimeOffset.UtcNow };
    }

    public static GetPat Initialized(string id)
    {
        var token = new GetPat { Id = id };
        Initialize(ref token);
        return token;
    }

    private static void Initialize(ref GetPat token)
    {
        token.Name = "initialized";
        token.Scope = null;
        token.Owner = new PatOwner();
        token.Created = DateTimeOffset.UtcNow;
    }
}

//# Struct Try-pattern with default
//~ ValueToken StructToken
[ContractModel("v3")]
public struct ValueToken
{
    public string Id { get; set; }
    public string Name { get; set; }
    public string[]? Scope { get; set; }
    public PatOwner Owner { get; set; }
    public DateTimeOffset Created { get; set; }

    public static bool TryCreate(string? id, out ValueToken token)
    {
        if (id is null)
        {
            token = default;
            return false;
        }

        token = new ValueToken { Id = id, Name = id, Scope = null, Owner = new PatOwner(), Created = DateTimeOffset.UtcNow };
        return true;
    }
}

//# Deconstruction and swapping
//~ GetPat CachedToken
//~ first older
public static class Pairs
{
    public static (GetPat Old, GetPat New) Create(PatOwner owner)
    {
        var (first, second) = (new GetPat { Id = "1", Owner = owner }, new GetPat { Id = "2", Owner = owner });
        (first.Name, second.Name) = ("old", "new");
        first.Scope = second.Scope = null;
        (first.Created, second.Created) = (DateTimeOffset.UnixEpoch, DateTimeOffset.UtcNow);
        return (first, second);
    }

    public static void Swap(IList<GetPat> tokens, int i, int j) => (tokens[i], tokens[j]) = (tokens[j], tokens[i]);
}

//# Members that are collections
//~ Labels Tags
[ContractModel("v3")]
public sealed class ListToken
{
    public string Id { get; set; } = null!;
    public string Name { get; set; } = null!;
    public List<string>? Scope { get; } = [];
    public Dictionary<string, string> Owner { get; } = [];
    public DateTimeOffset Created { get; set; }

    public static ListToken Added(string id)
    {
        var token = new ListToken { Id = id, Name = id, Created = DateTimeOffset.UtcNow };
        token.Scope!.Add(Scopes.All);
        token.Owner["id"] = id;
        return token;
    }

    public static ListToken Inserted(string id, IEnumerable<string> scopes)
    {
        var token = new ListToken { Id = id, Name = id, Created = DateTimeOffset.UtcNow, Owner = { ["id"] = id } };
        token.Scope!.InsertRange(0, scopes);
        return token;
    }

    public static ListToken Nested(string id) => new() { Id = id, Name = id, Created = DateTimeOffset.UtcNow, Scope = { Scopes.All }, Owner = { ["id"] = id, ["type"] = "IDENTITY" } };
}

//# Asynchronous helpers
//~ FillOwnerAsync LoadOwnerAsync
//~ GetPat AccessToken CachedToken
public sealed class AsyncHelpers(IDirectory directory)
{
    public async Task<GetPat> CreateAsync(string id, CancellationToken ct)
    {
        var token = new GetPat { Id = id, Name = id, Created = DateTimeOffset.UtcNow };
        await FillOwnerAsync(token, id, ct);
        token.Scope = [];
        return token;
    }

    public async ValueTask<GetPat> InlineAsync(string id, CancellationToken ct) => new()
    {
        Id = id,
        Name = (await directory.GetAsync(id, ct)).Name,
        Scope = null,
        Owner = Owners.Of(await directory.GetAsync(id, ct).ConfigureAwait(false)),
        Created = DateTimeOffset.UtcNow,
    };

    private async Task FillOwnerAsync(GetPat token, string id, CancellationToken ct)
    {
        var person = await directory.GetAsync(id, ct);
        token.Owner = Owners.Of(person);
    }
}

//# Conditional expressions of objects
//~ GetPat AccessToken CachedToken
//~ kind type
public static class Choices
{
    public static GetPat Switch(string kind, PatOwner owner) => kind switch
    {
        "ci" => new GetPat { Id = "1", Name = "ci", Scope = [Scopes.Default], Owner = owner, Created = DateTimeOffset.UtcNow },
        "export" => new() { Id = "2", Name = "export", Scope = [Scopes.All], Owner = owner, Created = DateTimeOffset.UtcNow },
        _ => throw new ArgumentOutOfRangeException(nameof(kind)),
    };

    public static GetPat Coalesced(GetPat? token, PatOwner owner)
    {
        token ??= new GetPat { Id = "0", Name = "n", Scope = null, Owner = owner, Created = DateTimeOffset.UtcNow };
        return token;
    }

    public static GetPat Conditional(bool all, PatOwner owner)
    {
        GetPat token;
        if (all) token = new GetPat { Id = "1", Name = "all", Scope = [Scopes.All] };
        else token = new GetPat { Id = "2", Name = "none", Scope = null };
        token.Owner = owner;
        token.Created = DateTimeOffset.UtcNow;
        return token;
    }

    public static GetPat Jumps(int number, PatOwner owner)
    {
        var token = new GetPat { Id = "1", Scope = [], Owner = owner, Created = DateTimeOffset.UtcNow };
        switch (number)
        {
            case 0: token.Name = "zero"; break;
            case 1: goto case 0;
            case 2: goto default;
            default: token.Name = "other"; break;
        }

        return token;
    }
}

//# Preprocessor
//~ GetPat AccessToken
//~ FEATURE_A FEATURE_B
public static class ConditionalCode
{
    public static GetPat Create(PatOwner owner) => new()
    {
        Id = "1",
        Name = "n",
#if FEATURE_A
        Scope = [Scopes.All],
#else
        Scope = null,
#endif
        Owner = owner,
        Created = DateTimeOffset.UtcNow,
    };
}

//# Comparison, sorting and equality
//~ x left
public sealed class TokenComparer : IComparer<GetPat>, IEqualityComparer<GetPat>
{
    public int Compare(GetPat? x, GetPat? other)
    {
        if (x is null || other is null) return x is null ? other is null ? 0 : -1 : 1;
        int byFlag = x.Managed.CompareTo(other.Managed);
        return byFlag != 0 ? byFlag : string.CompareOrdinal(x.Name, other.Name);
    }

    public bool Equals(GetPat? x, GetPat? other) => x?.Id == other?.Id && x?.Managed == other?.Managed;

    public int GetHashCode(GetPat x) => HashCode.Combine(x.Id, x.Managed);
}
