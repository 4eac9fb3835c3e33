using System.Globalization;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Testing;
using PatContracts.Analyzers.Rules;
using PatContracts.Analyzers.Tests.Verification;

namespace PatContracts.Analyzers.Tests.Rules;

public sealed class PAT4004ContractNotFoundTests
{
    private const string Types = """
        namespace Acme
        {
            class Token { }
            class Outer { public class Inner { } }
            class Page<T> { }
        }

        namespace Acme.Models
        {
            class Plain { }
        }
        """;

    [Fact]
    public Task An_attribute_that_names_no_contract_is_reported() => Verify.Rule<PAT4004ContractNotFound>("""
        [{|PAT4004:ContractModel("v4")|}]
        class Token { }

        [ContractModel("v3")]
        class Bound { }
        """);

    [Fact]
    public Task An_attribute_of_the_assembly_is_reported() => Verify.Rule<PAT4004ContractNotFound>("""
        [assembly: {|PAT4004:ContractModel(typeof(Token), "V3")|}]

        class Token { }
        """);

    [Fact]
    public Task A_payload_file_is_reported_at_its_beginning() => new ProjectFiles()
        .Payload("a.json", "{}", "v4")
        .Expect(RuleCatalog.ContractNotFound, "a.json", 1, 1, 1)
        .Run<PAT4004ContractNotFound>();

    [Fact]
    public Task A_binding_in_a_configuration_that_the_compiler_does_not_receive_is_reported_at_the_type_or_at_the_first_file() => new ProjectFiles()
        .Configure("patcontracts.bindings = Acme.Token = v4, Acme.Absent = v3")
        .Expect(RuleCatalog.ContractNotFound, "Usings.cs", 1, 1, 1)
        .Run<PAT4004ContractNotFound>(
            """
            namespace Acme
            {
                class {|PAT4004:Token|} { }
            }
            """,
            test => test.TestBehaviors |= TestBehaviors.SkipSuppressionCheck);

    [Theory]
    [InlineData("Acme.Token = v4", 25, 40, "There is no contract `v4`. Did you mean v3?")]
    [InlineData("Acme.Tokn = v3", 25, 39, "The type `Acme.Tokn` in `patcontracts.bindings` does not exist. Did you mean Acme.Token?")]
    [InlineData("Token = v3", 25, 35, "The type `Token` in `patcontracts.bindings` does not exist. Did you mean Acme.Token?")]
    [InlineData("Acme.Outer.Inner = v3", 25, 46, "The type `Acme.Outer.Inner` in `patcontracts.bindings` does not exist. Did you mean Acme.Outer+Inner?")]
    [InlineData("Acme.Page<T> = v3", 25, 42, "The type `Acme.Page<T>` in `patcontracts.bindings` does not exist. Did you mean Acme.Page`1?")]
    [InlineData("PatContracts.PatOwnr = v3", 25, 50, "The type `PatContracts.PatOwnr` in `patcontracts.bindings` does not exist. Did you mean PatContracts.PatOwner?")]
    [InlineData("Sdk.Unheard = v3", 25, 41, "The type `Sdk.Unheard` in `patcontracts.bindings` does not exist.")]
    [InlineData("Acme.Token = v3, Acme.Models = v3", 42, 58, "`Acme.Models` is a namespace; `patcontracts.bindings` requires a type")]
    [InlineData("Acme.Token", 25, 35, "`Acme.Token` is not a binding. Write `Namespace.Type = contract`")]
    [InlineData("Acme.Token: v3", 25, 39, "`Acme.Token: v3` is not a binding. Write `Namespace.Type = contract`")]
    [InlineData("Acme.Token = v3, = v3", 42, 46, "`= v3` is not a binding. Write `Namespace.Type = contract`")]
    [InlineData("Acme.Token = v3; Acme.Outer = v3", 40, 57, "A semicolon begins a comment in a `.globalconfig`; separate bindings with a comma")]
    public Task A_binding_in_a_configuration_is_reported_at_its_line(string bindings, int column, int endColumn, string message) => new ProjectFiles()
        .ConfigureInFile("patcontracts.bindings = " + bindings)
        .Expect(RuleCatalog.ContractNotFound, ".globalconfig", 2, column, endColumn, message)
        .Run<PAT4004ContractNotFound>(Types);

