namespace PatContracts.Tool.Fetch;

/// <summary>The address of a tenant's API.</summary>
internal static class TenantAddress
{
    private const string Example = "https://acme.api.identitynow.com";

    /// <summary>
    /// Reads an address. What is sent there is a secret, so that the connection has to be encrypted unless it does not leave this machine.
    /// </summary>
    /// <exception cref="ToolException">It is not an address that a secret may be sent to.</exception>
    public static Uri Parse(string given)
    {
        // The text can hold a password, so that it is not repeated.
        if (!Uri.TryCreate(given, UriKind.Absolute, out Uri? address) || address.Scheme is not ("https" or "http")) throw Invalid("requires a URL");
        if (address.Scheme == "http" && !address.IsLoopback) throw Invalid("requires https, because a secret is sent there");
        if (address.UserInfo.Length > 0) throw Invalid("requires a URL without a user name or password");
        if (address.AbsolutePath != "/" || address.Query.Length > 0 || address.Fragment.Length > 0) throw Invalid("requires a URL without a path; --api-version names the version");
        return address;
    }

    private static ToolException Invalid(string requirement) => ToolException.Usage($"--tenant {requirement}, as in {Example}");
}
