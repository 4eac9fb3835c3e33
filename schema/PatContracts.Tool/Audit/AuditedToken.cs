namespace PatContracts.Tool.Audit;

/// <summary>What an audit says of a token, as a set.</summary>
[Flags]
internal enum TokenFlags
{
    None = 0,

    /// <summary>Not used for longer than the window; or never, and created before it.</summary>
    Stale = 1,

    /// <summary>Its expiration date has passed.</summary>
    Expired = 2,

    /// <summary>It has no expiration date where the payload says so by null, or is on record as never expiring.</summary>
    NeverExpires = 4,

    /// <summary>It has every right there is (<c>sp:scopes:all</c>).</summary>
    OverScoped = 8,

    /// <summary>Another token has its id, or its name and owner.</summary>
    Duplicate = 16,

    /// <summary>It breaks its contract, or cannot be traced to an owner.</summary>
    Incomplete = 32,
}

/// <summary>What to do about a token.</summary>
internal enum Advice
{
    /// <summary>Nothing.</summary>
    Keep = 0,

    /// <summary>The platform owns it; it is not for people to delete or change, whatever else is true of it.</summary>
    LeaveToPlatform,

    /// <summary>Find out which of several is meant, or who owns it.</summary>
    LookInto,

    /// <summary>Give it an end, or fewer rights.</summary>
    Tighten,

    /// <summary>Delete it: nobody uses it, or nobody can.</summary>
    Delete,
}

/// <summary>A token under audit: its place in the input, what is known of it, and what follows.</summary>
internal sealed class AuditedToken
{
    /// <summary>The input's path.</summary>
    public required string Path { get; init; }

    /// <summary>One-based line of the token's opening brace.</summary>
    public required long Line { get; init; }

    /// <summary>JSON Pointer of the token in its payload.</summary>
    public required string Instance { get; init; }

    /// <summary>What the token is, where it could be read at all. Its text is shown on request only.</summary>
    public required GetPersonalAccessTokenResponse? Token { get; init; }

    /// <summary>Whether the payload names an expiration date, be it null.</summary>
    public required bool StatesExpiration { get; init; }

    /// <summary>Whether the platform owns the token: it, or another one of its id, is flagged managed. When in doubt, it does.</summary>
    public bool IsManaged { get; set; }

    public TokenFlags Flags { get; set; }

    public Advice Advice
    {
        get
        {
            if (IsManaged) return Advice.LeaveToPlatform;
            if ((Flags & (TokenFlags.Stale | TokenFlags.Expired)) != 0) return Advice.Delete;
            if ((Flags & (TokenFlags.NeverExpires | TokenFlags.OverScoped)) != 0) return Advice.Tighten;
            return Flags != TokenFlags.None ? Advice.LookInto : Advice.Keep;
        }
    }

    public DateTimeOffset? LastUsed => Token?.LastUsed;

    public DateTimeOffset? Created => Token is { } token && token.Created != default ? token.Created : null;

    /// <summary>The place as compilers write it.</summary>
    public string Place => string.Create(System.Globalization.CultureInfo.InvariantCulture, $"{Path}:{Line}");
}
