//# Select over rows
//~ GetPat AccessToken CachedToken
//~ row r x
//~ ToList ToArray
public static class SelectRows
{
    public static IReadOnlyList<GetPat> All(IEnumerable<TokenRow> rows) => rows
        .Where(row => row.Label.Length > 0)
        .OrderBy(row => row.CreatedAt)
        .Select(row => new GetPat
        {
            Id = row.Id,
            Name = row.Label,
            Scope = Scopes.Split(row.Scopes),
            Owner = new PatOwner { Id = row.OwnerId },
            Created = row.CreatedAt,
        })
        .ToList();
}

//# Query syntax with let and join
//~ GetPat AccessToken CachedToken
//~ row r
//~ person owner
public static class QuerySyntax
{
    public static IEnumerable<GetPat> Joined(IEnumerable<TokenRow> rows, IEnumerable<Person> people) =>
        from row in rows
        join person in people on row.OwnerId equals person.Id
        let scopes = Scopes.Split(row.Scopes)
        where row.CreatedAt.Year > 2020
        orderby row.Label
        select new GetPat
        {
            Id = row.Id,
            Name = row.Label,
            Scope = scopes,
            Owner = Owners.Of(person),
            Created = row.CreatedAt,
        };
}

//# Copies of personal tokens only
//~ AccessToken CachedToken
//~ token t pat
public static class PersonalCopies
{
    public static List<AccessToken> Filtered(IEnumerable<GetPat> all) => all
        .Where(token => !token.Managed)
        .Select(token => new AccessToken { Id = token.Id, Name = token.Name, Scope = token.Scope, Owner = token.Owner, Created = token.Created })
        .ToList();

    public static IEnumerable<AccessToken> Queried(IEnumerable<GetPat> all) =>
        from token in all
        where !token.Managed && token.LastUsed is not null
        select new AccessToken { Id = token.Id, Name = token.Name, Scope = token.Scope, Owner = token.Owner, Created = token.Created };

    public static AccessToken First(IEnumerable<GetPat> all)
    {
        var token = all.First(candidate => !candidate.Managed);
        return new AccessToken { Id = token.Id, Name = token.Name, Scope = token.Scope, Owner = token.Owner, Created = token.Created };
    }
}

//# Copies behind a predicate helper
//~ IsPersonal BelongsToPerson
//~ AccessToken CachedToken
public static class PredicateHelper
{
    private static bool IsPersonal(GetPat token) => !token.Managed;

    public static AccessToken[] Copies(IEnumerable<GetPat> all) =>
        [.. all.Where(IsPersonal).Select(t => new AccessToken { Id = t.Id, Name = t.Name, Scope = t.Scope, Owner = t.Owner, Created = t.Created })];

    public static IEnumerable<AccessToken> Each(IEnumerable<GetPat> all)
    {
        foreach (var t in all)
        {
            if (!IsPersonal(t)) continue;
            yield return new AccessToken { Id = t.Id, Name = t.Name, Scope = t.Scope, Owner = t.Owner, Created = t.Created };
        }
    }
}

//# Groups by the flag
//~ all tokens
public static class Grouping
{
    public static Dictionary<bool, int> Count(IEnumerable<GetPat> all) => all.GroupBy(token => token.Managed).ToDictionary(group => group.Key, group => group.Count());

    public static IEnumerable<AccessToken> Personal(IEnumerable<GetPat> all)
    {
        var byFlag = all.ToLookup(token => token.Managed);
        return byFlag[false].Select(s => new AccessToken { Id = s.Id, Name = s.Name, Scope = null, Owner = s.Owner, Created = s.Created });
    }

    public static string Report(IEnumerable<GetPat> all) => string.Join(
        Environment.NewLine,
        from token in all
        group token by token.Owner.Id into byOwner
        orderby byOwner.Count() descending
        select $"{byOwner.Key}: {byOwner.Count()}, {byOwner.Count(t => t.Managed)} of them the platform's");
}

//# Dictionaries and lookups
//~ GetPat AccessToken CachedToken
//~ row r
public static class Dictionaries
{
    public static Dictionary<string, GetPat> ById(IEnumerable<TokenRow> rows) => rows.ToDictionary(
        row => row.Id,
        row => new GetPat { Id = row.Id, Name = row.Label, Scope = null, Owner = Owners.Of(row.OwnerId), Created = row.CreatedAt });

    public static ILookup<string, GetPat> ByOwner(IEnumerable<GetPat> tokens) => tokens.ToLookup(token => token.Owner.Id ?? "");
}

