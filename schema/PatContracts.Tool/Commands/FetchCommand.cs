using System.CommandLine;
using PatContracts.Tool.Checking;
using PatContracts.Tool.Fetch;
using PatContracts.Tool.Output;

namespace PatContracts.Tool.Commands;

/// <summary><c>pat-contracts fetch</c>: downloads the token list of a tenant. The only command that opens a connection.</summary>
internal static class FetchCommand
{
    private const string TenantVariable = "SAIL_BASE_URL";
    private const string VersionPlaceholder = "{version}";
    private const string DefaultVersion = "v2026";
    private const int DefaultTimeout = 100;
    private const int LongestTimeout = 86_400;

    private static readonly string[] Versions = ["v3", "beta", "v2024", "v2025", "v2026"];

    private static readonly Option<string?> Tenant = new("--tenant")
    {
        Description = $"The address of the tenant's API, as in https://acme.api.identitynow.com. Default: the environment variable {TenantVariable}.",
        HelpName = "URL",
    };

    private static readonly Option<string> Output = new("--output", "-o")
    {
        Description = $"The file to write. {VersionPlaceholder} in its name is replaced with the API version. An existing file is replaced only by a complete list.",
        HelpName = "FILE",
        Required = true,
    };

    private static readonly Option<string[]> ApiVersions = new Option<string[]>("--api-version")
    {
        Description = "The API version of the list. Can be specified several times.",
        HelpName = "VERSION",
    }.AcceptAmong(Versions, DefaultVersion);

    private static readonly Option<string?> ClientId = new("--client-id")
    {
        Description = $"The id of the token or API client to authenticate with. Default: the environment variable {ClientCredentials.IdVariable}.",
        HelpName = "ID",
    };

    private static readonly Option<string?> Owner = new("--owner")
    {
        Description = "The identity whose tokens to list: its id, or me. Default: all tokens of the tenant.",
        HelpName = "ID",
    };

    private static readonly Option<int?> TimeoutSeconds = new("--timeout")
    {
        Description = $"The timeout in seconds for each response and each part of it. Default: {DefaultTimeout}.",
        HelpName = "SECONDS",
    };

    public static Command Create()
    {
        var command = new ToolCommand(
            "fetch",
            $"Download the token list of a tenant, exactly as the service sends it. Reads the client secret from the environment variable {ClientCredentials.SecretVariable}, or prompts for it.",
            ("pat-contracts fetch --tenant https://acme.api.identitynow.com --client-id 86f1dc6f --output tokens.json", "all tokens; prompts for the secret"),
            ("pat-contracts fetch --owner me --output mine.json", "your own tokens; address, client id and secret from the environment"),
            ("pat-contracts fetch --api-version v3 --api-version v2026 --output 'tokens.{version}.json'", "the lists of two versions"))
        {
            Tenant, Output, ApiVersions, ClientId, Owner, TimeoutSeconds,
        };
        TimeoutSeconds.AcceptAtLeast(1);
        command.SetAction(RunAsync);
        return command;
    }

    private static async Task<int> RunAsync(ParseResult parsed, CancellationToken cancellation)
    {
        string address = parsed.GetValue(Tenant) ?? Environment.GetEnvironmentVariable(TenantVariable)
            ?? throw ToolException.Usage($"A tenant is required: --tenant, or the environment variable {TenantVariable}");
        Uri tenant = TenantAddress.Parse(address);
        string[] versions = parsed.GetValue(ApiVersions) is { Length: > 0 } named ? [.. named.Distinct()] : [DefaultVersion];
        string output = parsed.GetValue(Output)!;
        int timeout = parsed.GetValue(TimeoutSeconds) ?? DefaultTimeout;
        if (timeout > LongestTimeout) throw ToolException.Usage($"{TimeoutSeconds.Name} requires at most {LongestTimeout} seconds; got {timeout}");
        if (versions.Length > 1 && !output.Contains(VersionPlaceholder, StringComparison.Ordinal))
        {
            throw ToolException.Usage($"--output requires {VersionPlaceholder} in the name of the file for several versions, as in tokens.{VersionPlaceholder}.json");
        }

        var files = new List<PendingFile>();
        try
        {
            foreach (string version in versions) files.Add(PendingFile.Create(output.Replace(VersionPlaceholder, version, StringComparison.Ordinal)));
            ClientCredentials credentials = ClientCredentials.Find(parsed.GetValue(ClientId));
            using var client = new TenantClient(tenant, TimeSpan.FromSeconds(timeout), Note);
            await client.LogInAsync(credentials, cancellation).ConfigureAwait(false);
            var lists = new List<FetchedList>();
            foreach ((string version, PendingFile file) in versions.Zip(files))
            {
                await client.ReadTokensAsync(version, parsed.GetValue(Owner), file, cancellation).ConfigureAwait(false);
                lists.Add(FetchedList.Read(file.Content, ContractSource.BuiltIn.Get(version)));
            }

            cancellation.ThrowIfCancellationRequested();
            foreach ((PendingFile file, FetchedList list) in files.Zip(lists)) Complete(file, list);
            return (int)ExitCode.Clean;
        }
        catch (OperationCanceledException) when (cancellation.IsCancellationRequested)
        {
            Note("interrupted; no file was written");
            return (int)ExitCode.Interrupted;
        }
        finally
        {
            foreach (PendingFile file in files) file.Dispose();
        }
    }

    private static void Complete(PendingFile file, FetchedList list)
    {
        file.Commit();
        string path = Printable.OneLine(file.Path);
        using (StreamWriter output = Terminal.Utf8Writer(Terminal.Output))
        {
            output.WriteLine($"{path}: {Printable.Count(list.Tokens, "token")}, {list.Managed} managed");
        }

        if (list.Managed == 0) Note($"warning: {path}: {FetchRights.ManagedMissing}");
    }

    private static void Note(string message) => Console.Error.WriteLine($"{CommandLine.Name}: {Printable.OneLine(message)}");
}
