using Microsoft.CodeAnalysis.CSharp;
using PatContracts.Analyzers.Rules;
using PatContracts.Analyzers.Tests.Verification;
using PatContracts.CodeFixes;

namespace PatContracts.Analyzers.Tests.Fixes;

public sealed class PAT1001MissingMembersTests
{
    private static Task Certain(string before, string after) =>
        Verify.Fix<PAT1001RequiredMemberMissing, PAT1001MissingMembersCodeFixProvider>(Sources.InClass(before), Sources.InClass(after));

    [Fact]
    public Task New_in_a_collection_expression_is_completed() => Verification.Verify.Fix<PAT1001RequiredMemberMissing, PAT1001MissingMembersCodeFixProvider>(
        """
        public class Test
        {
            public static readonly DateTimeOffset At;
            public static readonly GetPersonalAccessTokenResponse[] All =
            [
                {|PAT1001:new() { Id = "1", Scope = [], Owner = new(), Created = At }|},
                {|PAT1001:new() { Id = "2", Scope = [], Owner = new(), Created = At }|},
            ];
        }
        """,
        """
        public class Test
        {
            public static readonly DateTimeOffset At;
            public static readonly GetPersonalAccessTokenResponse[] All =
            [
                new() { Id = "1", Name = "TODO: name", Scope = [], Owner = new(), Created = At },
                new() { Id = "2", Name = "TODO: name", Scope = [], Owner = new(), Created = At },
            ];
        }
        """);

    [Fact]
    public Task Initializer_that_is_too_long_for_one_line_is_split() => Certain(
        """
        public GetPat M(PatOwner owner) => {|PAT1001:new() { Id = "1", Scope = null, Owner = owner, Created = DateTimeOffset.Now }|};
        """,
        """
        public GetPat M(PatOwner owner) => new()
        {
            Id = "1",
            Name = "TODO: name",
            Scope = null,
            Owner = owner,
            Created = DateTimeOffset.Now,
        };
        """);

    [Fact]
    public Task Member_is_added_to_a_single_line_initializer_in_contract_order() => Certain(
        """
        public GetPat M(PatOwner owner) => {|PAT1001:new() { Id = "1", Scope = null, Owner = owner, Created = At }|};
        private static readonly DateTimeOffset At;
        """,
        """
        public GetPat M(PatOwner owner) => new() { Id = "1", Name = "TODO: name", Scope = null, Owner = owner, Created = At };
        private static readonly DateTimeOffset At;
        """);

    [Fact]
    public Task Multi_line_initializer_keeps_its_comments_and_style() => Certain(
        """
            public GetPat M(PatOwner owner) => {|PAT1001:new()
            {
                // Who.
                Name = "n", // what it is called
                Owner = owner // last
            }|};
        """,
        """
            public GetPat M(PatOwner owner) => new()
            {
                Id = "TODO: id",
                // Who.
                Name = "n", // what it is called
                Scope = new[] { "TODO: scope" },
                Owner = owner, // last
                Created = default
            };
        """);

    [Fact]
    public Task Trailing_comma_is_preserved() => Certain(
        """
            public GetPat M(PatOwner owner) => {|PAT1001:new()
            {
                Id = "1",
                Name = "n",
                Scope = [],
                Owner = owner,
            }|};
        """,
        """
            public GetPat M(PatOwner owner) => new()
            {
                Id = "1",
                Name = "n",
                Scope = [],
                Owner = owner,
                Created = default,
            };
        """);

    [Fact]
    public Task Initializer_is_added_to_a_creation_without_one() => Certain(
        """
            public GetPat M()
            {
                return {|PAT1001:new GetPat()|};
            }
        """,
        """
            public GetPat M()
            {
                return new GetPat()
                {
                    Id = "TODO: id",
                    Name = "TODO: name",
                    Scope = new[] { "TODO: scope" },
                    Owner = null!,
                    Created = default,
                };
            }
        """);

