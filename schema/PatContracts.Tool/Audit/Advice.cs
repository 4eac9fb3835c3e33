namespace PatContracts.Tool.Audit;

/// <summary>The recommended action for a token, most urgent first.</summary>
internal enum Advice
{
    /// <summary>Expired while in use: integrations that use it are failing and need a new token.</summary>
    FixNow = 0,

    /// <summary>In use or new, and expires soon: replace it before it expires.</summary>
    Rotate,

    /// <summary>Requires a decision: it never expires, has every right of its owner, is a duplicate, or the export does not state enough.</summary>
    Review,

    /// <summary>Not in use, or expired before the stale window began.</summary>
    Delete,

    /// <summary>In use or new, with nothing to report.</summary>
    Keep,

    /// <summary>Managed by the platform. The token must not be deleted or changed, regardless of what else applies to it.</summary>
    LeaveToPlatform,
}
