using Microsoft.CodeAnalysis.CSharp;
using PatContracts.Analyzers.Rules;
using PatContracts.Analyzers.Tests.Verification;
using PatContracts.CodeFixes;

namespace PatContracts.Analyzers.Tests.Fixes;

public sealed class PAT2006ClientFlagTests
{
    [Fact]
    public Task Assignment_is_removed_and_comments_are_preserved() => Fix(
        """
        public GetPat A() => new() { Id = "1", {|PAT2006:Managed = true|} };
        public GetPat B() => new() { {|PAT2006:Managed = true|}, Id = "1" };
        public GetPat C() => new()
        {
            Id = "1", // who
            // The platform's.
            {|PAT2006:Managed = true|},
            Name = "n"
        };
        public GetPat D() => new()
        {
            Id = "1",
            Name = "n", // named
            {|PAT2006:Managed = true|} // managed
        };
        public GetPat E()
        {
            var token = new GetPat { Id = "1" };
            {|PAT2006:token.Managed = true|};
            return token;
        }
        public GetPat F() => new() { {|PAT2006:Managed = true|} };
        """,
        """
        public GetPat A() => new() { Id = "1" };
        public GetPat B() => new() { Id = "1" };
        public GetPat C() => new()
        {
            Id = "1", // who
            // The platform's.
            Name = "n"
        };
        public GetPat D() => new()
        {
            Id = "1",
            Name = "n", // named
            // managed
        };
        public GetPat E()
        {
            var token = new GetPat { Id = "1" };
            return token;
        }
        public GetPat F() => new() { };
        """);

    [Fact]
    public Task Directives_of_a_conditional_section_are_preserved() => Fix(
        """
            public GetPat M() => new()
            {
                Id = "1",
        #if true
                {|PAT2006:Managed = true|},
        #endif
            };
        """,
        """
            public GetPat M() => new()
            {
                Id = "1",
        #if true
        #endif
            };
        """);

    [Fact]
    public Task Assignment_inside_another_expression_has_no_fix() => Verify.NoFix<PAT2006ManagedFlagSetByClient, PAT2006ClientFlagCodeFixProvider>(
        Sources.InClass("""
            public GetPat M(bool c)
            {
                var token = new GetPat { Id = "1" };
                if (c) {|PAT2006:token.Managed = true|};
                return token;
            }
            """));

    [Fact]
    public Task CSharp_6_with_tabs() => Verify.FixIn<PAT2006ManagedFlagSetByClient, PAT2006ClientFlagCodeFixProvider>(
        LanguageVersion.CSharp6,
        """
        using PatContracts;
        public class Test
        {
        	public GetPersonalAccessTokenResponse M()
        	{
        		return new GetPersonalAccessTokenResponse
        		{
        			Id = "1",
        			{|PAT2006:Managed = true|}
        		};
        	}
        }
        """,
        """
        using PatContracts;
        public class Test
        {
        	public GetPersonalAccessTokenResponse M()
        	{
        		return new GetPersonalAccessTokenResponse
        		{
        			Id = "1"
        		};
        	}
        }
        """);

    private static Task Fix(string before, string after) =>
        Verify.Fix<PAT2006ManagedFlagSetByClient, PAT2006ClientFlagCodeFixProvider>(Sources.InClass(before), Sources.InClass(after));
}