    [Theory]
    [InlineData("patcontract.bindings = Acme.Token = v3", 2, 1, 21, "The key `patcontract.bindings` is unknown. Did you mean patcontracts.bindings?")]
    [InlineData("PatContracts.Binding = Acme.Token = v3", 2, 1, 21, "The key `PatContracts.Binding` is unknown. Did you mean patcontracts.bindings?")]
    [InlineData("[*.cs]\npatcontracts.bindings = Acme.Token = v3", 3, 1, 22, "`patcontracts.bindings` is read only above the first section of a `.globalconfig`")]
    public Task An_ignored_line_is_reported(string lines, int line, int column, int endColumn, string message) => new ProjectFiles()
        .Setup(".globalconfig", "is_global = true\n" + lines, "configuration")
        .Expect(RuleCatalog.ContractNotFound, ".globalconfig", line, column, endColumn, message)
        .Run<PAT4004ContractNotFound>(Types);

    [Theory]
    [InlineData("/.globalconfig", "is_global = true\n", "patcontracts.binding", "The key `patcontracts.binding` is unknown. Did you mean patcontracts.bindings?")]
    [InlineData("/.globalconfig", "is_global = true\n", "patcontracts.something-else", "The key `patcontracts.something-else` is unknown.")]
    [InlineData("/.editorconfig", "[*.cs]\n", "patcontracts.binding", "The key `patcontracts.binding` is unknown. Did you mean patcontracts.bindings?")]
    [InlineData("/.editorconfig", "[*.cs]\n", "patcontracts.bindings", "`patcontracts.bindings` is read only above the first section of a `.globalconfig`")]
    public Task An_ignored_key_is_reported_without_its_file(string file, string header, string key, string message) => new ProjectFiles()
        .Expect(RuleCatalog.ContractNotFound, "Usings.cs", 1, 1, 1, message)
        .Run<PAT4004ContractNotFound>(Types, test =>
        {
            test.TestState.AnalyzerConfigFiles.Add((file, $"{header}{key} = Acme.Token = v3\n"));

            // An error of the project has no line of its own that a directive could suppress.
            test.TestBehaviors |= TestBehaviors.SkipSuppressionCheck;
        });

    [Theory]
    [InlineData("patcontracts.bindings = Acme.Token = v3, Acme.Outer+Inner = v2025, Acme.Page`1 = beta # a comment")]
    [InlineData("PATCONTRACTS.BINDINGS = Acme.Token = v3,")]
    [InlineData("# patcontract.bindings = Acme.Tokn = v3\n; patcontracts.bindings = x")]
    [InlineData("dotnet_diagnostic.PAT4004.severity = error")]
    public Task A_correct_configuration_is_not_reported(string lines) => new ProjectFiles().ConfigureInFile(lines).Run<PAT4004ContractNotFound>(Types);

    [Fact]
    public Task A_shared_configuration_can_bind_types_of_other_projects() => new ProjectFiles()
        .Configure("patcontracts.bindings = Sdk.Unheard = v3, Acme.Tokn = v3")
        .Setup("src/Test.csproj", "<Project />", "project")
        .Setup(".globalconfig", "is_global = true\npatcontracts.bindings = Sdk.Unheard = v3, Acme.Tokn = v3", "configuration")
        .Expect(RuleCatalog.ContractNotFound, ".globalconfig", 2, 43, 57)
        .Run<PAT4004ContractNotFound>(Types);

    [Theory]
    [InlineData("V2025", "v2025")]
    [InlineData("2025", "v2025")]
    [InlineData("v2025-list", "v2025")]
    [InlineData("v3-create", "v3")]
    [InlineData("betta", "beta")]
    public async Task An_unknown_version_is_reported_at_its_line_and_does_not_disable_other_rules(string version, string meant)
    {
        ProjectFiles files = new ProjectFiles()
            .Configure("build_property.PatContractVersion = " + version)
            .Project($"<Project>\n  <PropertyGroup><PatContractVersion> {version} </PatContractVersion></PropertyGroup>\n</Project>")
            .Payload("a.json", "{}", version);
        const string Incomplete = """class Test { public GetPersonalAccessTokenResponse M() => {|PAT1001:new()|}; }""";
        await files.Run<PAT1001RequiredMemberMissing>(Incomplete);
        await files
            .Expect(RuleCatalog.ContractNotFound, "Test.csproj", 2, 39, 39 + version.Length, $"`PatContractVersion` is not a known version: `{version}`. Did you mean {meant}?")
            .Run<PAT4004ContractNotFound>();
    }