//# Expression trees for a database
//~ AccessToken CachedToken
//~ Projection ToToken Selector
public static class Projections
{
    public static readonly Expression<Func<ServiceRow, AccessToken>> Projection = row => new AccessToken
    {
        Id = row.Id,
        Name = row.Label,
        Scope = null,
        Owner = new PatOwner { Id = row.OwnerId, Name = row.OwnerName },
        Created = row.CreatedAt,
        Managed = row.IsManaged ?? false,
    };

    public static Task<List<AccessToken>> ListAsync(TokenContext db, string ownerId, CancellationToken ct) =>
        db.Rows.AsNoTracking().Where(row => row.OwnerId == ownerId).Select(Projection).ToListAsync(ct);
}

//# Database queries on a nullable flag
//~ db context
//~ t token x
public static class FlagQueries
{
    public static IQueryable<AccessToken> NotManaged(TokenContext db) => db.Tokens.Where(t => t.Managed == null || t.Managed == false);

    public static IQueryable<AccessToken> Personal(TokenContext db) => db.Tokens.Where(t => t.Managed != true);

    public static IQueryable<AccessToken> Platform(TokenContext db) => db.Tokens.Where(t => t.Managed == true);

    public static IQueryable<AccessToken> Known(TokenContext db) => db.Tokens.Where(t => t.Managed.HasValue).Where(t => t.Managed == false);
}

//# Aggregates and sums
//~ tokens all
public static class Aggregates
{
    public static (int Managed, int Personal) Count(IReadOnlyCollection<GetPat> tokens) => (tokens.Count(t => t.Managed), tokens.Count(t => !t.Managed));

    public static GetPat Longest(IEnumerable<GetPat> tokens) => tokens.Aggregate((a, b) => a.Name.Length >= b.Name.Length ? a : b);

    public static GetPat Seeded(IEnumerable<string> parts) => parts.Aggregate(
        new GetPat { Id = "1", Name = "", Scope = null, Owner = new PatOwner(), Created = DateTimeOffset.UnixEpoch },
        (token, part) => token with { Name = token.Name + part });

    public static DateTimeOffset? Latest(IEnumerable<GetPat> tokens) => tokens.Max(t => t.LastUsed);
}

//# Chunks, zip and pairs
//~ GetPat AccessToken CachedToken
//~ chunk batch
public static class ChunksAndPairs
{
    public static IEnumerable<GetPat> Zip(IEnumerable<string> ids, IEnumerable<string> names, PatOwner owner) =>
        ids.Zip(names, (id, name) => new GetPat { Id = id, Name = name, Scope = [], Owner = owner, Created = DateTimeOffset.UtcNow });

    public static async Task SaveAsync(IEnumerable<GetPat> tokens, Func<GetPat[], Task> save)
    {
        foreach (var chunk in tokens.Chunk(100)) await save(chunk);
    }

    public static IEnumerable<GetPat> Indexed(IEnumerable<string> names, PatOwner owner) =>
        names.Select((name, index) => new GetPat { Id = $"{index}", Name = name, Scope = null, Owner = owner, Created = DateTimeOffset.UnixEpoch.AddDays(index) });
}

//# SelectMany over owners
//~ GetPat AccessToken CachedToken
//~ person owner
public static class Cross
{
    public static IEnumerable<GetPat> ForEach(IEnumerable<Person> people, string[] names) =>
        from person in people
        from name in names
        select new GetPat { Id = $"{person.Id}-{name}", Name = name, Scope = null, Owner = Owners.Of(person), Created = DateTimeOffset.UtcNow };

    public static IEnumerable<GetPat> Fluent(IEnumerable<Person> people, string[] names) => people.SelectMany(
        person => names,
        (person, name) => new GetPat { Id = $"{person.Id}-{name}", Name = name, Scope = [], Owner = Owners.Of(person), Created = DateTimeOffset.UtcNow });
}

//# Two-step pipeline of with-expressions
//~ GetPat CachedToken
//~ t token
public static class Pipeline
{
    public static IEnumerable<GetPat> Renamed(IEnumerable<GetPat> tokens) => tokens
        .Select(t => t with { Name = t.Name.Trim() })
        .Select(t => t with { Scope = t.Scope ?? [] })
        .DistinctBy(t => t.Id);

    public static IEnumerable<GetPat> Without(IEnumerable<GetPat> tokens, ISet<string> ids) => tokens.Where(t => !ids.Contains(t.Id)).OrderByDescending(t => t.Created);
}
