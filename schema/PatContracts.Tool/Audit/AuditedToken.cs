using System.Globalization;

namespace PatContracts.Tool.Audit;

/// <summary>A token under audit: its location in the input, what is known of it, and what to do about it.</summary>
internal sealed class AuditedToken
{
    /// <summary>The input's path.</summary>
    public required string Path { get; init; }

    /// <summary>One-based line of the token's opening brace.</summary>
    public required long Line { get; init; }

    /// <summary>JSON Pointer of the token in its payload.</summary>
    public required string Instance { get; init; }

    /// <summary>What the export states of the token, or null if it is not an object. Its text is shown on request only.</summary>
    public required ExportedToken? Stated { get; init; }

    /// <summary>Stands for the token in every report that is made with the same key; null if the token has no id.</summary>
    public required string? Pseudonym { get; init; }

    /// <summary>Stands for the owner in every report that is made with the same key; null if the token names none.</summary>
    public required string? OwnerPseudonym { get; init; }

    public TokenFlags Flags { get; set; }

    /// <summary>Whether the platform owns the token: this entry, or another one of the same id, is flagged managed.</summary>
    public bool IsManaged { get; set; }

    /// <summary>How the token violates its contract, in words; null if it conforms.</summary>
    public string? Violation { get; set; }

    /// <summary>Why the token is a duplicate, in words; null if it is not.</summary>
    public string? Duplication { get; set; }

    public Advice Advice { get; set; }

    /// <summary>The reason of the advice: days and terms of the contract, no payload values.</summary>
    public string Reason { get; set; } = "";

    /// <summary>The date that the reason is about; null if it is about none.</summary>
    public DateTimeOffset? Date { get; set; }

    public DateTimeOffset? LastUsed => Stated?.LastUsed;

    public DateTimeOffset? Created => Stated?.Created;

    public DateTimeOffset? ExpirationDate => Stated?.ExpirationDate;

    /// <summary>The location, as compilers write it, and the pointer.</summary>
    public string Location => string.Create(CultureInfo.InvariantCulture, $"{Path}:{Line} {Instance}").TrimEnd();

    public bool Has(TokenFlags flag) => (Flags & flag) != 0;
}
