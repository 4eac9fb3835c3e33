using Microsoft.CodeAnalysis.Testing;
using PatContracts.Analyzers.Rules;
using PatContracts.Analyzers.Tests.Verification;
using PatContracts.CodeFixes;

namespace PatContracts.Analyzers.Tests.Rules;

public class PAT2005ManagedFlagNullEscapesTestTests
{
    private const string Model = """

        [ContractModel("v3")]
        public class Token
        {
            public string Id { get; set; } = "";
            public bool? Managed { get; set; }
            public bool? Other { get; set; }
        }
        """;

    private static Task Verify(string members) => Verification.Verify.Rule<PAT2005ManagedFlagNullEscapesTest>(Sources.InClass(members) + Model);

    private static Task Fix(string before, string after, int action = 0) =>
        Verification.Verify.Fix<PAT2005ManagedFlagNullEscapesTest, PAT2005AbsentFlagCodeFixProvider>(Sources.InClass(before) + Model, Sources.InClass(after) + Model, action);

    [Fact]
    public Task Comparison_with_the_contracts_default_triggers() => Verify("""
        private const bool No = false;
        public bool A(Token t) => {|PAT2005:t.Managed == false|};
        public bool B(Token t) => {|PAT2005:t.Managed != false|};
        public bool C(Token t) => {|PAT2005:false == t.Managed|};
        public bool D(Token t) => {|PAT2005:t.Managed == No|};
        public bool E(Token? t) => {|PAT2005:t?.Managed == false|};
        public object F(IEnumerable<Token> tokens) => tokens.Where(t => {|PAT2005:t.Managed == false|});
        """);

    [Fact]
    public Task Comparison_with_the_other_value_does_not_trigger() => Verify("""
        public bool A(Token t) => t.Managed == true;
        public bool B(Token t) => t.Managed != true;
        public bool C(Token t, bool flag) => t.Managed == flag;
        """);

    [Fact]
    public Task Pattern_that_misses_an_absent_flag_triggers() => Verify("""
        public bool A(Token t) => {|PAT2005:t.Managed is false|};
        public bool B(Token t) => {|PAT2005:t.Managed is not false|};
        public bool C(Token t) => t is { {|PAT2005:Managed: false|} };
        public int D(Token t) => t switch { { {|PAT2005:Managed: not false|} } => 1, _ => 2 };
        """);

    [Fact]
    public Task Pattern_that_takes_an_absent_flag_for_the_default_does_not_trigger() => Verify("""
        public bool A(Token t) => t.Managed is true;
        public bool B(Token t) => t.Managed is not true;
        public bool C(Token t) => t.Managed is false or null;
        public bool D(Token t) => t is { Managed: not true };
        public bool E(Token t) => t.Managed is null;
        public bool F(Token t) => t.Managed is { } known && !known;
        """);

    [Fact]
    public Task Test_after_a_fallback_or_a_null_check_does_not_trigger() => Verify("""
        public bool A(Token t) => (t.Managed ?? false) == false;
        public bool B(Token t) => t.Managed.GetValueOrDefault() == false;
        public bool C(Token t) => t.Managed.HasValue && t.Managed.Value == false;
        """);

    [Fact]
    public Task Flag_that_cannot_be_absent_and_members_that_are_no_flag_do_not_trigger() => Verify("""
        public bool A(GetPat t) => t.Managed == false;
        public bool B(GetPat? t) => t?.Managed == false;
        public bool C(Token t) => t.Other == false;
        public class Unbound { public bool? Managed { get; set; } }
        public bool D(Unbound t) => t.Managed == false;
        """);

    [Fact]
    public Task Half_typed_test_does_not_trigger() => Verify("""
        public bool A(Token t) => t.Managed == {|CS1525:;|}
        public bool B(Token t) => t.Managed is {|CS8504:;|}
        """);

    [Fact]
    public Task Message_says_what_to_write() => Verification.Verify.Rule<PAT2005ManagedFlagNullEscapesTest>(
        Sources.InClass("public bool M(Token t) => {|#0:t.Managed == false|};") + Model,
        new DiagnosticResult(RuleCatalog.ManagedFlagNullEscapesTest)
            .WithLocation(0)
            .WithMessage("An absent `managed` means false, but this test treats it as the opposite; write `t.Managed != true`"));

    [Fact]
    public Task Fix_turns_the_test_round_everywhere_in_the_document() => Fix(
        """
        public bool A(Token t) => {|PAT2005:t.Managed == false|} /* kept */ && t.Id.Length > 0;
        public bool B(Token t) => {|PAT2005:false != t.Managed|};
        public bool C(Token t) => {|PAT2005:t.Managed is false|};
        public bool D(Token t) => {|PAT2005:t.Managed is not false|};
        public bool E(Token t) => t is { Id: "1", {|PAT2005:Managed: false|} };
        """,
        """
        public bool A(Token t) => t.Managed != true /* kept */ && t.Id.Length > 0;
        public bool B(Token t) => true == t.Managed;
        public bool C(Token t) => t.Managed is not true;
        public bool D(Token t) => t.Managed is true;
        public bool E(Token t) => t is { Id: "1", Managed: not true };
        """);

    [Fact]
    public Task Second_fix_falls_back_to_the_default() => Fix(
        """
        public bool A(Token t) => {|PAT2005:t.Managed == false|};
        public bool B(Token t) => {|PAT2005:t.Managed is not false|};
        """,
        """
        public bool A(Token t) => (t.Managed ?? false) == false;
        public bool B(Token t) => (t.Managed ?? false) is not false;
        """,
        action: 1);
}
