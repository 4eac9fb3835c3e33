//# Flag set twice
//~ token pat t
//~ Prepare Import
public static class SetTwice
{
    public static GetPat Prepare(GetPat token, string name)
    {
        token.Managed = true;
        token.Name = name;
        token.Managed = false; //! PAT2001
        return token;
    }

    public static GetPat Create(string id, PatOwner owner)
    {
        var token = new GetPat { Id = id, Name = id, Scope = null, Owner = owner, Created = DateTimeOffset.UtcNow, Managed = false };
        token.Managed = true; //! PAT2001 PAT2006
        return token;
    }
}

//# Flag reversed by a with-expression
//~ GetPat CachedToken
public static class TakenBackByWith
{
    public static GetPat Create(string id, PatOwner owner)
    {
        var token = new GetPat { Id = id, Name = id, Scope = [], Owner = owner, Created = DateTimeOffset.UtcNow, Managed = false };
        return token with { Managed = true }; //! PAT2001 PAT2006
    }
}

//# Flag set by a helper and by its caller
//~ Mark Protect
public static class SetByHelper
{
    public static GetPat Run(GetPat token)
    {
        Mark(token);
        token.Managed = false; //! PAT2001
        return token;
    }

    private static void Mark(GetPat token) => token.Managed = true;
}

//# Flag set on both sides of a branch and then again
//~ workflow job
public static class SetAfterBranch
{
    public static void Run(GetPat token, bool workflow)
    {
        if (workflow)
        {
            token.Name = "workflow";
            token.Managed = true;
        }
        else
        {
            token.Managed = true;
        }

        token.Managed = false; //! PAT2001
    }

    public static void WithNullTest(GetPat? token)
    {
        if (token is null) return;
        token.Managed = true;
        if (token.LastUsed is null) token.Name = "unused";
        token.Managed = false; //! PAT2001
    }
}

//# Mapper that drops the flag
//~ source token from
//~ GetPat CachedToken
//~ AccessToken GetPat
public static class DroppedFlag
{
    public static AccessToken Export(GetPat source) => new() //! PAT2002
    {
        Id = source.Id,
        Name = source.Name,
        Scope = source.Scope,
        Owner = source.Owner,
        Created = source.Created,
        LastUsed = source.LastUsed,
    };
}

//# Projection that drops the flag
//~ token t x
//~ AccessToken CachedToken
public static class DroppedInProjection
{
    public static List<AccessToken> Fluent(IEnumerable<GetPat> all) => all
        .Select(token => new AccessToken { Id = token.Id, Name = token.Name, Scope = token.Scope, Owner = token.Owner, Created = token.Created }) //! PAT2002
        .ToList();

    public static IEnumerable<AccessToken> Query(IEnumerable<GetPat> all) =>
        from token in all
        let name = token.Name.Trim()
        orderby name
        select new AccessToken { Id = token.Id, Name = name, Scope = token.Scope, Owner = token.Owner, Created = token.Created }; //! PAT2002

    public static IEnumerable<AccessToken> Nested(IEnumerable<IEnumerable<GetPat>> pages) =>
        from page in pages
        from token in page
        select new AccessToken { Id = token.Id, Name = token.Name, Scope = null, Owner = token.Owner, Created = token.Created }; //! PAT2002
}

//# Loop that drops the flag
//~ source token
//~ AccessToken CachedToken
public static class DroppedInLoop
{
    public static IEnumerable<AccessToken> Copies(IEnumerable<GetPat> all)
    {
        foreach (var source in all)
        {
            var copy = new AccessToken { Id = source.Id, Name = source.Name }; //! PAT2002
            copy.Scope = source.Scope;
            copy.Owner = source.Owner;
            copy.Created = source.Created;
            yield return copy;
        }
    }
}

//# Positional record that drops the flag
//~ source token
public static class DroppedInRecord
{
    public static StoredToken Store(GetPat source) => new(source.Id, source.Name, source.Scope, source.Owner, source.Created); //! PAT2002

    public static IEnumerable<StoredToken> All(IEnumerable<GetPat> sources) =>
        sources.Select(source => new StoredToken(source.Id, source.Name, source.Scope, source.Owner, source.Created)); //! PAT2002

