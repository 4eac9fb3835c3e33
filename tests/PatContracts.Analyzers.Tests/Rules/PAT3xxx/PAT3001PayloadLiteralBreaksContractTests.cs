using System.Collections.Immutable;
using CsCheck;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;
using Microsoft.CodeAnalysis.Testing;
using PatContracts.Analyzers.Rules;
using PatContracts.Analyzers.Tests.Literals;
using PatContracts.Analyzers.Tests.Verification;

namespace PatContracts.Analyzers.Tests.Rules;

public sealed class PAT3001PayloadLiteralBreaksContractTests
{
    private const string Valid = """{"id":"1","name":"n","scope":null,"owner":{},"created":"2024-01-01T00:00:00Z"}""";

    [Theory]
    [InlineData("""JsonSerializer.Deserialize<GetPersonalAccessTokenResponse>("$$")""")]
    [InlineData("""JsonSerializer.Deserialize<GetPersonalAccessTokenResponse>("$$"u8)""")]
    [InlineData("""JsonSerializer.Deserialize<GetPersonalAccessTokenResponse>("$$".AsSpan())""")]
    [InlineData("""JsonSerializer.Deserialize("$$", typeof(GetPersonalAccessTokenResponse))""")]
    [InlineData("""JsonSerializer.Deserialize<GetPersonalAccessTokenResponse>("$$", (JsonSerializerOptions?)null)""")]
    [InlineData("""JsonSerializer.Deserialize<GetPersonalAccessTokenResponse>(Encoding.UTF8.GetBytes("$$"))""")]
    [InlineData("""JsonSerializer.Deserialize<GetPersonalAccessTokenResponse>(new MemoryStream("$$"u8.ToArray()))""")]
    [InlineData("""await JsonSerializer.DeserializeAsync<GetPersonalAccessTokenResponse>(new MemoryStream(Encoding.UTF8.GetBytes("$$")))""")]
    [InlineData("""JsonDocument.Parse("$$").Deserialize<GetPersonalAccessTokenResponse>()""")]
    [InlineData("""JsonDocument.Parse("$$").RootElement.Deserialize<GetPersonalAccessTokenResponse>()""")]
    [InlineData("""JsonNode.Parse("$$").Deserialize<GetPersonalAccessTokenResponse>()""")]
    [InlineData("""Newtonsoft.Json.JsonConvert.DeserializeObject<GetPersonalAccessTokenResponse>("$$")""")]
    [InlineData("""Newtonsoft.Json.Linq.JObject.Parse("$$").ToObject<GetPersonalAccessTokenResponse>()""")]
    [InlineData("""await new StringContent("$$").ReadFromJsonAsync<GetPersonalAccessTokenResponse>()""")]
    [InlineData("""await new HttpResponseMessage { Content = new StringContent("$$") }.Content.ReadFromJsonAsync<GetPersonalAccessTokenResponse>()""")]
    [InlineData("""JsonSerializer.Deserialize<GetPersonalAccessTokenResponse>(await new StringContent("$$").ReadAsStringAsync())""")]
    [InlineData("""PatContract.Latest.IsValid("$$")""")]
    [InlineData("""PatContract.V2025.Validate("$$")""")]
    [InlineData("""PatContract.V3.Validate("$$"u8)""")]
    [InlineData("""PatContract.Get("v3").Validate("$$")""")]
    [InlineData("""PatContract.Catalog.Get("v3").IsValid("$$"u8)""")]
    [InlineData("""PatContract.Latest.Read("$$")""")]
    [InlineData("""PatContract.Latest.TryRead("$$"u8, out _, out _)""")]
    [InlineData("""await PatContract.V2024.ReadAsync(new MemoryStream(Encoding.UTF8.GetBytes("$$")))""")]
    [InlineData("""Own("$$")""")]
    [InlineData("""new Between("$$")""")]
    [InlineData("""new Holder("$$")""")]
    [InlineData("""new Other { Json = "$$" }""")]
    public async Task A_payload_that_is_read_under_a_contract_is_validated(string use)
    {
        string escaped = Valid.Replace("null", "{|PAT3001:7|}", StringComparison.Ordinal).Replace("\"", "\\\"", StringComparison.Ordinal);
        await Verify.Rule<PAT3001PayloadLiteralBreaksContract>(Source(use.Replace("$$", escaped, StringComparison.Ordinal)));
        await Verify.Rule<PAT3001PayloadLiteralBreaksContract>(Source(use.Replace("$$", Valid.Replace("\"", "\\\"", StringComparison.Ordinal), StringComparison.Ordinal)));
    }

