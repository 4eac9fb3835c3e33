//# Mapper that forgets the scope
//~ GetPat AccessToken CachedToken
//~ row entity source
public static class ForgottenScope
{
    public static GetPat FromRow(ServiceRow row) => new() //! PAT1001
    {
        Id = row.Id,
        Name = row.Label,
        Owner = Owners.Of(row.OwnerId),
        Created = row.CreatedAt,
        Managed = row.IsManaged ?? false,
    };
}

//# Stepwise mapper that forgets the date
//~ GetPat AccessToken CachedToken
//~ token result pat
public static class ForgottenDate
{
    public static GetPat Map(TokenRow row)
    {
        var token = new GetPat(); //! PAT1001
        token.Id = row.Id;
        token.Name = row.Label;
        token.Scope = Scopes.Split(row.Scopes);
        token.Owner = Owners.Of(row.OwnerId);
        return token;
    }
}

//# Loop that adds incomplete objects
//~ GetPat AccessToken CachedToken
//~ tokens all
public static class IncompleteInLoop
{
    public static List<GetPat> Read(IEnumerable<TokenRow> rows)
    {
        var tokens = new List<GetPat>();
        foreach (var row in rows)
        {
            tokens.Add(new GetPat { Id = row.Id, Name = row.Label, Scope = null, Created = row.CreatedAt }); //! PAT1001
        }

        return tokens;
    }
}

//# Projection that forgets the owner
//~ GetPat AccessToken CachedToken
//~ row r
public static class IncompleteProjection
{
    public static IEnumerable<GetPat> Fluent(IEnumerable<TokenRow> rows) =>
        rows.Select(row => new GetPat { Id = row.Id, Name = row.Label, Scope = [], Created = row.CreatedAt }); //! PAT1001

    public static IEnumerable<GetPat> Query(IEnumerable<TokenRow> rows) =>
        from row in rows
        select new GetPat { Id = row.Id, Name = row.Label, Scope = null, Created = row.CreatedAt }; //! PAT1001
}

//# Builder that forgets in Build
//~ ForgetfulBuilder ShortBuilder
//~ GetPat AccessToken CachedToken
public sealed class ForgetfulBuilder
{
    private string _name = "test";

    public ForgetfulBuilder WithName(string name)
    {
        _name = name;
        return this;
    }

    public GetPat Build() => new() { Id = Guid.NewGuid().ToString("N"), Name = _name, Owner = new PatOwner(), Created = DateTimeOffset.UtcNow }; //! PAT1001
}

//# Helper that assigns too few members
//~ GetPat AccessToken CachedToken
//~ Fill Apply Complete
public static class ShortHelper
{
    public static GetPat Create(string id, PatOwner owner)
    {
        var token = new GetPat { Id = id }; //! PAT1001
        Fill(token, owner);
        return token;
    }

    private static void Fill(GetPat token, PatOwner owner)
    {
        token.Name = "filled";
        token.Owner = owner;
        token.Created = DateTimeOffset.UtcNow;
    }
}

//# Fluent extensions, one call short
//~ GetPat AccessToken CachedToken
public static class ShortChain
{
    public static GetPat Named(this GetPat token, string name) { token.Name = name; return token; }
    public static GetPat OwnedBy(this GetPat token, string id) { token.Owner = Owners.Of(id); return token; }

    public static GetPat Create(string id) => new GetPat { Id = id, Created = DateTimeOffset.UtcNow }.Named("n").OwnedBy("o"); //! PAT1001
}

//# Saved before it is complete
//~ GetPat
//~ store repository
public sealed class SavedTooSoon(ITokenStore store)
{
    public void Create(TokenRow row)
    {
        var token = new GetPat { Id = row.Id, Name = row.Label, Owner = Owners.Of(row.OwnerId) }; //! PAT1001
        store.Save(token);
    }

    public async Task CreateAsync(TokenRequest request, CancellationToken ct)
    {
        var token = new GetPat { Id = "1", Name = request.Name, Scope = request.Scopes, Created = DateTimeOffset.UtcNow }; //! PAT1001
        await store.SaveAsync(token, ct);
    }
}

//# Controller that returns an incomplete token
//~ HalfController ShortController
public sealed class HalfController : Web.ControllerBase
{
    [Web.HttpPost]
    public Web.ActionResult<GetPat> Post([Web.FromBody] TokenRequest request)
    {
        return new GetPat { Id = Guid.NewGuid().ToString(), Name = request.Name, Owner = Owners.Of(request.OwnerId), Created = DateTimeOffset.UtcNow }; //! PAT1001
    }

