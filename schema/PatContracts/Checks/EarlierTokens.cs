namespace PatContracts.Checks;

/// <summary>What earlier tokens of a payload have in common with the present one. Ordinals count tokens from 0; −1 if there is none.</summary>
internal struct EarlierTokens
{
    public EarlierTokens()
    {
    }

    public int SameId { get; set; } = -1;

    /// <summary>Whether a token of the same id was flagged managed.</summary>
    public bool WasManaged { get; set; }

    /// <summary>Whether a token of the same id was flagged unmanaged, or not flagged, which means the same.</summary>
    public bool WasUnmanaged { get; set; }

    /// <summary>The first token of the same owner and name.</summary>
    public int SameName { get; set; } = -1;
}
