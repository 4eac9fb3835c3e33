namespace PatContracts.Tool.Audit;

/// <summary>What an audit observes about a token, as a set.</summary>
[Flags]
internal enum TokenFlags
{
    None = 0,

    /// <summary>Not used for longer than the window; or never used, and created before it.</summary>
    Stale = 1,

    /// <summary>Its expiration date has passed.</summary>
    Expired = 2,

    /// <summary>Its expiration date is near.</summary>
    Expiring = 4,

    /// <summary>Its expiration date is null, or absent while a person confirmed that it never expires.</summary>
    NeverExpires = 8,

    /// <summary>It has every right of its owner: by <c>sp:scopes:all</c>, or by a scope of null.</summary>
    OverScoped = 16,

    /// <summary>Its scope is absent, empty or malformed. A token that is created without a scope has every right.</summary>
    ScopeNotStated = 32,

    /// <summary>It is older than the window, and its last use is absent or malformed.</summary>
    UseNotStated = 64,

    /// <summary>Another token has its id, or its name and owner.</summary>
    Duplicate = 128,

    /// <summary>It violates its contract, or cannot be traced to an owner.</summary>
    Incomplete = 256,
}
