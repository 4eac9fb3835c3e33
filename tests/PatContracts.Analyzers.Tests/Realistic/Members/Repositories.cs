//# Upsert in a store
//~ store repository
//~ token entity
public sealed class Upserts(ITokenStore store)
{
    public GetPat Upsert(TokenRow row)
    {
        var token = store.Load(row.Id) ?? new GetPat();
        token.Id = row.Id;
        token.Name = row.Label;
        token.Scope = Scopes.Split(row.Scopes);
        token.Owner = Owners.Of(row.OwnerId);
        token.Created = row.CreatedAt;
        store.Save(token);
        return token;
    }

    public GetPat GetOrCreate(string id, PatOwner owner)
    {
        if (store.TryGet(id, out var token)) return token;
        token = new GetPat { Id = id, Name = id, Scope = null, Owner = owner, Created = DateTimeOffset.UtcNow };
        store.Save(token);
        return token;
    }
}

//# Cache with GetOrAdd
//~ _cache _tokens
//~ GetPat AccessToken CachedToken
public sealed class TokenCache
{
    private readonly ConcurrentDictionary<string, GetPat> _cache = new();
    private readonly Lazy<GetPat> _none = new(() => new GetPat { Id = "0", Name = "none", Scope = [], Owner = new PatOwner(), Created = DateTimeOffset.UnixEpoch });

    public GetPat Get(TokenRow row) => _cache.GetOrAdd(row.Id, static (id, source) => new GetPat
    {
        Id = id,
        Name = source.Label,
        Scope = null,
        Owner = Owners.Of(source.OwnerId),
        Created = source.CreatedAt,
    }, row);

    public GetPat None => _none.Value;
}

//# Lock around a cached object
//~ _gate _lock
//~ GetPat AccessToken CachedToken
public sealed class LockedCache
{
    private readonly object _gate = new();
    private GetPat? _current;

    public GetPat Current(PatOwner owner)
    {
        lock (_gate)
        {
            if (_current is not null) return _current;
            var token = new GetPat { Id = "1", Name = "current" };
            token.Scope = [];
            token.Owner = owner;
            token.Created = DateTimeOffset.UtcNow;
            return _current = token;
        }
    }

    public GetPat Swap(PatOwner owner)
    {
        var fresh = new GetPat { Id = "2", Name = "fresh", Scope = null, Owner = owner, Created = DateTimeOffset.UtcNow };
        return Interlocked.CompareExchange(ref _current, fresh, null) ?? fresh;
    }
}

//# Lock on the object itself
//~ GetPat AccessToken CachedToken
//~ token item
public static class SelfLocked
{
    public static GetPat Create(string name, PatOwner owner)
    {
        var token = new GetPat { Id = "1" };
        lock (token)
        {
            token.Name = name;
            token.Scope = null;
            token.Owner = owner;
            token.Created = DateTimeOffset.UtcNow;
        }

        return token;
    }
}

//# Repository over a data reader
//~ reader record
//~ GetPat AccessToken CachedToken
public sealed class ReaderRepository(Func<string, IDataReader> open)
{
    public IEnumerable<GetPat> All()
    {
        var reader = open("select id, name, scope, owner, created, managed from tokens");
        while (reader.Read())
        {
            yield return new GetPat
            {
                Id = reader.GetString(0),
                Name = reader.GetString(1),
                Scope = reader.IsDBNull(2) ? null : reader.GetString(2).Split(' '),
                Owner = Owners.Of(reader.GetString(3)),
                Created = reader.GetDateTimeOffset(4),
                Managed = !reader.IsDBNull(5) && reader.GetBoolean(5),
            };
        }
    }
}

//# Database context with change tracking
//~ db context
//~ entity token
public sealed class TrackedTokens(TokenContext db)
{
    public async Task<AccessToken> AddAsync(TokenRequest request, CancellationToken ct)
    {
        var entity = new AccessToken
        {
            Id = Guid.NewGuid().ToString("N"),
            Name = request.Name,
            Scope = request.Scopes,
            Owner = Owners.Of(request.OwnerId),
            Created = DateTimeOffset.UtcNow,
        };
        db.Tokens.Add(entity);
        await db.SaveChangesAsync(ct);
        return entity;
    }

    public async Task RenameAsync(string id, string name, CancellationToken ct)
    {
        var entity = await db.Tokens.FindAsync(id) ?? throw new KeyNotFoundException(id);
        entity.Name = name;
        await db.SaveChangesAsync(ct);
    }

    public async Task DeleteAsync(string id, CancellationToken ct)
    {
        if (await db.Tokens.FirstOrDefaultAsync(t => t.Id == id, ct) is { } entity)
        {
            db.Tokens.Remove(entity);
            await db.SaveChangesAsync(ct);
        }
    }
}

//# Generic repository
//~ T TItem
//~ IEntities IRepository
public interface IEntities<T>
    where T : class, new()
{
    T Create();
    void Add(T entity);
}

public class Entities<T> : IEntities<T>
    where T : class, new()
{
    private readonly List<T> _items = [];

    public virtual T Create() => new();

    public void Add(T entity) => _items.Add(entity);
}

public sealed class TokenEntities : Entities<AccessToken>
{
    public override AccessToken Create() => new() { Id = "1", Name = "n", Scope = null, Owner = new PatOwner(), Created = DateTimeOffset.UtcNow };
}

//# Pool of empty objects
//~ _pool _tokens
//~ GetPat AccessToken
public sealed class TokenPool(ObjectPool<GetPat> _pool)
{
    public sealed class Policy : IPoolPolicy<GetPat>
    {
        public GetPat Create() => new();

        public bool Return(GetPat item)
        {
            item.Id = null!;
            item.Name = null!;
            item.Scope = null;
            item.Owner = null!;
            item.Created = default;
            item.LastUsed = null;
            item.Managed = false;
            return true;
        }
    }

    public GetPat Rent(ServiceRow row)
    {
        var token = _pool.Get();
        token.Id = row.Id;
        token.Name = row.Label;
        token.Scope = Scopes.Split(row.Scopes);
        token.Owner = Owners.Of(row.OwnerId);
        token.Created = row.CreatedAt;
        token.Managed = row.IsManaged ?? false;
        return token;
    }
}

//# Reset of a reused object
//~ Reset Clear
//~ GetPat AccessToken
public sealed class Reusable
{
    private readonly GetPat _token = new();

    public void Reset()
    {
        _token.Id = null!;
        _token.Name = null!;
        _token.Created = default;
        _token.Owner = null!;
    }

    public GetPat Fill(TokenRow row)
    {
        _token.Id = row.Id;
        _token.Name = row.Label;
        _token.Scope = null;
        _token.Created = row.CreatedAt;
        _token.Owner = Owners.Of(row.OwnerId);
        return _token;
    }
}

//# Registrations
//~ services collection
//~ GetPat AccessToken CachedToken
public static class Registrations
{
    public static IServiceCollection AddTokens(this IServiceCollection services) => services
        .AddTransient(_ => new GetPat { Id = "1", Name = "n", Scope = [], Owner = new PatOwner(), Created = DateTimeOffset.UtcNow })
        .AddSingleton<Func<string, GetPat>>(provider => id =>
        {
            var clock = provider.GetRequiredService<TimeProvider>();
            return new GetPat { Id = id, Name = id, Scope = null, Owner = new PatOwner(), Created = clock.GetUtcNow() };
        });
}
