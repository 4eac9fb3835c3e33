namespace PatContracts.Tool.Audit;

/// <summary>What happened to a token between two exports.</summary>
internal enum ChangeKind
{
    /// <summary>Its id is only in the later export.</summary>
    Added = 0,

    /// <summary>Its id is only in the earlier export.</summary>
    Removed,

    /// <summary>It replaces a token of the same owner and name, which is gone.</summary>
    Rotated,

    /// <summary>It was used after not having been used for at least the stale window.</summary>
    UsedAgain,

    /// <summary>The platform owns it now, and did not before.</summary>
    NewlyManaged,
}
