namespace PatContracts.Tool.Audit;

/// <summary>The observations of an audit about a token.</summary>
[Flags]
internal enum TokenFlags
{
    None = 0,

    /// <summary>The token was not used within the stale window, or was never used and created before it.</summary>
    Stale = 1,

    /// <summary>Its expiration date has passed.</summary>
    Expired = 2,

    /// <summary>Its expiration date is near.</summary>
    Expiring = 4,

    /// <summary>Its expiration date is null, or absent while a user has confirmed that the token never expires.</summary>
    NeverExpires = 8,

    /// <summary>The token has every right of its owner, because its scope contains <c>sp:scopes:all</c> or is null.</summary>
    OverScoped = 16,

    /// <summary>Its scope is absent, empty or malformed. A token that is created without a scope has every right of its owner.</summary>
    ScopeNotStated = 32,

    /// <summary>The token is older than the stale window, and its last use is absent or malformed.</summary>
    UseNotStated = 64,

    /// <summary>Another token has the same id, or the same name and owner.</summary>
    Duplicate = 128,

    /// <summary>The token violates the contract, or has no identifiable owner.</summary>
    Incomplete = 256,
}
