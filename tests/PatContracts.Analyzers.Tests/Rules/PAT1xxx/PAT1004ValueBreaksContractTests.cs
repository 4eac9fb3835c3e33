using Microsoft.CodeAnalysis.Testing;
using PatContracts.Analyzers.Rules;
using PatContracts.Analyzers.Tests.Verification;

namespace PatContracts.Analyzers.Tests.Rules;

public class PAT1004ValueBreaksContractTests
{
    private static Task Verify(string members) => Verification.Verify.Rule<PAT1004ValueBreaksContract>(Sources.InClass(members));

    private const string TextModel = """
        [ContractModel("v2025")]
        public class Token
        {
            public string? Created { get; set; }
            public string? LastUsed { get; set; }
            public object? Scope { get; set; }
            public object? AccessTokenValiditySeconds { get; set; }
            public PatOwner? Owner { get; set; }
        }
        """;

    [Fact]
    public Task Value_outside_the_enumeration_triggers() => Verify("""
        public PatOwner A() => new() { Type = {|PAT1004:"USER"|} };
        public PatOwner B() => new() { Type = "IDENTITY" };
        public GetPat C() => new() { Owner = { Type = {|PAT1004:"identity"|} } };
        public GetPat D() => new() { Owner = new() { Type = {|PAT1004:"identity"|} } };
        public void E(GetPat token) => token.Owner.Type = {|PAT1004:"x"|};
        public void G(PatOwner owner) => (owner.Type, owner.Name) = ({|PAT1004:"x"|}, "x");
        public PatOwner F(PatOwner owner) => owner with { Type = {|PAT1004:"x"|} };
        """);

    [Fact]
    public Task Message_contains_the_expected_value_and_not_the_actual_one() => Verification.Verify.Rule<PAT1004ValueBreaksContract>(
        Sources.InClass("public PatOwner M() => new() { Type = {|#0:\"USER\"|} };"),
        new DiagnosticResult(RuleCatalog.ValueBreaksContract).WithLocation(0)
            .WithArguments("type", EnumMessage));

    /// <summary>The message of the engine.</summary>
    private static string EnumMessage => PatContract.Catalog.Get("v3").Root.FindProperty("owner")!.Schema.FindProperty("type")!.Schema.Validate("\"USER\"").Findings[0].Message;

    [Fact]
    public Task Constants_are_evaluated() => Verify("""
        private const string Identity = "IDENTITY";
        public PatOwner A() => new() { Type = Identity };
        public PatOwner B() => new() { Type = {|PAT1004:nameof(Identity)|} };
        public PatOwner C() => new() { Type = {|PAT1004:Identity + "X"|} };
        public PatOwner D() => new() { Type = {|PAT1004:$"{Identity}X"|} };
        public PatOwner E(string x) => new() { Type = $"{x}X" };
        """);

    [Fact]
    public Task Every_branch_of_a_conditional_is_validated() => Verify("""
        public PatOwner M(bool c, string? s, int i) => new() { Type = c ? "IDENTITY" : {|PAT1004:"USER"|} };
        public PatOwner N(bool c, string? s, int i) => new() { Type = s ?? {|PAT1004:"USER"|} };
        public PatOwner O(bool c, string? s, int i) => new() { Type = i switch { 0 => "IDENTITY", _ => {|PAT1004:"USER"|} } };
        """);

    [Fact]
    public Task Date_times_as_text_are_validated_by_the_engine() => Verify($$"""
        {{TextModel}}
        public Token A() => new() { Created = "2024-03-07T05:00:00Z", LastUsed = null };
        public Token B() => new() { Created = {|PAT1004:"2024-03-07"|}, LastUsed = {|PAT1004:"2023-02-30T05:00:00Z"|} };
        """);

    [Fact]
    public Task Dates_with_constant_parts_are_evaluated() => Verify("""
        public GetPat A() => new() { Created = DateTimeOffset.Parse("2024-03-07T05:00:00Z"), LastUsed = new DateTime(2024, 3, 7) };
        public GetPat B() => new() { Created = {|PAT1004:DateTimeOffset.Parse("2024-02-30T05:00:00Z")|} };
        public GetPat C() => new() { LastUsed = {|PAT1004:new DateTime(2023, 2, 29)|} };
        public GetPat D() => new() { LastUsed = {|PAT1004:new DateTimeOffset(2023, 2, 29, 0, 0, 0, TimeSpan.Zero)|} };
        public GetPat E() => new() { Created = DateTimeOffset.Parse("07.03.2024 05:00") };
        """);

    [Fact]
    public Task Elements_of_constant_collections_are_validated_separately() => Verify($$"""
        {{TextModel}}
        public Token A() => new() { Scope = new[] { "a", "b" } };
        public Token B() => new() { Scope = new[] { {|PAT1004:1|}, {|PAT1004:2|} } };
        public Token C() => new() { Scope = new List<object> { "a", {|PAT1004:1|} } };
        public Token D(string s) => new() { Scope = new object[] { s, {|PAT1004:true|} } };
        public GetPat E() => new() { Scope = ["a", {|PAT1004:"TODO: scope"|}] };
        """);