    [Theory]
    [InlineData("""JsonSerializer.Deserialize<GetPersonalAccessTokenResponse?>("null")""")]
    [InlineData("""JsonSerializer.Deserialize<GetPersonalAccessTokenResponse>(" null ")""")]
    [InlineData("""JsonSerializer.Deserialize<List<GetPersonalAccessTokenResponse>>("null")""")]
    [InlineData("""JsonSerializer.Deserialize<GetPersonalAccessTokenResponse?[]>("[null]")""")]
    [InlineData("""Newtonsoft.Json.JsonConvert.DeserializeObject<GetPersonalAccessTokenResponse>("null")""")]
    [InlineData("""JsonSerializer.Deserialize<GetPersonalAccessTokenResponse[]>("[{|PAT3001:null|}]")""")]
    [InlineData("""JsonSerializer.Deserialize<GetPersonalAccessTokenResponse>("{|PAT3001:7|}")""")]
    [InlineData("""PatContract.Latest.IsValid("{|PAT3001:null|}")""")]
    [InlineData("""PatContract.Latest.Read("{|PAT3001:null|}")""")]
    public Task Null_is_not_reported_if_the_result_can_be_null(string use) => Verify.Rule<PAT3001PayloadLiteralBreaksContract>(Source(use));

    [Theory]
    [InlineData("""Assert.Throws<ContractViolationException>(() => PatContract.Latest.Read("7"));""")]
    [InlineData("""Assert.ThrowsAny<Exception>(() => { PatContract.Latest.Read("7"); });""")]
    [InlineData("""Assert.ThrowsAsync<ContractViolationException>(async () => await PatContract.Latest.ReadAsync(new MemoryStream("7"u8.ToArray())));""")]
    [InlineData("""Assert.ThrowsExactly<JsonException>(() => JsonSerializer.Deserialize<GetPersonalAccessTokenResponse>("7"));""")]
    [InlineData("""Throws<ContractViolationException>(() => PatContract.Latest.Read("7"));""")]
    [InlineData("""Assert.Catch(() => PatContract.Latest.Read("7"));""")]
    [InlineData("""Assert.That(() => PatContract.Latest.Read("7"), Throws.TypeOf<ContractViolationException>());""")]
    [InlineData("""Assert.That(() => PatContract.Latest.Read("7")).Throws<ContractViolationException>();""")]
    [InlineData("""Record.Exception(() => PatContract.Latest.Read("7"));""")]
    [InlineData("""Should.Throw<ContractViolationException>(() => PatContract.Latest.Read("7"));""")]
    [InlineData("""FluentActions.Invoking(() => PatContract.Latest.Read("7")).Should().Throw<ContractViolationException>();""")]
    [InlineData("""Action act = () => PatContract.Latest.Read("7"); act.Should().ThrowExactly<ContractViolationException>();""")]
    [InlineData("""var act = () => { PatContract.Latest.Read("7"); }; act.ShouldThrow<ContractViolationException>();""")]
    [InlineData("""void Act() => PatContract.Latest.Read("7"); Assert.Throws<ContractViolationException>(Act);""")]
    [InlineData("""Action act; act = () => PatContract.Latest.Read("7"); Assert.Throws<ContractViolationException>(act);""")]
    [InlineData("""try { PatContract.Latest.Read("7"); } catch (ContractViolationException) { }""")]
    [InlineData("""try { JsonSerializer.Deserialize<GetPersonalAccessTokenResponse>("7"); Assert.Fail(); } catch (JsonException) { }""")]
    [InlineData("""new Action(() => PatContract.Latest.Read("7")).Should().Throw<ContractViolationException>();""")]
    [InlineData("""((Action)(() => PatContract.Latest.Read("7"))).ShouldThrow<ContractViolationException>();""")]
    [InlineData("""if (PatContract.Latest.IsValid("7")) throw new InvalidOperationException();""")]
    [InlineData("""if (PatContract.Latest.IsValid("7")) { Assert.Fail("accepted"); }""")]
    [InlineData("""Assert.False(PatContract.Latest.IsValid("7"));""")]
    [InlineData("""Assert.IsFalse(PatContract.Latest.Validate("7").IsValid);""")]
    [InlineData("""Assert.True(!PatContract.Latest.IsValid("7"));""")]
    [InlineData("""Assert.Equal(false, PatContract.Latest.IsValid("7"));""")]
    [InlineData("""Assert.That(PatContract.Latest.IsValid("7"), Is.False);""")]
    [InlineData("""PatContract.Latest.IsValid("7").Should().BeFalse();""")]
    [InlineData("""PatContract.Latest.Validate("7").IsValid.ShouldBeFalse();""")]
    [InlineData("""Assert.NotEmpty(PatContract.Latest.Validate("7").Findings);""")]
    [InlineData("""Assert.Single(PatContract.Latest.Validate("7", PatCheckOptions.Default).Findings);""")]
    [InlineData("""PatContract.Latest.Validate("7").Findings.Should().ContainSingle();""")]
    [InlineData("""Assert.Equal(1, PatContract.Latest.Validate("7").Findings.Count);""")]
    [InlineData("""var result = PatContract.Latest.Validate("7"); Assert.False(result.IsValid);""")]
    [InlineData("""bool ok = PatContract.Latest.IsValid("7"); Assert.False(ok);""")]
    [InlineData("""Assert.False(PatContract.Latest.TryRead("7", out _, out var result));""")]
    [InlineData("""PatContract.Latest.TryRead("7", out _, out var result); Assert.NotEmpty(result.Findings);""")]
    public Task A_payload_whose_failure_is_expected_is_not_reported(string statements) => new RuleTest<PAT3001PayloadLiteralBreaksContract>
    {
        CompilerDiagnostics = CompilerDiagnostics.None,
        Source = Statements(statements),
    }.RunAsync(TestContext.Current.CancellationToken);

