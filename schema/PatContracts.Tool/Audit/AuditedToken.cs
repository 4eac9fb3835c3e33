using System.Globalization;

namespace PatContracts.Tool.Audit;

/// <summary>A token in an audit: its location in the input, its properties, and the advice.</summary>
internal sealed class AuditedToken
{
    /// <summary>The path of the input.</summary>
    public required string Path { get; init; }

    /// <summary>One-based line of the token's opening brace.</summary>
    public required long Line { get; init; }

    /// <summary>JSON Pointer of the token in its payload.</summary>
    public required string Instance { get; init; }

    /// <summary>The properties that the export states, or null if the value is not an object. Shown only on request.</summary>
    public required ExportedToken? Stated { get; init; }

    /// <summary>The pseudonym of the token, which is equal in all reports that use the same key; null if the token has no id.</summary>
    public required string? Pseudonym { get; init; }

    /// <summary>The pseudonym of the owner, which is equal in all reports that use the same key; null if the token has no owner.</summary>
    public required string? OwnerPseudonym { get; init; }

    public TokenFlags Flags { get; set; }

    /// <summary>Whether the platform owns the token: this entry, or another entry with the same id, is flagged managed.</summary>
    public bool IsManaged { get; set; }

    /// <summary>How the token violates its contract, in words; null if it conforms.</summary>
    public string? Violation { get; set; }

    /// <summary>Why the token is a duplicate, in words; null if it is not.</summary>
    public string? Duplication { get; set; }

    public Advice Advice { get; set; }

    /// <summary>The reason for the advice. Contains days and terms of the contract, but no payload values.</summary>
    public string Reason { get; set; } = "";

    /// <summary>The date that the reason refers to, or null.</summary>
    public DateTimeOffset? Date { get; set; }

    public DateTimeOffset? LastUsed => Stated?.LastUsed;

    public DateTimeOffset? Created => Stated?.Created;

    public DateTimeOffset? ExpirationDate => Stated?.ExpirationDate;

    /// <summary>The location in the format of compilers, and the pointer.</summary>
    public string Location => string.Create(CultureInfo.InvariantCulture, $"{Path}:{Line} {Instance}").TrimEnd();

    public bool Has(TokenFlags flag) => (Flags & flag) != 0;
}
