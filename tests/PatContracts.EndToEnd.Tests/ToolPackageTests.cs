using Xunit;

namespace PatContracts.EndToEnd.Tests;

/// <summary>The command, installed from its package as a user installs it.</summary>
public sealed class ToolPackageTests
{
    [Fact]
    public void The_installed_command_checks_a_payload()
    {
        using Consumer consumer = new Consumer().Write("token.json", """{"id":"a1","name":"ci","owner":{},"created":"2024-01-01T00:00:00Z"}""");
        consumer.Dotnet("tool", "install", "PatContracts.Tool", "--tool-path", "tools", "--add-source", PackedPackages.Folder, "--version", PackedPackages.Version).Expect(0);
        Consumer.Outcome outcome = consumer.Run(Path.Combine(consumer.Folder, "tools", "pat-contracts"), "check", "token.json").Expect(1);
        Assert.Equal("token.json:1:1: error schema/required: The required member \"scope\" is missing", outcome.Output.Split('\n')[0].Trim());
    }
}
