using Microsoft.CodeAnalysis.Testing;
using PatContracts.Analyzers.Rules;
using PatContracts.Analyzers.Tests.Verification;

namespace PatContracts.Analyzers.Tests.Rules;

public class PAT1002RequiredMemberMaybeMissingTests
{
    /// <summary>A body between the making of a token that lacks its name only, and its return.</summary>
    private static Task Verify(string body, bool reported = true, string members = "") => Verification.Verify.Rule<PAT1002RequiredMemberMaybeMissing>(Sources.InClass($$"""
        public GetPat M(bool c, bool d, int i, string? s, string[] names, PatOwner owner)
        {
            var token = {{(reported ? "{|PAT1002:" : "")}}new GetPat { Id = "1", Scope = [], Owner = owner, Created = DateTimeOffset.UtcNow }{{(reported ? "|}" : "")}};
            {{body}}
            return token;
        }
        {{members}}
        """));

    [Fact]
    public Task Branch_without_the_member_triggers() => Verify("if (c) token.Name = \"n\";");

    [Fact]
    public Task Both_branches_with_the_member_do_not_trigger() => Verify("if (c) token.Name = \"n\"; else token.Name = \"m\";", reported: false);

    [Fact]
    public Task Message_names_the_path() => Verification.Verify.Rule<PAT1002RequiredMemberMaybeMissing>(
        Sources.InClass("""
            public GetPat M(bool c, PatOwner owner)
            {
                var token = {|#0:new GetPat { Id = "1", Scope = [], Owner = owner, Created = DateTimeOffset.UtcNow }|};
                if ({|#2:c|}) token.Name = "n";
                return {|#1:token|};
            }
            """),
        new DiagnosticResult(RuleCatalog.RequiredMemberMaybeMissing)
            .WithLocation(0)
            .WithLocation(1)
            .WithLocation(2)
            .WithMessage("token may lack `name` when it is returned here: it is not set when `c` is false"));

    [Fact]
    public Task Loop_that_may_not_run_triggers() => Verify("foreach (string name in names) token.Name = name;");

    [Fact]
    public Task Loop_that_runs_at_least_once_does_not_trigger() => Verify("do { token.Name = names[0]; } while (i++ < 3);", reported: false);

    [Fact]
    public Task Switch_without_default_triggers() => Verify("switch (i) { case 1: token.Name = \"a\"; break; case 2: token.Name = \"b\"; break; }");

    [Fact]
    public Task Switch_with_default_does_not_trigger() => Verify("switch (i) { case 1: token.Name = \"a\"; break; default: token.Name = \"b\"; break; }", reported: false);

    [Fact]
    public Task Early_return_triggers() => Verify("if (c) return token; token.Name = \"n\";");

    [Fact]
    public Task Early_throw_does_not_trigger() => Verify("if (c) throw new InvalidOperationException(); token.Name = \"n\";", reported: false);

    [Fact]
    public Task Exception_before_the_assignment_triggers() => Verify("try { token.Name = Environment.GetEnvironmentVariable(\"N\")!; } catch (InvalidOperationException) { }");

    [Fact]
    public Task Exception_that_is_made_good_in_the_handler_does_not_trigger() =>
        Verify("try { token.Name = Environment.GetEnvironmentVariable(\"N\")!; } catch (InvalidOperationException) { token.Name = \"n\"; }", reported: false);

    [Fact]
    public Task Finally_gives_the_member_on_every_path() =>
        Verify("try { if (c) Console.WriteLine(); } finally { token.Name = \"n\"; }", reported: false);

    [Fact]
    public Task Null_conditional_assignment_source_does_not_trigger() => Verify("token.Name = s?.Trim() ?? \"n\";", reported: false);

    [Fact]
    public Task Coalescing_assignment_gives_the_member() => Verify("token.Name ??= \"n\";", reported: false);

    [Fact]
    public Task Test_for_null_before_giving_the_member_does_not_trigger() => Verify("if (c) token.Name = \"n\"; if (token.Name is null) token.Name = \"m\";", reported: false);

    [Fact]
    public Task The_same_test_twice_is_one_test() => Verify("if (c) token.Name = \"n\"; if (!c) token.Name = \"m\";", reported: false);

    [Fact]
    public Task The_same_null_test_in_other_words_is_one_test() => Verify("if (s is null) token.Name = \"n\"; if (s != null) token.Name = s;", reported: false);

    [Fact]
    public Task A_test_is_forgotten_when_its_variable_is_written() => Verify("if (c) token.Name = \"n\"; c = d; if (!c) token.Name = \"m\";");

    [Fact]
    public Task A_flag_that_tells_whether_the_member_is_given_is_understood() =>
        Verify("bool done = false; if (c) { token.Name = \"n\"; done = true; } if (!done) token.Name = \"m\";", reported: false);

    [Fact]
    public Task Short_circuit_conditions_are_followed() => Verify("if (c && d) token.Name = \"n\"; else if (c || d) token.Name = \"m\";");

    [Fact]
    public Task Helper_that_gives_the_member_on_some_path_triggers() => Verify("Fill(token, c);", members: """
        private static void Fill(GetPat token, bool c)
        {
            if (c) token.Name = "n";
        }
        """);

    [Fact]
    public Task Local_function_that_gives_the_member_on_some_path_triggers() => Verify("Fill(); void Fill() { if (c) token.Name = \"n\"; }");

    [Fact]
    public Task Null_that_one_path_leaves_in_place_triggers() => Verify("token.Name = null!; if (c) token.Name = \"n\";");

    [Fact]
    public Task Null_that_every_path_takes_back_does_not_trigger() => Verify("token.Name = null!; if (c) token.Name = \"n\"; else token.Name = \"m\";", reported: false);

    [Fact]
    public Task Null_local_that_one_path_replaces_triggers() => Verify("string? name = null; if (c) name = \"n\"; token.Name = name!;");

    [Fact]
    public Task Goto_over_the_assignment_triggers() => Verify("if (c) goto end; token.Name = \"n\"; end: ;");

    [Fact]
    public Task Many_independent_branches_stay_bounded() =>
        Verify(string.Concat(Enumerable.Range(0, 40).Select(n => $"if (i == {n}) token.Name = \"n{n}\";")));

    [Fact]
    public Task Which_of_two_objects_a_local_names_is_kept_apart() => Verification.Verify.Rule<PAT1002RequiredMemberMaybeMissing>(Sources.InClass("""
        public GetPat M(bool c, PatOwner owner)
        {
            var a = new GetPat { Id = "1", Scope = [], Owner = owner, Created = DateTimeOffset.UtcNow };
            var b = new GetPat { Id = "2", Scope = [], Owner = owner, Created = DateTimeOffset.UtcNow };
            var token = c ? a : b;
            token.Name = "n";
            return token;
        }
        """));

    [Fact]
    public Task Null_that_replaces_a_value_and_stays_on_some_path_triggers() => Verify("""
        token.Name = "n";
        if (c || d)
        {
            if (!d) token.Scope = ["s"];
            else token.Name = null!;
        }

        if (c) token.Name = "m";
        """);
}