    [Fact]
    public Task An_unknown_version_that_no_file_contains_is_reported_at_the_beginning_of_the_project() => new ProjectFiles()
        .Configure("build_property.PatContractVersion = latest")
        .Project("<Project />")
        .Expect(
            RuleCatalog.ContractNotFound,
            "Test.csproj",
            1,
            1,
            1,
            "`PatContractVersion` is not a known version: `latest`. Known values: beta, v2024, v2025, v2026, v3, v3-2024-02-20.")
        .Run<PAT4004ContractNotFound>();

    [Theory]
    [InlineData("v2025")]
    [InlineData("v3-2024-02-20")]
    [InlineData("mine")]
    public Task A_version_can_be_any_contract_for_one_token(string version) => new ProjectFiles()
        .Configure("build_property.PatContractVersion = " + version)
        .Schema("mine.schema.json", "{}", "mine")
        .Run<PAT4004ContractNotFound>();

    [Theory]
    [InlineData("""<PatContractPayload Include="fixtures/*.json" />""", 30, 45, "`fixtures/*.json` matches no file")]
    [InlineData("""<PatContractPayload Include="*.json;fixture/**/*.json" />""", 37, 54, "`fixture/**/*.json` matches no file")]
    [InlineData("""<PatContractSchema Include="schemas\*.schema.json" />""", 29, 50, "`schemas\\*.schema.json` matches no file")]
    [InlineData("""<PatContractPayload Update="b.json" Contract="v3" />""", 29, 35, "`b.json` matches no file")]
    [InlineData("""<AdditionalFiles Include="fixtures/*.json" PatContract="v3" />""", 27, 42, "`fixtures/*.json` matches no file")]
    [InlineData("""<PatContractPayload Include="a.json" PatContract="v3" />""", 38, 49, "`PatContract` has no effect on a `PatContractPayload` item. Did you mean Contract?")]
    [InlineData("""<PatContractPayload Include="a.json" Contracts="v3" />""", 38, 47, "`Contracts` has no effect on a `PatContractPayload` item. Did you mean Contract?")]
    [InlineData("""<PatContractPayload Include="a.json"><PatContract>v3</PatContract></PatContractPayload>""", 39, 50, "`PatContract` has no effect on a `PatContractPayload` item. Did you mean Contract?")]
    [InlineData("""<PatContractSchema Include="a.json" Contract="v3" />""", 37, 45, "`Contract` has no effect on a `PatContractSchema` item. Did you mean Name?")]
    [InlineData("""<AdditionalFiles Include="a.json" Contract="v3" />""", 35, 43, "`Contract` has no effect on a `AdditionalFiles` item. Did you mean PatContract?")]
    [InlineData("""<PatContractPayload Include="a.json" Contract="v3" /><PatContractPayload Include="*.json" Contract="v2025" />""", 83, 89, "Another item includes a.json with a different contract; only this item applies")]
    [InlineData("""<PatContractPayload Include="a.json" Contract="v3" /><PatContractSchema Include="a.json" />""", 82, 88, "Another item includes a.json with a different contract; only this item applies")]
    public Task An_item_without_effect_is_reported_at_its_line(string item, int column, int endColumn, string message) => new ProjectFiles()
        .Project($"<Project><ItemGroup>\n{item}\n</ItemGroup></Project>")
        .Payload("a.json", "{}", "v3")
        .Expect(RuleCatalog.ContractNotFound, "Test.csproj", 2, column, endColumn, message)
        .Run<PAT4004ContractNotFound>();

    [Theory]
    [InlineData("""<PatContractPayload Include="a.json" Contract="v3" /><PatContractPayload Include="*.json" Contract="v3" />""")]
    [InlineData("""<PatContractPayload Include="$(Fixtures)/*.json;@(Others)" Contract="v3" />""")]
    [InlineData("""<PatContractPayload Include="fixtures/*.json" Condition="Exists('fixtures')" />""")]
    [InlineData("""<PatContractPayload Include="absent.json" />""")]
    [InlineData("""<PatContractPayload Include="./sub/../*.*" />""")]
    [InlineData("""<PatContractPayload Include="**" Contract="v3" Note="our own" Visible="false" />""")]
    [InlineData("""<PatContractPayload Include="fixtures/*.json" /><PatContractPayload Remove="fixtures/old/*.json" />""")]
    [InlineData("""<AdditionalFiles Include="a.json" PatContract="v3" Contract="of another tool" />""")]
    [InlineData("""<AdditionalFiles Include="other/*.txt" />""")]
    [InlineData("""<PatContractPayload Include="fixtures/*.json" """)]
    public Task An_item_with_an_effect_or_an_unknown_effect_is_not_reported(string item) => new ProjectFiles()
        .Project($"<Project><ItemGroup>\n{item}\n</ItemGroup></Project>")
        .Payload("a.json", "{}", "v3")
        .Run<PAT4004ContractNotFound>();

