using System.Reflection;
using Microsoft.Extensions.Logging;
using PatContracts.Http.Telemetry;
using Xunit;

namespace PatContracts.Http.Tests;

/// <summary>The handler's page names what there is.</summary>
public sealed class DocumentationTests
{
    private static readonly string Page = Repository.Read("docs/http-handler.md");

    [Fact]
    public void Every_setting_is_on_the_page()
    {
        foreach (PropertyInfo setting in typeof(PatContractHandlerOptions).GetProperties()) Assert.Contains($"| `{setting.Name}` |", Page, StringComparison.Ordinal);
    }

    [Fact]
    public void Every_event_is_on_the_page_with_its_level()
    {
        foreach (MethodInfo log in typeof(HandlerLog).GetMethods(BindingFlags.Static | BindingFlags.Public))
        {
            LoggerMessageAttribute message = log.GetCustomAttribute<LoggerMessageAttribute>()!;
            Assert.Contains($"| {message.EventId} `{log.Name}` | {message.Level.ToString().ToLowerInvariant()} |", Page, StringComparison.Ordinal);
        }
    }

    [Fact]
    public void Every_outcome_and_every_rule_is_on_the_page()
    {
        foreach (FieldInfo outcome in typeof(Outcome).GetFields()) Assert.Contains($"`{outcome.GetRawConstantValue()}`", Page, StringComparison.Ordinal);
        foreach (PropertyInfo finding in typeof(HttpFindings).GetProperties())
            Assert.Contains($"`{((Schema.Finding)finding.GetValue(null)!).Rule}`", Page, StringComparison.Ordinal);
    }
}
