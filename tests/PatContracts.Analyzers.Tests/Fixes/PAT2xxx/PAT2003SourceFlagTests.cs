using Microsoft.CodeAnalysis.CSharp;
using PatContracts.Analyzers.Rules;
using PatContracts.Analyzers.Tests.Verification;
using PatContracts.CodeFixes;

namespace PatContracts.Analyzers.Tests.Fixes;

public sealed class PAT2003SourceFlagTests
{
    [Fact]
    public Task Escaped_names_and_comments_are_preserved() => Verify.Fix<PAT2003ManagedFlagContradictsSource, PAT2003SourceFlagCodeFixProvider>(
        Sources.InClass("""
            public GetPat A(GetPat @event) => new() { Id = @event.Id, Name = @event.Name, {|PAT2003:Managed /* flag */ = !@event.Managed|} };
            public GetPat B(GetPat @event)
            {
                var copy = new GetPat { Id = @event.Id, Name = @event.Name };
                {|PAT2003:copy.Managed = // turned
                    !@event.Managed|};
                return copy;
            }
            """),
        Sources.InClass("""
            public GetPat A(GetPat @event) => new() { Id = @event.Id, Name = @event.Name, Managed /* flag */ = @event.Managed };
            public GetPat B(GetPat @event)
            {
                var copy = new GetPat { Id = @event.Id, Name = @event.Name };
                copy.Managed = // turned
                    @event.Managed;
                return copy;
            }
            """));

    [Fact]
    public Task CSharp_6_and_Fix_All() => Verification.Verify.FixIn<PAT2003ManagedFlagContradictsSource, PAT2003SourceFlagCodeFixProvider>(
        LanguageVersion.CSharp6,
        """
        using System;
        using System.Collections.Generic;
        using System.Linq;
        using PatContracts;
        public class Test
        {
            public void A(GetPersonalAccessTokenResponse copy, GetPersonalAccessTokenResponse token) { {|PAT2003:copy.Managed = !token.Managed|}; }
            public GetPersonalAccessTokenResponse B(GetPersonalAccessTokenResponse token)
            {
                return new GetPersonalAccessTokenResponse { Id = token.Id, Name = token.Name, {|PAT2003:Managed = !token.Managed|} };
            }
        }
        """,
        """
        using System;
        using System.Collections.Generic;
        using System.Linq;
        using PatContracts;
        public class Test
        {
            public void A(GetPersonalAccessTokenResponse copy, GetPersonalAccessTokenResponse token) { copy.Managed = token.Managed; }
            public GetPersonalAccessTokenResponse B(GetPersonalAccessTokenResponse token)
            {
                return new GetPersonalAccessTokenResponse { Id = token.Id, Name = token.Name, Managed = token.Managed };
            }
        }
        """);
}