    [Theory]
    [InlineData("""Assert.True(PatContract.Latest.IsValid("{|PAT3001:7|}"));""")]
    [InlineData("""Assert.Empty(PatContract.Latest.Validate("{|PAT3001:7|}").Findings);""")]
    [InlineData("""Assert.Equal(0, PatContract.Latest.Validate("{|PAT3001:7|}").Findings.Count);""")]
    [InlineData("""Assert.That(PatContract.Latest.IsValid("{|PAT3001:7|}"), Is.True);""")]
    [InlineData("""PatContract.Latest.IsValid("{|PAT3001:7|}").Should().BeTrue();""")]
    [InlineData("""if (!PatContract.Latest.IsValid("{|PAT3001:7|}")) throw new InvalidOperationException();""")]
    [InlineData("""if (PatContract.Latest.IsValid("{|PAT3001:7|}")) Console.WriteLine();""")]
    [InlineData("""new Action(() => PatContract.Latest.Read("{|PAT3001:7|}"))();""")]
    [InlineData("""Action act = () => PatContract.Latest.Read("{|PAT3001:7|}"); act.Should().NotThrow();""")]
    [InlineData("""Action act = () => PatContract.Latest.Read("{|PAT3001:7|}"); act();""")]
    [InlineData("""try { PatContract.Latest.Read("{|PAT3001:7|}"); } catch (IOException) { }""")]
    [InlineData("""try { } catch (ContractViolationException) { PatContract.Latest.Read("{|PAT3001:7|}"); }""")]
    [InlineData("""Task.Run(() => PatContract.Latest.Read("{|PAT3001:7|}"));""")]
    [InlineData("""var result = PatContract.Latest.Validate("{|PAT3001:7|}"); Assert.True(result.IsValid);""")]
    [InlineData("""PatContract.Latest.Read("{|PAT3001:7|}"); Assert.Throws<ContractViolationException>(() => { });""")]
    public Task A_payload_whose_failure_is_not_expected_is_reported(string statements) => new RuleTest<PAT3001PayloadLiteralBreaksContract>
    {
        CompilerDiagnostics = CompilerDiagnostics.None,
        Source = Statements(statements),
    }.RunAsync(TestContext.Current.CancellationToken);

