using System.Diagnostics;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using PatContracts.Tool.Tests.Support;
using static PatContracts.Tool.Tests.Audit.AuditExports;

namespace PatContracts.Tool.Tests.Audit;

public sealed class PseudonymTests
{
    private const string Variable = "PAT_CONTRACTS_AUDIT_KEY";

    [Fact]
    public void A_token_has_the_same_pseudonym_in_all_exports_and_the_pseudonym_depends_only_on_the_key()
    {
        using TemporaryFolder folder = Folder(List(Token("a"), Token("b")));
        folder.Write("later/other.json", List(Token("c"), Token("b", used: "2026-11-23T00:00:00Z", name: "renamed")));
        JsonElement first = Report(folder, "tokens.json", "a key that two audits share");
        JsonElement second = Report(folder, "later/other.json", "a key that two audits share");
        JsonElement other = Report(folder, "tokens.json", "another key, of other people");
        Assert.Equal(Pseudonym(first, "b"), Pseudonym(second, "b"));
        Assert.NotEqual(Pseudonym(first, "a"), Pseudonym(first, "b"));
        Assert.NotEqual(Pseudonym(first, "b"), Pseudonym(other, "b"));
        Assert.Equal("environment", first.GetProperty("pseudonyms").GetProperty("source").GetString());
        Assert.Equal(KeyOf(first), KeyOf(second));
        Assert.NotEqual(KeyOf(first), KeyOf(other));
    }

    [Fact]
    public void A_pseudonym_cannot_be_computed_without_the_key()
    {
        using TemporaryFolder folder = Folder(List(Token("a")));
        string pseudonym = Pseudonym(Report(folder, "tokens.json", "a key that two audits share"), "a")[2..];
        foreach (string guess in (string[])["a", "token\0a", "t-a"])
        {
            byte[] text = Encoding.UTF8.GetBytes(guess);
            foreach (byte[] digest in (byte[][])[SHA256.HashData(text), SHA512.HashData(text), HMACSHA256.HashData(Array.Empty<byte>(), text)])
            {
                Assert.False(Convert.ToHexStringLower(digest).StartsWith(pseudonym, StringComparison.Ordinal));
            }
        }
    }

    [Fact]
    public void Without_a_key_a_private_key_is_created_and_reused()
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "Profiles are not moved by a variable there.");
        using TemporaryFolder folder = Folder(List(Token("a")));
        CommandResult first = Run(folder, "home");
        Assert.Contains("A key for pseudonyms was created", first.Error, StringComparison.Ordinal);
        string key = folder["home/pat-contracts/audit.key"];
        Assert.Matches("^[0-9a-f]{64}\n$", File.ReadAllText(key));
        if (!OperatingSystem.IsWindows()) Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite, File.GetUnixFileMode(key));
        Assert.Equal(["audit.key"], Directory.GetFileSystemEntries(folder["home/pat-contracts"]).Select(Path.GetFileName));

        CommandResult second = Run(folder, "home");
        Assert.Equal(("", first.Output), (second.Error, second.Output));
        Assert.NotEqual(first.Output, Run(folder, "other-home").Output);
        Assert.DoesNotContain(File.ReadAllText(key).Trim(), first.Output + first.Error, StringComparison.Ordinal);
    }

    [Fact]
    public void A_key_that_cannot_be_used_is_never_replaced()
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "Profiles are not moved by a variable there.");
        using TemporaryFolder folder = Folder(List(Token("a")));
        folder.Write("home/pat-contracts/audit.key", "short");
        CommandResult result = Run(folder, "home");
        Assert.Equal(4, result.ExitCode);
        Assert.Contains("requires a key of 64 hexadecimal digits", result.Error, StringComparison.Ordinal);
        Assert.Equal("short", folder.Read("home/pat-contracts/audit.key"));
    }

    [Fact]
    public void If_no_key_can_be_stored_the_report_states_that_pseudonyms_are_valid_for_one_run()
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "Profiles are not moved by a variable there.");
        using TemporaryFolder folder = Folder(List(Token("a")));
        folder.Write("home", "a file");
        CommandResult result = Run(folder, "home", "--report", "audit.html");
        Assert.Contains("Pseudonyms are valid for this run only", result.Error, StringComparison.Ordinal);
        Assert.Contains("created for this run only", folder.Read("audit.html"), StringComparison.Ordinal);
        using JsonDocument report = JsonDocument.Parse(result.Output);
        Assert.Equal("run", report.RootElement.GetProperty("pseudonyms").GetProperty("source").GetString());
    }

    [Fact]
    public void A_short_key_is_rejected()
    {
        using TemporaryFolder folder = Folder(List(Token("a")));
        CommandResult result = Command.RunProcess(folder.Path, start => start.Environment[Variable] = "short", AuditTokens);
        Assert.Equal(4, result.ExitCode);
        Assert.Equal($"pat-contracts: error: {Variable} requires at least 16 characters\n", result.Error);
    }

    private static CommandResult Run(TemporaryFolder folder, string home, params string[] options) =>
        Command.RunProcess(folder.Path, start => WithHome(start, folder[home]), [.. AuditTokens, "--format", "json", .. options]);

    private static void WithHome(ProcessStartInfo start, string home)
    {
        start.Environment.Remove(Variable);
        start.Environment["XDG_CONFIG_HOME"] = home;
    }

    private static JsonElement Report(TemporaryFolder folder, string file, string key)
    {
        CommandResult result = Command.RunProcess(folder.Path, start => start.Environment[Variable] = key, "audit", file, "--now", "2026-11-24", "--format", "json", "--show-values");
        return JsonSerializer.Deserialize<JsonElement>(result.Output);
    }

    private static string Pseudonym(JsonElement report, string id) =>
        Assert.Single(report.GetProperty("tokens").EnumerateArray(), token => token.GetProperty("values").GetProperty("id").GetString() == id).GetProperty("token").GetString()!;

    private static string KeyOf(JsonElement report) => report.GetProperty("pseudonyms").GetProperty("key").GetString()!;
}
