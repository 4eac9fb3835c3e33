using Xunit;

namespace PatContracts.EndToEnd.Tests;

/// <summary>A test project, which typically creates many tokens and payloads: the analyzers run on it, and its tests use the library.</summary>
public sealed class TestProjectTests
{
    private const string Tests = """"
        using System.Text.Json;
        using PatContracts;
        using Xunit;

        namespace Tokens.Tests;

        public class TokenTests
        {
            [Fact]
            public void A_recorded_payload_conforms_to_its_contract() => Assert.True(PatContract.Latest.IsValid(File.ReadAllBytes("token.pat.json")));

            [Fact]
            public void A_payload_literal_is_validated()
            {
                var token = JsonSerializer.Deserialize<GetPersonalAccessTokenResponse>("""{ "id": "a1", "name": "ci", "scope": null, "owner": { "type": "ROBOT" }, "created": "2024-03-07T05:00:00Z" }""");
                Assert.Equal("ci", token!.Name);
            }

            [Fact]
            public void A_token_is_generated()
            {
                var token = new GetPersonalAccessTokenResponse { Id = "a1", Name = "ci", Owner = new PatOwner() };
                Assert.Equal("ci", NameOf(token));
            }

            private static string NameOf(GetPersonalAccessTokenResponse token) => JsonSerializer.SerializeToElement(token).GetProperty("name").GetString()!;
        }
        """";

    private const string Recorded = """{ "id": "a1", "name": "ci", "scope": null, "owner": {}, "created": "2024-03-07T05:00:00Z" }""";

    private static readonly string[] Expected =
    [
        "TokenTests.cs(15,145): warning PAT3001: The JSON violates contract `v2026`: Expected \"IDENTITY\"",
        "TokenTests.cs(22,21): warning PAT1001: token lacks `scope` and `created` when it is passed to `NameOf` here",
    ];

    [Fact]
    public void On_the_current_testing_platform()
    {
        using Consumer consumer = Project(
            """
            <PackageReference Include="xunit.v3" Version="4.0.2" />
            """)
            .Write("global.json", """{ "test": { "runner": "Microsoft.Testing.Platform" } }""");
        consumer.Dotnet("build").Expect(0).Says(Expected);
        Assert.Matches("succeeded: 3", consumer.Dotnet("test", "--no-build").Expect(0).Output);
    }

    [Fact]
    public void On_the_previous_test_platform()
    {
        using Consumer consumer = Project(
            """
            <PackageReference Include="Microsoft.NET.Test.Sdk" Version="18.11.0" />
            <PackageReference Include="xunit" Version="2.9.3" />
            <PackageReference Include="xunit.runner.visualstudio" Version="3.1.5" />
            """);
        consumer.Dotnet("build").Expect(0).Says(Expected);
        Assert.Matches("Passed: +3", consumer.Dotnet("test", "--no-build").Expect(0).Output);
    }

    private static Consumer Project(string packages) => new Consumer()
        .Project("Tokens.Tests.csproj", "net10.0", $"""
            <ItemGroup>
              {packages}
              <Content Include="token.pat.json" CopyToOutputDirectory="PreserveNewest" />
            </ItemGroup>
            """, properties: packages.Contains("xunit.v3", StringComparison.Ordinal) ? "<OutputType>Exe</OutputType>" : "")
        .Write("TokenTests.cs", Tests)
        .Write("token.pat.json", Recorded);
}