    [Fact]
    public Task A_method_whose_exception_is_expected_is_not_reported() => new RuleTest<PAT3001PayloadLiteralBreaksContract>
    {
        CompilerDiagnostics = CompilerDiagnostics.None,
        Source = """
            class Tests
            {
                [TestMethod, ExpectedException(typeof(ContractViolationException))]
                public void A() => PatContract.Latest.Read("7");

                [TestMethod]
                public void B() => PatContract.Latest.Read("{|PAT3001:7|}");
            }
            """,
    }.RunAsync(TestContext.Current.CancellationToken);

    private static string Statements(string statements) => $$"""
        using System.IO;
        using System.Text.Json;

        class Tests
        {
            public void M()
            {
                {{statements}}
            }
        }
        """;

    [Theory]
    [InlineData("""JsonSerializer.Deserialize<Lookalike.GetPersonalAccessTokenResponse>("{}")""")]
    [InlineData("""JsonSerializer.Deserialize<object>("{}")""")]
    [InlineData("""JsonSerializer.Deserialize<GetPersonalAccessTokenResponse>(Environment.NewLine)""")]
    [InlineData("""JsonSerializer.Deserialize<GetPersonalAccessTokenResponse>("{}".Trim())""")]
    [InlineData("""JsonSerializer.Deserialize<GetPersonalAccessTokenResponse>(Encoding.Unicode.GetBytes("{}"))""")]
    [InlineData("""JsonDocument.Parse("{}")""")]
    [InlineData("""PatContract.Get(Environment.NewLine).Validate("{}")""")]
    [InlineData("""PatContract.Get("no-such-contract").Validate("{}")""")]
    [InlineData("""PatContracts.Schema.Contract.Load("{}").Validate("{}")""")]
    [InlineData("""Lookalike.JsonSerializer.Deserialize<GetPersonalAccessTokenResponse>("{}")""")]
    [InlineData("""Unmarked("{}")""")]
    [InlineData("""PatContract.All[0].Read("{}")""")]
    public Task A_payload_without_a_contract_is_not_reported(string use) => Verify.Rule<PAT3001PayloadLiteralBreaksContract>(Source(use));

    [Theory]
    [InlineData("{{|PAT3001:|}")]
    [InlineData("{\\\"id\\\":{|PAT3001:}|}")]
    [InlineData("{|PAT3001:|}")]
    public Task Malformed_JSON_is_reported_at_the_first_invalid_character(string literal) => Verify.Rule<PAT3001PayloadLiteralBreaksContract>(
        Source($"JsonSerializer.Deserialize<PatContracts.GetPersonalAccessTokenResponse>(\"{literal}\")"));

    [Theory]
    [InlineData("{'id':'1'}")]
    [InlineData("{id:1}")]
    [InlineData("{/* nothing */}")]
    [InlineData("{\\\"id\\\":\\\"1\\\",}")]
    public async Task JSON_that_a_lenient_reader_accepts_is_not_reported(string literal)
    {
        await Verify.Rule<PAT3001PayloadLiteralBreaksContract>(
            Source($"Newtonsoft.Json.JsonConvert.DeserializeObject<GetPersonalAccessTokenResponse>(\"{literal}\")"));
        await Verify.Rule<PAT3001PayloadLiteralBreaksContract>(
            Source($"JsonSerializer.Deserialize<GetPersonalAccessTokenResponse>(\"{literal}\", Options)"));
    }

    [Theory]
    [InlineData("List<GetPersonalAccessTokenResponse>")]
    [InlineData("GetPersonalAccessTokenResponse[]")]
    [InlineData("IEnumerable<GetPersonalAccessTokenResponse>")]
    [InlineData("IReadOnlyList<GetPersonalAccessTokenResponse>")]
    [InlineData("HashSet<GetPersonalAccessTokenResponse>")]
    public Task A_list_of_a_bound_model_is_validated_against_the_list_contract(string type) =>
        Verify.Rule<PAT3001PayloadLiteralBreaksContract>(Source($"JsonSerializer.Deserialize<{type}>(\"[{{|PAT3001:7|}}]\")"));

