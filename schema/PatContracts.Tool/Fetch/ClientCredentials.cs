using System.Text;
using PatContracts.Tool.Output;

namespace PatContracts.Tool.Fetch;

/// <summary>
/// The client id and secret of a personal access token or API client. The secret is never an argument, because arguments appear in process lists and shell
/// histories.
/// </summary>
internal sealed class ClientCredentials
{
    /// <summary>The environment variable of the client id, as in SailPoint's own tools.</summary>
    public const string IdVariable = "SAIL_CLIENT_ID";

    /// <summary>The environment variable of the secret, as in SailPoint's own tools.</summary>
    public const string SecretVariable = "SAIL_CLIENT_SECRET";

    private ClientCredentials(string id, string secret)
    {
        Id = id;
        Secret = secret;
    }

    public string Id { get; }

    public string Secret { get; }

    /// <summary>Reads the credentials from the environment, and prompts for a missing secret on a terminal.</summary>
    /// <param name="id">The client id on the command line; null to read it from the environment.</param>
    /// <exception cref="ToolException">The id or the secret is missing.</exception>
    public static ClientCredentials Find(string? id)
    {
        id ??= Environment.GetEnvironmentVariable(IdVariable);
        if (string.IsNullOrEmpty(id)) throw ToolException.Usage($"A client id is required: --client-id, or the environment variable {IdVariable}");
        string? secret = Environment.GetEnvironmentVariable(SecretVariable);
        if (string.IsNullOrEmpty(secret)) secret = Prompt();
        if (string.IsNullOrEmpty(secret)) throw ToolException.Usage($"A client secret is required: the environment variable {SecretVariable}, or a terminal to prompt for it");
        return new ClientCredentials(id, secret);
    }

    private static string? Prompt()
    {
        if (StandardStreams.IsInputRedirected) return null;
        Console.Error.Write("Client secret: ");
        var secret = new StringBuilder();
        while (true)
        {
            ConsoleKeyInfo key = Console.ReadKey(intercept: true);
            if (key.Key == ConsoleKey.Enter) break;
            if (key.Key == ConsoleKey.Backspace) secret.Length = Math.Max(secret.Length - 1, 0);
            else if (!char.IsControl(key.KeyChar)) secret.Append(key.KeyChar);
        }

        Console.Error.WriteLine();
        return secret.ToString();
    }
}
