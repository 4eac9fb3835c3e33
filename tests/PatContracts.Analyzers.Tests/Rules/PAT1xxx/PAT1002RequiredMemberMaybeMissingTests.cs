using Microsoft.CodeAnalysis.Testing;
using PatContracts.Analyzers.Rules;
using PatContracts.Analyzers.Tests.Verification;

namespace PatContracts.Analyzers.Tests.Rules;

public class PAT1002RequiredMemberMaybeMissingTests
{
    /// <summary>Inserts statements between the creation of a token without a name and its return.</summary>
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
    public Task Exception_whose_handler_assigns_the_member_does_not_trigger() =>
        Verify("try { token.Name = Environment.GetEnvironmentVariable(\"N\")!; } catch (InvalidOperationException) { token.Name = \"n\"; }", reported: false);

    [Fact]
    public Task Finally_assigns_the_member_on_every_path() =>
        Verify("try { if (c) Console.WriteLine(); } finally { token.Name = \"n\"; }", reported: false);

    [Fact]
    public Task Null_conditional_assignment_source_does_not_trigger() => Verify("token.Name = s?.Trim() ?? \"n\";", reported: false);

    [Fact]
    public Task Coalescing_assignment_assigns_the_member() => Verify("token.Name ??= \"n\";", reported: false);

    [Fact]
    public Task Null_test_before_the_assignment_does_not_trigger() => Verify("if (c) token.Name = \"n\"; if (token.Name is null) token.Name = \"m\";", reported: false);

    [Fact]
    public Task The_same_test_twice_is_one_test() => Verify("if (c) token.Name = \"n\"; if (!c) token.Name = \"m\";", reported: false);

    [Fact]
    public Task The_same_null_test_in_another_form_is_one_test() => Verify("if (s is null) token.Name = \"n\"; if (s != null) token.Name = s;", reported: false);

    [Fact]
    public Task A_test_is_discarded_when_its_variable_is_assigned() => Verify("if (c) token.Name = \"n\"; c = d; if (!c) token.Name = \"m\";");

    [Fact]
    public Task A_flag_for_whether_the_member_is_assigned_is_recognized() =>
        Verify("bool done = false; if (c) { token.Name = \"n\"; done = true; } if (!done) token.Name = \"m\";", reported: false);

    [Fact]
    public Task Short_circuit_conditions_are_followed() => Verify("if (c && d) token.Name = \"n\"; else if (c || d) token.Name = \"m\";");

    [Fact]
    public Task Helper_that_assigns_the_member_on_some_paths_triggers() => Verify("Fill(token, c);", members: """
        private static void Fill(GetPat token, bool c)
        {
            if (c) token.Name = "n";
        }
        """);

    [Fact]
    public Task Local_function_that_assigns_the_member_on_some_paths_triggers() => Verify("Fill(); void Fill() { if (c) token.Name = \"n\"; }");

    [Fact]
    public Task Null_that_one_path_does_not_replace_triggers() => Verify("token.Name = null!; if (c) token.Name = \"n\";");

    [Fact]
    public Task Null_that_every_path_replaces_does_not_trigger() => Verify("token.Name = null!; if (c) token.Name = \"n\"; else token.Name = \"m\";", reported: false);

    [Fact]
    public Task Null_local_that_one_path_replaces_triggers() => Verify("string? name = null; if (c) name = \"n\"; token.Name = name!;");

    [Fact]
    public Task Goto_over_the_assignment_triggers() => Verify("if (c) goto end; token.Name = \"n\"; end: ;");

    [Fact]
    public Task Many_independent_branches_are_analyzed_in_bounded_time() =>
        Verify(string.Concat(Enumerable.Range(0, 40).Select(n => $"if (i == {n}) token.Name = \"n{n}\";")));

    [Fact]
    public Task Two_objects_that_a_local_can_refer_to_are_distinguished() => Verification.Verify.Rule<PAT1002RequiredMemberMaybeMissing>(Sources.InClass("""
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
    public Task Null_that_replaces_a_value_on_some_path_triggers() => Verify("""
        token.Name = "n";
        if (c || d)
        {
            if (!d) token.Scope = ["s"];
            else token.Name = null!;
        }

        if (c) token.Name = "m";
        """);
}