    [Theory]
    [InlineData("List<PatOwner>")]
    [InlineData("PatOwner[]")]
    public Task A_list_of_a_nested_model_is_validated_against_its_part_of_the_contract(string type) =>
        Verify.Rule<PAT3001PayloadLiteralBreaksContract>(Source($$$"""JsonSerializer.Deserialize<{{{type}}}>("[{},{\"type\":{|PAT3001:\"ROBOT\"|}}]")"""));

    [Fact]
    public Task A_list_of_a_nested_model_is_validated_against_its_part_of_a_contract_of_the_project() => new ProjectFiles()
        .Schema("x.schema.json", """{ "type": "object", "properties": { "a b#": { "type": "object", "properties": { "name": { "type": "string" } } } } }""", "x")
        .Run<PAT3001PayloadLiteralBreaksContract>("""
            using System.Text.Json;
            using System.Text.Json.Serialization;

            [ContractModel("x")]
            public class Model
            {
                [JsonPropertyName("a b#")]
                public Part? Part { get; set; }
            }

            public class Part
            {
                public string? Name { get; set; }
            }

            public class Use
            {
                public object? Read() => JsonSerializer.Deserialize<Part[]>("[{\"name\":{|PAT3001:7|}}]");
            }
            """);

    [Fact]
    public Task A_nested_model_is_validated_against_its_part_of_the_contract() =>
        Verify.Rule<PAT3001PayloadLiteralBreaksContract>(Source("""JsonSerializer.Deserialize<PatOwner>("{\"type\":{|PAT3001:\"ROBOT\"|}}")"""));

    [Theory]
    [InlineData("""PatContract.Latest.Validate("[{|PAT3001:7|}]")""")]
    [InlineData("""PatContract.Latest.ReadList("[{|PAT3001:7|}]"u8)""")]
    [InlineData("""PatContract.V3.ReadList("[{|PAT3001:7|}]"u8)""")]
    [InlineData("""PatContract.Latest.ReadListAsync(new MemoryStream("[{|PAT3001:7|}]"u8.ToArray()))""")]
    [InlineData("""PatContract.Get("v3").List.Validate("[{|PAT3001:7|}]")""")]
    [InlineData("""PatContract.Get("v3").Validate("[{|PAT3001:7|}]")""")]
    [InlineData("""PatContract.V3.Token.Validate("{|PAT3001:[|}7]")""")]
    [InlineData("""PatContract.V2026.List.Contract.Validate("[{|PAT3001:7|}]")""")]
    [InlineData("""PatContract.V2026.Create.Read("{|PAT3001:7|}")""")]
    [InlineData("""PatContracts.Schema.ContractJsonExtensions.Read(PatContract.V2026.Token.Contract, "{|PAT3001:7|}", PatJson.Token)""")]
    [InlineData("""PatContract.Latest.Read("{|PAT3001:[|}7]")""")]
    [InlineData("""PatContract.Latest.ReadList("{|PAT3001:7|}"u8)""")]
    public Task The_method_decides_whether_a_list_is_expected(string use) => Verify.Rule<PAT3001PayloadLiteralBreaksContract>(Source(use));

    [Fact]
    public Task Members_with_PayloadOf_are_validated_where_they_are_initialized() => Verify.Rule<PAT3001PayloadLiteralBreaksContract>("""
        class Tests
        {
            [PayloadOf(typeof(PatOwner))]
            private const string Constant = "{|PAT3001:1|}";

            [PayloadOf(typeof(PatOwner))]
            public static string Property { get; } = "{|PAT3001:2|}";

            [PayloadOf(typeof(PatOwner))]
            public string? Field = "{}", Other = "{|PAT3001:3|}";

            public void Set() => Field = "{|PAT3001:4|}";

            private const string Unmarked = "5";
        }
        """);

    [Fact]
    public Task A_constant_that_is_read_twice_is_reported_once() => Verify.Rule<PAT3001PayloadLiteralBreaksContract>($$"""
        using System.Text.Json;

        class Tests
        {
            private const string Json = "[{|PAT3001:7|}]";

            void First() => JsonSerializer.Deserialize<GetPersonalAccessTokenResponse[]>(Json);

            void Second() => JsonSerializer.Deserialize<GetPersonalAccessTokenResponse[]>(Json);
        }
        """);

