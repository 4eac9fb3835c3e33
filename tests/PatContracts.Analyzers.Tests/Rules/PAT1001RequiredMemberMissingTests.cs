using PatContracts.Analyzers.Rules;
using PatContracts.Analyzers.Tests.Verification;

namespace PatContracts.Analyzers.Tests.Rules;

public class PAT1001RequiredMemberMissingTests
{
    private static Task Verify(string members) => Verification.Verify.Rule<PAT1001RequiredMemberMissing>(Sources.InClass(members));

    [Fact]
    public Task Initializer_that_leaves_out_a_member_triggers() => Verify("""
        public object M(PatOwner owner, DateTimeOffset now) =>
            {|PAT1001:new GetPersonalAccessTokenResponse { Id = "1", Name = "n", Owner = owner, Created = now }|};
        """);

    [Fact]
    public Task Complete_initializer_does_not_trigger() => Verify("""
        public object M(PatOwner owner, DateTimeOffset now) =>
            new GetPersonalAccessTokenResponse { Id = "1", Name = "n", Scope = null, Owner = owner, Created = now };
        """);

    [Fact]
    public Task Target_typed_new_triggers() => Verify("""
        public GetPersonalAccessTokenResponse M() => {|PAT1001:new()|};
        """);

    [Fact]
    public Task Piecemeal_assignment_that_gives_all_does_not_trigger() => Verify("""
        public GetPersonalAccessTokenResponse M(PatOwner owner, DateTimeOffset now)
        {
            var token = new GetPersonalAccessTokenResponse();
            token.Id = "1";
            token.Name = "n";
            token.Scope = [];
            token.Owner = owner;
            token.Created = now;
            return token;
        }
        """);

    [Fact]
    public Task Piecemeal_assignment_that_leaves_one_out_triggers() => Verify("""
        public GetPersonalAccessTokenResponse M(PatOwner owner, DateTimeOffset now)
        {
            var token = {|PAT1001:new GetPersonalAccessTokenResponse()|};
            token.Id = "1";
            token.Name = "n";
            token.Owner = owner;
            token.Created = now;
            return token;
        }
        """);

    [Fact]
    public Task Helper_of_the_same_project_that_fills_the_rest_does_not_trigger() => Verify("""
        public GetPersonalAccessTokenResponse M(PatOwner owner)
        {
            var token = new GetPersonalAccessTokenResponse { Id = "1", Name = "n" };
            Fill(token, owner);
            return token;
        }

        private static void Fill(GetPersonalAccessTokenResponse token, PatOwner owner)
        {
            token.Scope = ["a"];
            token.Owner = owner;
            token.Created = DateTimeOffset.UtcNow;
        }
        """);

    [Fact]
    public Task Private_factory_completed_by_its_caller_does_not_trigger() => Verify("""
        public GetPersonalAccessTokenResponse M(PatOwner owner) => Create() with { Name = "n", Owner = owner };

        private static GetPersonalAccessTokenResponse Create() => new() { Id = "1", Scope = [], Created = DateTimeOffset.UtcNow };
        """);

    [Fact]
    public Task Private_factory_that_its_caller_does_not_complete_triggers_at_the_copy() => Verify("""
        public GetPersonalAccessTokenResponse M(PatOwner owner) => {|PAT1001:Create() with { Name = "n" }|};

        private static GetPersonalAccessTokenResponse Create() => new() { Id = "1", Scope = [], Created = DateTimeOffset.UtcNow };
        """);
}
