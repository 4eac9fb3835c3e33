namespace PatContracts.Tool.Fetch;

/// <summary>The rights that token lists depend on, and what is missing without them.</summary>
internal static class FetchRights
{
    /// <summary>The right to see the tokens of every owner.</summary>
    public const string All = "idn:all-personal-access-tokens:read";

    /// <summary>The right to see one's own tokens.</summary>
    public const string Own = "idn:my-personal-access-tokens:read";

    /// <summary>The right to see the tokens that the platform manages.</summary>
    public const string Managed = "idn:managed-personal-access-tokens:read";

    public const string AllMissing = $"listing the tokens of a tenant requires the right {All}; --owner me requires only {Own}";

    public const string OwnMissing = $"listing the tokens of an owner requires the right {All}, and one's own (--owner me) {Own}";

    public const string ManagedMissing =
        $"there is no managed token in it. If the client lacks the right {Managed}, the service leaves them out without saying so; an audit then knows nothing of them";
}
