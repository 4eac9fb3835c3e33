//# Loop that maps rows into a list
//~ GetPat AccessToken CachedToken
//~ row r entity
//~ tokens result list
public static class LoopMapping
{
    public static List<GetPat> MapAll(IEnumerable<TokenRow> rows)
    {
        var tokens = new List<GetPat>();
        foreach (var row in rows)
        {
            var item = new GetPat
            {
                Id = row.Id,
                Name = row.Label,
                Scope = Scopes.Split(row.Scopes),
                Owner = Owners.Of(row.OwnerId),
                Created = row.CreatedAt,
            };
            if (row.LastUsedAt.HasValue) item.LastUsed = row.LastUsedAt.Value;
            tokens.Add(item);
        }

        return tokens;
    }
}

//# Loop that adds an object first and completes it later
//~ GetPat AccessToken CachedToken
//~ token item current
public static class AddThenFill
{
    public static IReadOnlyList<GetPat> Read(IEnumerable<TokenRow> rows)
    {
        var all = new List<GetPat>();
        foreach (var row in rows)
        {
            var token = new GetPat { Id = row.Id };
            all.Add(token);
            token.Name = row.Label;
            token.Scope = null;
            token.Owner = Owners.Of(row.OwnerId);
            token.Created = row.CreatedAt;
        }

        return all;
    }
}

//# Array that is filled by index
//~ GetPat AccessToken CachedToken
//~ i index
public static class ArrayFilling
{
    public static GetPat[] Read(IReadOnlyList<TokenRow> rows)
    {
        var tokens = new GetPat[rows.Count];
        for (int i = 0; i < tokens.Length; i++)
        {
            tokens[i] = new GetPat();
            tokens[i].Id = rows[i].Id;
            tokens[i].Name = rows[i].Label;
            tokens[i].Scope = [];
            tokens[i].Owner = Owners.Of(rows[i].OwnerId);
            tokens[i].Created = rows[i].CreatedAt;
        }

        return tokens;
    }
}

//# Generated test tokens by a counter
//~ GetPat AccessToken CachedToken
//~ count howMany number
public static class Generated
{
    public static IEnumerable<GetPat> Many(int count, string prefix = "pat")
    {
        for (int i = 1; i <= count; i++)
        {
            yield return new GetPat
            {
                Id = i.ToString("D8", CultureInfo.InvariantCulture),
                Name = $"{prefix}-{i}",
                Scope = i % 2 == 0 ? [Scopes.All] : null,
                Owner = Owners.Of($"owner-{i % 7}"),
                Created = DateTimeOffset.UnixEpoch.AddDays(i),
            };
        }
    }
}

//# Retry loop that leaves by break or throws
//~ GetPat AccessToken CachedToken
//~ attempt retry tries
public sealed class RetryingReader(ITokenClient client, ILog log)
{
    public async Task<GetPat> CreateAsync(string name, PatOwner owner, CancellationToken cancellationToken)
    {
        var token = new GetPat { Name = name, Owner = owner, Scope = null };
        for (int attempt = 1; ; attempt++)
        {
            try
            {
                var created = await client.CreateAsync(name, scope: null, cancellationToken);
                token.Id = created.Id;
                token.Created = created.Created;
                break;
            }
            catch (HttpRequestException exception) when (attempt < 5)
            {
                log.Warn(exception, "Attempt {0} failed.", attempt);
                await Task.Delay(TimeSpan.FromSeconds(attempt), cancellationToken);
            }
        }

        return token;
    }
}

//# Retry loop that throws an exception after the last attempt
//~ GetPat AccessToken CachedToken
//~ last failure error
public static class BoundedRetry
{
    public static GetPat Create(Func<string> newId, PatOwner owner)
    {
        Exception? last = null;
        for (var attempt = 0; attempt < 3; attempt++)
        {
            try
            {
                return new GetPat { Id = newId(), Name = "retry", Scope = [], Owner = owner, Created = DateTimeOffset.UtcNow };
            }
            catch (TimeoutException exception)
            {
                last = exception;
            }
        }

        throw new InvalidOperationException("No id could be created.", last);
    }
}

//# Parse loop that checks what it saw
//~ GetPat AccessToken CachedToken
//~ seen found present
public static class LineFormat
{
    [Flags]
    private enum Parts { None = 0, Id = 1, Name = 2, Owner = 4, Created = 8, All = 15 }

    public static GetPat Parse(IEnumerable<string> lines)
    {
        var token = new GetPat { Scope = null };
        var seen = Parts.None;
        foreach (var line in lines)
        {
            var split = line.IndexOf('=');
            var value = line[(split + 1)..];
            switch (line[..split])
            {
                case "id": token.Id = value; seen |= Parts.Id; break;
                case "name": token.Name = value; seen |= Parts.Name; break;
                case "owner": token.Owner = Owners.Of(value); seen |= Parts.Owner; break;
                case "created": token.Created = DateTimeOffset.Parse(value, CultureInfo.InvariantCulture); seen |= Parts.Created; break;
            }
        }

        if (seen != Parts.All) throw new FormatException($"Parts are missing: {Parts.All & ~seen}.");
        return token;
    }
}

