//# Clean-up of stale tokens
//~ cutoff limit
//~ DeleteAsync RevokeAsync
public sealed class StaleCleanUp(ITokenClient client, TimeProvider clock)
{
    public async Task InlineAsync()
    {
        var cutoff = clock.GetUtcNow().AddDays(-90);
        foreach (var token in (await client.ListAsync()).Where(token => token.LastUsed < cutoff)) //! PAT2007
        {
            await client.DeleteAsync(token.Id);
        }
    }

    public async Task ListedAsync()
    {
        var cutoff = clock.GetUtcNow().AddDays(-90);
        var tokens = await client.ListAsync();
        var stale = tokens.Where(token => token.LastUsed < cutoff).ToList(); //! PAT2007
        foreach (var token in stale) await client.DeleteAsync(token.Id);
    }

    public async Task TestedAsync()
    {
        var cutoff = clock.GetUtcNow().AddDays(-90);
        foreach (var token in await client.ListAsync())
        {
            if (token.LastUsed < cutoff) //! PAT2007
            {
                await client.DeleteAsync(token.Id);
            }
        }
    }

    public async Task StreamedAsync()
    {
        var cutoff = clock.GetUtcNow().AddDays(-90);
        await foreach (var token in client.StreamAsync())
        {
            if (token.LastUsed < cutoff) await client.DeleteAsync(token.Id); //! PAT2007
        }
    }

    public async Task QueriedAsync()
    {
        var cutoff = clock.GetUtcNow().AddDays(-90);
        var stale =
            from token in await client.ListAsync()
            where token.LastUsed < cutoff //! PAT2007
            select token.Id;
        foreach (var id in stale) await client.DeleteAsync(id);
    }
}

//# Clean-up with a predicate helper
//~ IsStale MayGo
//~ DeleteAsync RevokeAsync
public sealed class StalePredicate(ITokenClient client)
{
    public async Task RunAsync(DateTimeOffset now)
    {
        foreach (var token in await client.ListAsync())
        {
            if (IsStale(token, now)) await client.DeleteAsync(token.Id); //! PAT2007
        }
    }

    private static bool IsStale(GetPat token, DateTimeOffset now) => token.LastUsed < now.AddDays(-90);
}

//# Clean-up of the oldest
//~ oldest first
//~ RevokeAsync DeleteAsync
public sealed class OldestFirst(ITokenClient client)
{
    public async Task RunAsync(int count)
    {
        var oldest = (await client.ListAsync()).OrderBy(token => token.LastUsed).Take(count); //! PAT2007
        foreach (var token in oldest) await client.RevokeAsync(token.Id);
    }
}

//# Clean-up that collects and deletes in a second loop
//~ doomed expired
//~ DeleteAsync RevokeAsync
public sealed class CollectedStale(ITokenClient client)
{
    public async Task RunAsync(DateTimeOffset before, CancellationToken ct)
    {
        var doomed = new List<GetPat>();
        await foreach (var token in client.StreamAsync(ct))
        {
            if (token.LastUsed < before) doomed.Add(token); //! PAT2007
        }

        foreach (var token in doomed) await client.DeleteAsync(token.Id, ct);
    }
}

//# Clean-up in parallel
//~ stale old
//~ DeleteAsync RevokeAsync
public sealed class StaleInParallel(ITokenClient client)
{
    public async Task RunAsync(DateTimeOffset before, CancellationToken ct)
    {
        var all = await client.ListAsync(cancellationToken: ct);
        var stale = all.Where(token => token.LastUsed < before); //! PAT2007
        await Parallel.ForEachAsync(stale, ct, async (token, stop) => await client.DeleteAsync(token.Id, stop));
    }

    public async Task AtOnceAsync(DateTimeOffset before)
    {
        var all = await client.ListAsync();
        await Task.WhenAll(all.Where(token => token.LastUsed < before).Select(token => client.DeleteAsync(token.Id))); //! PAT2007
    }
}

//# Rotation and revocation by expiry
//~ RotateAsync RevokeAsync
public sealed class ExpiryRotation(ITokenClient client)
{
    public async Task RunAsync(DateTimeOffset soon)
    {
        foreach (var token in (await client.ListAsync()).Where(t => t.ExpirationDate < soon)) //! PAT2007
        {
            await client.RotateAsync(token.Id);
        }
    }
}

