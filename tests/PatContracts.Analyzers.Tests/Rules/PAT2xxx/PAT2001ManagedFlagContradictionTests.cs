using Microsoft.CodeAnalysis.Testing;
using PatContracts.Analyzers.Rules;
using PatContracts.Analyzers.Tests.Verification;

namespace PatContracts.Analyzers.Tests.Rules;

public class PAT2001ManagedFlagContradictionTests
{
    private static Task Verify(string members) => Verification.Verify.Rule<PAT2001ManagedFlagContradiction>(Sources.InClass(members));

    // One token

    [Fact]
    public Task Initializer_then_assignment_triggers() => Verify("""
        public GetPat M()
        {
            var token = new GetPat { Id = "1", Managed = true };
            {|PAT2001:token.Managed = false|};
            return token;
        }
        """);

    [Fact]
    public Task Two_assignments_trigger() => Verify("""
        public GetPat A()
        {
            var token = new GetPat();
            token.Managed = false;
            token.Name = "n";
            {|PAT2001:token.Managed = true|};
            return token;
        }
        public void B(GetPat token)
        {
            token.Managed = true;
            {|PAT2001:token.Managed = false|};
        }
        """);

    [Fact]
    public Task Conditional_assignment_triggers_if_all_paths_to_it_contradict() => Verify("""
        public GetPat M(bool c)
        {
            var token = new GetPat { Id = "1", Managed = true };
            if (c) {|PAT2001:token.Managed = false|};
            return token;
        }
        """);

    [Fact]
    public Task Copy_of_a_token_whose_flag_is_known_triggers() => Verify("""
        public GetPat A()
        {
            var token = new GetPat { Id = "1", Managed = true };
            return token with { {|PAT2001:Managed = false|} };
        }
        public GetPat B() => new GetPat { Id = "1", Managed = false } with { {|PAT2001:Managed = true|} };
        """);

    [Fact]
    public Task Copy_that_becomes_another_token_does_not_trigger() => Verify("""
        public GetPat[] M()
        {
            var token = new GetPat { Id = "1", Managed = true };
            return [token, token with { Id = "2", Managed = false }];
        }
        """);

    [Fact]
    public Task Compound_assignments_trigger() => Verify("""
        public GetPat A() { var t = new GetPat { Managed = false }; {|PAT2001:t.Managed |= true|}; return t; }
        public GetPat B() { var t = new GetPat { Managed = true }; {|PAT2001:t.Managed &= false|}; return t; }
        public GetPat C() { var t = new GetPat { Managed = true }; {|PAT2001:t.Managed ^= true|}; return t; }
        """);

    [Fact]
    public Task Compound_assignment_of_an_unknown_value_does_not_trigger() => Verify("""
        public GetPat A(bool c) { var t = new GetPat { Managed = false }; t.Managed |= c; return t; }
        public GetPat B(GetPat s) { var t = new GetPat { Managed = true }; t.Managed &= s.Managed; return t; }
        public GetPat C() { var t = new GetPat { Managed = true }; t.Managed |= true; return t; }
        """);

    [Fact]
    public Task Equal_assignments_in_all_branches_that_are_overwritten_trigger() => Verify("""
        public GetPat M(bool c)
        {
            var token = new GetPat();
            if (c) token.Managed = true;
            else { token.Name = "n"; token.Managed = true; }
            {|PAT2001:token.Managed = false|};
            return token;
        }
        """);

    [Fact]
    public Task Contradiction_on_some_paths_only_does_not_trigger() => Verify("""
        public GetPat A(bool c)
        {
            var token = new GetPat();
            if (c) token.Managed = true;
            token.Managed = false;
            return token;
        }
        public GetPat B(bool c)
        {
            var token = new GetPat { Managed = c };
            token.Managed = true;
            return token;
        }
        public GetPat C(int i)
        {
            var token = new GetPat();
            switch (i) { case 0: token.Managed = true; break; case 1: token.Managed = false; break; default: token.Managed = true; break; }
            token.Managed = false;
            return token;
        }
        """);

    [Fact]
    public Task Same_value_twice_does_not_trigger() => Verify("""
        public GetPat M()
        {
            var token = new GetPat { Managed = true };
            token.Managed = true;
            return token;
        }
        """);

    [Fact]
    public Task Default_initial_value_does_not_trigger() => Verify("""
        public GetPat A()
        {
            var token = new GetPat { Id = "1" };
            token.Managed = true;
            return token;
        }
        [ContractModel("v3")]
        public record Token(string Id, bool Managed = false);
        public Token B() => new Token("1") { Managed = true };
        """);