    [Fact]
    public Task A_pattern_in_an_imported_file_can_match_in_another_project() => new ProjectFiles()
        .Project("<Project />")
        .Setup("Directory.Build.props", """<Project><ItemGroup><PatContractPayload Include="fixtures/*.json" /></ItemGroup></Project>""", "import")
        .Run<PAT4004ContractNotFound>();

    [Fact]
    public Task An_unknown_contract_is_reported_once_at_the_item_that_names_it() => new ProjectFiles()
        .Project("""<Project><ItemGroup><PatContractPayload Include="*.json"><Contract>v33</Contract></PatContractPayload></ItemGroup></Project>""")
        .Payload("a.json", "{}", "v33")
        .Payload("b.json", "{}", "v33")
        .Expect(RuleCatalog.ContractNotFound, "Test.csproj", 1, 68, 71, "There is no contract `v33`. Did you mean v3?")
        .Run<PAT4004ContractNotFound>();

    [Fact]
    public Task An_unknown_dialect_is_reported() => new ProjectFiles()
        .Schema("a.schema.json", "{}", "a", dialect: "draft-3")
        .Expect(RuleCatalog.ContractNotFound, "a.schema.json", 1, 1, 1, "There is no dialect `draft-3`. Did you mean draft-04 or draft-06 or draft-07?")
        .Run<PAT4004ContractNotFound>();

    [Fact]
    public async Task The_second_schema_file_with_a_name_is_reported()
    {
        Diagnostic diagnostic = Assert.Single(await AllRules.Run(
            TestProject.Compile(),
            MemoryFile.Schema("/0/a.schema.json", "{}", "a"),
            MemoryFile.Schema("/0/b.schema.json", "{}", "a")));
        Assert.Equal("/0/b.schema.json", diagnostic.Location.GetLineSpan().Path);
        Assert.Equal("The contract name `a` is already used by a.schema.json; b.schema.json is ignored", diagnostic.GetMessage(CultureInfo.InvariantCulture));
    }

    [Fact]
    public Task Contracts_in_one_file_have_their_own_names() => new ProjectFiles()
        .Project("""<Project><ItemGroup><PatContractSchema Include="api.json" Pointer="#/a" Name="a" /><PatContractSchema Include="api.json" Pointer="#/b" Name="b" /></ItemGroup></Project>""")
        .Schemas("api.json", """{ "a": {}, "b": {} }""", ("a", null, "#/a"), ("b", null, "#/b"))
        .Payload("p.json", "{}", "b")
        .Run<PAT4004ContractNotFound>();

    [Fact]
    public Task The_second_contract_with_a_name_in_a_file_is_reported_at_its_item() => new ProjectFiles()
        .Project("<Project><ItemGroup>\n<PatContractSchema Include=\"api.json\" Pointer=\"#/a\" />\n<PatContractSchema Include=\"api.json\" Pointer=\"#/b\" />\n</ItemGroup></Project>")
        .Schemas("api.json", """{ "a": {}, "b": {} }""", ("api", null, "#/a"), ("api", null, "#/b"))
        .Expect(RuleCatalog.ContractNotFound, "Test.csproj", 3, 48, 51, "The contract name `api` is already used by api.json #/a; api.json #/b is ignored")
        .Run<PAT4004ContractNotFound>();

