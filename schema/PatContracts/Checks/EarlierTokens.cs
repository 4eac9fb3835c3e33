namespace PatContracts.Checks;

/// <summary>Earlier tokens of a payload that have an id, or an owner and name, in common with the current one. Ordinals are zero-based; −1 for none.</summary>
internal struct EarlierTokens
{
    public EarlierTokens()
    {
    }

    public int SameId { get; set; } = -1;

    /// <summary>Whether a token with the same id was flagged as managed.</summary>
    public bool WasManaged { get; set; }

    /// <summary>Whether a token with the same id was flagged as unmanaged, or not flagged, which means the same.</summary>
    public bool WasUnmanaged { get; set; }

    /// <summary>The first token with the same owner and name.</summary>
    public int SameName { get; set; } = -1;
}
