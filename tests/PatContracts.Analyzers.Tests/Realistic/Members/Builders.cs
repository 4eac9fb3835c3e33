//# Builder that keeps values
//~ TokenBuilder PatBuilder
//~ GetPat AccessToken CachedToken
public sealed class TokenBuilder
{
    private string? _id;
    private string _name = "automation";
    private readonly List<string> _scope = [];
    private PatOwner _owner = new();
    private DateTimeOffset _created = DateTimeOffset.UtcNow;

    public TokenBuilder WithId(string id)
    {
        _id = id;
        return this;
    }

    public TokenBuilder WithName(string name)
    {
        _name = name;
        return this;
    }

    public TokenBuilder WithScope(params string[] scopes)
    {
        _scope.AddRange(scopes);
        return this;
    }

    public TokenBuilder OwnedBy(string id, string? name = null)
    {
        _owner = new PatOwner { Type = "IDENTITY", Id = id, Name = name };
        return this;
    }

    public TokenBuilder CreatedAt(DateTimeOffset created)
    {
        _created = created;
        return this;
    }

    public GetPat Build() => new()
    {
        Id = _id ?? throw new InvalidOperationException("The token has no id."),
        Name = _name,
        Scope = _scope.Count == 0 ? null : _scope,
        Owner = _owner,
        Created = _created,
    };
}

//# Builder that fills one object
//~ FillingBuilder MutableBuilder
//~ GetPat AccessToken CachedToken
//~ _token _pat _result
public sealed class FillingBuilder
{
    private readonly GetPat _token = new();

    public FillingBuilder Id(string id) { _token.Id = id; return this; }
    public FillingBuilder Name(string name) { _token.Name = name; return this; }
    public FillingBuilder Scope(params string[] scope) { _token.Scope = scope; return this; }
    public FillingBuilder Owner(PatOwner owner) { _token.Owner = owner; return this; }
    public FillingBuilder Created(DateTimeOffset created) { _token.Created = created; return this; }

    public GetPat Build()
    {
        if (_token.Id is null or "") throw new InvalidOperationException("The token has no id.");
        return _token;
    }
}

//# Builder of with-expressions
//~ WithBuilder ImmutableBuilder
//~ GetPat CachedToken
public sealed class WithBuilder
{
    private GetPat _state = new() { Id = "0", Name = "n", Scope = null, Owner = new PatOwner(), Created = DateTimeOffset.UnixEpoch };

    public WithBuilder Named(string name) => Next(_state with { Name = name });

    public WithBuilder Scoped(params string[] scope) => Next(_state with { Scope = scope });

    public GetPat Build() => _state;

    private WithBuilder Next(GetPat state)
    {
        _state = state;
        return this;
    }
}

//# Factory with a configure delegate
//~ GetPat AccessToken CachedToken
//~ configure setup
public static class Factory
{
    public static GetPat Create(Action<GetPat> configure)
    {
        var token = new GetPat();
        configure(token);
        return token;
    }

    public static GetPat WithDefaults(Action<GetPat>? configure = null)
    {
        var token = new GetPat { Id = Guid.NewGuid().ToString(), Name = "n", Scope = [], Owner = new PatOwner(), Created = DateTimeOffset.UtcNow };
        configure?.Invoke(token);
        return token;
    }

    public static GetPat Use() => Create(token =>
    {
        token.Id = "1";
        token.Name = "n";
        token.Scope = null;
        token.Owner = new PatOwner();
        token.Created = DateTimeOffset.UtcNow;
    });
}

//# Scope function with a callback
//~ Also Apply Tap
//~ GetPat AccessToken CachedToken
public static class ScopeFunctions
{
    public static T Also<T>(this T value, Action<T> action)
    {
        action(value);
        return value;
    }

    public static GetPat Create(string name, PatOwner owner) => new GetPat { Id = "1", Owner = owner }.Also(token =>
    {
        token.Name = name;
        token.Scope = [];
        token.Created = DateTimeOffset.UtcNow;
    });
}

//# Skeleton in a private helper
//~ Skeleton Blank NewToken
//~ GetPat AccessToken CachedToken
public sealed class Skeletons(TimeProvider clock)
{
    public GetPat ForBuild(string id)
    {
        var token = Skeleton(id);
        token.Name = "build";
        token.Scope = [Scopes.Default];
        return token;
    }

