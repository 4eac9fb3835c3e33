using System.Reflection.Metadata;
using System.Reflection.PortableExecutable;
using System.Text.RegularExpressions;
using PatContracts.Tool.Tests.Support;

namespace PatContracts.Tool.Tests.Fetch;

public sealed class ConnectionTests
{
    // Assemblies that can open connections. System.Net.WebUtility and URIs only process text.
    private static readonly string[] Connecting = ["System.Net.Http", "System.Net.Sockets", "System.Net.Requests", "System.Net.WebClient", "System.Net.WebSockets.Client", "System.Net.Mail", "System.Net.NameResolution", "System.Net.Quic", "System.Net.HttpListener", "System.Net.Ping"];

    [Fact]
    public void The_engine_and_the_product_cannot_open_a_connection()
    {
        foreach (string name in (string[])["PatContracts.Schema.dll", "PatContracts.dll"]) Assert.Empty(References(name).Intersect(Connecting));
        Assert.Equal(["System.Net.Http"], References("pat-contracts.dll").Intersect(Connecting));
    }

    [Fact]
    public void Only_fetch_can_open_a_connection()
    {
        string root = Repository.File("schema/PatContracts.Tool");
        string[] users = [.. Directory.EnumerateFiles(root, "*.cs", SearchOption.AllDirectories)
            .Select(file => Path.GetRelativePath(root, file).Replace('\\', '/'))
            .Where(static file => !file.StartsWith("obj/", StringComparison.Ordinal) && !file.StartsWith("bin/", StringComparison.Ordinal))
            .Where(file => Regex.IsMatch(File.ReadAllText(Path.Combine(root, file)), @"System\.Net\.(?!;)[A-Z]|\b(HttpClient|HttpMessageInvoker|SocketsHttpHandler|TcpClient|Socket|WebRequest|TenantClient)\b"))
            .Order(StringComparer.Ordinal)];
        Assert.Equal(["Commands/FetchCommand.cs", "Fetch/TenantClient.cs"], users);
    }

    [Fact]
    public void The_help_states_where_the_secret_is_read_from()
    {
        string help = Command.Run("fetch", "--help").Output;
        Assert.Contains("SAIL_CLIENT_SECRET", help, StringComparison.Ordinal);
        Assert.DoesNotContain("--client-secret", help, StringComparison.Ordinal);
    }

    private static string[] References(string assembly)
    {
        using var file = new PEReader(File.OpenRead(Path.Combine(AppContext.BaseDirectory, assembly)));
        MetadataReader metadata = file.GetMetadataReader();
        return [.. metadata.AssemblyReferences.Select(handle => metadata.GetString(metadata.GetAssemblyReference(handle).Name))];
    }
}