//# Literals that violate the contract
//~ ROBOT USER
public static class WrongLiterals
{
    public static PatOwner? Owner() => JsonSerializer.Deserialize<PatOwner>("""{ "type": "ROBOT", "id": "1" }"""); //! PAT3001

    public static GetPat? Token() => JsonSerializer.Deserialize<GetPat>("""
        {
          "id": "1",
          "name": "n",
          "scope": null,
          "owner": { "type": "ROBOT" }, //! PAT3001
          "created": "2024-03-07T05:00:00Z"
        }
        """);

    public static PatOwner? Regular() => Newtonsoft.Json.JsonConvert.DeserializeObject<PatOwner>("{ \"type\": \"ROBOT\" }"); //! PAT3001
}

//# Literal that lacks a member
//~ Incomplete Missing
public static class IncompleteLiterals
{
    public static GetPat? Incomplete() =>
        JsonSerializer.Deserialize<GetPat>("""{ "id": "1", "name": "n", "owner": {}, "created": "2024-03-07T05:00:00Z" }"""); //! PAT3001

    public static bool Validated() => PatContract.Get("v3").IsValid("""{ "id": "1" }"""u8); //! PAT3001

    public static List<GetPat>? Listed() => JsonSerializer.Deserialize<List<GetPat>>("""[{ "id": 1, "name": "n", "scope": [], "owner": {}, "created": "2024-03-07T05:00:00Z" }]"""); //! PAT3001

    public static GetPat? Dated() =>
        JsonSerializer.Deserialize<GetPat>("""{ "id": "1", "name": "n", "scope": [], "owner": {}, "created": "yesterday" }"""); //! PAT3001
}

//# Payloads without validation
//~ payload body json
public static class Unvalidated
{
    public static GetPat? Bytes(byte[] payload) => JsonSerializer.Deserialize<GetPat>(payload); //! PAT3003

    public static List<GetPat>? Text(string payload) => JsonSerializer.Deserialize<List<GetPat>>(payload); //! PAT3003

    public static GetPat? Newtonsoft_(string payload) => Newtonsoft.Json.JsonConvert.DeserializeObject<GetPat>(payload); //! PAT3003
}

//# Windows of hours and minutes
//~ token t
public static class ShortWindows
{
    private static readonly TimeSpan Hour = TimeSpan.FromHours(1);

    public static bool Hours(GetPat token) => token.LastUsed < DateTimeOffset.UtcNow.AddHours(-1); //! PAT3004

    public static bool Minutes(GetPat token, TimeProvider clock) => token.LastUsed > clock.GetUtcNow().AddMinutes(-30); //! PAT3004

    public static bool Field(GetPat token, DateTimeOffset now) => now - token.LastUsed > Hour; //! PAT3004

    public static bool Total(GetPat token, DateTimeOffset now) => token.LastUsed is { } used && (now - used).TotalHours > 2; //! PAT3004

    public static bool Conditional(GetPat token) => (DateTimeOffset.UtcNow - token.LastUsed)?.TotalMinutes < 15; //! PAT3004
}

//# Dates without a zone
//~ GetPat AccessToken CachedToken
//~ token pat
public static class ZonelessDates
{
    public static void Day(GetPat token) => token.Created = new DateTime(2024, 3, 7); //! PAT3005

    public static void Now(GetPat token) => token.Created = DateTime.SpecifyKind(DateTime.UtcNow, DateTimeKind.Unspecified); //! PAT3005

    public static void Parsed(GetPat token, string text) => token.LastUsed = DateTime.Parse(text, CultureInfo.InvariantCulture); //! PAT3005

    public static void Exact(GetPat token, string text) => token.Created = DateTime.ParseExact(text, "yyyy-MM-dd", CultureInfo.InvariantCulture); //! PAT3005

    public static void Local(GetPat token)
    {
        var day = new DateTime(2024, 3, 7, 5, 0, 0);
        token.Created = day.AddDays(1); //! PAT3005
    }

    public static GetPat Created(string id, PatOwner owner) => new()
    {
        Id = id,
        Name = id,
        Scope = [],
        Owner = owner,
        Created = new DateTime(2024, 3, 7, 5, 0, 0), //! PAT3005
    };
}
