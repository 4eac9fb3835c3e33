using PatContracts.Analyzers.Rules;
using PatContracts.Analyzers.Tests.Verification;
using PatContracts.CodeFixes;

namespace PatContracts.Analyzers.Tests.Fixes;

public sealed class PAT2001ContradictionTests
{
    private const string Before = """
        public GetPat A(GetPat token)
        {
            token.Managed = true; // The platform's.
            token.Name = "n";
            {|PAT2001:token.Managed = false|}; // Ours.
            return token;
        }

        public GetPat B(GetPat source)
        {
            var token = new GetPat { Id = "1", Managed = true };
            {|PAT2001:token.Managed = false|};
            return token;
        }
        """;

    [Fact]
    public Task The_earlier_assignment_can_be_removed() => Fix(
        Before,
        """
        public GetPat A(GetPat token)
        {
            // The platform's.
            token.Name = "n";
            token.Managed = false; // Ours.
            return token;
        }

        public GetPat B(GetPat source)
        {
            var token = new GetPat { Id = "1" };
            token.Managed = false;
            return token;
        }
        """);

    [Fact]
    public Task The_later_assignment_can_be_removed() => Fix(
        Before,
        """
        public GetPat A(GetPat token)
        {
            token.Managed = true; // The platform's.
            token.Name = "n";
            // Ours.
            return token;
        }

        public GetPat B(GetPat source)
        {
            var token = new GetPat { Id = "1", Managed = true };
            return token;
        }
        """,
        action: 1);

    [Fact]
    public Task Two_tokens_with_one_id_have_no_fix() => Verify.NoFix<PAT2001ManagedFlagContradiction, PAT2001ContradictionCodeFixProvider>(
        Sources.InClass("""
            public GetPat[] M()
            {
                var a = new GetPat { Id = "1", Managed = true };
                var b = new GetPat { Id = "1", {|PAT2001:Managed = false|} };
                return new[] { a, b };
            }
            """));

    private static Task Fix(string before, string after, int action = 0) =>
        Verify.Fix<PAT2001ManagedFlagContradiction, PAT2001ContradictionCodeFixProvider>(Sources.InClass(before), Sources.InClass(after), action);
}
