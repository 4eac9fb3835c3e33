using Microsoft.CodeAnalysis.CSharp;
using PatContracts.Analyzers.Rules;
using PatContracts.Analyzers.Tests.Verification;
using PatContracts.CodeFixes;

namespace PatContracts.Analyzers.Tests.Fixes;

public sealed class PAT2005AbsentFlagTests
{
    private const string Model = """

        [ContractModel("v3")]
        public class Token
        {
            public string Id { get; set; } = "";
            public bool? Managed { get; set; }
        }
        """;

    private const string Before = """
        public bool A(Token t) => {|PAT2005:t/* a */.Managed /* b */ == /* c */ false|} /* d */;
        public bool B(Token t) =>
            {|PAT2005:t.Managed // first
                is false|}; // second
        """;

    [Fact]
    public Task Comments_are_preserved_if_the_test_is_negated() => Fix(
        Before,
        """
        public bool A(Token t) => t/* a */.Managed /* b */ != /* c */ true /* d */;
        public bool B(Token t) =>
            t.Managed // first
                is not true; // second
        """);

    [Fact]
    public Task Comments_are_preserved_if_the_fallback_is_added() => Fix(
        Before,
        """
        public bool A(Token t) => (t/* a */.Managed ?? false) /* b */ == /* c */ false /* d */;
        public bool B(Token t) =>
            (t.Managed ?? false) // first
                is false; // second
        """,
        action: 1);

    [Fact]
    public Task Pattern_is_not_negated_before_CSharp_9() => Verify.FixIn<PAT2005ManagedFlagNullEscapesTest, PAT2005AbsentFlagCodeFixProvider>(
        LanguageVersion.CSharp7_3,
        """
        using PatContracts;
        public class Test
        {
            public bool A(Token t) { return {|PAT2005:t.Managed is false|}; }
        }
        [ContractModel("v3")]
        public class Token { public string Id { get; set; } public bool? Managed { get; set; } }
        """,
        """
        using PatContracts;
        public class Test
        {
            public bool A(Token t) { return (t.Managed ?? false) is false; }
        }
        [ContractModel("v3")]
        public class Token { public string Id { get; set; } public bool? Managed { get; set; } }
        """);

    private static Task Fix(string before, string after, int action = 0) => Verify.Fix<PAT2005ManagedFlagNullEscapesTest, PAT2005AbsentFlagCodeFixProvider>(
        Sources.InClass(before) + Model,
        Sources.InClass(after) + Model,
        action);
}
