namespace PatContracts.Tool.Fetch;

/// <summary>The rights that token lists require, and the messages if they are missing.</summary>
internal static class FetchRights
{
    /// <summary>The right to list the tokens of every owner.</summary>
    public const string All = "idn:all-personal-access-tokens:read";

    /// <summary>The right to list one's own tokens.</summary>
    public const string Own = "idn:my-personal-access-tokens:read";

    /// <summary>The right to list the tokens that the platform manages.</summary>
    public const string Managed = "idn:managed-personal-access-tokens:read";

    public const string AllMissing = $"listing the tokens of a tenant requires the right {All}; --owner me requires only {Own}";

    public const string OwnMissing = $"listing the tokens of an owner requires the right {All}; --owner me requires only {Own}";

    public const string ManagedMissing =
        $"the list contains no managed token. Without the right {Managed}, the service omits them silently, and an audit cannot report them";
}
