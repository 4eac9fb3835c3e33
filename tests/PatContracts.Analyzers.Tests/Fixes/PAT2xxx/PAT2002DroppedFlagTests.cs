using Microsoft.CodeAnalysis.CSharp;
using PatContracts.Analyzers.Rules;
using PatContracts.Analyzers.Tests.Verification;
using PatContracts.CodeFixes;

namespace PatContracts.Analyzers.Tests.Fixes;

public sealed class PAT2002DroppedFlagTests
{
    [Fact]
    public Task Source_named_like_a_keyword_is_escaped() => Fix(
        """
        public GetPat A(GetPat @event) => {|PAT2002:new() { Id = @event.Id, Name = @event.Name }|};
        public async Task<GetPat> B(GetPat @await)
        {
            await Task.Yield();
            return {|PAT2002:new() { Id = @await.Id, Name = @await.Name }|};
        }
        """,
        """
        public GetPat A(GetPat @event) => new() { Id = @event.Id, Name = @event.Name, Managed = @event.Managed };
        public async Task<GetPat> B(GetPat @await)
        {
            await Task.Yield();
            return new() { Id = @await.Id, Name = @await.Name, Managed = @await.Managed };
        }
        """);

    [Fact]
    public Task Flag_that_cannot_be_assigned_is_not_copied() => Verify.NoFix<PAT2002ManagedFlagDroppedInCopy, PAT2002DroppedFlagCodeFixProvider>(
        Sources.InClass("""
            [ContractModel("v3-2024-02-20")]
            public class Row { public string? Id { get; set; } public string? Name { get; set; } public bool Managed { get; private set; } }
            public class Rows { public Row M(GetPat source) => {|PAT2002:new() { Id = source.Id, Name = source.Name }|}; }
            """));

    [Fact]
    public Task Flag_is_copied_in_a_statement_if_statements_assign_the_other_members() => Fix(
        """
        public GetPat M(GetPat source)
        {
            var copy = {|PAT2002:new GetPat()|};
            copy.Id = source.Id; // the same
            copy.Name = source.Name;
            return copy;
        }
        """,
        """
        public GetPat M(GetPat source)
        {
            var copy = new GetPat();
            copy.Id = source.Id; // the same
            copy.Name = source.Name;
            copy.Managed = source.Managed;
            return copy;
        }
        """);

    [Fact]
    public Task Flag_is_copied_outside_a_conditional_section() => Fix(
        """
            public GetPat M(GetPat source) => {|PAT2002:new()
            {
                Id = source.Id,
        #if true
                Name = source.Name,
                Created = source.Created,
        #endif
            }|};
        """,
        """
            public GetPat M(GetPat source) => new()
            {
                Id = source.Id,
                Managed = source.Managed,
        #if true
                Name = source.Name,
                Created = source.Created,
        #endif
            };
        """);

    [Fact]
    public Task Flag_that_another_configuration_copies_is_not_copied() => Verify.NoFix<PAT2002ManagedFlagDroppedInCopy, PAT2002DroppedFlagCodeFixProvider>(
        Sources.InClass("""
            public GetPat M(GetPat source) => {|PAT2002:new()
            {
                Id = source.Id,
                Name = source.Name,
            #if FEATURE_MANAGED
                Managed = source.Managed,
            #endif
            }|};
            """));

    [Fact]
    public Task CSharp_6() => Verify.FixIn<PAT2002ManagedFlagDroppedInCopy, PAT2002DroppedFlagCodeFixProvider>(
        LanguageVersion.CSharp6,
        """
        using PatContracts;
        public class Test
        {
        	public GetPersonalAccessTokenResponse M(GetPersonalAccessTokenResponse source)
        	{
        		return {|PAT2002:new GetPersonalAccessTokenResponse
        		{
        			Id = source.Id,
        			Name = source.Name
        		}|};
        	}
        }
        """,
        """
        using PatContracts;
        public class Test
        {
        	public GetPersonalAccessTokenResponse M(GetPersonalAccessTokenResponse source)
        	{
        		return new GetPersonalAccessTokenResponse
        		{
        			Id = source.Id,
        			Name = source.Name,
        			Managed = source.Managed
        		};
        	}
        }
        """);

    private static Task Fix(string before, string after) =>
        Verify.Fix<PAT2002ManagedFlagDroppedInCopy, PAT2002DroppedFlagCodeFixProvider>(Sources.InClass(before), Sources.InClass(after));
}