    [Fact]
    public Task A_constant_argument_that_names_no_built_in_contract_is_reported() => new ProjectFiles()
        .Schema("own.schema.json", "{}", "own")
        .Run<PAT4004ContractNotFound>("""
            class Test
            {
                private const string Name = "v4";
                public object A() => PatContract.Get({|PAT4004:"v4"|});
                public object B(string json) => PatContract.Get({|PAT4004:Name|}).Validate(json);
                public object C(string json) => PatContract.Get({|PAT4004:"own"|}).IsValid(json);
                public object D(string json) => PatContract.V2025.Validate(json);
                public object E(string json) => PatContract.Latest.Validate(json);
                public object F(string json, string name) => PatContract.Get(name).Validate(json);
                public void G() => Throws<KeyNotFoundException>(() => PatContract.Get("v4"));
                public object H() => Other.Get("v4");
                public object I() => PatContract.Get({|PAT4004:"v3-list"|});
                public object J() => PatContract.Catalog.Get("v3-list");
                public object K() => PatContract.Catalog.Get({|PAT4004:"v3_list"|});
                public object L() => PatContract.TryGet({|PAT4004:"v4"|}, out _);
                public object M(PatContracts.Schema.ContractCatalog own) => own.Get("v4");
                private static void Throws<T>(Func<object> act) { }
            }

            static class Other { public static object Get(string name) => name; }
            """);

    private const string Http = """
        namespace PatContracts.Http
        {
            public sealed class Route { public string Path { get; set; } = ""; public string? Contract { get; set; } }
            public sealed class Options
            {
                public string? DefaultContract { get; set; }
                public System.Collections.Generic.Dictionary<string, object> Contracts { get; } = new();
                public Options AddContract(string name, object contract) => this;
            }
            public sealed class RequestContractAttribute : System.Attribute { public RequestContractAttribute(string contractName) { } }
            public static class Endpoints { public static T WithContract<T>(this T builder, string contractName) => builder; }
        }
        """;

    private static Task VerifyHttp(string source)
    {
        var test = new RuleTest<PAT4004ContractNotFound> { Source = "using PatContracts.Http;\n" + source };
        ProjectState library = test.TestState.AdditionalProjects["PatContracts.Http"];
        library.Sources.Add(Http);
        library.AdditionalReferences.AddRange(TestProject.Framework);
        test.TestState.AdditionalProjectReferences.Add("PatContracts.Http");
        return test.RunAsync(TestContext.Current.CancellationToken);
    }

    [Fact]
    public Task A_constant_similar_to_the_name_of_a_contract_is_reported_in_settings_calls_and_attributes() => VerifyHttp("""
        class Test
        {
            private const string Newest = "v2O26";
            public object A() => new Route { Path = "/v3/tokens", Contract = {|PAT4004:"v2205"|} };
            public void B(Options options) => options.DefaultContract = {|PAT4004:Newest|};
            public object C(object builder) => builder.WithContract({|PAT4004:"V3"|});
            [RequestContract({|PAT4004:"v2025-craete"|})]
            public void D() { }
        }
        """);

    [Fact]
    public Task The_name_of_a_contract_that_the_program_can_add_is_not_reported() => VerifyHttp("""
        class Test
        {
            private const string Mine = "v2027";
            public object A() => new Route { Path = "/v2026/tokens", Contract = "v2026-list" };
            public object B() => new Route { Path = "/v3/access-profiles", Contract = "access-profile" };
            public object C(Options options) => options.AddContract("v2028", new()).WithContract("v2028");
            public object D(Options options) => options.AddContract(Mine, new()).WithContract(Mine);
            public void E(Options options) => options.Contracts["v2029"] = new();
            public object F() => new Route { Contract = "v2029" };
            public object G() => new Route { Contract = null };
            public object H() => new Local { Contract = "v2205" };
            [RequestContract("v2024-create")]
            public void I(string name, Route route) => route.Contract = name;
        }

        class Local { public string? Contract { get; set; } }
        """);

    [Fact]
    public Task A_schema_file_of_the_project_is_known_even_if_it_cannot_be_compiled() => new ProjectFiles()
        .Schema("a.schema.json", "{", "a")
        .Payload("a.json", "{}", "a")
        .Run<PAT4004ContractNotFound>("""
            [ContractModel("a")]
            class Token { }
            """);

    [Fact]
    public Task Incomplete_bindings_are_not_reported() => new RuleTest<PAT4004ContractNotFound>
    {
        CompilerDiagnostics = CompilerDiagnostics.None,
        Source = """
            [ContractModel()]
            class A { }

            [ContractModel(typeof(), "v4")]
            class B { }

            [assembly: ContractModel(
            """,
    }.RunAsync(TestContext.Current.CancellationToken);
}