    [Web.HttpGet]
    public Web.IActionResult Get() => Ok(new GetPat { Id = "1", Name = "n" }); //! PAT1001
}

//# Serialized without its owner
//~ GetPat AccessToken CachedToken
public static class SerializedShort
{
    public static string Write(string id) => JsonSerializer.Serialize(new GetPat { Id = id, Name = id, Scope = null, Created = DateTimeOffset.UtcNow }); //! PAT1001

    public static HttpContent Body(string id)
    {
        var token = new GetPat { Id = id, Name = id, Scope = [] }; //! PAT1001
        return JsonContent.Create(token);
    }
}

//# Static and lazy objects
//~ GetPat AccessToken CachedToken
public static class IncompleteStatics
{
    public static readonly GetPat Blank = new() { Name = "blank", Scope = [], Created = DateTimeOffset.UnixEpoch }; //! PAT1001

    private static readonly Lazy<GetPat> None = new(() => new GetPat { Id = "1", Name = "n", Scope = [], Owner = new PatOwner() }); //! PAT1001

    public static GetPat Value => None.Value;
}

//# Arms of a switch and of a conditional
//~ GetPat AccessToken CachedToken
//~ kind type
public static class IncompleteArms
{
    public static GetPat Switch(string kind, PatOwner owner) => kind switch
    {
        "ci" => new GetPat { Id = "1", Name = "ci", Scope = null, Owner = owner, Created = DateTimeOffset.UtcNow },
        "export" => new GetPat { Id = "2", Name = "export", Owner = owner, Created = DateTimeOffset.UtcNow }, //! PAT1001
        _ => throw new ArgumentOutOfRangeException(nameof(kind)),
    };

    public static GetPat Coalesced(GetPat? token) => token ?? new GetPat { Id = "0" }; //! PAT1001
}

//# Async iterator that yields incomplete tokens
//~ CachedToken GetPat
public static class IncompleteStream
{
    public static async IAsyncEnumerable<CachedToken> Read(IAsyncEnumerable<TokenRow> rows)
    {
        await foreach (var row in rows)
        {
            yield return new CachedToken { Id = row.Id, Name = row.Label, Scope = [], Created = row.CreatedAt }; //! PAT1001
        }
    }
}

//# Constructor that leaves a member out
//~ PartialToken HalfToken
[ContractModel("v3")]
public class PartialToken
{
    public PartialToken(string id, string name)
    {
        Id = id;
        Name = name;
    }

    public string Id { get; set; }
    public string Name { get; set; }
    public string[]? Scope { get; set; }
    public PatOwner Owner { get; set; } = null!;
    public DateTimeOffset Created { get; set; }

    public static PartialToken Create(PatOwner owner) => new("1", "n") { Scope = null, Owner = owner }; //! PAT1001
}

//# Derived record whose constructor forgets
//~ LooseToken BareToken
//~ GetPat CachedToken
public record LooseToken : GetPat
{
    public LooseToken(string name) => (Name, Scope) = (name, null);

    public static LooseToken Create(string id, PatOwner owner) => new("loose") { Id = id, Owner = owner }; //! PAT1001
}

//# Constructor that claims to set required members
//~ ClaimedToken BoldToken
[ContractModel("v3")]
public sealed class ClaimedToken
{
    [SetsRequiredMembers]
    public ClaimedToken(string id, string name) => (Id, Name) = (id, name);

    public required string Id { get; set; }
    public required string Name { get; set; }
    public required string[]? Scope { get; set; }
    public required PatOwner Owner { get; set; }
    public required DateTimeOffset Created { get; set; }

    public static ClaimedToken Create() => new("1", "n"); //! PAT1001
}

//# Generic factory
//~ Make Produce
public static class GenericFactory
{
    private static T Make<T>(string id)
        where T : GetPat, new() => new() { Id = id, Name = id };

    public static GetPat Use() => Make<GetPat>("1"); //! PAT1001
}

//# Event argument
//~ Added Created_
public sealed class IncompleteEvent
{
    public event Action<GetPat>? Added;

    public void Add(string id) => Added?.Invoke(new GetPat { Id = id, Name = id, Scope = null, Owner = new PatOwner() }); //! PAT1001
}

//# Local function that creates an incomplete token
//~ GetPat AccessToken CachedToken
//~ Skeleton Blank
public static class ShortSkeleton
{
    public static GetPat Create(string id)
    {
        var token = Skeleton();
        token.Name = "short";
        return token;

        GetPat Skeleton() => new() { Id = id, Owner = new PatOwner(), Created = DateTimeOffset.UtcNow }; //! PAT1001
    }
}