    public GetPat ForExport(string id)
    {
        var token = Skeleton(id);
        token.Name = "export";
        token.Scope = [Scopes.All];
        return token;
    }

    private GetPat Skeleton(string id) => new() { Id = id, Owner = new PatOwner(), Created = clock.GetUtcNow() };
}

//# Fluent extensions that change the receiver
//~ GetPat AccessToken CachedToken
//~ Named Called
public static class FluentChange
{
    public static GetPat Named(this GetPat token, string name)
    {
        token.Name = name;
        return token;
    }

    public static GetPat OwnedBy(this GetPat token, string id)
    {
        token.Owner = Owners.Of(id);
        return token;
    }

    public static GetPat Scoped(this GetPat token, params string[] scope)
    {
        token.Scope = scope;
        return token;
    }

    public static GetPat Create(string id) => new GetPat { Id = id, Created = DateTimeOffset.UtcNow }.Named("fluent").OwnedBy("jo").Scoped(Scopes.All);
}

//# Generic helper with a constraint
//~ IAudited IStamped
//~ Stamp Audit
public interface IAudited
{
    DateTimeOffset Created { get; set; }
    PatOwner Owner { get; set; }
}

[ContractModel("v3")]
public sealed class StampedToken : IAudited
{
    public string Id { get; set; } = null!;
    public string Name { get; set; } = null!;
    public string[]? Scope { get; set; }
    public PatOwner Owner { get; set; } = null!;
    public DateTimeOffset Created { get; set; }
}

public static class Stamping
{
    public static T Stamp<T>(T item, PatOwner by)
        where T : IAudited
    {
        item.Created = DateTimeOffset.UtcNow;
        item.Owner = by;
        return item;
    }

    public static StampedToken Create(string id, PatOwner by) => Stamp(new StampedToken { Id = id, Name = id, Scope = null }, by);

    public static StampedToken Stepwise(string id, PatOwner by)
    {
        var token = new StampedToken { Id = id, Name = id };
        token.Scope = [];
        Stamp(token, by);
        return token;
    }
}

//# Interface helper
//~ IHasOwner IOwned
public interface IHasOwner
{
    PatOwner Owner { get; set; }
}

[ContractModel("v3")]
public sealed class OwnedToken : IHasOwner
{
    public string Id { get; set; } = null!;
    public string Name { get; set; } = null!;
    public List<string>? Scope { get; set; }
    public PatOwner Owner { get; set; } = null!;
    public DateTimeOffset Created { get; set; }

    public static OwnedToken Create(string id)
    {
        var token = new OwnedToken { Id = id, Name = id, Scope = [], Created = DateTimeOffset.UtcNow };
        Assign(token, id);
        return token;
    }

    private static void Assign(IHasOwner item, string id) => item.Owner = Owners.Of(id);
}

//# Base class that fills
//~ EntityBase ModelBase
//~ Initialize Prepare
public abstract class EntityBase
{
    public string Id { get; set; } = null!;
    public DateTimeOffset Created { get; set; }

    protected void Initialize()
    {
        Id = Guid.NewGuid().ToString("N");
        Created = DateTimeOffset.UtcNow;
    }
}

[ContractModel("v3")]
public sealed class EntityToken : EntityBase
{
    public EntityToken(string name, PatOwner owner)
    {
        Initialize();
        Name = name;
        Owner = owner;
    }

    public string Name { get; set; }
    public string[]? Scope { get; set; } = [Scopes.Default];
    public PatOwner Owner { get; set; }

    public static EntityToken Create(string name) => new(name, new PatOwner());
}

//# Local functions and lambdas
//~ GetPat AccessToken CachedToken
//~ Fill Complete
public static class LocalFunctions
{
    public static GetPat Create(string kind, string id)
    {
        var token = Skeleton();
        Fill();
        return token;

        GetPat Skeleton() => new() { Id = id, Owner = new PatOwner(), Created = DateTimeOffset.UtcNow };

        void Fill()
        {
            token.Name = kind;
            token.Scope = kind == "ci" ? [Scopes.Default] : null;
        }
    }

    public static GetPat Chosen(bool all, PatOwner owner)
    {
        Func<string, GetPat> make = name => new GetPat { Id = name, Name = name, Scope = all ? [Scopes.All] : null, Owner = owner, Created = DateTimeOffset.UtcNow };
        return make("chosen");
    }
}