    [Fact]
    public Task Argument_of_a_constructor_counts_as_an_assignment() => Verify("""
        [ContractModel("v3")]
        public record Token(string Id, bool Managed);
        public Token M() => new Token("1", true) { {|PAT2001:Managed = false|} };
        """);

    [Fact]
    public Task Assignment_in_a_helper_of_the_same_project_counts() => Verify("""
        public GetPat M()
        {
            var token = new GetPat { Id = "1" };
            Mark(token);
            {|PAT2001:token.Managed = false|};
            return token;
        }
        private static void Mark(GetPat token) => token.Managed = true;
        """);

    // Code between the assignments

    [Fact]
    public Task Token_that_is_used_between_the_assignments_does_not_trigger() => Verify("""
        public void A(Action<GetPat> check)
        {
            var token = new GetPat { Managed = true };
            check(token);
            token.Managed = false;
            check(token);
        }
        public bool B()
        {
            var token = new GetPat { Managed = true };
            bool before = token.Managed;
            token.Managed = false;
            return before != token.Managed;
        }
        public string C()
        {
            var token = new GetPat { Managed = true };
            string text = token.ToString();
            token.Managed = false;
            return text + token;
        }
        public GetPat? D(List<GetPat> all)
        {
            var token = new GetPat { Managed = true };
            all.Add(token);
            return token with { Managed = false };
        }
        """);

    [Fact]
    public Task Call_between_the_assignments_to_a_stored_token_does_not_trigger() => Verify("""
        public void A(GetPat token)
        {
            token.Managed = true;
            Save();
            token.Managed = false;
        }
        public async Task B(GetPat token)
        {
            token.Managed = true;
            await Task.Yield();
            token.Managed = false;
        }
        private static void Save() => Console.WriteLine();
        """);

    [Fact]
    public Task Flag_that_was_only_tested_does_not_trigger() => Verify("""
        public void A(GetPat token)
        {
            if (token.Managed) token.Managed = false;
        }
        public void B(GetPat token) => token.Managed = !token.Managed;
        public void C(GetPat token)
        {
            token.Managed = true;
            token.Managed = !token.Managed;
        }
        """);

    [Fact]
    public Task Default_that_is_conditionally_overwritten_does_not_trigger() => Verify("""
        public GetPat A(bool workflow)
        {
            var token = new GetPat { Id = "1", Managed = false };
            if (workflow) token.Managed = true;
            return token;
        }
        public void B(GetPat token, string kind)
        {
            token.Managed = false;
            switch (kind) { case "workflow": token.Managed = true; break; }
        }
        public void C(GetPat token, IEnumerable<string> kinds)
        {
            token.Managed = false;
            foreach (var kind in kinds) if (kind == "workflow") token.Managed = true;
        }
        public GetPat D(bool workflow)
        {
            var token = new GetPat { Id = "1", Managed = false };
            return workflow ? token with { Managed = true } : token;
        }
        """);

    [Fact]
    public Task Default_that_is_overwritten_in_the_same_branch_triggers() => Verify("""
        public void M(GetPat token, bool workflow)
        {
            if (workflow)
            {
                token.Managed = false;
                {|PAT2001:token.Managed = true|};
            }
        }
        """);

    [Fact]
    public Task Flag_that_is_read_through_another_variable_does_not_trigger() => Verify("""
        public GetPat A()
        {
            var token = new GetPat { Managed = true };
            var alias = token;
            bool before = alias.Managed;
            token.Managed = false;
            return before ? alias : token;
        }
        public GetPat B()
        {
            var token = new GetPat { Managed = true };
            bool before = Read();
            token.Managed = false;
            return before ? token : new GetPat();
            bool Read() => token.Managed;
        }
        public GetPat[] C()
        {
            var token = new GetPat { Managed = true };
            var copy = token with { Name = "n" };
            token.Managed = false;
            return [token, copy];
        }
        """);

    [Fact]
    public Task Null_test_between_the_assignments_triggers() => Verify("""
        public void A(GetPat token)
        {
            token.Managed = true;
            if (token is null) return;
            {|PAT2001:token.Managed = false|};
        }
        public void B(GetPat token)
        {
            token.Managed = true;
            if (token != null) token.Name = "n";
            {|PAT2001:token.Managed = false|};
        }
        public GetPat C()
        {
            var token = new GetPat { Managed = true };
            if (token is not { }) throw new InvalidOperationException();
            {|PAT2001:token.Managed = false|};
            return token;
        }
        """);