    public static StrictToken Strict(GetPat source) => new() { Id = source.Id, Name = source.Name, Scope = source.Scope, Owner = source.Owner, Created = source.Created }; //! PAT2002
}

//# Copies through tuples, pairs and patterns
//~ AccessToken CachedToken
public static class DroppedInPieces
{
    public static AccessToken Deconstructed(GetPat source)
    {
        var (id, name) = (source.Id, source.Name);
        return new AccessToken { Id = id, Name = name, Scope = source.Scope, Owner = source.Owner, Created = source.Created }; //! PAT2002
    }

    public static AccessToken Pair(KeyValuePair<string, GetPat> pair) =>
        new() { Id = pair.Value.Id, Name = pair.Value.Name, Scope = pair.Value.Scope, Owner = pair.Value.Owner, Created = pair.Value.Created }; //! PAT2002

    public static AccessToken Pattern(GetPat source) => source is { Id: var id, Name: var name, Owner: var owner, Created: var created }
        ? new AccessToken { Id = id, Name = name, Scope = null, Owner = owner, Created = created } //! PAT2002
        : throw new InvalidOperationException();

    public static IEnumerable<AccessToken> Anonymous(IEnumerable<GetPat> all) => all
        .Select(t => new { t.Id, t.Name, t.Owner, t.Created })
        .Select(t => new AccessToken { Id = t.Id, Name = t.Name, Scope = null, Owner = t.Owner, Created = t.Created }); //! PAT2002
}

//# Asynchronous copy that drops the flag
//~ client service
public sealed class DroppedAfterAwait(ITokenClient client)
{
    public async Task<AccessToken> FindAsync(string id)
    {
        var source = await client.FindAsync(id) ?? throw new KeyNotFoundException(id);
        return new AccessToken { Id = source.Id, Name = source.Name, Scope = source.Scope, Owner = source.Owner, Created = source.Created }; //! PAT2002
    }

    public async IAsyncEnumerable<AccessToken> AllAsync()
    {
        await foreach (var source in client.StreamAsync())
        {
            yield return new AccessToken { Id = source.Id, Name = source.Name, Scope = source.Scope, Owner = source.Owner, Created = source.Created }; //! PAT2002
        }
    }
}

//# Member-by-member copy between two parameters
//~ from source
//~ to target
public static class DroppedInAssignments
{
    public static void Copy(GetPat from, AccessToken to)
    {
        to.Id = from.Id; //! PAT2002
        to.Name = from.Name;
        to.Scope = from.Scope;
        to.Owner = from.Owner;
        to.Created = from.Created;
    }
}

//# Row whose flag is dropped
//~ row entity
//~ GetPat CachedToken
public static class DroppedFromRow
{
    public static GetPat Map(ServiceRow row) => new() { Id = row.Id, Name = row.Label, Scope = null, Owner = Owners.Of(row.OwnerId), Created = row.CreatedAt }; //! PAT2002

    public static IEnumerable<GetPat> All(IEnumerable<ServiceRow> rows)
    {
        foreach (var row in rows)
        {
            var token = new GetPat { Id = row.Id, Name = row.Label }; //! PAT2002
            token.Scope = Scopes.Split(row.Scopes);
            token.Owner = Owners.Of(row.OwnerId);
            token.Created = row.CreatedAt;
            yield return token;
        }
    }
}

//# Negated flag of the source
//~ source token from
//~ AccessToken CachedToken
public static class NegatedFlag
{
    public static AccessToken Export(GetPat source) => new()
    {
        Id = source.Id,
        Name = source.Name,
        Scope = source.Scope,
        Owner = source.Owner,
        Created = source.Created,
        Managed = !source.Managed, //! PAT2003
    };

    public static void Assign(GetPat source, AccessToken target) => target.Managed = !source.Managed; //! PAT2003

    public static AccessToken Compared(GetPat source) => new()
    {
        Id = source.Id,
        Name = source.Name,
        Scope = source.Scope,
        Owner = source.Owner,
        Created = source.Created,
        Managed = source.Managed == false, //! PAT2003
    };

