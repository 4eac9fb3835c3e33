using PatContracts.Analyzers.Rules;
using PatContracts.Analyzers.Tests.Verification;
using PatContracts.CodeFixes;

namespace PatContracts.Analyzers.Tests.Fixes;

public sealed class PAT2003SourceFlagTests
{
    [Fact]
    public Task Names_keep_their_sign_and_comments_stay() => Verify.Fix<PAT2003ManagedFlagContradictsSource, PAT2003SourceFlagCodeFixProvider>(
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
}
