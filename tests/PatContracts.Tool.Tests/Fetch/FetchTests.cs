using System.Diagnostics;
using System.Net;
using System.Runtime.Versioning;
using System.Security.Cryptography.X509Certificates;
using System.Text;
using PatContracts.Tool.Tests.Support;

namespace PatContracts.Tool.Tests.Fetch;

public sealed class FetchTests
{
    private const string Secret = "CANARY-SECRET";

    // Formatted as no serializer would write it, to verify that the bytes are stored unchanged.
    private const string List = "[ {\"id\":\"t1\",\"name\":\"n\\u00e9\",\"managed\":true},\r\n\t{\"id\":\"t2\", \"extra\":1.50} ]\n";

    [Fact]
    public void A_list_is_written_byte_for_byte_after_a_login_with_client_credentials()
    {
        using var folder = new TemporaryFolder();
        using LoopbackTenant tenant = LoopbackTenant.After(_ => LoopbackTenant.Response("200 OK", List));
        CommandResult result = Fetch(folder, tenant, "--output", "out/tokens.json");
        Assert.Equal((0, "out/tokens.json: 2 tokens, 1 managed\n", ""), (result.ExitCode, result.Output, result.Error));
        Assert.Equal(List, folder.Read("out/tokens.json"));
        Assert.Equal(["tokens.json"], Names(folder, "out"));
        if (!OperatingSystem.IsWindows()) Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite, File.GetUnixFileMode(folder["out/tokens.json"]));

