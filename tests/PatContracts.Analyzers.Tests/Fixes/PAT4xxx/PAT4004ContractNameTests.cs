using Microsoft.CodeAnalysis.CSharp;
using PatContracts.Analyzers.Rules;
using PatContracts.Analyzers.Tests.Verification;
using PatContracts.CodeFixes;

namespace PatContracts.Analyzers.Tests.Fixes;

public sealed class PAT4004ContractNameTests
{
    [Fact]
    public Task Name_is_replaced_by_the_most_similar_one() => Verify.Fix<PAT4004ContractNotFound, PAT4004ContractNameCodeFixProvider>(
        """
        [assembly: {|PAT4004:ContractModel(typeof(Token), "v2O25" /* newest */)|}]

        class Token { }

        [{|PAT4004:ContractModel("V2024")|}]
        class Other { }
        """,
        """
        [assembly: ContractModel(typeof(Token), "v2025" /* newest */)]

        class Token { }

        [ContractModel("v2024")]
        class Other { }
        """);

    [Fact]
    public Task Name_without_a_similar_one_has_no_fix() => Verify.NoFix<PAT4004ContractNotFound, PAT4004ContractNameCodeFixProvider>("""
        [{|PAT4004:ContractModel("access-profile")|}]
        class Token { }
        """);

    [Fact]
    public Task CSharp_6_with_a_verbatim_literal() => Verify.FixIn<PAT4004ContractNotFound, PAT4004ContractNameCodeFixProvider>(
        LanguageVersion.CSharp6,
        """
        using PatContracts;

        [{|PAT4004:ContractModel(@"v2025x")|}]
        class Token { }
        """,
        """
        using PatContracts;

        [ContractModel("v2025")]
        class Token { }
        """);

    [Fact]
    public Task Argument_is_replaced_by_the_most_similar_name() => Verify.Fix<PAT4004ContractNotFound, PAT4004ContractNameCodeFixProvider>(
        """
        class Test
        {
            object M() => PatContract.Get({|PAT4004:"v2205"|});
        }
        """,
        """
        class Test
        {
            object M() => PatContract.Get("v2025");
        }
        """);
}
