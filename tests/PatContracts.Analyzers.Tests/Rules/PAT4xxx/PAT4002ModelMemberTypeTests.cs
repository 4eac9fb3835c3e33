using PatContracts.Analyzers.Rules;
using PatContracts.Analyzers.Tests.Verification;

namespace PatContracts.Analyzers.Tests.Rules;

public sealed class PAT4002ModelMemberTypeTests
{
    [Theory]
    [InlineData("public int Uuid { get; set; }", "strings")]
    [InlineData("public string Tags { get; set; }", "arrays")]
    [InlineData("public List<int> Tags { get; set; }", "elements that are null")]
    [InlineData("public List<string> Tags { get; set; }", "elements that are null")]
    [InlineData("public int Size { get; set; }", "64-bit integers")]
    [InlineData("public int Share { get; set; }", "numbers with a fraction")]
    [InlineData("public string Count { get; set; }", "integers")]
    [InlineData("public byte Small { get; set; }", "300")]
    [InlineData("public string Active { get; set; }", "true and false")]
    [InlineData("public Half State { get; set; }", "\"ON_HOLD\"")]
    [InlineData("public DateTimeOffset Either { get; set; }", "null")]
    [InlineData("public string Mixed { get; set; }", "objects")]
    [InlineData("public Part Uuid { get; set; }", "strings")]
    public Task A_type_that_cannot_represent_all_allowed_values_is_reported(string member, string mismatch)
    {
        string[] words = member.Split(' ');
        string type = words[1];
        int column = 5 + member.IndexOf(words[2], StringComparison.Ordinal);
        return DriftProject.Create()
            .Expect(RuleCatalog.ModelMemberType, "Test.cs", 10, column, column + words[2].Length, words[2], type, "x", mismatch)
            .Run<PAT4002ModelMemberType>(DriftProject.Model(member));
    }

    [Theory]
    [InlineData("public Guid Uuid { get; set; }")]
    [InlineData("public DateOnly Day { get; set; }")]
    [InlineData("public DateTime Day { get; set; }")]
    [InlineData("public List<string?> Tags { get; set; }")]
    [InlineData("public IReadOnlySet<string?>? Tags { get; set; }")]
    [InlineData("public long Size { get; set; }")]
    [InlineData("public decimal? Share { get; set; }")]
    [InlineData("public int Count { get; set; }")]
    [InlineData("public short Small { get; set; }")]
    [InlineData("public bool? Active { get; set; }")]
    [InlineData("public Switch State { get; set; }")]
    [InlineData("public string State { get; set; }")]
    [InlineData("public DateTimeOffset? Either { get; set; }")]
    [InlineData("public JsonElement Mixed { get; set; }")]
    [InlineData("public object Mixed { get; set; }")]
    [InlineData("public int Any { get; set; }")]
    [InlineData("[JsonConverter(typeof(JsonConverter))] public int Uuid { get; set; }")]
    [InlineData("public Version Uuid { get; set; }")]
    [InlineData("public int Unknown { get; set; }")]
    public Task A_type_that_represents_all_allowed_values_is_not_reported(string member) => DriftProject.Create().Run<PAT4002ModelMemberType>(DriftProject.Model(member));

    [Fact]
    public Task A_non_nullable_last_use_is_reported() => Verify.Rule<PAT4002ModelMemberType>("""
        [ContractModel("v3")]
        public class Token
        {
            public DateTimeOffset {|PAT4002:LastUsed|} { get; set; }

            public List<string> {|PAT4002:Scope|} { get; set; } = [];

            public bool Managed { get; set; }
        }
        """);

    [Fact]
    public Task Without_nullable_annotations_a_reference_may_be_null() => Verify.Rule<PAT4002ModelMemberType>("""
        #nullable disable
        [ContractModel("v3")]
        public class Token { public List<string> Scope { get; set; } }
        """);
}