    [Fact]
    public Task Statement_is_added_if_statements_assign_the_other_members() => Certain(
        """
        public GetPat M(PatOwner owner)
        {
            GetPat token = {|PAT1001:new()|};
            token.Id = token.Name = "n";
            token.Owner = owner;
            token.Created = DateTimeOffset.UtcNow;
            return token;
        }
        """,
        """
        public GetPat M(PatOwner owner)
        {
            GetPat token = new();
            token.Id = token.Name = "n";
            token.Scope = new[] { "TODO: scope" };
            token.Owner = owner;
            token.Created = DateTimeOffset.UtcNow;
            return token;
        }
        """);

    [Fact]
    public Task Members_that_the_source_lacks_are_added_to_the_copy() => Certain(
        """
        public GetPat M(PatOwner owner)
        {
            var template = new GetPat { Id = "1", Owner = owner, Created = DateTimeOffset.UtcNow };
            return {|PAT1001:template with { Name = "n" }|};
        }
        """,
        """
        public GetPat M(PatOwner owner)
        {
            var template = new GetPat { Id = "1", Owner = owner, Created = DateTimeOffset.UtcNow };
            return template with { Name = "n", Scope = new[] { "TODO: scope" } };
        }
        """);

    [Fact]
    public Task Empty_initializer_is_filled() => Certain(
        """
        [ContractModel("v3-2024-02-20")]
        public class Token { public string? Id { get; set; } public List<string>? Scope { get; set; } }
        public Token M() => {|PAT1001:new() { }|};
        """,
        """
        [ContractModel("v3-2024-02-20")]
        public class Token { public string? Id { get; set; } public List<string>? Scope { get; set; } }
        public Token M() => new() { Id = "TODO: id", Scope = new List<string> { "TODO: scope" } };
        """);

    [Fact]
    public Task Fix_All_fixes_every_object_of_a_document() => Certain(
        """
        public GetPat A(PatOwner owner) => {|PAT1001:new() { Id = "1", Name = "n", Scope = null, Owner = owner }|};
        public GetPat B(PatOwner owner) => {|PAT1001:new() { Id = "2", Name = "n", Scope = null, Owner = owner }|};
        """,
        """
        public GetPat A(PatOwner owner) => new() { Id = "1", Name = "n", Scope = null, Owner = owner, Created = default };
        public GetPat B(PatOwner owner) => new() { Id = "2", Name = "n", Scope = null, Owner = owner, Created = default };
        """);

    [Fact]
    public Task Member_that_may_be_missing_is_added() =>
        Verify.Fix<PAT1002RequiredMemberMaybeMissing, PAT1001MissingMembersCodeFixProvider>(
            Sources.InClass("""
                public GetPat M(bool c, PatOwner owner)
                {
                    var token = {|PAT1002:new GetPat { Id = "1", Scope = null, Owner = owner, Created = DateTimeOffset.UtcNow }|};
                    if (c) token.Name = "n";
                    return token;
                }
                """),
            Sources.InClass("""
                public GetPat M(bool c, PatOwner owner)
                {
                    var token = new GetPat
                    {
                        Id = "1",
                        Name = "TODO: name",
                        Scope = null,
                        Owner = owner,
                        Created = DateTimeOffset.UtcNow,
                    };
                    if (c) token.Name = "n";
                    return token;
                }
                """));

    [Fact]
    public Task All_members_missing_on_any_path_can_be_added_at_once() =>
        Verify.Fix<PAT1001RequiredMemberMissing, PAT1001MissingMembersCodeFixProvider>(
            Sources.InClass("""
                public GetPat M(bool c, PatOwner owner)
                {
                    var token = {|PAT1001:new GetPat { Id = "1", Owner = owner, Created = DateTimeOffset.UtcNow }|};
                    if (c) token.Name = "n";
                    return token;
                }
                """),
            Sources.InClass("""
                public GetPat M(bool c, PatOwner owner)
                {
                    var token = new GetPat
                    {
                        Id = "1",
                        Name = "TODO: name",
                        Scope = new[] { "TODO: scope" },
                        Owner = owner,
                        Created = DateTimeOffset.UtcNow,
                    };
                    if (c) token.Name = "n";
                    return token;
                }
                """),
            action: 1);

