using PatContracts.Schema;

namespace PatContracts;

/// <summary>A check of what a token payload means, beyond what its contract says of its form.</summary>
public sealed class PatCheck
{
    private PatCheck(string id, RuleSeverity defaultSeverity, string summary)
    {
        Id = id;
        DefaultSeverity = defaultSeverity;
        Summary = summary;
    }

    /// <summary>The stable name, which is the rule of its findings: <c>pat/duplicate-id</c>.</summary>
    public string Id { get; }

    /// <summary>The severity of its findings unless <see cref="PatCheckOptions"/> sets another.</summary>
    public RuleSeverity DefaultSeverity { get; }

    /// <summary>What it finds, in one sentence without a full stop.</summary>
    public string Summary { get; }

    /// <summary>An HTML page or an error body of the API where tokens were expected. It explains violations and finds none of its own.</summary>
    public static PatCheck NotATokenResponse { get; } =
        new("pat/not-a-token-response", RuleSeverity.Error, "A payload is an HTML page or an error body of the API instead of tokens");

    /// <summary>The same id twice in one payload.</summary>
    public static PatCheck DuplicateId { get; } = new("pat/duplicate-id", RuleSeverity.Error, "Two tokens of one payload have the same id");

    /// <summary>One owner with two tokens of one name.</summary>
    public static PatCheck DuplicateName { get; } = new("pat/duplicate-name", RuleSeverity.Error, "One owner has two tokens of the same name");

    /// <summary>One id, flagged managed and unmanaged.</summary>
    public static PatCheck ManagedConflict { get; } =
        new("pat/managed-conflict", RuleSeverity.Error, "One token id is flagged both as managed and as unmanaged");

    /// <summary>A secret where the contract has none.</summary>
    public static PatCheck SecretInResponse { get; } =
        new("pat/secret-in-response", RuleSeverity.Error, "A payload that is no create response carries a secret");

    /// <summary>Used before it was created.</summary>
    public static PatCheck LastUsedBeforeCreated { get; } =
        new("pat/last-used-before-created", RuleSeverity.Warning, "A token was last used before it was created");

    /// <summary>Created or used later than now.</summary>
    public static PatCheck TimestampInFuture { get; } =
        new("pat/timestamp-in-future", RuleSeverity.Warning, "A token was created or last used in the future");

    /// <summary>A null expiration date without the flag that confirms it.</summary>
    public static PatCheck NeverExpiresMismatch { get; } =
        new("pat/never-expires-mismatch", RuleSeverity.Warning, "A token never expires, but nobody is on record as having confirmed that");

    /// <summary>A name that differs from the contract's only by case or separators.</summary>
    public static PatCheck WireName { get; } =
        new("pat/wire-name", RuleSeverity.Warning, "An unknown property differs from a known one only by case or separators");

    /// <summary>An empty id or name.</summary>
    public static PatCheck EmptyCredential { get; } = new("pat/empty-credential", RuleSeverity.Warning, "A token has an empty id or name");

    /// <summary>Past its expiration date.</summary>
    public static PatCheck Expired { get; } = new("pat/expired", RuleSeverity.Info, "A token has expired");

    /// <summary>An owner without type, id or name.</summary>
    public static PatCheck OwnerIncomplete { get; } = new("pat/owner-incomplete", RuleSeverity.Info, "An owner lacks its type, id or name");

    /// <summary>All checks, in the order of their weight.</summary>
    public static IReadOnlyList<PatCheck> All { get; } =
    [
        NotATokenResponse, DuplicateId, DuplicateName, ManagedConflict, SecretInResponse,
        LastUsedBeforeCreated, TimestampInFuture, NeverExpiresMismatch, WireName, EmptyCredential,
        Expired, OwnerIncomplete,
    ];

    /// <summary>The check of an id, or null where there is none.</summary>
    public static PatCheck? Find(string id) => All.FirstOrDefault(check => string.Equals(check.Id, id, StringComparison.Ordinal));

    /// <summary>The <see cref="Id"/>.</summary>
    public override string ToString() => Id;
}