//# Reader loop that verifies each member at its end
//~ GetPat AccessToken CachedToken
//~ pair entry kv
public static class PairFormat
{
    public static GetPat Parse(IEnumerable<KeyValuePair<string, string>> pairs)
    {
        var token = new GetPat { Scope = [], Owner = new PatOwner() };
        foreach (var pair in pairs)
        {
            if (pair.Key == "id") token.Id = pair.Value;
            else if (pair.Key == "name") token.Name = pair.Value;
            else if (pair.Key == "created") token.Created = DateTimeOffset.Parse(pair.Value, CultureInfo.InvariantCulture);
        }

        if (string.IsNullOrEmpty(token.Id)) throw new FormatException("id is missing.");
        if (string.IsNullOrEmpty(token.Name)) throw new FormatException("name is missing.");
        if (token.Created == default) throw new FormatException("created is missing.");
        return token;
    }
}

//# While loop over pages
//~ page batch chunk
//~ all tokens
public sealed class Paging(HttpClient http)
{
    public async Task<IReadOnlyList<GetPat>> AllAsync(CancellationToken cancellationToken)
    {
        var all = new List<GetPat>();
        int offset = 0;
        while (true)
        {
            var page = await http.GetFromJsonAsync<List<GetPat>>($"/v3/personal-access-tokens?limit=250&offset={offset}", cancellationToken) ?? [];
            all.AddRange(page);
            if (page.Count < 250) return all;
            offset += page.Count;
        }
    }
}

//# Do-while with a cursor
//~ cursor continuation next
public sealed class CursorPaging(Func<string?, (IReadOnlyList<GetPat> Items, string? Next)> fetch)
{
    public IEnumerable<TokenSummary> Summaries()
    {
        string? cursor = null;
        do
        {
            var (items, following) = fetch(cursor);
            foreach (var item in items)
            {
                yield return new TokenSummary(item.Id, item.Name, item.Managed);
            }

            cursor = following;
        }
        while (cursor is not null);
    }
}

//# Loop with continue, break and a label
//~ GetPat CachedToken
//~ candidate token item
public static class FirstFit
{
    public static GetPat? Find(IEnumerable<GetPat[]> pages, string ownerId)
    {
        GetPat? match = null;
        foreach (var page in pages)
        {
            foreach (var candidate in page)
            {
                if (candidate.Managed) continue;
                if (candidate.Owner.Id != ownerId) continue;
                match = candidate;
                goto done;
            }
        }

    done:
        return match;
    }

    public static GetPat FindOrMake(IEnumerable<GetPat[]> pages, string ownerId) => Find(pages, ownerId) ?? new GetPat
    {
        Id = Guid.NewGuid().ToString("N"),
        Name = ownerId,
        Scope = [],
        Owner = Owners.Of(ownerId),
        Created = DateTimeOffset.UtcNow,
    };
}

//# Dictionary of tokens that is merged
//~ byId known index
//~ GetPat CachedToken
public sealed class Merge
{
    private readonly Dictionary<string, GetPat> byId = new(StringComparer.Ordinal);

    public int Apply(IEnumerable<GetPat> incoming)
    {
        int changed = 0;
        foreach (var token in incoming)
        {
            if (byId.TryGetValue(token.Id, out var old) && old == token) continue;
            byId[token.Id] = old is null ? token : old with { Name = token.Name, LastUsed = token.LastUsed };
            changed++;
        }

        return changed;
    }
}

//# Parallel mapping
//~ GetPat AccessToken CachedToken
//~ bag results
public static class ParallelMapping
{
    public static IReadOnlyCollection<GetPat> Map(IReadOnlyCollection<TokenRow> rows)
    {
        var bag = new ConcurrentBag<GetPat>();
        Parallel.ForEach(rows, row => bag.Add(new GetPat
        {
            Id = row.Id,
            Name = row.Label,
            Scope = Scopes.Split(row.Scopes),
            Owner = Owners.Of(row.OwnerId),
            Created = row.CreatedAt,
        }));
        return bag;
    }

    public static GetPat[] InOrder(IEnumerable<TokenRow> rows) => rows
        .AsParallel()
        .AsOrdered()
        .Select(row =>
        {
            var token = new GetPat { Id = row.Id, Name = row.Label, Created = row.CreatedAt };
            token.Owner = Owners.Of(row.OwnerId);
            token.Scope = Scopes.Split(row.Scopes);
            return token;
        })
        .ToArray();
}
