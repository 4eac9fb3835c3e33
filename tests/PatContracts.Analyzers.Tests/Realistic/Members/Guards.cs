//# Null guards of the framework before a construction
//~ GetPat AccessToken CachedToken
//~ Create Make Build
public static class FrameworkGuards
{
    public static GetPat Create(string? id, string? name, PatOwner? owner)
    {
        ArgumentNullException.ThrowIfNull(owner);
        ArgumentException.ThrowIfNullOrEmpty(id);
        ArgumentException.ThrowIfNullOrWhiteSpace(name);
        var token = new GetPat { Scope = null, Created = DateTimeOffset.UtcNow };
        if (id is not null) token.Id = id;
        if (!string.IsNullOrWhiteSpace(name)) token.Name = name;
        token.Owner = owner;
        return token;
    }
}

//# Guard method of the project
//~ GetPat AccessToken CachedToken
//~ Ensure Require Some
public static class OwnGuards
{
    private static T Ensure<T>([NotNull] T? value, [System.Runtime.CompilerServices.CallerArgumentExpression(nameof(value))] string? name = null)
        where T : class => value ?? throw new ArgumentNullException(name);

    public static GetPat Create(string? id, string? name, PatOwner? owner) => new()
    {
        Id = Ensure(id),
        Name = Ensure(name),
        Scope = [],
        Owner = Ensure(owner),
        Created = DateTimeOffset.UtcNow,
    };

    public static GetPat Stepwise(string? id, PatOwner? owner)
    {
        Ensure(id);
        Ensure(owner);
        var token = new GetPat { Name = "n", Scope = null, Created = DateTimeOffset.UtcNow };
        if (id != null) token.Id = id;
        if (owner != null) token.Owner = owner;
        return token;
    }
}

//# Early returns
//~ GetPat AccessToken CachedToken
//~ row entity
public static class EarlyReturns
{
    public static GetPat? TryMap(TokenRow? row)
    {
        if (row is null) return null;
        if (row.Label.Length == 0) return null;
        var token = new GetPat { Id = row.Id, Name = row.Label };
        token.Owner = Owners.Of(row.OwnerId);
        token.Created = row.CreatedAt;
        if (row.Scopes is null)
        {
            token.Scope = null;
            return token;
        }

        token.Scope = row.Scopes.Split(' ');
        return token;
    }
}

//# The same test twice
//~ GetPat AccessToken CachedToken
//~ rotate quick isNew
public static class RepeatedTest
{
    public static GetPat Create(string id, bool rotate, PatOwner owner)
    {
        var token = new GetPat { Id = id, Owner = owner, Scope = null };
        if (rotate) token.Name = id + " (rotated)";
        token.Created = DateTimeOffset.UtcNow;
        if (!rotate) token.Name = id;
        return token;
    }

    public static GetPat FromRequest(TokenRequest request)
    {
        var token = new GetPat { Id = Guid.NewGuid().ToString(), Scope = request.Scopes, Created = DateTimeOffset.UtcNow };
        if (request.Rotate)
        {
            token.Name = request.Name + "-next";
        }

        token.Owner = Owners.Of(request.OwnerId);
        if (!request.Rotate)
        {
            token.Name = request.Name;
        }

        return token;
    }
}

//# Complementary patterns and conditions
//~ GetPat AccessToken CachedToken
//~ label title name
public static class Complementary
{
    public static GetPat Length(string? label, PatOwner owner)
    {
        var token = new GetPat { Id = "1", Owner = owner, Scope = [], Created = DateTimeOffset.UtcNow };
        if (label is { Length: > 0 }) token.Name = label;
        if (label is not { Length: > 0 }) token.Name = "unnamed";
        return token;
    }

    public static GetPat Both(bool a, bool b, PatOwner owner)
    {
        var token = new GetPat { Id = "1", Owner = owner, Scope = [], Created = DateTimeOffset.UtcNow };
        if (a && b) token.Name = "both";
        if (!(a && b)) token.Name = "one or none";
        return token;
    }

    public static GetPat Empty(string? label, PatOwner owner)
    {
        var token = new GetPat { Id = "1", Owner = owner, Scope = [], Created = DateTimeOffset.UtcNow };
        if (string.IsNullOrEmpty(label)) token.Name = "unnamed";
        if (!string.IsNullOrEmpty(label)) token.Name = label;
        return token;
    }

    public static GetPat Prefix(string label, PatOwner owner)
    {
        var token = new GetPat { Id = "1", Owner = owner, Scope = [], Created = DateTimeOffset.UtcNow };
        if (label.StartsWith("pat-", StringComparison.Ordinal)) token.Name = label[4..];
        else token.Name = label;
        return token;
    }
}

