namespace PatContracts.Tool.Audit;

/// <summary>The kind of change of a token between two exports.</summary>
internal enum ChangeKind
{
    /// <summary>The id of the token occurs only in the later export.</summary>
    Added = 0,

    /// <summary>The id of the token occurs only in the earlier export.</summary>
    Removed,

    /// <summary>The token replaces a removed token with the same owner and name.</summary>
    Rotated,

    /// <summary>The token was used again after at least the stale window without use.</summary>
    UsedAgain,

    /// <summary>The token is managed by the platform now, but was not before.</summary>
    NewlyManaged,
}
