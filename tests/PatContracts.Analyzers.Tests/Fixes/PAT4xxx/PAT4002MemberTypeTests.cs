using PatContracts.Analyzers.Rules;
using PatContracts.Analyzers.Tests.Rules;
using PatContracts.Analyzers.Tests.Verification;
using PatContracts.CodeFixes;

namespace PatContracts.Analyzers.Tests.Fixes;

public sealed class PAT4002MemberTypeTests
{
    [Theory]
    [InlineData("public int {|PAT4002:Size|} { get; set; } // bytes", "public long Size { get; set; } // bytes")]
    [InlineData("public int? {|PAT4002:Size|} { get; set; }", "public long? Size { get; set; }")]
    [InlineData("public int {|PAT4002:Share|} { get; set; }", "public double Share { get; set; }")]
    [InlineData("public List<string> {|PAT4002:Tags|} { get; set; }", "public List<string?> Tags { get; set; }")]
    [InlineData("public string[] {|PAT4002:Tags|} { get; init; }", "public string?[] Tags { get; init; }")]
    [InlineData("public string {|PAT4002:Active|} { get; set; }", "public bool Active { get; set; }")]
    [InlineData("public System.Guid {|PAT4002:Id|} { get; set; }", "public string Id { get; set; }")]
    public Task Type_is_replaced_by_one_that_represents_all_values(string before, string after) => Fix(Model(before), Model(after));

    [Fact]
    public Task Type_becomes_nullable() => Fix(
        """
        [ContractModel("x")]
        public record Model(string Id, DateTime {|PAT4002:LastUsed|});
        """,
        """
        [ContractModel("x")]
        public record Model(string Id, DateTime? LastUsed);
        """);

    [Fact]
    public Task Type_that_other_code_depends_on_has_no_fix()
    {
        string source = Model("public string {|PAT4002:Active|} { get; set; }") + "\npublic static class Use { public static int Of(Model model) => model.Active.Length; }";
        return Fix(source, source);
    }

    private static string Model(string member) => $$"""
        #pragma warning disable CS8618
        [ContractModel("x")]
        public class Model
        {
            {{(member.Contains("Id|", StringComparison.Ordinal) || member.Contains(" Id ", StringComparison.Ordinal) ? "" : "public string Id { get; set; }")}}
            public DateTimeOffset? LastUsed { get; set; }
            {{member}}
        }
        """;

    private static Task Fix(string before, string after)
    {
        var test = new FixTest<PAT4002ModelMemberType, PAT4002MemberTypeCodeFixProvider> { Before = before, After = after };
        DriftProject.Create().Apply(test.TestState, test.ExpectedDiagnostics);
        return test.RunAsync(TestContext.Current.CancellationToken);
    }
}