    [Fact]
    public Task Values_of_the_wrong_type_trigger() => Verify($$"""
        {{TextModel}}
        public Token A() => new() { Scope = {|PAT1004:"a b"|}, AccessTokenValiditySeconds = 43200 };
        public Token B() => new() { AccessTokenValiditySeconds = {|PAT1004:"43200"|} };
        public Token C() => new() { AccessTokenValiditySeconds = {|PAT1004:1.5|} };
        public Token D() => new() { AccessTokenValiditySeconds = {|PAT1004:3000000000|} };
        """);

    [Fact]
    public Task Constructor_arguments_that_set_members_are_validated() => Verify("""
        [ContractModel("v3")]
        public record Token(string Created, string Name);
        public Token M() => new({|PAT1004:"yesterday"|}, "n");
        """);

    [Fact]
    public Task Initial_value_of_an_optional_member_is_validated() => Verify("""
        [ContractModel("v3")]
        public class Token
        {
            public string LastUsed { get; set; } = {|PAT1004:"never"|};
            public string Created { get; set; } = "";
        }
        """);

    [Theory]
    [InlineData("[System.Text.Json.Serialization.JsonConverter(typeof(Text))]")]
    [InlineData("[Newtonsoft.Json.JsonConverter(typeof(Text))]")]
    [InlineData("[OwnConverter]")]
    [InlineData("[System.ComponentModel.TypeConverter(typeof(Text))]")]
    public Task Member_with_a_converter_does_not_trigger(string attribute) => Verify($$"""
        [ContractModel("v3")]
        public class Token
        {
            {{attribute}} public string? Created { get; set; }
            {{attribute}} public string LastUsed { get; set; } = "never";
            public string? ExpirationDate { get; set; }
        }
        public class Text : Newtonsoft.Json.JsonConverter
        {
            public override bool CanConvert(Type type) => true;
            public override object? ReadJson(Newtonsoft.Json.JsonReader r, Type t, object? o, Newtonsoft.Json.JsonSerializer s) => null;
            public override void WriteJson(Newtonsoft.Json.JsonWriter w, object? o, Newtonsoft.Json.JsonSerializer s) { }
        }
        public class OwnConverterAttribute : System.Text.Json.Serialization.JsonConverterAttribute;
        public Token M() => new() { Created = "yesterday", LastUsed = "today", ExpirationDate = {|PAT1004:"tomorrow"|} };
        """);

    [Fact]
    public Task Member_whose_type_or_elements_have_a_converter_does_not_trigger() => Verify("""
        [System.Text.Json.Serialization.JsonConverter(typeof(System.Text.Json.Serialization.JsonConverter))]
        public struct Seconds { public static implicit operator Seconds(int i) => default; }
        [System.Text.Json.Serialization.JsonConverter(typeof(System.Text.Json.Serialization.JsonStringEnumConverter))]
        public enum Kind { Identity, User }
        [ContractModel("v2025")]
        public class Token
        {
            [Newtonsoft.Json.JsonProperty(ItemConverterType = typeof(object))]
            public object[]? Scope { get; set; }
            public Seconds? AccessTokenValiditySeconds { get; set; }
            public Owner? Owner { get; set; }
        }
        public class Owner
        {
            public Kind Type { get; set; }
            public string? Id { get; set; }
        }
        public class Numbers
        {
            [System.Text.Json.Serialization.JsonNumberHandling(System.Text.Json.Serialization.JsonNumberHandling.WriteAsString)]
            public int Id { get; set; }
        }
        public Token A() => new() { Scope = new object[] { 1 }, AccessTokenValiditySeconds = 5, Owner = new() { Type = Kind.User } };
        """);

    [Fact]
    public Task Member_of_a_model_with_a_converter_does_not_trigger() => Verify("""
        [ContractModel("v3")]
        [Newtonsoft.Json.JsonConverter(typeof(object))]
        public class Token
        {
            public string? Created { get; set; }
        }
        public Token M() => new() { Created = "yesterday" };
        """);

    [Fact]
    public Task Converter_of_the_library_does_not_prevent_the_report() => Verify("""
        public GetPat A() => new() { LastUsed = {|PAT1004:new DateTime(2023, 2, 29)|} };
        """);

    [Fact]
    public Task Value_that_is_not_constant_does_not_trigger() => Verify("""
        public GetPat M(string s, DateTimeOffset now) => new() { Id = s, Created = now, Owner = new() { Type = s.ToUpperInvariant() } };
        """);

    [Fact]
    public Task Unbound_types_do_not_trigger() => Verify("""
        public class Owner { public string? Type { get; set; } }
        public object M() => new Owner { Type = "USER" };
        """);
}
