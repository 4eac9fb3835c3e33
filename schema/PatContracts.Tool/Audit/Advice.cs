namespace PatContracts.Tool.Audit;

/// <summary>What to do about a token, most urgent first.</summary>
internal enum Advice
{
    /// <summary>It expired and was in use until lately: what used it is failing and needs a new token.</summary>
    FixNow = 0,

    /// <summary>It is in use and expires soon: replace it before that.</summary>
    Rotate,

    /// <summary>A person has to look at it: it never expires, has every right, is a duplicate, or what is known of it is not enough to decide.</summary>
    Review,

    /// <summary>Nobody uses it, or nobody can.</summary>
    Delete,

    /// <summary>It is in use, and nothing is wrong with it.</summary>
    Keep,

    /// <summary>The platform owns it. It is not for people to delete or change, whatever else is true of it.</summary>
    LeaveToPlatform,
}