        Assert.Equal(["POST /oauth/token", "GET /v2026/personal-access-tokens"], tenant.Requests.Select(request => $"{request.Method} {request.Target}"));
        Assert.Equal($"grant_type=client_credentials&client_id=the-id&client_secret={Secret}", tenant.Requests[0].Body);
        Assert.False(tenant.Requests[0].Headers.ContainsKey("Authorization"));
        Assert.Equal("Bearer " + LoopbackTenant.AccessToken, tenant.Requests[1].Headers["Authorization"]);
        Assert.False(tenant.Requests[1].Headers.ContainsKey("Accept-Encoding"));
    }

    [Fact]
    public void Every_requested_version_is_written_to_a_separate_file()
    {
        using var folder = new TemporaryFolder();
        using LoopbackTenant tenant = LoopbackTenant.After(request => LoopbackTenant.Response("200 OK", $"[{{\"id\":\"{request.Target}\",\"managed\":true}}]"));
        CommandResult result = Fetch(folder, tenant, "--api-version", "v3", "--api-version", "beta", "--owner", "me&x", "--output", "tokens.{version}.json");
        Assert.Equal((0, ""), (result.ExitCode, result.Error));
        Assert.Contains("/v3/personal-access-tokens?owner-id=me%26x", folder.Read("tokens.v3.json"), StringComparison.Ordinal);
        Assert.Contains("/beta/personal-access-tokens?owner-id=me%26x", folder.Read("tokens.beta.json"), StringComparison.Ordinal);
        Assert.Single(tenant.Requests, request => request.Method == "POST");
        Assert.Equal(2, Fetch(folder, tenant, "--api-version", "v3", "--api-version", "beta", "--output", "tokens.json").ExitCode);
    }

    [Theory]
    [InlineData("[]")]
    [InlineData("[{\"id\":\"t\"}]")]
    public void A_list_without_managed_tokens_causes_a_warning_about_the_missing_right(string list)
    {
        using var folder = new TemporaryFolder();
        using LoopbackTenant tenant = LoopbackTenant.After(_ => LoopbackTenant.Response("200 OK", list));
        CommandResult result = Fetch(folder, tenant, "--output", "tokens.json");
        Assert.Equal(0, result.ExitCode);
        Assert.Contains("warning: tokens.json: the list contains no managed token", result.Error, StringComparison.Ordinal);
        Assert.Contains("idn:managed-personal-access-tokens:read", result.Error, StringComparison.Ordinal);
        Assert.Equal(list, folder.Read("tokens.json"));
    }

    [Fact]
    public void A_request_is_retried_when_the_service_is_busy()
    {
        using var folder = new TemporaryFolder();
        int logins = 0;
        int lists = 0;
        using LoopbackTenant tenant = LoopbackTenant.Responding(request => request.Target == "/oauth/token"
            ? (logins++ == 0 ? Busy("429 Too Many Requests", "0") : LoopbackTenant.LoggedIn)
            : lists++ switch
            {
                0 => Busy("429 Too Many Requests", "1"),
                1 => Busy("503 Service Unavailable", "Fri, 01 Jan 2021 00:00:00 GMT"),
                _ => LoopbackTenant.Response("200 OK", List),
            });
        var clock = Stopwatch.StartNew();
        CommandResult result = Fetch(folder, tenant, "--output", "tokens.json");
        Assert.True(clock.Elapsed >= TimeSpan.FromSeconds(1), "Retry-After was ignored.");
        Assert.Equal((0, 2, 3), (result.ExitCode, logins, lists));
        Assert.Contains("is busy (HTTP 429); retrying in 1 second", result.Error, StringComparison.Ordinal);
        Assert.Equal(List, folder.Read("tokens.json"));
    }

    [Theory]
    [InlineData("0", "too many requests after 6 attempts")]
    [InlineData("86400", "asks to retry after 86,400 seconds (HTTP 429); the limit is 5 minutes")]
    public void A_service_that_stays_busy_ends_the_run(string after, string message)
    {
        using var folder = new TemporaryFolder();
        using LoopbackTenant tenant = LoopbackTenant.After(_ => Busy("429 Too Many Requests", after));
        RequireFailure(folder, tenant, message);
    }

    [Theory]
    [InlineData("401 Unauthorized", "HTTP 401: the client id and secret were rejected")]
    [InlineData("400 Bad Request", "HTTP 400: the client id and secret were rejected")]
    [InlineData("500 Internal Server Error", "HTTP 500: the login failed")]
    [InlineData("302 Found", "HTTP 302: redirects are not followed")]
    [InlineData("200 OK", "The response to the login contains no access token")]
    public void A_failed_login_is_an_error_without_content_of_the_response(string status, string message)
    {
        using var folder = new TemporaryFolder();
        using LoopbackTenant tenant = LoopbackTenant.Responding(_ => LoopbackTenant.Response(status, $$"""{"error":"CANARY","client_secret":"{{Secret}}"}""", headers: "Location: https://elsewhere.example/CANARY"));
        RequireFailure(folder, tenant, message);
        Assert.Single(tenant.Requests);
    }

    [Theory]
    [InlineData("401 Unauthorized", "HTTP 401: the access token was rejected")]
    [InlineData("403 Forbidden", "HTTP 403: listing the tokens of a tenant requires the right idn:all-personal-access-tokens:read; --owner me requires only idn:my-personal-access-tokens:read")]
    [InlineData("404 Not Found", "HTTP 404: there is no token list of v2026")]
    [InlineData("500 Internal Server Error", "HTTP 500: the token list of v2026 cannot be read")]
    [InlineData("204 No Content", "HTTP 204: the token list of v2026 cannot be read")]
    [InlineData("307 Temporary Redirect", "HTTP 307: redirects are not followed")]
    public void A_rejected_list_is_an_error_with_advice(string status, string message)
    {
        using var folder = new TemporaryFolder();
        using LoopbackTenant tenant = LoopbackTenant.After(_ => LoopbackTenant.Response(status, "CANARY"));
        RequireFailure(folder, tenant, message);
    }

    [Fact]
    public void A_redirect_to_another_host_receives_neither_secret_nor_access_token()
    {
        using var folder = new TemporaryFolder();
        using LoopbackTenant elsewhere = LoopbackTenant.After(_ => LoopbackTenant.Response("200 OK", List));
        using LoopbackTenant tenant = LoopbackTenant.After(_ => LoopbackTenant.Response("302 Found", "", headers: $"Location: {elsewhere.Address}v2026/personal-access-tokens"));
        RequireFailure(folder, tenant, "redirects are not followed");
        Assert.Empty(elsewhere.Requests);
    }

    [Fact]
    public void An_incomplete_list_never_replaces_an_export()
    {
        string[] bodies = ["", "{\"id\":\"t\"}", "[{\"id\":\"t\"}", "[{\"id\":\"t\"},]", "null", "{\"id\":\"t\"}\n{\"id\":\"u\"}", "[{\"id\":\"t\"}] CANARY", "\u001f\u008b"];
        foreach (string body in bodies)
        {
            using var folder = new TemporaryFolder();
            using LoopbackTenant tenant = LoopbackTenant.After(_ => LoopbackTenant.Response("200 OK", body));
            RequireFailure(folder, tenant, "not a complete JSON list");
        }
    }

    [Theory]
    [InlineData("HTTP/1.1 200 OK\r\nContent-Type: application/json\r\nContent-Length: 1000\r\n\r\n[{\"id\":\"t\"}]", "the connection was lost before the response was complete")]
    [InlineData("HTTP/1.1 200 OK\r\nContent-Type: application/json\r\nTransfer-Encoding: chunked\r\n\r\nc\r\n[{\"id\":\"t\"}]\r\n", "the connection was lost before the response was complete")]
    [InlineData("HTTP/1.1 200 OK\r\nContent-Type: text/html\r\nContent-Length: 2\r\n\r\n[]", "the response is text/html instead of JSON")]
    [InlineData("HTTP/1.1 200 OK\r\nContent-Type: application/json\r\nContent-Encoding: gzip\r\nContent-Length: 2\r\n\r\n[]", "an unexpected content encoding")]
    [InlineData("garbage\r\n\r\n", "the response is not valid HTTP")]
    [InlineData("", "the connection was lost before the response was complete")]
    public void A_broken_download_replaces_nothing(string response, string message)
    {
        using var folder = new TemporaryFolder();
        using LoopbackTenant tenant = LoopbackTenant.After(_ => Encoding.ASCII.GetBytes(response));
        RequireFailure(folder, tenant, message);
    }

    [Fact]
    public void One_version_that_fails_leaves_the_files_of_all_versions_as_they_were()
    {
        using var folder = new TemporaryFolder();
        folder.Write("v3.json", "before");
        using LoopbackTenant tenant = LoopbackTenant.After(request => request.Target.StartsWith("/v3/", StringComparison.Ordinal)
            ? LoopbackTenant.Response("200 OK", List)
            : LoopbackTenant.Response("500 Internal Server Error", ""));
        Assert.Equal(3, Fetch(folder, tenant, "--api-version", "v3", "--api-version", "v2025", "--output", "{version}.json").ExitCode);
        Assert.Equal("before", folder.Read("v3.json"));
        Assert.Equal(["v3.json"], Names(folder, ""));
    }

    [Fact]
    public void A_service_that_does_not_respond_ends_the_run_after_the_timeout()
    {
        using var folder = new TemporaryFolder();
        using LoopbackTenant tenant = LoopbackTenant.After(_ => null);
        RequireFailure(folder, tenant, "no response within 1 second", "--timeout", "1");
    }

    [Fact]
    public void A_refused_connection_is_an_error()
    {
        using var folder = new TemporaryFolder();
        LoopbackTenant tenant = LoopbackTenant.After(_ => null);
        tenant.Dispose();
        RequireFailure(folder, tenant, "the connection cannot be established");
    }

    [Fact]
    public void Only_a_service_with_a_trusted_certificate_for_its_name_receives_the_secret()
    {
        Assert.SkipUnless(OperatingSystem.IsLinux(), "The variable SSL_CERT_FILE adds a trusted certificate.");
        const string Insecure = "a secure connection cannot be established: the certificate is not trusted, or the service does not use TLS";
        DateTimeOffset now = DateTimeOffset.UtcNow;
        foreach ((string host, DateTimeOffset end, bool isTrusted, bool isAccepted) in (ReadOnlySpan<(string, DateTimeOffset, bool, bool)>)
            [("127.0.0.1", now.AddDays(1), true, true), ("127.0.0.1", now.AddDays(1), false, false), ("127.0.0.1", now.AddHours(-1), true, false), ("10.0.0.1", now.AddDays(1), true, false)])
        {
            using var folder = new TemporaryFolder();
            using X509Certificate2 certificate = LoopbackTenant.CertificateOf(IPAddress.Parse(host), end);
            using LoopbackTenant tenant = LoopbackTenant.After(_ => LoopbackTenant.Response("200 OK", List), certificate);
            folder.Write("tokens.json", "before");
            File.WriteAllText(folder["trusted.pem"], isTrusted ? certificate.ExportCertificatePem() : "");
            ProcessStartInfo start = Start(folder, ["fetch", "--tenant", tenant.Address.AbsoluteUri, "--output", "tokens.json"]);
            start.Environment["SSL_CERT_FILE"] = folder["trusted.pem"];
            CommandResult result = Command.Run(start);
            Assert.Equal(isAccepted ? (0, "") : (3, $"pat-contracts: error: {tenant.Address.Authority}: {Insecure}\n"), (result.ExitCode, result.Error));
            Assert.Equal(isAccepted ? List : "before", folder.Read("tokens.json"));
            Assert.Equal(isAccepted ? 2 : 0, tenant.Requests.Count);
        }
    }

    [Fact]
    public void A_service_without_TLS_at_an_https_address_does_not_receive_the_secret()
    {
        using var folder = new TemporaryFolder();
        using LoopbackTenant tenant = LoopbackTenant.After(_ => LoopbackTenant.Response("200 OK", List));
        CommandResult result = Command.Run(Start(folder, ["fetch", "--tenant", "https://" + tenant.Address.Authority, "--output", "tokens.json"]));
        Assert.Equal(3, result.ExitCode);
        Assert.Contains("a secure connection cannot be established", result.Error, StringComparison.Ordinal);
        Assert.DoesNotContain(tenant.Requests, request => request.Body.Length > 0);
        Assert.Empty(Names(folder, ""));
    }

    [Fact]
    public async Task An_interrupted_download_leaves_no_files()
    {
        Assert.SkipUnless(OperatingSystem.IsLinux(), "Signals are sent by kill.");
        using var folder = new TemporaryFolder();
        folder.Write("tokens.json", "before");
        using LoopbackTenant tenant = LoopbackTenant.After(_ => null);
        ProcessStartInfo start = Start(folder, ["fetch", "--tenant", tenant.Address.AbsoluteUri, "--output", "tokens.json"]);
        using Process process = Process.Start(Command.Interruptible(start))!;
        await tenant.Hangs.Task.WaitAsync(TimeSpan.FromSeconds(30), TestContext.Current.CancellationToken);
        using (Process kill = Process.Start("kill", ["-INT", $"{process.Id}"])) await kill.WaitForExitAsync(TestContext.Current.CancellationToken);
        await process.WaitForExitAsync(TestContext.Current.CancellationToken).WaitAsync(TimeSpan.FromSeconds(30), TestContext.Current.CancellationToken);
        Assert.Equal(130, process.ExitCode);
        Assert.Equal("pat-contracts: interrupted; no file was written\n", await process.StandardError.ReadToEndAsync(TestContext.Current.CancellationToken));
        Assert.Equal("before", folder.Read("tokens.json"));
        Assert.Equal(["tokens.json"], Names(folder, ""));
    }

    [Theory]
    [InlineData("http://acme.api.identitynow.com", "requires https")]
    [InlineData("acme.api.identitynow.com", "requires a URL")]
    [InlineData("ftp://acme.api.identitynow.com", "requires a URL")]
    [InlineData("https://CANARY:CANARY@acme.api.identitynow.com", "without a user name or password")]
    [InlineData("https://acme.api.identitynow.com/v3", "without a path")]
    [InlineData("https://acme.api.identitynow.com/?CANARY", "without a path")]
    public void The_secret_is_only_sent_to_the_address_of_a_tenant(string tenant, string message)
    {
        using var folder = new TemporaryFolder();
        CommandResult result = Command.Run(Start(folder, ["fetch", "--tenant", tenant, "--output", "tokens.json"]));
        Assert.Equal(2, result.ExitCode);
        Assert.Contains(message, result.Error, StringComparison.Ordinal);
        Assert.DoesNotContain("CANARY", result.Error, StringComparison.Ordinal);
        Assert.Empty(Names(folder, ""));
    }

    [Theory]
    [InlineData("0")]
    [InlineData("2147483647")]
    [InlineData("soon")]
    public void A_timeout_is_a_number_of_seconds_up_to_a_day(string timeout)
    {
        using var folder = new TemporaryFolder();
        CommandResult result = Command.Run(Start(folder, ["fetch", "--tenant", "http://127.0.0.1:1", "--output", "tokens.json", "--timeout", timeout]));
        Assert.Equal(2, result.ExitCode);
        Assert.Contains("--timeout", result.Error, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("SAIL_CLIENT_ID", "A client id is required")]
    [InlineData("SAIL_CLIENT_SECRET", "A client secret is required")]
    [InlineData("SAIL_BASE_URL", "A tenant is required")]
    public void Missing_settings_are_reported(string variable, string message)
    {
        using var folder = new TemporaryFolder();
        ProcessStartInfo start = Start(folder, ["fetch", "--output", "tokens.json"]);
        start.Environment["SAIL_BASE_URL"] = "http://127.0.0.1:1";
        start.Environment.Remove(variable);
        CommandResult result = Command.Run(start);
        Assert.Equal(2, result.ExitCode);
        Assert.Contains(message, result.Error, StringComparison.Ordinal);
        Assert.Empty(Names(folder, ""));
    }

    [Fact]
    public void The_secret_is_not_an_argument()
    {
        using var folder = new TemporaryFolder();
        foreach (string[] arguments in (string[][])[["--client-secret", Secret], [$"--client-secret={Secret}"], ["--secret", Secret]])
        {
            CommandResult result = Command.Run(Start(folder, ["fetch", "--tenant", "http://127.0.0.1:1", "--output", "tokens.json", .. arguments]));
            Assert.Equal(2, result.ExitCode);
            Assert.DoesNotContain(Secret, result.Output + result.Error, StringComparison.Ordinal);
        }
    }

    [Fact]
    public void On_a_terminal_the_command_prompts_for_the_secret_without_showing_it()
    {
        Assert.SkipUnless(OperatingSystem.IsLinux() && File.Exists("/usr/bin/script"), "script (util-linux) makes a terminal.");
        using var folder = new TemporaryFolder();
        using LoopbackTenant tenant = LoopbackTenant.After(_ => LoopbackTenant.Response("200 OK", List));
        ProcessStartInfo plain = Start(folder, ["fetch", "--tenant", tenant.Address.AbsoluteUri, "--output", "tokens.json"]);
        string command = string.Join(' ', new[] { plain.FileName }.Concat(plain.ArgumentList).Select(static part => $"'{part}'"));
        var start = new ProcessStartInfo("/usr/bin/script", ["-qec", $"{command} 2>error.txt", "/dev/null"])
        {
            WorkingDirectory = folder.Path,
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        start.Environment["SAIL_CLIENT_ID"] = "the-id";
        start.Environment.Remove("SAIL_CLIENT_SECRET");
        start.Environment["TERM"] = "xterm";
        CommandResult result = Command.Run(start, Encoding.ASCII.GetBytes("wrong\u007f\u007f\u007f\u007f\u007ftyped\r"));
        Assert.Equal(0, result.ExitCode);
        Assert.StartsWith("Client secret: \n", folder.Read("error.txt"), StringComparison.Ordinal);
        Assert.EndsWith("client_secret=typed", tenant.Requests[0].Body, StringComparison.Ordinal);
    }

    [Fact]
    public void A_destination_that_cannot_be_written_is_reported_before_the_login()
    {
        using var folder = new TemporaryFolder();
        folder.Write("folder/file", "");
        using LoopbackTenant tenant = LoopbackTenant.After(_ => LoopbackTenant.Response("200 OK", List));
        foreach (string output in (string[])["folder", "folder/file/tokens.json", "/dev/null"])
        {
            CommandResult result = Fetch(folder, tenant, "--output", output);
            Assert.Equal(2, result.ExitCode);
            Assert.Contains($"{output}: The file cannot be written", result.Error, StringComparison.Ordinal);
        }

        Assert.Empty(tenant.Requests);
    }

    [Fact]
    [UnsupportedOSPlatform("windows")]
    public void The_target_of_a_link_is_replaced_and_has_the_same_mode()
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "Links require a right there.");
        using var folder = new TemporaryFolder();
        folder.Write("real.json", "before");
        File.SetUnixFileMode(folder["real.json"], UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.GroupRead);
        File.CreateSymbolicLink(folder["tokens.json"], "real.json");
        using LoopbackTenant tenant = LoopbackTenant.After(_ => LoopbackTenant.Response("200 OK", List));
        Assert.Equal(0, Fetch(folder, tenant, "--output", "tokens.json").ExitCode);
        Assert.Equal("real.json", new FileInfo(folder["tokens.json"]).LinkTarget);
        Assert.Equal(List, folder.Read("real.json"));
        Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.GroupRead, File.GetUnixFileMode(folder["real.json"]));
    }

    [Fact]
    public void A_fetched_list_can_be_audited()
    {
        using var folder = new TemporaryFolder();
        using LoopbackTenant tenant = LoopbackTenant.After(_ => LoopbackTenant.Response("200 OK", "[" + Payloads.Valid + "]"));
        Fetch(folder, tenant, "--output", "tokens.json");
        Assert.Contains("1 input, 1 token", Command.RunIn(folder.Path, "audit", "tokens.json").Output, StringComparison.Ordinal);
    }

    private static void RequireFailure(TemporaryFolder folder, LoopbackTenant tenant, string message, params string[] more)
    {
        folder.Write("tokens.json", "before");
        CommandResult result = Fetch(folder, tenant, ["--output", "tokens.json", .. more]);
        Assert.Equal(3, result.ExitCode);
        Assert.Contains(message, result.Error, StringComparison.Ordinal);
        Assert.DoesNotContain("CANARY", result.Output + result.Error, StringComparison.Ordinal);
        Assert.DoesNotContain("internal", result.Error, StringComparison.Ordinal);
        Assert.Equal("before", folder.Read("tokens.json"));
        Assert.Equal(["tokens.json"], Names(folder, ""));
    }

    private static byte[] Busy(string status, string after) => LoopbackTenant.Response(status, "CANARY", headers: $"Retry-After: {after}");

    private static CommandResult Fetch(TemporaryFolder folder, LoopbackTenant tenant, params string[] arguments) =>
        Command.Run(Start(folder, ["fetch", "--tenant", tenant.Address.AbsoluteUri, .. arguments]));

    private static ProcessStartInfo Start(TemporaryFolder folder, IEnumerable<string> arguments)
    {
        ProcessStartInfo start = Command.StartInfo(folder.Path, arguments);
        start.Environment.Remove("SAIL_BASE_URL");
        start.Environment["SAIL_CLIENT_ID"] = "the-id";
        start.Environment["SAIL_CLIENT_SECRET"] = Secret;
        return start;
    }

    private static string[] Names(TemporaryFolder folder, string relative) => [.. Directory.GetFileSystemEntries(folder[relative]).Select(path => Path.GetFileName(path)!).Order(StringComparer.Ordinal)];
}
