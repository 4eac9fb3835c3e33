using Xunit;

namespace PatContracts.EndToEnd.Tests;

/// <summary>Builds projects of users in empty folders with the packed package, and compares the exact diagnostics of the compiler.</summary>
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

    private const string IncompleteMessage = "PAT1001: GetPersonalAccessTokenResponse lacks `scope` and `created` when it is returned here";

    /// <summary>A payload with a value that the contract doesn't allow, at line 5, column 22.</summary>
    private const string BrokenPayload = """
        {
          "id": "a1",
          "name": "ci",
          "scope": null,
          "owner": { "type": "ROBOT" },
          "created": "2024-01-01T00:00:00Z"
        }
        """;

    private const string Valid = """{ "id": "a1", "name": "ci", "scope": null, "owner": {}, "created": "2024-01-01T00:00:00Z" }""";

    private const string BrokenPayloadMessage = "PAT3002: The payload violates contract `v2026`: Expected \"IDENTITY\"";

    private const string Program = "<OutputType>Exe</OutputType>";

    private const string OnLibrary = """<ItemGroup><ProjectReference Include="../Library/Library.csproj" /></ItemGroup>""";

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
        Console.WriteLine(PatContract.Latest.IsValid(payload));
        """;

    [Theory]
    [InlineData("net10.0")]
    [InlineData("net8.0")]
    public void One_package_adds_the_analyzers_to_a_console_project(string framework)
    {
        using Consumer consumer = new Consumer().Project("App.csproj", framework, properties: Program).Write("Program.cs", Incomplete);
        consumer.Dotnet("build").Expect(0).Says($"Program.cs(9,16): warning {IncompleteMessage}");
    }

    [Fact]
    public void A_complete_token_builds_without_diagnostics_and_runs()
    {
        using Consumer consumer = new Consumer().Project("App.csproj", "net10.0", properties: Program).Write("Program.cs", Complete);
        consumer.Dotnet("build").Expect(0).Says();
        Assert.Equal("True", consumer.Dotnet("run", "--no-build").Expect(0).Output.Trim());
    }

    [Fact]
    public void Warnings_as_errors_stop_the_build()
    {
        using Consumer consumer = new Consumer()
            .Project("App.csproj", "net10.0", properties: Program + "<TreatWarningsAsErrors>true</TreatWarningsAsErrors>")
            .Write("Program.cs", Incomplete);
        consumer.Dotnet("build").Expect(1).Says($"Program.cs(9,16): error {IncompleteMessage}");
    }

    [Fact]
    public void A_netstandard_library_and_the_program_that_uses_it_are_both_analyzed()
    {
        using Consumer consumer = new Consumer()
            .Project("Library/Library.csproj", "netstandard2.0", properties: "<ImplicitUsings>disable</ImplicitUsings>")
            .Write("Library/Tokens.cs", """
                using PatContracts;

                namespace Library
                {
                    public static class Tokens
                    {
                        public static GetPersonalAccessTokenResponse Create(string id)
                        {
                            return new GetPersonalAccessTokenResponse { Id = id, Scope = null, Owner = new PatOwner { Id = "o1" }, Created = System.DateTimeOffset.UtcNow };
                        }
                    }
                }
                """)
            .Project("App/App.csproj", "net10.0", OnLibrary, packages: "", properties: Program)
            .Write("App/Program.cs", """
                using PatContracts;

                GetPersonalAccessTokenResponse token = Library.Tokens.Create("a1");
                token.Name = null!;
                Console.WriteLine(token.Id + token.Name);
                """);
        consumer.Dotnet("build", "App/App.csproj").Expect(0).Says(
            "App/Program.cs(4,14): warning PAT1003: `name` must not be null",
            "Library/Tokens.cs(9,20): warning PAT1001: GetPersonalAccessTokenResponse lacks `name` when it is returned here");
        Assert.Equal("a1", consumer.Dotnet("run", "--no-build", "--project", "App").Expect(0).Output.Trim());
    }

    [Fact]
    public void Analyzers_and_items_flow_to_a_project_that_refers_to_a_library_that_refers_to_the_package()
    {
        using Consumer consumer = new Consumer()
            .Project("Library/Library.csproj", "netstandard2.0")
            .Write("Library/Library.cs", "namespace Library; public static class Marker { }")
            .Project("App/App.csproj", "net10.0", OnLibrary, packages: "", properties: Program)
            .Write("App/Program.cs", Incomplete)
            .Write("App/fixtures/one.pat.json", BrokenPayload);
        consumer.Dotnet("build", "App/App.csproj").Expect(0).Says(
            $"App/Program.cs(9,16): warning {IncompleteMessage}",
            $"App/fixtures/one.pat.json(5,22): warning {BrokenPayloadMessage}");
    }

    [Theory]
    [InlineData("PatContracts.AspNetCore")]
    [InlineData("PatContracts.AspNetCore.OpenApi")]
    [InlineData("PatContracts.Http")]
    [InlineData("PatContracts.NJsonSchema")]
    public void Analyzers_and_items_flow_through_a_package_that_depends_on_it(string package)
    {
        using Consumer consumer = new Consumer()
            .Project("App.csproj", "net10.0", packages: package, properties: Program)
            .Write("Program.cs", Incomplete)
            .Write("fixtures/one.pat.json", BrokenPayload);
        consumer.Dotnet("build").Expect(0).Says(
            $"Program.cs(9,16): warning {IncompleteMessage}",
            $"fixtures/one.pat.json(5,22): warning {BrokenPayloadMessage}");
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
            .Project("App.csproj", "net10.0", """<ItemGroup><PackageReference Include="PatContracts" /></ItemGroup>""", packages: "", properties: Program)
            .Write("Program.cs", Incomplete);
        consumer.Dotnet("build").Expect(0).Says($"Program.cs(9,16): warning {IncompleteMessage}");
    }

    [Fact]
    public void A_type_that_cannot_be_annotated_is_bound_by_globalconfig()
    {
        using Consumer consumer = new Consumer()
            .Project("App.csproj", "net10.0", properties: Program)
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
        consumer.Dotnet("build").Expect(0).Says("Program.cs(7,16): warning PAT1001: Pat lacks `owner` when it is returned here");
    }

    [Fact]
    public void Set_up_that_has_no_effect_is_reported_at_its_line()
    {
        using Consumer consumer = new Consumer()
            .Project(
                "App.csproj",
                "net10.0",
                """
                <ItemGroup>
                    <PatContractPayload Include="fixture/*.json" Contract="v3" />
                    <PatContractPayload Include="fixtures/*.json" PatContract="v3" />
                  </ItemGroup>
                """,
                properties: Program)
            .Write("Directory.Build.props", """
                <Project>
                  <PropertyGroup><PatContractVersion>V2025</PatContractVersion></PropertyGroup>
                </Project>
                """)
            .Write(".globalconfig", """
                is_global = true
                patcontracts.bindings = Tokns = v3, PatContracts
                """)
            .Write("fixtures/one.json", Valid)
            .Write("Program.cs", Incomplete);
        consumer.Dotnet("build").Expect(0).Says(
            ".globalconfig(2,25): warning PAT4004: The type `Tokns` in `patcontracts.bindings` does not exist. Did you mean Tokens?",
            ".globalconfig(2,37): warning PAT4004: `PatContracts` is not a binding. Write `Namespace.Type = contract`",
            "App.csproj(15,34): warning PAT4004: `fixture/*.json` matches no file",
            "App.csproj(16,51): warning PAT4004: `PatContract` has no effect on a `PatContractPayload` item. Did you mean Contract?",
            "Directory.Build.props(2,38): warning PAT4004: `PatContractVersion` is not a known version: `V2025`. Did you mean v2025?",
            $"Program.cs(9,16): warning {IncompleteMessage}");
    }

    [Fact]
    public void Payload_files_are_checked_by_the_build_unless_switched_off()
    {
        using Consumer consumer = new Consumer()
            .Project("App.csproj", "net10.0", properties: Program)
            .Write("Program.cs", Complete)
            .Write("fixtures/one.pat.json", BrokenPayload);
        consumer.Dotnet("build").Expect(0).Says($"fixtures/one.pat.json(5,22): warning {BrokenPayloadMessage}");

        consumer.Project("App.csproj", "net10.0", properties: Program + "<EnableDefaultPatContractItems>false</EnableDefaultPatContractItems>");
        consumer.Dotnet("build").Expect(0).Says();
    }
}