    [Fact]
    public Task A_local_that_is_never_assigned_again_has_the_value_of_its_initializer() => Verify.Rule<PAT3001PayloadLiteralBreaksContract>("""
        using System.Text.Json;
        using System.Net.Http;
        using System.Net.Http.Json;

        class Tests
        {
            async Task Run()
            {
                var json = "[{|PAT3001:1|}]";
                using var document = JsonDocument.Parse(json);
                document.Deserialize<GetPersonalAccessTokenResponse[]>();

                var response = new HttpResponseMessage { Content = new StringContent("[{|PAT3001:2|}]") };
                await response.Content.ReadFromJsonAsync<GetPersonalAccessTokenResponse[]>();

                var changed = "[3]";
                if (json.Length > 3) changed = "[]";
                JsonSerializer.Deserialize<GetPersonalAccessTokenResponse[]>(changed);

                var lent = "[4]";
                Change(ref lent);
                JsonSerializer.Deserialize<GetPersonalAccessTokenResponse[]>(lent);

                var replaced = new HttpResponseMessage { Content = new StringContent("[5]") };
                replaced.Content = new StringContent("[]");
                await replaced.Content.ReadFromJsonAsync<GetPersonalAccessTokenResponse[]>();
            }

            static void Change(ref string text) => text = "[]";
        }
        """);

