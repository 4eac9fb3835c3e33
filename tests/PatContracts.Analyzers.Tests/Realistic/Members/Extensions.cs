//# Extension block that reads (C# 14)
//~ token pat
public static class TokenReading
{
    extension(GetPat token)
    {
        public bool IsPersonal => !token.Managed;

        public string Display => $"{token.Name} of {token.Owner.Name}";

        public bool IsOlderThan(DateTimeOffset moment) => token.Created < moment;
    }

    public static List<GetPat> Personal(IEnumerable<GetPat> tokens) => [.. tokens.Where(t => t.IsPersonal)];
}

//# Extension block that fills (C# 14)
//~ GetPat AccessToken CachedToken
//~ OwnedBy BelongingTo
public static class TokenFilling
{
    extension(GetPat token)
    {
        public GetPat OwnedBy(string id)
        {
            token.Owner = Owners.Of(id);
            return token;
        }

        public void Finish(DateTimeOffset at)
        {
            token.Created = at;
            token.Scope = null;
        }
    }

    public static GetPat Fluent(string id)
    {
        var token = new GetPat { Id = id, Name = id }.OwnedBy("jo");
        token.Finish(DateTimeOffset.UtcNow);
        return token;
    }

    public static GetPat StaticCall(string id)
    {
        var token = new GetPat { Id = id, Name = id };
        TokenFilling.OwnedBy(token, "jo");
        TokenFilling.Finish(token, DateTimeOffset.UtcNow);
        return token;
    }
}

//# Extension property with a setter (C# 14)
//~ OwnerId OwnerKey
//~ GetPat AccessToken CachedToken
public static class OwnerProperty
{
    extension(GetPat token)
    {
        public string? OwnerId
        {
            get => token.Owner.Id;
            set => token.Owner = new PatOwner { Id = value };
        }
    }

    public static GetPat Create(string id)
    {
        var token = new GetPat { Id = id, Name = id, Scope = [], Created = DateTimeOffset.UtcNow };
        token.OwnerId = id;
        return token;
    }
}

//# Generic extension block and static extension members (C# 14)
//~ GetPat CachedToken
//~ ForAutomation ForRobot
public static class GenericExtensions
{
    extension<T>(T value)
    {
        public T Tap(Action<T> action)
        {
            action(value);
            return value;
        }
    }

    extension(GetPat)
    {
        public static GetPat ForAutomation(string id, PatOwner owner) => new() { Id = id, Name = "automation", Scope = [Scopes.Default], Owner = owner, Created = DateTimeOffset.UtcNow };
    }

    public static GetPat Create(string id, PatOwner owner) => GetPat.ForAutomation(id, owner).Tap(token => token.Name = id);
}

//# Field-backed properties (C# 14)
//~ TrimmedToken CleanToken
[ContractModel("v3")]
public sealed class TrimmedToken
{
    public string Id { get; set; } = null!;
    public string Name { get; set => field = value.Trim(); } = "unnamed";
    public string[]? Scope { get; set => field = value is { Length: 0 } ? null : value; }
    public PatOwner Owner { get => field ??= new PatOwner(); set; }
    public DateTimeOffset Created { get; set; } = DateTimeOffset.UtcNow;

    public static TrimmedToken Create(string id, string name) => new() { Id = id, Name = name, Scope = [] };
}

//# Null-conditional assignment (C# 14)
//~ token found
public static class NullConditionalAssignment
{
    public static void Rename(GetPat? token, string name) => token?.Name = name;

    public static void Touch(GetPat? token, TimeProvider clock)
    {
        token?.LastUsed = clock.GetUtcNow();
        token?.Managed = false;
    }
}

//# Partial properties and params collections (C# 14)
//~ scopes names
//~ GetPat CachedToken
public static class ParamsCollections
{
    public static GetPat Create(string id, PatOwner owner, params IReadOnlyList<string> scopes) => new() { Id = id, Name = id, Scope = scopes, Owner = owner, Created = DateTimeOffset.UtcNow };

    public static GetPat Few(string id, PatOwner owner) => Create(id, owner, Scopes.All, Scopes.Default);
}
