using PatContracts.Analyzers.Rules;
using PatContracts.Analyzers.Tests.Verification;
using PatContracts.CodeFixes;

namespace PatContracts.Analyzers.Tests.Fixes;

public class AddMissingMembersFixTests
{
    private static Task Certain(string before, string after) =>
        Verify.Fix<PAT1001RequiredMemberMissing, AddMissingMembersFix>(Sources.InClass(before), Sources.InClass(after));

    [Fact]
    public Task Single_line_initializer_gets_the_member_in_contract_order() => Certain(
        """
        public GetPat M(PatOwner owner) => {|PAT1001:new GetPat { Id = "1", Scope = null, Owner = owner, Created = DateTimeOffset.UtcNow }|};
        """,
        """
        public GetPat M(PatOwner owner) => new GetPat { Id = "1", Name = "TODO: name", Scope = null, Owner = owner, Created = DateTimeOffset.UtcNow };
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
    public Task Trailing_comma_is_kept() => Certain(
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
    public Task Creation_without_initializer_gets_one() => Certain(
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
    public Task Piecemeal_object_gets_a_short_initializer() => Certain(
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
            GetPat token = new() { Scope = new[] { "TODO: scope" } };
            token.Id = token.Name = "n";
            token.Owner = owner;
            token.Created = DateTimeOffset.UtcNow;
            return token;
        }
        """);

    [Fact]
    public Task Copy_gets_the_members_that_its_source_lacks() => Certain(
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
    public Task Every_object_of_a_document_is_fixed_at_once() => Certain(
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
        Verify.Fix<PAT1002RequiredMemberMaybeMissing, AddMissingMembersFix>(
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
                    var token = new GetPat { Id = "1", Name = "TODO: name", Scope = null, Owner = owner, Created = DateTimeOffset.UtcNow };
                    if (c) token.Name = "n";
                    return token;
                }
                """));

    [Fact]
    public Task All_members_missing_on_any_path_can_be_added_at_once() =>
        Verify.Fix<PAT1001RequiredMemberMissing, AddMissingMembersFix>(
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
                    var token = new GetPat { Id = "1", Name = "TODO: name", Scope = new[] { "TODO: scope" }, Owner = owner, Created = DateTimeOffset.UtcNow };
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
}
