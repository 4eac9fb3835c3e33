//# Flags of a nullable member with the contract's default
//~ token t pat
//~ fallback absent
public static class FlagReads
{
    public static bool IsManaged(AccessToken token) => token.Managed ?? false;

    public static bool MayDelete(AccessToken token) => token.Managed != true;

    public static bool Either(AccessToken token) => token.Managed.GetValueOrDefault();

    public static bool Matched(AccessToken token) => token is { Managed: true };

    public static bool NotManaged(AccessToken token) => token.Managed is null or false;

    public static bool NotManagedEither(AccessToken token) => token.Managed == null || token.Managed == false;

    public static bool Unknown(AccessToken token) => token.Managed is null;

    public static string Text(AccessToken token) => token.Managed switch
    {
        true => "platform",
        false => "person",
        null => "person (by default)",
    };
}

//# Null handled before the test
//~ token item
public static class HandledBefore
{
    public static string Early(AccessToken token)
    {
        if (token.Managed is null) return "unknown";
        return token.Managed == false ? "person" : "platform";
    }

    public static string Filled(AccessToken token)
    {
        token.Managed ??= false;
        return token.Managed == false ? "person" : "platform";
    }

    public static string Chain(AccessToken token) => token.Managed == null ? "unknown" : token.Managed == false ? "person" : "platform";

    public static bool HasValueAndFalse(AccessToken token) => token.Managed.HasValue && token.Managed == false;
}

//# Missing token instead of an absent flag
//~ token found
public static class NoToken
{
    public static bool IsProtected(GetPat? token) => token?.Managed ?? true;

    public static bool IsProtectedOrUnsaid(AccessToken? token) => token?.Managed ?? true;

    public static bool IsUnknownOrManaged(IReadOnlyDictionary<string, GetPat> map, string id) => !map.TryGetValue(id, out var token) || token.Managed;

    public static bool IsKnownPersonal(ITokenStore store, string id) => store.Load(id)?.Managed == false;
}

//# Flag from a known source
//~ flag managed isManaged
public static class FlagSources
{
    public static GetPat FromParameter(string id, bool flag) => new() { Id = id, Name = id, Scope = null, Owner = new PatOwner(), Created = DateTimeOffset.UtcNow, Managed = flag };

    public static GetPat FromNullable(string id, bool? flag) => new() { Id = id, Name = id, Scope = null, Owner = new PatOwner(), Created = DateTimeOffset.UtcNow, Managed = flag ?? false };

    public static void FromJson(GetPat token, JsonElement element) => token.Managed = element.TryGetProperty("managed", out var value) && value.GetBoolean();

    public static void FromText(GetPat token, string? text) => token.Managed = bool.TryParse(text, out var flag) && flag;

    public static void FromDictionary(GetPat token, IReadOnlyDictionary<string, bool> flags) => token.Managed = flags.GetValueOrDefault(token.Id);

    public static void FromNode(GetPat token, JsonNode node) => token.Managed = node["managed"]?.GetValue<bool>() ?? false;

    public static void FromSummary(GetPat token, TokenSummary summary) => token.Managed = summary.Managed;
}

//# Default that is conditionally overwritten
//~ workflow byPlatform
//~ GetPat CachedToken
public static class DefaultThenRefine
{
    public static GetPat Create(string id, bool workflow, PatOwner owner)
    {
        var token = new GetPat { Id = id, Name = id, Scope = [], Owner = owner, Created = DateTimeOffset.UtcNow };
        token.Managed = workflow;
        return token;
    }

    public static void Refine(GetPat token, ServiceRow row)
    {
        token.Managed = false;
        if (row.IsManaged.HasValue) token.Managed = row.IsManaged.Value;
    }
}

//# Flag that changes after the token was used
//~ handle notify
public static class Transition
{
    public static void Run(GetPat token, Action<GetPat> handle)
    {
        token.Managed = true;
        handle(token);
        token.Managed = false;
        handle(token);
    }
}

//# Branches that each assign the flag of the source
//~ source token
//~ Copy Clone
public static class BranchedCopies
{
    public static GetPat Copy(GetPat source, bool rename)
    {
        if (rename)
        {
            return new GetPat
            {
                Id = source.Id,
                Name = source.Name + " (copy)",
                Scope = source.Scope,
                Owner = source.Owner,
                Created = source.Created,
                Managed = source.Managed,
            };
        }

        var plain = new GetPat { Id = source.Id, Name = source.Name };
        plain.Scope = source.Scope;
        plain.Owner = source.Owner;
        plain.Created = source.Created;
        plain.Managed = source.Managed;
        return plain;
    }
}

//# Copies where the source is proved unmanaged
//~ source token s
//~ AccessToken CachedToken
public static class ProvedUnmanaged
{
    public static AccessToken Guarded(GetPat source)
    {
        if (source.Managed) throw new InvalidOperationException("The platform's tokens are not copied.");
        return new AccessToken { Id = source.Id, Name = source.Name, Scope = source.Scope, Owner = source.Owner, Created = source.Created };
    }

    public static AccessToken? Switched(GetPat source) => source switch
    {
        { Managed: true } => null,
        _ => new AccessToken { Id = source.Id, Name = source.Name, Scope = null, Owner = source.Owner, Created = source.Created },
    };

    public static void Divided(IEnumerable<GetPat> all, ICollection<AccessToken> platform, ICollection<AccessToken> personal)
    {
        foreach (var source in all)
        {
            var copy = new AccessToken { Id = source.Id, Name = source.Name, Scope = null, Owner = source.Owner, Created = source.Created };
            if (source.Managed)
            {
                copy.Managed = source.Managed;
                platform.Add(copy);
            }
            else
            {
                personal.Add(copy);
            }
        }
    }

    public static void InParallel(IEnumerable<GetPat> all, ConcurrentBag<AccessToken> bag) => Parallel.ForEach(
        all.Where(source => !source.Managed),
        source => bag.Add(new AccessToken { Id = source.Id, Name = source.Name, Scope = null, Owner = source.Owner, Created = source.Created }));
}

//# New tokens that take a name or an owner of another one
//~ template model
public static class Inspired
{
    public static GetPat Next(GetPat template, string id) => new()
    {
        Id = id,
        Name = template.Name + "-next",
        Scope = template.Scope,
        Owner = template.Owner,
        Created = DateTimeOffset.UtcNow,
        Managed = template.Managed,
    };

    public static GetPat ForSameOwner(GetPat template, string name) => new()
    {
        Id = Guid.NewGuid().ToString("N"),
        Name = name,
        Scope = [],
        Owner = template.Owner,
        Created = DateTimeOffset.UtcNow,
    };
}
