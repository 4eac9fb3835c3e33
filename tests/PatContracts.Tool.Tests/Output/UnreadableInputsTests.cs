using System.Text.Json;
using System.Xml.Linq;
using PatContracts.Tool.Tests.Support;

namespace PatContracts.Tool.Tests.Output;

/// <summary>An incomplete report starts with the unreadable inputs, in all formats.</summary>
public sealed class UnreadableInputsTests
{
    [Fact]
    public void Every_format_of_check_starts_with_the_unreadable_inputs()
    {
        using TemporaryFolder folder = Files();
        const string Sentence = "2 inputs could not be read completely: b.json.gz, c.json";
        Assert.Equal(Sentence, Check(folder, "text").Lines[0]);
        Assert.Equal($"::error title=input/unreadable::{Sentence}", Check(folder, "github").Lines[0]);
        Assert.Equal($"pat-contracts : error input/unreadable: {Sentence}", Check(folder, "msbuild").Lines[0]);

        using JsonDocument json = JsonDocument.Parse(Check(folder, "json").Output);
        JsonProperty first = json.RootElement.EnumerateObject().First();
        Assert.Equal(("unreadable", """["b.json.gz","c.json"]"""), (first.Name, JsonSerializer.Serialize(first.Value)));

        using JsonDocument sarif = JsonDocument.Parse(Check(folder, "sarif").Output);
        JsonElement invocation = sarif.RootElement.GetProperty("runs")[0].GetProperty("invocations")[0];
        Assert.False(invocation.GetProperty("executionSuccessful").GetBoolean());
        Assert.Equal(Sentence, invocation.GetProperty("toolExecutionNotifications")[0].GetProperty("message").GetProperty("text").GetString());

        XElement suite = XDocument.Parse(Check(folder, "junit").Output).Root!.Element("testsuite")!;
        Assert.Equal(Sentence, suite.Elements().First().Element("property")!.Attribute("value")!.Value);

        using JsonDocument gitlab = JsonDocument.Parse(Check(folder, "gitlab").Output);
        Assert.Equal(
            ["b.json.gz", "c.json", "a.json"],
            gitlab.RootElement.EnumerateArray().Select(static issue => issue.GetProperty("location").GetProperty("path").GetString()));
    }

    [Fact]
    public void A_report_without_unreadable_inputs_does_not_mention_any()
    {
        using TemporaryFolder folder = Files();
        foreach (string format in (string[])["text", "json", "sarif", "junit", "github", "gitlab", "msbuild"])
        {
            CommandResult result = Command.RunIn(folder.Path, "check", "a.json", "--format", format);
            Assert.Equal(1, result.ExitCode);
            Assert.DoesNotContain("nreadable", result.Output, StringComparison.Ordinal);
            Assert.DoesNotContain("could not be read", result.Output, StringComparison.Ordinal);
        }
    }

    [Fact]
    public void Every_format_of_audit_starts_with_the_unreadable_inputs()
    {
        using TemporaryFolder folder = Files();
        const string Sentence = "2 inputs could not be read completely.";
        CommandResult text = Command.RunIn(folder.Path, "audit", ".", "--report", "page.html");
        Assert.Equal(3, text.ExitCode);
        Assert.StartsWith($"Incomplete: {Sentence}", text.Output, StringComparison.Ordinal);
        string page = folder.Read("page.html");
        Assert.Contains(Sentence, page, StringComparison.Ordinal);
        Assert.True(page.IndexOf(Sentence, StringComparison.Ordinal) < page.IndexOf("<nav", StringComparison.Ordinal));
        using JsonDocument json = JsonDocument.Parse(Command.RunIn(folder.Path, "audit", ".", "--format", "json").Output);
        Assert.Equal(["complete", "problems"], json.RootElement.EnumerateObject().Take(2).Select(static member => member.Name));
        Assert.False(json.RootElement.GetProperty("complete").GetBoolean());
        Assert.StartsWith("unreadable,", Command.RunIn(folder.Path, "audit", ".", "--format", "csv").Lines[1], StringComparison.Ordinal);
    }

    private static CommandResult Check(TemporaryFolder folder, string format)
    {
        CommandResult result = Command.RunIn(folder.Path, "check", ".", "--format", format);
        Assert.Equal(3, result.ExitCode);
        return result;
    }

    private static TemporaryFolder Files()
    {
        var folder = new TemporaryFolder();
        folder.Write("a.json", Payloads.WithoutCreated);
        folder.Write("b.json.gz", Payloads.Gzip(Payloads.Valid)[..20]);
        folder.Write("c.json", Payloads.Valid[..^4]);
        folder.Write("d.json", Payloads.Valid);
        return folder;
    }
}