    [Fact]
    public Task Placeholders_are_reported_by_other_rules_until_they_are_replaced() => Verify.Rule<PAT1004ValueBreaksContract>(
        Sources.InClass("""
            public GetPat M() => new() { Id = {|PAT1004:"TODO: id"|}, Scope = new[] { {|PAT1004:"TODO: scope"|} }, Name = "TODO list" };
            """));

    [Fact]
    public Task Member_that_cannot_be_assigned_is_not_added() => Verify.NoFix<PAT1001RequiredMemberMissing, PAT1001MissingMembersCodeFixProvider>("""
        [ContractModel("v3-2024-02-20")]
        public class Token { public string? Id { get; set; } public string? Name { get; private set; } }
        public class Test { public Token M() => {|PAT1001:new Token()|}; }
        """);

    [Fact]
    public Task Member_with_a_private_setter_is_added_if_it_can_be_assigned() => Fix(
        """
        [ContractModel("v3-2024-02-20")]
        public class Token
        {
            public string? Id { get; private init; }
            public static Token Create() => {|PAT1001:new Token()|};
        }
        """,
        """
        [ContractModel("v3-2024-02-20")]
        public class Token
        {
            public string? Id { get; private init; }
            public static Token Create() => new Token() { Id = "TODO: id" };
        }
        """);

    [Fact]
    public Task Member_that_another_one_hides_is_not_added() => Verify.NoFix<PAT1001RequiredMemberMissing, PAT1001MissingMembersCodeFixProvider>("""
        public class Base { public string? Id { get; set; } }
        [ContractModel("v3-2024-02-20")]
        public class Token : Base
        {
            [System.Text.Json.Serialization.JsonIgnore]
            public new string? Id { get; set; }
        }
        public class Test { public Token M() => {|PAT1001:new Token { Id = "1" }|}; }
        """);

    [Fact]
    public Task CSharp_6_has_no_default_literal() => Verify.FixIn<PAT1001RequiredMemberMissing, PAT1001MissingMembersCodeFixProvider>(
        LanguageVersion.CSharp6,
        """
        using System;
        using PatContracts;
        public class Test
        {
            public GetPersonalAccessTokenResponse M(PatOwner owner)
            {
                return {|PAT1001:new GetPersonalAccessTokenResponse()|};
            }
        }
        """,
        """
        using System;
        using PatContracts;
        public class Test
        {
            public GetPersonalAccessTokenResponse M(PatOwner owner)
            {
                return new GetPersonalAccessTokenResponse()
                {
                    Id = "TODO: id",
                    Name = "TODO: name",
                    Scope = new[] { "TODO: scope" },
                    Owner = null,
                    Created = default(DateTimeOffset),
                };
            }
        }
        """);

    [Fact]
    public Task CSharp_7_3_with_tabs() => Verify.FixIn<PAT1001RequiredMemberMissing, PAT1001MissingMembersCodeFixProvider>(
        LanguageVersion.CSharp7_3,
        """
        using PatContracts;
        public class Test
        {
        	public GetPersonalAccessTokenResponse A()
        	{
        		return {|PAT1001:new GetPersonalAccessTokenResponse()|};
        	}

        	public GetPersonalAccessTokenResponse B(PatOwner owner)
        	{
        		return {|PAT1001:new GetPersonalAccessTokenResponse
        		{
        		}|};
        	}
        }
        """,
        """
        using PatContracts;
        public class Test
        {
        	public GetPersonalAccessTokenResponse A()
        	{
        		return new GetPersonalAccessTokenResponse()
        		{
        			Id = "TODO: id",
        			Name = "TODO: name",
        			Scope = new[] { "TODO: scope" },
        			Owner = null,
        			Created = default,
        		};
        	}

        	public GetPersonalAccessTokenResponse B(PatOwner owner)
        	{
        		return new GetPersonalAccessTokenResponse
        		{
        			Id = "TODO: id",
        			Name = "TODO: name",
        			Scope = new[] { "TODO: scope" },
        			Owner = null,
        			Created = default
        		};
        	}
        }
        """);

