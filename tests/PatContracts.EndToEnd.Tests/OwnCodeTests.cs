using Xunit;

namespace PatContracts.EndToEnd.Tests;

/// <summary>
/// CI builds the repository's own code with all rules. That build shows that the code has no findings. These tests show that the build would fail if there were
/// one.
/// </summary>
[Collection(Consumer.BuildsRepository)]
public sealed class OwnCodeTests
{
    [Fact]
    public void Every_rule_is_an_error_in_the_repository_s_own_code()
    {
        using Consumer consumer = new Consumer()
            .Write("Own.csproj", $"""
                <Project>
                  <Import Project="{Repository.Root}/Directory.Build.props" />
                  <Import Project="Sdk.props" Sdk="Microsoft.NET.Sdk" />
                  <PropertyGroup>
                    <TargetFramework>net10.0</TargetFramework>
                    <NoWarn>$(NoWarn);CS1591</NoWarn>
                    <ApplyOwnRules>true</ApplyOwnRules>
                  </PropertyGroup>
                  <ItemGroup>
                    <ProjectReference Include="{Repository.Root}/schema/PatContracts/PatContracts.csproj" />
                  </ItemGroup>
                  <Import Project="{Repository.Root}/Directory.Build.targets" />
                  <Import Project="Sdk.targets" Sdk="Microsoft.NET.Sdk" />
                </Project>
                """)
            .Write("Tokens.cs", """
                using System.Text.Json;
                using PatContracts;

                namespace Own;

                public static class Tokens
                {
                    public static GetPersonalAccessTokenResponse? Read(byte[] payload) => JsonSerializer.Deserialize<GetPersonalAccessTokenResponse>(payload);

                    public static object Create(DateTimeOffset created)
                    {
                        return new GetPersonalAccessTokenResponse { Id = "a1", Name = "ci", Owner = new PatOwner(), Created = created, Managed = true };
                    }
                }
                """);

        // One rule that is a warning by default, one that is an info, and one that is off.
        consumer.Dotnet("build").Expect(1).Says(
            "Tokens.cs(12,16): error PAT1001: GetPersonalAccessTokenResponse lacks `scope` when it is returned here",
            "Tokens.cs(12,120): error PAT2006: `managed` is set to true on a new token, but only the server sets this flag",
            "Tokens.cs(8,75): error PAT3003: A payload is deserialized into GetPersonalAccessTokenResponse without validation");
    }
}
