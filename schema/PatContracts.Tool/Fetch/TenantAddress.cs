namespace PatContracts.Tool.Fetch;

/// <summary>The address of a tenant's API.</summary>
internal static class TenantAddress
{
    private const string Example = "https://acme.api.identitynow.com";

    /// <summary>
    /// Parses an address. The secret is sent to it, so the connection must be encrypted unless it is local.
    /// </summary>
    /// <exception cref="ToolException">The text is not an address that a secret can be sent to.</exception>
    public static Uri Parse(string text)
    {
        // The text can contain a password, so no message quotes it.
        if (!Uri.TryCreate(text, UriKind.Absolute, out Uri? address) || address.Scheme is not ("https" or "http")) throw Invalid("requires a URL");
        if (address.Scheme == "http" && !address.IsLoopback) throw Invalid("requires https, because a secret is sent there");
        if (address.UserInfo.Length > 0) throw Invalid("requires a URL without a user name or password");
        if (address.AbsolutePath != "/" || address.Query.Length > 0 || address.Fragment.Length > 0) throw Invalid("requires a URL without a path; --api-version names the version");
        return address;
    }

    private static ToolException Invalid(string requirement) => ToolException.Usage($"--tenant {requirement}, as in {Example}");
}
