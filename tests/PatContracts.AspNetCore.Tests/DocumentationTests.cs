using System.Reflection;
using Microsoft.Extensions.Logging;
using PatContracts.AspNetCore.Telemetry;
using Xunit;

namespace PatContracts.AspNetCore.Tests;

/// <summary>docs/aspnetcore.md is complete.</summary>
public sealed class DocumentationTests
{
    private static readonly string Page = Repository.Read("docs/aspnetcore.md");

    [Fact]
    public void Every_setting_is_on_the_page()
    {
        foreach (PropertyInfo setting in typeof(PatContractsOptions).GetProperties()) Assert.Contains($"| `{setting.Name}` |", Page, StringComparison.Ordinal);
    }

    [Fact]
    public void Every_event_is_on_the_page_with_its_level()
    {
        foreach (MethodInfo log in typeof(RequestLog).GetMethods(BindingFlags.Static | BindingFlags.Public))
        {
            LoggerMessageAttribute message = log.GetCustomAttribute<LoggerMessageAttribute>()!;
            Assert.Contains($"| {message.EventId} `{log.Name}` | {message.Level.ToString().ToLowerInvariant()} |", Page, StringComparison.Ordinal);
        }
    }
}
