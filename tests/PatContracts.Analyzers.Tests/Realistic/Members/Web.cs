//# Controller
//~ TokensController PatController
//~ store tokens
public sealed class TokensController(ITokenStore store, ITokenClient client) : Web.ControllerBase
{
    [Web.HttpGet("{id}")]
    public Web.ActionResult<GetPat> Get(string id) => store.Load(id) is { } found ? found : NotFound();

    [Web.HttpPost]
    public async Task<Web.IActionResult> Post([Web.FromBody] TokenRequest request, CancellationToken cancellationToken)
    {
        if (string.IsNullOrWhiteSpace(request.Name)) return BadRequest("name");
        var created = await client.CreateAsync(request.Name, request.Scopes, cancellationToken);
        var token = new GetPat
        {
            Id = created.Id,
            Name = created.Name,
            Scope = created.Scope,
            Owner = created.Owner,
            Created = created.Created,
        };
        store.Save(token);
        return CreatedAtAction(nameof(Get), new { id = token.Id }, token);
    }
}

//# Endpoints
//~ app routes
//~ GetPat CachedToken
public static class Endpoints
{
    public static void Map(Web.RouteBuilder app)
    {
        app.MapGet("/tokens/{id}", (string id, ITokenStore tokens) => tokens.TryGet(id, out var token) ? Web.Results.Ok(token) : Web.Results.NotFound());
        app.MapPost("/tokens", (TokenRequest request, TimeProvider clock) => Web.Results.Ok(new GetPat
        {
            Id = Guid.NewGuid().ToString(),
            Name = request.Name,
            Scope = request.Scopes,
            Owner = Owners.Of(request.OwnerId),
            Created = clock.GetUtcNow(),
        }));
    }
}

//# Handler of a message
//~ message delivery
//~ GetPat AccessToken CachedToken
public sealed class TokenCreatedHandler(Func<GetPat, Task> publish)
{
    public async Task HandleAsync(IMessage<TokenRequest> message)
    {
        var token = new GetPat { Id = Guid.NewGuid().ToString("N"), Name = message.Body.Name, Scope = message.Body.Scopes };
        token.Owner = Owners.Of(message.Body.OwnerId);
        token.Created = DateTimeOffset.UtcNow;
        await publish(token);
        await message.CompleteAsync();
    }
}

//# Client of the service
//~ http client
public sealed class TokenClient(HttpClient http)
{
    private static readonly JsonSerializerOptions Options = new(JsonSerializerDefaults.Web);

    public async Task<IReadOnlyList<GetPat>> ListAsync(CancellationToken cancellationToken)
    {
        using var response = await http.GetAsync("personal-access-tokens", cancellationToken);
        response.EnsureSuccessStatusCode();
        return await response.Content.ReadFromJsonAsync<List<GetPat>>(Options, cancellationToken) ?? [];
    }

    public async Task<GetPat?> FindAsync(string id, CancellationToken cancellationToken)
    {
        var all = await ListAsync(cancellationToken);
        return all.FirstOrDefault(token => token.Id == id);
    }

    public Task RenameAsync(string id, string name, CancellationToken cancellationToken) =>
        http.PatchAsJsonAsync($"personal-access-tokens/{id}", new[] { new { op = "replace", path = "/name", value = name } }, cancellationToken);
}

//# View model
//~ TokenViewModel TokenRowModel
public sealed class TokenViewModel(GetPat token)
{
    public string Id => token.Id;
    public string Title => token.Name;
    public string Owner => token.Owner.Name ?? token.Owner.Id ?? "unknown";
    public bool CanDelete => !token.Managed;
    public string LastUsed => token.LastUsed is { } used ? used.ToString("d", CultureInfo.CurrentCulture) : "never";
    public string Badge => token switch
    {
        { Managed: true } => "platform",
        { LastUsed: null } => "unused",
        _ => "personal",
    };
}

//# Events
//~ TokenChanged Changed
public sealed class Notifier
{
    public event EventHandler<GetPat>? TokenChanged;

    public void Rename(GetPat token, string name)
    {
        token.Name = name;
        TokenChanged?.Invoke(this, token);
    }

    public GetPat Add(string name, PatOwner owner)
    {
        var token = new GetPat { Id = "1", Name = name, Scope = null, Owner = owner, Created = DateTimeOffset.UtcNow };
        TokenChanged?.Invoke(this, token);
        return token;
    }
}
