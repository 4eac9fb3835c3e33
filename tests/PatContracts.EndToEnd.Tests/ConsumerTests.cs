using Xunit;

namespace PatContracts.EndToEnd.Tests;

/// <summary>Projects of users, built in empty folders on the packed package: the diagnostics that the compiler prints, exactly.</summary>
public sealed class ConsumerTests
{
    private const string Incomplete = """
        using PatContracts;

        Console.WriteLine(Tokens.Create().Name);

        static class Tokens
        {
            public static GetPersonalAccessTokenResponse Create()
            {
                return new GetPersonalAccessTokenResponse { Id = "a1", Name = "ci", Owner = new PatOwner { Id = "o1" } };
            }
        }
        """;

    private const string Complete = """
        using System.Text;
        using PatContracts;

        var token = new GetPersonalAccessTokenResponse
        {
            Id = "a1",
            Name = "ci",
            Scope = ["sp:scopes:all"],
            Owner = new PatOwner { Id = "o1" },
            Created = DateTimeOffset.UnixEpoch,
        };
        byte[] payload = Encoding.UTF8.GetBytes(System.Text.Json.JsonSerializer.Serialize(token));
        Console.WriteLine(PatContract.IsValid(payload));
        """;

    [Theory]
    [InlineData("net10.0")]
    [InlineData("net8.0")]
    public void One_package_brings_the_analyzers_to_a_console_project(string framework)
    {
        using Consumer consumer = new Consumer().Project("App.csproj", framework, properties: "<OutputType>Exe</OutputType>").Write("Program.cs", Incomplete);
        Consumer.Outcome outcome = consumer.Dotnet("build").Expect(0);
        Assert.Equal(["Program.cs(9,16): warning PAT1001"], outcome.Diagnostics);
        string message = Assert.Single(outcome.Messages("PAT1001"));
        Assert.Contains("scope", message, StringComparison.Ordinal);
        Assert.Contains("created", message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_complete_token_builds_without_a_word_and_runs()
    {
        using Consumer consumer = new Consumer().Project("App.csproj", "net10.0", properties: "<OutputType>Exe</OutputType>").Write("Program.cs", Complete);
        Assert.Empty(consumer.Dotnet("build").Expect(0).Diagnostics);
        Assert.Equal("True", consumer.Dotnet("run", "--no-build").Expect(0).Output.Trim());
    }

    [Fact]
    public void Warnings_as_errors_stop_the_build()
    {
        using Consumer consumer = new Consumer()
            .Project("App.csproj", "net10.0", properties: "<OutputType>Exe</OutputType><TreatWarningsAsErrors>true</TreatWarningsAsErrors>")
            .Write("Program.cs", Incomplete);
        Assert.Equal(["Program.cs(9,16): error PAT1001"], consumer.Dotnet("build").Expect(1).Diagnostics);
    }

    [Fact]
    public void The_analyzers_flow_to_a_project_that_refers_to_a_library_that_refers_to_the_package()
    {
        using Consumer consumer = new Consumer()
            .Project("Library/Library.csproj", "netstandard2.0")
            .Write("Library/Library.cs", "namespace Library; public static class Marker { }")
            .Project("App/App.csproj", "net10.0", """<ItemGroup><ProjectReference Include="../Library/Library.csproj" /></ItemGroup>""", packages: "", properties: "<OutputType>Exe</OutputType>")
            .Write("App/Program.cs", Incomplete);
        Assert.Equal(["App/Program.cs(9,16): warning PAT1001"], consumer.Dotnet("build", "App/App.csproj").Expect(0).Diagnostics);
    }

    [Fact]
    public void Central_package_management_works()
    {
        using Consumer consumer = new Consumer()
            .Write("Directory.Packages.props", $"""
                <Project>
                  <PropertyGroup><ManagePackageVersionsCentrally>true</ManagePackageVersionsCentrally></PropertyGroup>
                  <ItemGroup><PackageVersion Include="PatContracts" Version="{PackedPackages.Version}" /></ItemGroup>
                </Project>
                """)
            .Project("App.csproj", "net10.0", """<ItemGroup><PackageReference Include="PatContracts" /></ItemGroup>""", packages: "", properties: "<OutputType>Exe</OutputType>")
            .Write("Program.cs", Incomplete);
        Assert.Equal(["Program.cs(9,16): warning PAT1001"], consumer.Dotnet("build").Expect(0).Diagnostics);
    }

    [Fact]
    public void A_type_that_nobody_can_annotate_is_bound_by_globalconfig()
    {
        using Consumer consumer = new Consumer()
            .Project("App.csproj", "net10.0", properties: "<OutputType>Exe</OutputType>")
            .Write(".globalconfig", """
                is_global = true
                patcontracts.bindings = Sdk.Pat = v3
                """)
            .Write("Program.cs", """
                Console.WriteLine(Tokens.Create().Name);

                static class Tokens
                {
                    public static Sdk.Pat Create()
                    {
                        return new Sdk.Pat { Id = "a1", Name = "ci", Scope = [], Created = DateTimeOffset.UnixEpoch };
                    }
                }

                namespace Sdk
                {
                    public sealed class Pat
                    {
                        public string? Id { get; set; }
                        public string? Name { get; set; }
                        public List<string>? Scope { get; set; }
                        public object? Owner { get; set; }
                        public DateTimeOffset Created { get; set; }
                    }
                }
                """);
        Consumer.Outcome outcome = consumer.Dotnet("build").Expect(0);
        Assert.Contains("Program.cs(7,16): warning PAT1001", outcome.Diagnostics);
        Assert.Contains("owner", Assert.Single(outcome.Messages("PAT1001")), StringComparison.Ordinal);
    }

    [Fact]
    public void Payload_files_are_checked_by_the_build_unless_switched_off()
    {
        using Consumer consumer = new Consumer()
            .Project("App.csproj", "net10.0", properties: "<OutputType>Exe</OutputType>")
            .Write("Program.cs", Complete)
            .Write("fixtures/one.pat.json", """
                {
                  "id": "a1",
                  "name": "ci",
                  "scope": null,
                  "owner": { "type": "ROBOT" },
                  "created": "2024-01-01T00:00:00Z"
                }
                """);
        Assert.Equal(["fixtures/one.pat.json(5,22): warning PAT3002"], consumer.Dotnet("build").Expect(0).Diagnostics);
        Assert.Empty(consumer.Dotnet("build", "--no-incremental", "-p:EnableDefaultPatContractItems=false").Expect(0).Diagnostics);
    }
}