    [Fact]
    public Task Assignment_in_the_previous_iteration_does_not_trigger() => Verify("""
        public void M(List<GetPat> tokens)
        {
            foreach (var token in tokens) token.Managed = true;
            foreach (var token in tokens) token.Managed = false;
            var one = new GetPat { Managed = false };
            for (int i = 0; i < 3; i++) one.Managed = true;
        }
        """);

    [Fact]
    public Task Two_tokens_do_not_trigger() => Verify("""
        public GetPat[] M()
        {
            var a = new GetPat { Id = "1", Managed = true };
            var b = new GetPat { Id = "2", Managed = false };
            return [a, b];
        }
        """);

    // Two tokens with one id

    [Fact]
    public Task Tokens_with_the_same_constant_id_and_different_flags_trigger() => Verify("""
        public GetPat[] A()
        {
            var a = new GetPat { Id = "1", Managed = true };
            var b = new GetPat { {|PAT2001:Managed = false|}, Id = "1" };
            return [a, b];
        }
        public List<GetPat> B() => new()
        {
            new() { Id = "1", Managed = false },
            new() { Id = "1", {|PAT2001:Managed = true|} },
        };
        private const string Id = "1";
        public (GetPat, GetPat) C() => (new() { Id = Id, Managed = true }, new() { Id = "1", {|PAT2001:Managed = false|} });
        """);

    [Fact]
    public Task Tokens_with_the_same_id_and_flag_or_an_unknown_id_do_not_trigger() => Verify("""
        public GetPat[] A() => [new() { Id = "1", Managed = true }, new() { Id = "1", Managed = true }];
        public GetPat[] B(string id, string other) => [new() { Id = id, Managed = true }, new() { Id = other, Managed = false }];
        public GetPat C(bool c) => c ? new() { Id = "1", Managed = true } : new() { Id = "1", Managed = false };
        public GetPat[] D() => [new() { Id = "1" }, new() { Id = "1", Managed = true }];
        """);

    [Fact]
    public Task Tokens_with_the_same_id_before_and_after_a_change_do_not_trigger() => Verify("""
        public void M(Action<GetPat> save)
        {
            var before = new GetPat { Id = "1", Managed = true };
            save(before);
            var after = new GetPat { Id = "1", Managed = false };
            save(after);
        }
        """);

    // Models

    [Fact]
    public Task The_contract_marks_the_member_that_is_the_flag() => Verify("""
        [ContractModel("v2025")]
        public class Token
        {
            [System.Text.Json.Serialization.JsonPropertyName("managed")]
            public bool? OwnedByPlatform { get; set; }
            public bool UserAwareTokenNeverExpires { get; set; }
        }
        public Token M()
        {
            var token = new Token { OwnedByPlatform = true, UserAwareTokenNeverExpires = true };
            token.UserAwareTokenNeverExpires = false;
            {|PAT2001:token.OwnedByPlatform = false|};
            return token;
        }
        public class Unbound { public bool Managed { get; set; } }
        public Unbound N()
        {
            var token = new Unbound { Managed = true };
            token.Managed = false;
            return token;
        }
        """);

    [Fact]
    public Task Incomplete_code_does_not_trigger() => Verify("""
        public GetPat M()
        {
            var token = new GetPat { Managed = true };
            token.Managed = {|CS1525:;|}
            return token;
        }
        """);

    [Fact]
    public Task Message_names_both_locations_and_both_values() => Verification.Verify.Rule<PAT2001ManagedFlagContradiction>(
        """
        public class C
        {
            public GetPersonalAccessTokenResponse M()
            {
                var token = new GetPersonalAccessTokenResponse { {|#1:Managed = true|} };
                {|#0:token.Managed = false|};
                return token;
            }
        }
        """,
        new DiagnosticResult(RuleCatalog.ManagedFlagContradiction)
            .WithLocation(0)
            .WithLocation(1)
            .WithMessage("`managed` is set to false here, but to true on line 5, and the token is not used in between"));

    [Fact]
    public Task Message_names_the_token_with_the_same_id() => Verification.Verify.Rule<PAT2001ManagedFlagContradiction>(
        """
        public class C
        {
            public object M() => new[]
            {
                new GetPersonalAccessTokenResponse { Id = "1", {|#1:Managed = true|} },
                new GetPersonalAccessTokenResponse { Id = "1", {|#0:Managed = false|} },
            };
        }
        """,
        new DiagnosticResult(RuleCatalog.ManagedFlagContradiction)
            .WithLocation(0)
            .WithLocation(1)
            .WithMessage("`managed` is set to false here, but to true on line 5 for a token with the same id"));
}
