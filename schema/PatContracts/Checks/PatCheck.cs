using PatContracts.Schema;

namespace PatContracts;

/// <summary>A check of the meaning of a token payload, in addition to its contract, which specifies the form.</summary>
public sealed class PatCheck
{
    private PatCheck(string id, RuleSeverity defaultSeverity, string summary)
    {
        Id = id;
        DefaultSeverity = defaultSeverity;
        Summary = summary;
    }

    /// <summary>The stable name of the check, which is the rule of its findings: <c>pat/duplicate-id</c>.</summary>
    public string Id { get; }

    /// <summary>The severity of its findings unless <see cref="PatCheckOptions"/> sets another.</summary>
    public RuleSeverity DefaultSeverity { get; }

    /// <summary>The description of the finding: one sentence without a period.</summary>
    public string Summary { get; }

    /// <summary>The payload is an HTML page or an error body of the API instead of tokens. This check explains violations, and adds none.</summary>
    public static PatCheck NotATokenResponse { get; } =
        new("pat/not-a-token-response", RuleSeverity.Error, "A payload is an HTML page or an error body of the API instead of tokens");

    /// <summary>Two tokens of one payload have the same id.</summary>
    public static PatCheck DuplicateId { get; } = new("pat/duplicate-id", RuleSeverity.Error, "Two tokens of one payload have the same id");

    /// <summary>One owner has two tokens with the same name.</summary>
    public static PatCheck DuplicateName { get; } = new("pat/duplicate-name", RuleSeverity.Error, "One owner has two tokens of the same name");

    /// <summary>One id is flagged as managed and as unmanaged.</summary>
    public static PatCheck ManagedConflict { get; } =
        new("pat/managed-conflict", RuleSeverity.Error, "One token id is flagged both as managed and as unmanaged");

    /// <summary>The payload contains a secret, but the contract defines none.</summary>
    public static PatCheck SecretInResponse { get; } =
        new("pat/secret-in-response", RuleSeverity.Error, "A payload other than a create response contains a secret");

    /// <summary>A token was last used before it was created.</summary>
    public static PatCheck LastUsedBeforeCreated { get; } =
        new("pat/last-used-before-created", RuleSeverity.Warning, "A token was last used before it was created");

    /// <summary>A token was created or last used in the future.</summary>
    public static PatCheck TimestampInFuture { get; } =
        new("pat/timestamp-in-future", RuleSeverity.Warning, "A token was created or last used in the future");

    /// <summary>The expiration date is null, but the flag that confirms this is not set.</summary>
    public static PatCheck NeverExpiresMismatch { get; } =
        new("pat/never-expires-mismatch", RuleSeverity.Warning, "A token never expires, but no user has confirmed it");

    /// <summary>A property name differs from one in the contract only by case or separators.</summary>
    public static PatCheck WireName { get; } =
        new("pat/wire-name", RuleSeverity.Warning, "An unknown property differs from a known one only by case or separators");

    /// <summary>The id or name of a token is empty.</summary>
    public static PatCheck EmptyCredential { get; } = new("pat/empty-credential", RuleSeverity.Warning, "A token has an empty id or name");

    /// <summary>A token has expired.</summary>
    public static PatCheck Expired { get; } = new("pat/expired", RuleSeverity.Info, "A token has expired");

    /// <summary>The type, id or name of an owner is missing.</summary>
    public static PatCheck OwnerIncomplete { get; } = new("pat/owner-incomplete", RuleSeverity.Info, "The type, id or name of an owner is missing");

    /// <summary>All checks, most severe first.</summary>
    public static IReadOnlyList<PatCheck> All { get; } =
    [
        NotATokenResponse, DuplicateId, DuplicateName, ManagedConflict, SecretInResponse,
        LastUsedBeforeCreated, TimestampInFuture, NeverExpiresMismatch, WireName, EmptyCredential,
        Expired, OwnerIncomplete,
    ];

    /// <summary>Returns the check with the specified id, or null if there is no such check.</summary>
    public static PatCheck? Find(string id) => All.FirstOrDefault(check => string.Equals(check.Id, id, StringComparison.Ordinal));

    /// <summary>The <see cref="Id"/>.</summary>
    public override string ToString() => Id;
}
