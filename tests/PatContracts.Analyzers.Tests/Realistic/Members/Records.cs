//# With-expressions
//~ GetPat CachedToken
//~ token pat source
public static class Withs
{
    public static GetPat Rename(GetPat token, string name) => token with { Name = name };

    public static GetPat Touch(GetPat token, TimeProvider clock) => token with { LastUsed = clock.GetUtcNow() };

    public static GetPat Narrow(GetPat token, params string[] scopes) => token with { Scope = token.Scope?.Intersect(scopes).ToArray() };

    public static GetPat Same(GetPat token) => token with { };
}

//# Record with a primary constructor that derives
//~ AuditedToken TracedToken
//~ by author
public record AuditedToken(string Id, string Name, IReadOnlyList<string>? Scope, PatOwner Owner, DateTimeOffset Created, string By)
    : StoredToken(Id, Name, Scope, Owner, Created)
{
    public DateTimeOffset At { get; init; } = DateTimeOffset.UtcNow;

    public static AuditedToken Of(StoredToken token, string by) => new(token.Id, token.Name, token.Scope, token.Owner, token.Created, by) { Managed = token.Managed };
}

//# Class with a primary constructor that sets its base's members
//~ NamedToken LabeledToken
//~ GetPat CachedToken
public record NamedToken : GetPat
{
    public NamedToken(string id, string name, PatOwner owner)
    {
        Id = id;
        Name = name;
        Scope = [];
        Owner = owner;
        Created = DateTimeOffset.UtcNow;
    }

    public static NamedToken Automation(PatOwner owner) => new(Guid.NewGuid().ToString("N"), "automation", owner);
}

//# Derived class of a class with setters
//~ TeamToken ServiceToken
//~ team service
public sealed class TeamToken : AccessToken
{
    public TeamToken(string team)
    {
        Team = team;
        Name = team;
        Scope = null;
        Owner = new PatOwner { Name = team };
        Created = DateTimeOffset.UtcNow;
    }

    public string Team { get; }

    public static TeamToken For(string team) => new(team) { Id = Guid.NewGuid().ToString() };
}

//# Required members that the compiler enforces
//~ row entity
//~ Strict Exact
public static class StrictMapping
{
    public static StrictToken Strict(ServiceRow row) => new()
    {
        Id = row.Id,
        Name = row.Label,
        Scope = Scopes.Split(row.Scopes),
        Owner = Owners.Of(row.OwnerId),
        Created = row.CreatedAt,
        Managed = row.IsManaged is true,
    };

    public static StrictToken Copy(GetPat token) => new()
    {
        Id = token.Id,
        Name = token.Name,
        Scope = token.Scope,
        Owner = token.Owner,
        Created = token.Created,
        LastUsed = token.LastUsed,
        Managed = token.Managed,
    };
}

//# Constructor that sets required members
//~ SignedToken SealedToken
[ContractModel("v3")]
public sealed class SignedToken
{
    [SetsRequiredMembers]
    public SignedToken(string id, string name, PatOwner owner)
    {
        (Id, Name, Owner) = (id, name, owner);
        Scope = [];
        Created = DateTimeOffset.UtcNow;
    }

    public required string Id { get; init; }
    public required string Name { get; init; }
    public required string[]? Scope { get; init; }
    public required PatOwner Owner { get; init; }
    public required DateTimeOffset Created { get; init; }

    public static SignedToken For(PatOwner owner) => new("1", "signed", owner);
}

//# Property that sets another one
//~ AliasToken LegacyToken
//~ Title Label Caption
[ContractModel("v3")]
public class AliasToken
{
    public string Id { get; set; } = null!;
    public string Name { get; set; } = null!;
    [JsonIgnore] public string Title { get => Name; set => Name = value; }
    public string[]? Scope { get; set; }
    [JsonIgnore] public string ScopeText { set => Scope = value.Split(' '); }
    public PatOwner Owner { get; set; } = null!;
    public DateTimeOffset Created { get; set; }

    public static AliasToken Of(TokenRow row) => new()
    {
        Id = row.Id,
        Title = row.Label,
        ScopeText = row.Scopes ?? "",
        Owner = Owners.Of(row.OwnerId),
        Created = row.CreatedAt,
    };
}

//# Computed and defaulted members
//~ ComputedToken DerivedToken
[ContractModel("v3")]
public class ComputedToken
{
    public string Id { get; init; } = Guid.NewGuid().ToString("N");
    public string Name => $"token-{Id}";
    public IReadOnlyList<string>? Scope { get; } = [Scopes.Default];
    public PatOwner Owner { get; init; } = new();
    public DateTimeOffset Created { get; init; } = DateTimeOffset.UtcNow;

    public static ComputedToken Now() => new();

    public static ComputedToken With(string id) => new() { Id = id };
}

//# Struct model
//~ TokenValue TokenKey
[ContractModel("v3")]
public readonly record struct TokenValue(string Id, string Name, string[]? Scope, PatOwner Owner, DateTimeOffset Created)
{
    public static TokenValue Of(GetPat token) => token.Managed
        ? throw new ArgumentException("The platform's tokens have no values.", nameof(token))
        : new(token.Id, token.Name, token.Scope?.ToArray(), token.Owner, token.Created);

    public TokenValue Renamed(string name) => this with { Name = name };
}

//# Immutable state and reducer
//~ State Board
//~ token t
public sealed record State(IReadOnlyList<GetPat> Tokens, string? Error)
{
    public static readonly State Empty = new([], null);

    public State With(GetPat token) => this with { Tokens = [.. Tokens.Where(t => t.Id != token.Id), token] };

    public State Without(string id) => this with { Tokens = [.. Tokens.Where(t => t.Id != id)] };

    public State Renamed(string id, string name) => this with { Tokens = [.. Tokens.Select(t => t.Id == id ? t with { Name = name } : t)] };
}

//# Toggles
//~ Toggle Flip Invert
public static class Toggles
{
    public static void Toggle(GetPat token) => token.Managed = !token.Managed;

    public static GetPat Toggled(GetPat token) => token with { Managed = !token.Managed };

    public static IEnumerable<GetPat> Change(IEnumerable<GetPat> tokens, string id) =>
        tokens.Select(token => token.Id == id ? token with { Managed = !token.Managed } : token);

    public static void ToggleAt(IList<GetPat> tokens, int index) => tokens[index] = tokens[index] with { Managed = !tokens[index].Managed };
}

//# Template that is copied
//~ Template Prototype Blank
//~ GetPat CachedToken
public static class Templates
{
    private static readonly GetPat Template = new()
    {
        Id = "template",
        Name = "template",
        Scope = null,
        Owner = new PatOwner { Type = "IDENTITY" },
        Created = new DateTimeOffset(2024, 3, 7, 5, 0, 0, TimeSpan.Zero),
    };

    public static GetPat New(string id, string name) => Template with { Id = id, Name = name, Created = DateTimeOffset.UtcNow };
}