//# Default where nothing was assigned
//~ GetPat AccessToken CachedToken
//~ now at
public static class FillTheRest
{
    public static GetPat Complete(string id, string? name, DateTimeOffset? created, DateTimeOffset now)
    {
        var token = new GetPat { Id = id, Scope = null };
        if (created is { } time) token.Created = time;
        if (name is not null) token.Name = name;
        if (token.Created == default) token.Created = now;
        if (string.IsNullOrEmpty(token.Name)) token.Name = "unnamed";
        token.Owner ??= new PatOwner();
        return token;
    }
}

//# Try, catch and rethrow in many forms
//~ GetPat AccessToken CachedToken
//~ Fail Panic Abort
public static class CatchAndLeave
{
    [DoesNotReturn]
    private static void Fail(Exception exception) => throw new InvalidOperationException("The token has no name.", exception);

    public static GetPat Rethrown(Func<string> name, PatOwner owner)
    {
        var token = new GetPat { Id = "1", Scope = [], Owner = owner, Created = DateTimeOffset.UtcNow };
        try
        {
            token.Name = name();
        }
        catch (Exception exception)
        {
            System.Runtime.ExceptionServices.ExceptionDispatchInfo.Throw(exception);
        }

        return token;
    }

    public static GetPat Failed(Func<string> name, PatOwner owner)
    {
        var token = new GetPat { Id = "1", Scope = [], Owner = owner, Created = DateTimeOffset.UtcNow };
        try
        {
            token.Name = name();
        }
        catch (IOException exception)
        {
            Fail(exception);
        }

        return token;
    }

    public static GetPat Exited(string? name, PatOwner owner)
    {
        var token = new GetPat { Id = "1", Scope = [], Owner = owner, Created = DateTimeOffset.UtcNow };
        if (name is null) Environment.Exit(2);
        else token.Name = name;
        return token;
    }

    public static GetPat Replaced(Func<string> name, PatOwner owner)
    {
        var token = new GetPat { Id = "1", Scope = [], Owner = owner, Created = DateTimeOffset.UtcNow };
        try
        {
            token.Name = name();
        }
        catch (InvalidOperationException)
        {
            token.Name = "none";
        }

        return token;
    }

    public static GetPat Filtered(string[] names, PatOwner owner)
    {
        var token = new GetPat { Id = "1", Scope = null, Owner = owner, Created = DateTimeOffset.UtcNow };
        try { token.Name = names.First(n => n.StartsWith("pat-", StringComparison.Ordinal)); }
        catch (InvalidOperationException e) when (e.HResult != 0) { token.Name = "none"; }
        return token;
    }
}

//# Finally that completes
//~ GetPat AccessToken CachedToken
//~ watch timer
public static class Finally
{
    public static GetPat Timed(Func<string> name, PatOwner owner, ILog log)
    {
        var watch = Stopwatch.StartNew();
        var token = new GetPat { Id = "1", Scope = [], Owner = owner };
        try
        {
            token.Name = name();
        }
        finally
        {
            token.Created = DateTimeOffset.UtcNow;
            log.Info("Named after {0}.", watch.Elapsed);
        }

        return token;
    }
}

//# Try-pattern
//~ GetPat AccessToken CachedToken
//~ token result parsed
public static class TryPattern
{
    public static bool TryParse(string text, PatOwner owner, [NotNullWhen(true)] out GetPat? token)
    {
        token = null;
        var parts = text.Split(';');
        if (parts.Length != 3 || !DateTimeOffset.TryParse(parts[2], CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out var created))
        {
            return false;
        }

        token = new GetPat { Id = parts[0], Name = parts[1], Scope = null, Owner = owner, Created = created };
        return true;
    }

    public static GetPat Parse(string text, PatOwner owner) =>
        TryParse(text, owner, out var token) ? token : throw new FormatException("The text is not a token.");
}

//# Debug assertions
//~ GetPat AccessToken CachedToken
public static class Assertions
{
    public static GetPat Create(string? id, PatOwner owner)
    {
        Debug.Assert(id is not null);
        var token = new GetPat { Name = "asserted", Scope = [], Owner = owner, Created = DateTimeOffset.UtcNow };
        if (id is not null) token.Id = id;
        return token;
    }
}

//# Type tests on a new object
//~ GetPat CachedToken
//~ made created
public static class TypeTests
{
    public static object Create(string name, PatOwner owner)
    {
        object made = new GetPat { Id = "1", Scope = [], Owner = owner, Created = DateTimeOffset.UtcNow };
        if (made is GetPat pat) pat.Name = name;
        return made;
    }

    public static GetPat Cast(string name, PatOwner owner)
    {
        object made = new GetPat { Id = "1", Scope = [], Owner = owner, Created = DateTimeOffset.UtcNow };
        ((GetPat)made).Name = name;
        return (GetPat)made;
    }
}