    [Fact]
    public Task The_characters_at_fault_are_located_in_every_form_of_literal() => Verify.Rule<PAT3001PayloadLiteralBreaksContract>(""""
        using System.Text.Json;

        class Tests
        {
            private const string Kind = "ROBOT";

            void Regular() => JsonSerializer.Deserialize<PatOwner>("{ \"type\": {|PAT3001:\"R\u004fBOT\"|} }");

            void Verbatim() => JsonSerializer.Deserialize<PatOwner>(@"{ ""type"": {|PAT3001:""ROBOT""|} }");

            void Raw() => JsonSerializer.Deserialize<PatOwner>("""
                {
                  "name": "é😀",
                  "type": {|PAT3001:"ROBOT"|}
                }
                """);

            void Utf8() => JsonSerializer.Deserialize<PatOwner>("""{ "type": {|PAT3001:"ROBOT"|} }"""u8);

            void Joined() => JsonSerializer.Deserialize<PatOwner>("{ \"type\": " + "{|PAT3001:\"ROBOT\"|} }");

            void Hole() => JsonSerializer.Deserialize<PatOwner>($@"{{ ""type"": {|PAT3001:""{Kind}""|} }}");

            void Unknown(string kind) => JsonSerializer.Deserialize<PatOwner>($@"{{ ""type"": ""{kind}"" }}");
        }
        """");

    [Fact]
    public Task The_characters_at_fault_are_located_in_random_payloads_and_literals() => Faults().SampleAsync(
        async (payload, seed) =>
        {
            var forms = new LiteralForms(new Random(unchecked((int)seed)));
            string source = forms.Write(payload.Json)
                + "class Use { public object? Read() => System.Text.Json.JsonSerializer.Deserialize<PatOwner>(Holder.Payload); }";
            ImmutableArray<Diagnostic> reported = await TestProject.Compile(source)
                .WithAnalyzers([new PAT3001PayloadLiteralBreaksContract()])
                .GetAnalyzerDiagnosticsAsync(TestContext.Current.CancellationToken);
            Diagnostic diagnostic = Assert.Single(reported);
            Assert.Equal("PAT3001", diagnostic.Id);
            Assert.Equal(
                forms.Slice(source, payload.Start, payload.End),
                string.Concat(diagnostic.AdditionalLocations.Prepend(diagnostic.Location).Select(location => source.Substring(location.SourceSpan.Start, location.SourceSpan.Length))));
        },
        iter: 60);

    /// <summary>Generates an owner with unknown members and one with a fault: an unknown enumeration value, a wrong type, or invalid JSON.</summary>
    private static Gen<((string Json, int Start, int End) Payload, uint Seed)> Faults()
    {
        Gen<(string Name, string Value, string Fault)> fault = Gen.OneOf(
            ("\"type\"", "\"ROB\\u004fT\"", "\"ROB\\u004fT\""),
            ("\"type\"", "\"é😀\"", "\"é😀\""),
            ("\"id\"", "17", "17"),
            ("\"n\\u0061me\"", "[ 1, 2 ]", "["),
            ("\"name\"", "{ }", "{"),
            ("\"other\"", "!", "!"));
        Gen<string> rest = Gen.Select(LiteralReaderTests.Json(1), Gen.Int[0, 99]).Select((value, number) => $"\"unknown {number}\": {value}");
        Gen<string> blank = Gen.OneOf("", " ", "\n", "\r\n  ");
        return Gen.Select(fault, rest, rest, blank, Gen.UInt).Select((wrong, before, after, space, seed) =>
        {
            string start = $"{{{space}{before},{space}{wrong.Name}:{space}";
            string end = after.Split(':')[0] == before.Split(':')[0] ? $"{space}}}" : $",{space}{after}{space}}}";
            return ((start + wrong.Value + end, start.Length, start.Length + wrong.Fault.Length), seed);
        });
    }

    [Fact]
    public Task An_argument_of_a_base_constructor_is_validated() => Verify.Rule<PAT3001PayloadLiteralBreaksContract>("""
        class Holder([PayloadOf(typeof(PatOwner))] string json)
        {
            public int Length => json.Length;
        }

        class Derived : Holder
        {
            public Derived() : base("{|PAT3001:7|}") { }
        }
        """);

    [Fact]
    public Task Incomplete_code_is_not_reported() => new RuleTest<PAT3001PayloadLiteralBreaksContract>
    {
        CompilerDiagnostics = Microsoft.CodeAnalysis.Testing.CompilerDiagnostics.None,
        Source = """
            using System.Text.Json;

            class Tests
            {
                void A() => JsonSerializer.Deserialize<GetPersonalAccessTokenResponse>("{ \"id\": \q");

                void B() => JsonSerializer.Deserialize<GetPersonalAccessTokenResponse>(

                void C() => JsonSerializer.Deserialize<>("{}");

                void D() => JsonSerializer.Deserialize<Missing>("{}");

                void E() => PatContract.Latest.Validate("{}", );
            }
            """,
    }.RunAsync(TestContext.Current.CancellationToken);

    [Fact]
    public Task Methods_of_the_library_use_the_contract_that_is_named() => Verify.Rule<PAT3001PayloadLiteralBreaksContract>("""
        class Tests
        {
            // The later version allows null, the earlier one does not.
            bool Later() => PatContract.V2025.IsValid("{\"id\":\"1\",\"name\":\"n\",\"scope\":[],\"owner\":{},\"created\":\"2024-01-01T00:00:00Z\",\"expirationDate\":null}");

            bool Earlier() => PatContract.V3.IsValid("{\"id\":\"1\",\"name\":\"n\",\"scope\":[],\"owner\":{},\"created\":\"2024-01-01T00:00:00Z\",\"expirationDate\":{|PAT3001:null|}}");
        }
        """);

    private static string Source(string use) => $$"""
        using System.Diagnostics.CodeAnalysis;
        using System.IO;
        using System.Net.Http;
        using System.Net.Http.Json;
        using System.Text;
        using System.Text.Json;
        using System.Text.Json.Nodes;

        class Tests
        {
            private static readonly JsonSerializerOptions Options = new() { AllowTrailingCommas = true };

            async Task Run()
            {
                await Task.Yield();
                _ = {{use}};
            }

            static int Own([StringSyntax(StringSyntaxAttribute.Json), PayloadOf(typeof(GetPersonalAccessTokenResponse))] string json) => json.Length;

            static int Unmarked([StringSyntax(StringSyntaxAttribute.Json)] string json) => json.Length;
        }

        class Holder([PayloadOf(typeof(GetPersonalAccessTokenResponse))] string json)
        {
            public int Length => json.Length;
        }

        class Between : Holder
        {
            public Between([PayloadOf(typeof(GetPersonalAccessTokenResponse))] string json) : base(json) { }
        }

        class Other
        {
            [PayloadOf(typeof(GetPersonalAccessTokenResponse))]
            public string? Json { get; set; }
        }

        namespace Lookalike
        {
            class GetPersonalAccessTokenResponse { }

            static class JsonSerializer { public static T Deserialize<T>(string json) => default!; }
        }
        """;
}
