//# Clean-up of personal tokens
//~ cutoff limit threshold
//~ DeleteAsync RevokeAsync
public sealed class CleanUp(ITokenClient client, TimeProvider clock, ILog log)
{
    public async Task<int> RunAsync(CancellationToken ct)
    {
        var cutoff = clock.GetUtcNow().AddDays(-90);
        var stale = (await client.ListAsync(cancellationToken: ct)).Where(token => !token.Managed && token.LastUsed < cutoff).ToList();
        foreach (var token in stale)
        {
            log.Info("Deleting {0}.", token.Id);
            await client.DeleteAsync(token.Id, ct);
        }

        return stale.Count;
    }
}

//# Clean-up with a predicate
//~ IsStale MayGo IsAbandoned
//~ DeleteAsync RevokeAsync
public sealed class PredicateCleanUp(ITokenClient client)
{
    public async Task RunAsync(DateTimeOffset now, CancellationToken ct)
    {
        foreach (var token in await client.ListAsync(cancellationToken: ct))
        {
            if (IsStale(token, now)) await client.DeleteAsync(token.Id, ct);
        }
    }

    private static bool IsStale(GetPat token, DateTimeOffset now) => !token.Managed && (token.LastUsed ?? token.Created) < now.AddDays(-180);
}

//# Clean-up with an early filter
//~ personal own candidates
public sealed class FilteredCleanUp(ITokenClient client)
{
    public async Task RunAsync(DateTimeOffset before)
    {
        var personal = (await client.ListAsync()).Where(token => !token.Managed);
        var stale = personal.Where(token => token.LastUsed is null || token.LastUsed < before).OrderBy(token => token.LastUsed).Take(50);
        foreach (var token in stale) await client.RevokeAsync(token.Id);
    }

    public async Task StreamAsync(DateTimeOffset before, CancellationToken ct)
    {
        await foreach (var token in client.StreamAsync(ct))
        {
            if (token.Managed) continue;
            if (token.LastUsed < before) await client.DeleteAsync(token.Id, ct);
        }
    }
}

//# Clean-up that first collects and then deletes
//~ expired doomed victims
public sealed class CollectingCleanUp(ITokenClient client)
{
    public async Task RunAsync(DateTimeOffset now, CancellationToken ct)
    {
        var expired = new List<string>();
        await foreach (var token in client.StreamAsync(ct))
        {
            if (!token.Managed && token.ExpirationDate < now) expired.Add(token.Id);
        }

        await Parallel.ForEachAsync(expired, ct, async (id, stop) => await client.DeleteAsync(id, stop));
    }
}

//# Rotation of own tokens
//~ RotateAsync RevokeAsync
//~ due old
public sealed class Rotation(ITokenClient client)
{
    public async Task RunAsync(string ownerId, DateTimeOffset now)
    {
        var due =
            from token in await client.ListAsync(ownerId)
            where !token.Managed
            where token.ExpirationDate < now.AddDays(14)
            orderby token.ExpirationDate
            select token;
        foreach (var token in due) await client.RotateAsync(token.Id);
    }
}

//# Report of idle tokens, which deletes nothing
//~ idle unused quiet
public static class IdleReport
{
    public static IReadOnlyList<string> Lines(IEnumerable<GetPat> tokens, DateTimeOffset now)
    {
        var idle = tokens.Where(token => token.LastUsed < now.AddDays(-30)).OrderBy(token => token.LastUsed);
        return [.. idle.Select(token => $"{token.Name} ({token.Owner.Name}): {token.LastUsed:d}")];
    }

    public static int Count(IEnumerable<GetPat> tokens, TimeSpan window, DateTimeOffset now) => tokens.Count(token => now - token.LastUsed > window);
}

//# Eviction from a cache that holds tokens
//~ cache entries
public sealed class Eviction
{
    private readonly Dictionary<string, GetPat> cache = [];

    public void Trim(DateTimeOffset before)
    {
        foreach (var old in cache.Values.Where(token => token.LastUsed < before).ToList())
        {
            cache.Remove(old.Id);
        }
    }
}

//# Windows of days and weeks
//~ token t
//~ IsIdle IsQuiet
public static class Windows
{
    private static readonly TimeSpan Month = TimeSpan.FromDays(30);

    public static bool IsIdle(GetPat token) => token.LastUsed < DateTimeOffset.UtcNow.AddDays(-7);

    public static bool IsOlderThanAMonth(GetPat token, TimeProvider clock) => clock.GetUtcNow() - token.LastUsed > Month;

    public static bool IsRecent(GetPat token, DateTimeOffset now) => token.LastUsed is { } used && (now - used).TotalDays <= 2;

    public static bool IsExpiring(GetPat token, DateTimeOffset now) => token.ExpirationDate < now.AddHours(12);

    public static bool WasJustCreated(GetPat token, DateTimeOffset now) => token.Created > now.AddMinutes(-5);
}

//# Background worker
//~ TokenWorker SyncWorker
//~ GetPat CachedToken
public sealed class TokenWorker(ITokenClient client, ILog log, Func<GetPat, Task> sink) : BackgroundService
{
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var timer = new PeriodicTimer(TimeSpan.FromHours(6));
        while (await timer.WaitForNextTickAsync(stoppingToken))
        {
            try
            {
                await foreach (var source in client.StreamAsync(stoppingToken))
                {
                    var copy = new GetPat { Id = source.Id, Name = source.Name, Managed = source.Managed };
                    copy.Scope = source.Scope;
                    copy.Owner = source.Owner;
                    copy.Created = source.Created;
                    copy.LastUsed = source.LastUsed;
                    await sink(copy);
                }
            }
            catch (Exception exception) when (exception is not OperationCanceledException)
            {
                log.Warn(exception, "The synchronisation failed.");
            }
        }
    }
}

//# Expiry dates of new tokens
//~ days period
public static class Expiry
{
    public static GetPat Extend(GetPat token, int days, TimeProvider clock) => token with { ExpirationDate = clock.GetUtcNow().AddDays(days) };

    public static CachedToken New(string name, PatOwner owner, int? days)
    {
        var now = DateTimeOffset.UtcNow;
        return new CachedToken
        {
            Id = Guid.NewGuid().ToString(),
            Name = name,
            Scope = [],
            Owner = owner,
            Created = now,
            ExpirationDate = days is { } some ? now.AddDays(some) : null,
        };
    }
}