    public static AccessToken Conditional(GetPat source) => new()
    {
        Id = source.Id,
        Name = source.Name,
        Scope = source.Scope,
        Owner = source.Owner,
        Created = source.Created,
        Managed = source.Managed ? false : true, //! PAT2003
    };
}

//# Flag that contradicts a test of the same token
//~ token pat t
public static class AgainstTest
{
    public static void If(GetPat token)
    {
        if (token.Managed) token.Managed = false; //! PAT2003
    }

    public static void Block(GetPat token)
    {
        if (token.Managed == true)
        {
            token.Managed = false; //! PAT2003
        }
    }

    public static void Pattern(GetPat token)
    {
        if (token is { Managed: true }) token.Managed = false; //! PAT2003
    }

    public static void Loop(IEnumerable<GetPat> all)
    {
        foreach (var token in all.Where(token_ => token_.Managed))
        {
            token.Managed = false; //! PAT2003
        }
    }

    public static void Conditional(GetPat token) => token.Managed = token.Managed ? false : true; //! PAT2003

    public static void ForEach(List<GetPat> all) => all.Where(token => token.Managed).ToList().ForEach(token => token.Managed = false); //! PAT2003
}

//# Branches on the flag of the source, reversed
//~ source token
//~ AccessToken CachedToken
public static class SwappedBranches
{
    public static void Copy(GetPat source, AccessToken target)
    {
        if (source.Managed) target.Managed = false; //! PAT2003
        else target.Managed = true; //! PAT2003
    }
}

//# Constant that contradicts the filter
//~ GetPat CachedToken
//~ token t
public static class AgainstFilter
{
    public static IEnumerable<GetPat> OfPlatform(IEnumerable<GetPat> tokens) =>
        tokens.Where(token => token.Managed).Select(token => token with { Managed = false }); //! PAT2003

    public static IEnumerable<GetPat> Queried(IEnumerable<GetPat> tokens) =>
        from token in tokens
        where token.Managed
        select token with { Managed = false }; //! PAT2003
}

//# Negations of members named managed
//~ row entity
//~ GetPat CachedToken
public static class NegatedSources
{
    public static GetPat FromRow(ServiceRow row) => new()
    {
        Id = row.Id,
        Name = row.Label,
        Scope = null,
        Owner = Owners.Of(row.OwnerId),
        Created = row.CreatedAt,
        Managed = row.IsManaged == false, //! PAT2003
    };

    public static void FromSummary(GetPat token, TokenSummary summary) => token.Managed = !summary.Managed; //! PAT2003

    public static void FromJson(GetPat token, JsonElement element) => token.Managed = !element.GetProperty("managed").GetBoolean(); //! PAT2003

    public static TokenSummary Summary(GetPat token) => new(token.Id, token.Name, !token.Managed); //! PAT2003
}

//# Fallback of a nullable flag
//~ token pat
public static class WrongFallback
{
    public static bool Coalesce(AccessToken token) => token.Managed ?? true; //! PAT2004

    public static bool MayDelete(AccessToken token) => !(token.Managed ?? true); //! PAT2004

    public static bool Value(AccessToken token) => token.Managed.GetValueOrDefault(true); //! PAT2004

    public static void Fill(AccessToken token) => token.Managed ??= true; //! PAT2004

    public static bool Local(AccessToken token)
    {
        var managed = token.Managed;
        return managed ?? true; //! PAT2004
    }
}

//# Fallback of the value that is assigned
//~ flag managed
//~ GetPat CachedToken
public static class WrongFallbackOfValue
{
    public static GetPat Parameter(string id, bool? flag) => new()
    {
        Id = id,
        Name = id,
        Scope = null,
        Owner = new PatOwner(),
        Created = DateTimeOffset.UtcNow,
        Managed = flag ?? true, //! PAT2004
    };

    public static void Row(GetPat token, ServiceRow row) => token.Managed = row.IsManaged ?? true; //! PAT2004

    public static void RowValue(GetPat token, ServiceRow row) => token.Managed = row.IsManaged.GetValueOrDefault(true); //! PAT2004

    public static void NotFalse(GetPat token, ServiceRow row) => token.Managed = row.IsManaged != false; //! PAT2004