//# Branch that forgets the name
//~ GetPat AccessToken CachedToken
//~ label name
public static class BranchWithoutName
{
    public static GetPat Create(string id, string? label, PatOwner owner)
    {
        var token = new GetPat { Id = id, Scope = null, Owner = owner, Created = DateTimeOffset.UtcNow }; //! PAT1002
        if (!string.IsNullOrEmpty(label)) token.Name = label;
        return token;
    }
}

//# Case that forgets the scope
//~ GetPat AccessToken CachedToken
//~ kind type
public static class CaseWithoutScope
{
    public static GetPat Create(string kind, string id, PatOwner owner)
    {
        var token = new GetPat { Id = id, Owner = owner, Created = DateTimeOffset.UtcNow }; //! PAT1002
        switch (kind)
        {
            case "ci":
                token.Name = "ci";
                token.Scope = [Scopes.Default];
                break;
            case "export":
                token.Name = "export";
                break;
            default:
                throw new ArgumentOutOfRangeException(nameof(kind));
        }

        return token;
    }
}

//# Catch block that swallows
//~ GetPat AccessToken CachedToken
//~ log logger
public sealed class SwallowedFailure(ILog log)
{
    public GetPat Create(Func<string> name, PatOwner owner)
    {
        var token = new GetPat { Id = "1", Scope = [], Owner = owner, Created = DateTimeOffset.UtcNow }; //! PAT1002
        try
        {
            token.Name = name();
        }
        catch (IOException exception)
        {
            log.Warn(exception, "There is no name.");
        }

        return token;
    }
}

//# Loop that may not run
//~ GetPat AccessToken CachedToken
//~ names labels
public static class LoopWithoutTurn
{
    public static GetPat Create(IEnumerable<string> names, PatOwner owner)
    {
        var token = new GetPat { Id = "1", Scope = [], Owner = owner, Created = DateTimeOffset.UtcNow }; //! PAT1002
        foreach (var name in names)
        {
            if (name.Length < 3) continue;
            token.Name = name;
            break;
        }

        return token;
    }
}

//# Early return before the last member
//~ GetPat AccessToken CachedToken
//~ row entity
public static class ReturnedEarly
{
    public static GetPat Map(TokenRow row)
    {
        var token = new GetPat { Id = row.Id, Name = row.Label, Owner = Owners.Of(row.OwnerId) }; //! PAT1002
        token.Scope = Scopes.Split(row.Scopes);
        if (row.LastUsedAt is null) return token;
        token.LastUsed = row.LastUsedAt;
        token.Created = row.CreatedAt;
        return token;
    }
}

//# Lookup that may fail
//~ GetPat AccessToken CachedToken
//~ directory people
public sealed class FailedLookup(IDirectory directory)
{
    public GetPat Map(TokenRow row)
    {
        var token = new GetPat { Id = row.Id, Name = row.Label, Scope = null, Created = row.CreatedAt }; //! PAT1002
        if (directory.Find(row.OwnerId) is { } person)
        {
            token.Owner = Owners.Of(person);
        }

        return token;
    }
}

//# Else branch that forgets
//~ GetPat AccessToken CachedToken
//~ all everything
public static class ElseWithoutScope
{
    public static GetPat Create(string id, bool all, PatOwner owner)
    {
        var token = new GetPat { Id = id, Owner = owner, Created = DateTimeOffset.UtcNow }; //! PAT1002
        if (all)
        {
            token.Name = "all";
            token.Scope = [Scopes.All];
        }
        else
        {
            token.Name = "some";
        }

        return token;
    }
}

//# Helper that assigns members on some paths
//~ GetPat AccessToken CachedToken
//~ TryFill Fill
public static class ConditionalHelper
{
    public static GetPat Create(string id, PatOwner? owner)
    {
        var token = new GetPat { Id = id, Name = id, Scope = [], Created = DateTimeOffset.UtcNow }; //! PAT1002
        TryFill(token, owner);
        return token;
    }

    private static void TryFill(GetPat token, PatOwner? owner)
    {
        if (owner is null) return;
        token.Owner = owner;
    }
}

//# Parse loop that checks nothing
//~ GetPat AccessToken CachedToken
//~ line row
public static class UncheckedParse
{
    public static GetPat Parse(IEnumerable<string> lines)
    {
        var token = new GetPat { Id = "1", Scope = [], Owner = new PatOwner(), Created = DateTimeOffset.UtcNow }; //! PAT1002
        foreach (var line in lines)
        {
            if (line.StartsWith("name=", StringComparison.Ordinal)) token.Name = line[5..];
        }

        return token;
    }
}

