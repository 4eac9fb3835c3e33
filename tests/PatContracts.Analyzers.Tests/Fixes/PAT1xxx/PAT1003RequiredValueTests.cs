using Microsoft.CodeAnalysis.CSharp;
using PatContracts.Analyzers.Rules;
using PatContracts.Analyzers.Tests.Verification;
using PatContracts.CodeFixes;

namespace PatContracts.Analyzers.Tests.Fixes;

public sealed class PAT1003RequiredValueTests
{
    [Fact]
    public Task Null_is_replaced_by_a_placeholder_string() => Fix(
        """
        public GetPat A() => new() { Id = {|PAT1003:null!|} /* later */, Name = {|PAT1003:default!|} };
        public void B(GetPat token)
        {
            token.Name = {|PAT1003:(string)null!|};
        }
        """,
        """
        public GetPat A() => new() { Id = "TODO: id" /* later */, Name = "TODO: name" };
        public void B(GetPat token)
        {
            token.Name = "TODO: name";
        }
        """);

    [Fact]
    public Task Null_is_replaced_by_a_new_object_if_it_may_be_empty() => Fix(
        """
        public GetPat A() => new() { Owner = {|PAT1003:null!|}, Name = {|PAT1003:null!|} };
        """,
        """
        public GetPat A() => new() { Owner = new PatOwner(), Name = "TODO: name" };
        """);

    [Fact]
    public Task Null_is_replaced_by_an_allowed_value() => Fix(
        """
        [ContractModel("v3")]
        public class Token { public Person? Owner { get; set; } }
        public class Person { public string? Type { get; set; } }
        public Person A() => new() { Type = {|PAT1003:null|} };
        """,
        """
        [ContractModel("v3")]
        public class Token { public Person? Owner { get; set; } }
        public class Person { public string? Type { get; set; } }
        public Person A() => new() { Type = "IDENTITY" };
        """);

    [Fact]
    public Task Member_that_is_not_required_can_be_removed() => Fix(
        """
        [ContractModel("v3")]
        public class Token { public string? Id { get; set; } public bool? Managed { get; set; } }
        public Token A() => new() { Id = "1", Managed = {|PAT1003:null|} };
        """,
        """
        [ContractModel("v3")]
        public class Token { public string? Id { get; set; } public bool? Managed { get; set; } }
        public Token A() => new() { Id = "1" };
        """);

    [Fact]
    public Task No_time_is_invented() => Verify.NoFix<PAT1003RequiredMemberNull, PAT1003RequiredValueCodeFixProvider>(
        Sources.InClass("public GetPat A() => new() { Created = {|PAT1003:default|} };"));

    [Fact]
    public Task CSharp_6() => Verify.FixIn<PAT1003RequiredMemberNull, PAT1003RequiredValueCodeFixProvider>(
        LanguageVersion.CSharp6,
        """
        using PatContracts;
        public class Test
        {
            public GetPersonalAccessTokenResponse M() { return new GetPersonalAccessTokenResponse { Id = {|PAT1003:null|}, Name = {|PAT1003:default(string)|} }; }
        }
        """,
        """
        using PatContracts;
        public class Test
        {
            public GetPersonalAccessTokenResponse M() { return new GetPersonalAccessTokenResponse { Id = "TODO: id", Name = "TODO: name" }; }
        }
        """);

    private static Task Fix(string before, string after) =>
        Verify.Fix<PAT1003RequiredMemberNull, PAT1003RequiredValueCodeFixProvider>(Sources.InClass(before), Sources.InClass(after));
}