    [Fact]
    public Task Member_is_added_outside_a_conditional_section() => Certain(
        """
            public GetPat M(PatOwner owner) => {|PAT1001:new()
            {
        #if true
                Id = "1",
                Name = "n",
        #endif
                Owner = owner,
                Created = DateTimeOffset.UtcNow,
            }|};
        """,
        """
            public GetPat M(PatOwner owner) => new()
            {
                Scope = new[] { "TODO: scope" },
        #if true
                Id = "1",
                Name = "n",
        #endif
                Owner = owner,
                Created = DateTimeOffset.UtcNow,
            };
        """);

    [Fact]
    public Task Member_that_another_configuration_assigns_is_not_added() => Verify.NoFix<PAT1001RequiredMemberMissing, PAT1001MissingMembersCodeFixProvider>(
        Sources.InClass("""
            public GetPat A(PatOwner owner) => {|PAT1001:new()
            {
                Id = "1",
            #if NAMED
                Name = "n",
            #endif
                Scope = null,
                Owner = owner,
                Created = DateTimeOffset.UtcNow,
            }|};

            public GetPat B(PatOwner owner)
            {
                var token = {|PAT1001:new GetPat()|};
                token.Id = "1";
            #if NAMED
                token.Name = "n";
            #endif
                token.Scope = null;
                token.Owner = owner;
                token.Created = DateTimeOffset.UtcNow;
                return token;
            }
            """));

    [Fact]
    public Task Collection_expressions_are_used_if_the_document_uses_them() => Certain(
        """
        private static readonly string[] None = [];
        [ContractModel("v3-2024-02-20")]
        public class Token { public HashSet<string>? Scope { get; set; } }
        public Token M() => {|PAT1001:new()|};
        """,
        """
        private static readonly string[] None = [];
        [ContractModel("v3-2024-02-20")]
        public class Token { public HashSet<string>? Scope { get; set; } }
        public Token M() => new() { Scope = ["TODO: scope"] };
        """);

    [Fact]
    public Task Members_and_variables_named_like_keywords_are_escaped() => Certain(
        """
        [ContractModel("v3-2024-02-20")]
        public class Token
        {
            [System.Text.Json.Serialization.JsonPropertyName("id")] public string? @class { get; set; }
            public string? Name { get; set; }
        }
        public Token A() => {|PAT1001:new() { Name = "n" }|};
        public Token B()
        {
            var @event = {|PAT1001:new Token()|};
            @event.Name = "n"; // why
            return @event;
        }
        """,
        """
        [ContractModel("v3-2024-02-20")]
        public class Token
        {
            [System.Text.Json.Serialization.JsonPropertyName("id")] public string? @class { get; set; }
            public string? Name { get; set; }
        }
        public Token A() => new() { @class = "TODO: id", Name = "n" };
        public Token B()
        {
            var @event = new Token();
            @event.@class = "TODO: id";
            @event.Name = "n"; // why
            return @event;
        }
        """);

    [Fact]
    public Task Several_members_on_one_line_stay_on_it() => Certain(
        """
            public GetPat M(PatOwner owner) => {|PAT1001:new()
            {
                Id = "1", Scope = null,
                Owner = owner, Created = DateTimeOffset.UtcNow,
            }|};
        """,
        """
            public GetPat M(PatOwner owner) => new()
            {
                Id = "1", Name = "TODO: name", Scope = null,
                Owner = owner, Created = DateTimeOffset.UtcNow,
            };
        """);

    [Fact]
    public Task Configured_line_length_is_respected()
    {
        var test = new FixTest<PAT1001RequiredMemberMissing, PAT1001MissingMembersCodeFixProvider>
        {
            Before = Sources.InClass("""
                public GetPat M(PatOwner owner) => {|PAT1001:new() { Id = "1", Scope = null, Owner = owner, Created = DateTimeOffset.Now }|};
                """),
            After = Sources.InClass("""
                public GetPat M(PatOwner owner) => new()
                {
                    Id = "1",
                    Name = "TODO: name",
                    Scope = null,
                    Owner = owner,
                    Created = DateTimeOffset.Now,
                };
                """),
            GlobalConfig = "max_line_length = 100",
        };
        return test.RunAsync(TestContext.Current.CancellationToken);
    }

    private static Task Fix(string before, string after) =>
        Verify.Fix<PAT1001RequiredMemberMissing, PAT1001MissingMembersCodeFixProvider>(before, after);
}