//# Null on one side of a conditional
//~ GetPat AccessToken CachedToken
//~ row entity
public static class NullName
{
    public static GetPat Map(TokenRow row) => new()
    {
        Id = row.Id,
        Name = row.Label.Length == 0 ? null! : row.Label, //! PAT1003
        Scope = null,
        Owner = Owners.Of(row.OwnerId),
        Created = row.CreatedAt,
    };
}

//# Null that suppresses a compiler warning
//~ GetPat AccessToken CachedToken
public static class NullOwner
{
    public static GetPat Create(string id) => new()
    {
        Id = id,
        Name = id,
        Scope = null,
        Owner = null!, //! PAT1003
        Created = DateTimeOffset.UtcNow,
    };

    public static GetPat Later(string id)
    {
        var token = new GetPat { Id = id, Name = id, Scope = [], Created = DateTimeOffset.UtcNow };
        token.Owner = default!; //! PAT1003
        return token;
    }
}

//# Default dates
//~ GetPat AccessToken CachedToken
public static class DefaultDates
{
    public static GetPat Default(string id, PatOwner owner) => new()
    {
        Id = id,
        Name = id,
        Scope = [],
        Owner = owner,
        Created = default, //! PAT1003
    };

    public static GetPat MinValue(string id, PatOwner owner) => new()
    {
        Id = id,
        Name = id,
        Scope = [],
        Owner = owner,
        Created = DateTimeOffset.MinValue, //! PAT1003
    };

    public static GetPat New(string id, PatOwner owner) => new() { Id = id, Name = id, Scope = null, Owner = owner, Created = new DateTimeOffset() }; //! PAT1003
}

//# Null in a with-expression and through a local
//~ GetPat CachedToken
public static class NullInWith
{
    public static GetPat Anonymous(GetPat token) => token with { Name = null! }; //! PAT1003

    public static GetPat Local(string id, PatOwner owner)
    {
        string? name = null;
        return new GetPat { Id = id, Name = name!, Scope = null, Owner = owner, Created = DateTimeOffset.UtcNow }; //! PAT1003
    }
}

//# Null as an argument of a record
//~ owner by
public static class NullArgument
{
    public static StoredToken Create(string id, PatOwner owner) => new(id, null!, [], owner, DateTimeOffset.UtcNow); //! PAT1003

    public static StoredToken Named(string id, PatOwner owner) => new(Id: id, Name: id, Scope: null, Owner: null!, Created: DateTimeOffset.UtcNow); //! PAT1003
}

//# Null arm of a switch
//~ GetPat AccessToken CachedToken
//~ kind type
public static class NullArm
{
    public static GetPat Create(int kind, PatOwner owner) => new()
    {
        Id = "1",
        Name = kind switch { 0 => "zero", 1 => "one", _ => null! }, //! PAT1003
        Scope = [],
        Owner = owner,
        Created = DateTimeOffset.UtcNow,
    };
}

//# Owner of a type that the contract does not know
//~ USER ROBOT identity
//~ id key
public static class UnknownOwnerType
{
    public static PatOwner Create(string id) => new() { Type = "USER", Id = id }; //! PAT1004

    public static void Assign(PatOwner owner) => owner.Type = "USER"; //! PAT1004

    public static PatOwner Copy(PatOwner owner) => owner with { Type = "USER" }; //! PAT1004
}

//# Constants that hold a wrong value
//~ Kind OwnerType
public static class WrongConstants
{
    private const string Kind = "SERVICE";

    public static PatOwner Create(string id) => new() { Type = Kind, Id = id }; //! PAT1004

    public static PatOwner Chosen(bool service) => new() { Type = service ? Kind : "IDENTITY", Id = "1" }; //! PAT1004

    public static PatOwner Nested(string name) => new() { Type = $"{nameof(PatOwner)}", Name = name }; //! PAT1004
}

//# Owner inside a token
//~ GetPat AccessToken CachedToken
public static class NestedValue
{
    public static GetPat Create(string id) => new()
    {
        Id = id,
        Name = id,
        Scope = [],
        Owner = new PatOwner { Type = "PERSON", Id = id }, //! PAT1004
        Created = DateTimeOffset.UtcNow,
    };
}

//# Placeholder that was not replaced
//~ GetPat AccessToken CachedToken
public static class LeftPlaceholder
{
    public static GetPat Create(string id, PatOwner owner) => new()
    {
        Id = id,
        Name = "TODO: name", //! PAT1004
        Scope = [],
        Owner = owner,
        Created = DateTimeOffset.UtcNow,
    };
}