    public static void IsNotFalse(GetPat token, ServiceRow row) => token.Managed = row.IsManaged is not false; //! PAT2004

    public static void NullOrTrue(GetPat token, ServiceRow row) => token.Managed = row.IsManaged is null or true; //! PAT2004

    public static void Dictionary(GetPat token, Dictionary<string, bool> flags) => token.Managed = flags.GetValueOrDefault(token.Id, true); //! PAT2004

    public static void Node(GetPat token, JsonNode node) => token.Managed = node["managed"]?.GetValue<bool>() ?? true; //! PAT2004

    public static void Element(GetPat token, JsonElement element) =>
        token.Managed = element.TryGetProperty("managed", out var value) ? value.GetBoolean() : true; //! PAT2004

    public static void Text(GetPat token, string? text) => token.Managed = !bool.TryParse(text, out var flag) || flag; //! PAT2004

    public static void Switched(GetPat token, ServiceRow row) =>
        token.Managed = row.IsManaged switch { true => true, false => false, null => true }; //! PAT2004
}

//# Property that starts with the wrong flag
//~ EagerToken ProtectedToken
[ContractModel("v3")]
public class EagerToken
{
    public string Id { get; set; } = null!;
    public string Name { get; set; } = null!;
    public string[]? Scope { get; set; }
    public PatOwner Owner { get; set; } = null!;
    public DateTimeOffset Created { get; set; }
    public bool Managed { get; set; } = true; //! PAT2004
}

//# Parameter of a record with the wrong default
//~ EagerRecord ProtectedRecord
[ContractModel("v3")]
public record EagerRecord(string Id, string Name, string[]? Scope, PatOwner Owner, DateTimeOffset Created, bool Managed = true); //! PAT2004

//# Tests that misinterpret an absent flag
//~ token t
public static class EscapedTests
{
    public static bool Equality(AccessToken token) => token.Managed == false; //! PAT2005

    public static IEnumerable<AccessToken> Filter(IEnumerable<AccessToken> tokens) => tokens.Where(token => token.Managed == false); //! PAT2005

    public static IEnumerable<AccessToken> Query(IEnumerable<AccessToken> tokens) =>
        from token in tokens
        where token.Managed == false //! PAT2005
        select token;

    public static bool Inequality(AccessToken token) => token.Managed != false; //! PAT2005

    public static bool Pattern(AccessToken token) => token is { Managed: false }; //! PAT2005

    public static bool Is(AccessToken token) => token.Managed is false; //! PAT2005

    public static bool ByEquals(AccessToken token) => token.Managed.Equals(false); //! PAT2005

    public static bool ByObjectEquals(AccessToken token) => Equals(token.Managed, false); //! PAT2005

    public static string Switch(AccessToken token) => token.Managed switch
    {
        false => "person", //! PAT2005
        _ => "platform",
    };

    public static void Statement(AccessToken token, ILog log)
    {
        if (token.Managed == false) //! PAT2005
        {
            log.Info("{0} is a person's.", token.Id);
        }
    }

    public static int Local(IEnumerable<AccessToken> tokens)
    {
        int count = 0;
        foreach (var token in tokens)
        {
            var managed = token.Managed;
            if (managed == false) count++; //! PAT2005
        }

        return count;
    }
}

//# Client that sets the flag
//~ GetPat CachedToken
//~ cache store
public sealed class ClaimedFlag(ITokenStore cache)
{
    public GetPat Create(string id, PatOwner owner) => new()
    {
        Id = id,
        Name = id,
        Scope = null,
        Owner = owner,
        Created = DateTimeOffset.UtcNow,
        Managed = true, //! PAT2006
    };

    public GetPat Later(string id, PatOwner owner)
    {
        var token = new GetPat { Id = id, Name = id, Scope = [], Owner = owner, Created = DateTimeOffset.UtcNow };
        token.Managed = true; //! PAT2006
        return token;
    }

    public StoredToken Positional(string id, PatOwner owner) => new(id, id, [], owner, DateTimeOffset.UtcNow, true); //! PAT2006

    public int Count => cache.Load("count") is null ? 0 : 1;
}
