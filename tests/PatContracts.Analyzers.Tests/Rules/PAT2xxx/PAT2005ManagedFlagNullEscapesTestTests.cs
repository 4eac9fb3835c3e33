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

        [ContractModel("v3")]
        public record Positional(string Id, bool? Managed);
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
    public Task Pattern_that_treats_an_absent_flag_as_the_default_does_not_trigger() => Verify("""
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
    public Task Flag_that_cannot_be_absent_and_other_members_do_not_trigger() => Verify("""
        public bool A(GetPat t) => t.Managed == false;
        public bool B(GetPat? t) => t?.Managed == false;
        public bool C(Token t) => t.Other == false;
        public class Unbound { public bool? Managed { get; set; } }
        public bool D(Unbound t) => t.Managed == false;
        """);

    [Fact]
    public Task Equals_and_negated_comparisons_trigger() => Verify("""
        public bool A(Token t) => {|PAT2005:Equals(t.Managed, false)|};
        public bool B(Token t) => {|PAT2005:t.Managed.Equals(false)|};
        public bool C(Token t) => {|PAT2005:!t.Managed == true|};
        public bool D(Token t) => {|PAT2005:object.Equals(false, t.Managed)|};
        public bool E(Token t) => !({|PAT2005:t.Managed == false|});
        public bool F(Token t) => {|PAT2005:Nullable.Equals(t.Managed, false)|};
        public bool G(Token t) => {|PAT2005:EqualityComparer<bool?>.Default.Equals(t.Managed, false)|};
        public bool H(Token t) => (t.Managed, t.Id) is ({|PAT2005:false|}, "1");
        """);

    [Fact]
    public Task Switch_with_one_branch_for_the_default_triggers() => Verify("""
        public int A(Token t) => t.Managed switch { {|PAT2005:false|} => 1, _ => 2 };
        public int B(Token t) => t.Managed switch { {|PAT2005:not false|} => 1, _ => 2 };
        public int C(Token t) { switch (t.Managed) { case {|PAT2005:false|}: return 1; default: return 2; } }
        public void D(Token t) { switch (t.Managed) { case {|PAT2005:false|}: Console.WriteLine(); break; } }
        """);

    [Fact]
    public Task Switch_with_a_branch_for_null_does_not_trigger() => Verify("""
        public int A(Token t) => t.Managed switch { true => 1, false => 2, _ => 3 };
        public int B(Token t) => t.Managed switch { false => 1, true => 2, null => 3 };
        public int C(Token t) => t.Managed switch { true => 1, _ => 2 };
        public int D(Token t) => t.Managed switch { false or null => 1, _ => 2 };
        public int E(Token t) { switch (t.Managed) { case true: return 1; case false: return 2; default: return 3; } }
        public int F(Token t) { switch (t.Managed) { case false: case null: return 1; default: return 2; } }
        public int G(Token t) => t switch { { Managed: null } => 0, { Managed: false } => 1, _ => 2 };
        public int H(Token t) => t switch { { Managed: true } => 0, { Managed: false } => 1, _ => 2 };
        public int I(Token t) => t switch { { Id: "", Managed: true } => 0, { Managed: false } => 1, { Managed: not true } => 2, _ => 3 };
        """);

    [Fact]
    public Task Positional_pattern_triggers() => Verify("""
        public bool A(Positional t) => t is (_, {|PAT2005:false|});
        public int B(Positional t) => t switch { ("1", {|PAT2005:false|}) => 1, _ => 2 };
        public bool C(Positional t) => t is (_, not true);
        public bool D(Positional t) => t is (_, var m) && m != true;
        """);

    [Fact]
    public Task Local_copy_of_the_flag_triggers() => Verify("""
        public bool A(Token t) { var managed = t.Managed; return {|PAT2005:managed == false|}; }
        public bool B(Token t) => t is { Managed: var managed } && {|PAT2005:managed == false|};
        public bool C(Token t) { var managed = t.Managed; return managed != null && managed == false; }
        public bool D(Token t) { var managed = t.Other; return managed == false; }
        """);

    [Fact]
    public Task Null_handled_in_the_same_expression_does_not_trigger() => Verify("""
        public bool A(Token t) => t.Managed == null || t.Managed == false;
        public bool B(Token t) => t.Managed.HasValue && t.Managed == false;
        public bool C(Token t) => t.Managed is null || t.Managed is false;
        public bool D(Token t) => t.Managed is false || t.Managed is null;
        public bool E(Token t) => !t.Managed.HasValue || t.Managed == false;
        public string F(Token t) => t.Managed == null ? "?" : t.Managed == false ? "no" : "yes";
        public string G(Token t) => t.Managed == true ? "yes" : t.Managed == false ? "no" : "?";
        public string H(Token t) => t.Managed == false ? "no" : t.Managed == true ? "yes" : "?";
        public bool I(Token t) => t is { Managed: null } or { Managed: false };
        public int J(Token t)
        {
            if (t.Managed == true) return 1;
            else if (t.Managed == false) return 2;
            else return 3;
        }
        public int K(Token t)
        {
            if (t.Managed == false) return 1;
            if (t.Managed is null) return 2;
            return 3;
        }
        public int L(Token t)
        {
            if (t.Managed == false) return 1;
            if (t.Managed == true) return 2;
            return 3;
        }
        """);

    [Fact]
    public Task Null_handled_before_the_test_does_not_trigger() => Verify("""
        public bool A(Token t)
        {
            if (t.Managed is null) return false;
            return t.Managed == false;
        }
        public bool B(Token t)
        {
            t.Managed ??= false;
            return t.Managed == false;
        }
        public bool C(Token t)
        {
            if (t.Managed == null) t.Managed = false;
            return t.Managed == false;
        }
        public bool D(Token t)
        {
            ArgumentNullException.ThrowIfNull(t.Managed);
            return t.Managed == false;
        }
        public bool E(Token t)
        {
            if (!IsKnown(t)) return false;
            return t.Managed == false;
        }
        private static bool IsKnown(Token t) => t.Managed != null;
        public bool H(Token t)
        {
            Normalize(t);
            return t.Managed == false;
        }
        private static void Normalize(Token t) => t.Managed ??= false;
        public void I(List<Token> all)
        {
            foreach (var t in all) t.Managed ??= false;
            foreach (var t in all) if (t.Managed == false) Console.WriteLine(t.Id);
        }
        public bool F(Token t, bool known)
        {
            t.Managed = known;
            return t.Managed == false;
        }
        public IEnumerable<string> G(IEnumerable<Token> all)
        {
            foreach (var t in all)
            {
                if (t.Managed is not { } managed) continue;
                if (t.Managed == false) yield return t.Id;
            }
        }
        """);

    [Fact]
    public Task Null_excluded_by_an_earlier_filter_does_not_trigger() => Verify("""
        public object A(IEnumerable<Token> all) => all.Where(t => t.Managed.HasValue).Where(t => t.Managed == false);
        public object B(IEnumerable<Token> all) => from t in all where t.Managed != null where t.Managed == false select t.Id;
        public object C(IEnumerable<Token> all)
        {
            var known = all.Where(t => t.Managed is not null).ToList();
            return known.Count(t => t.Managed == false);
        }
        public void D(IEnumerable<Token> all)
        {
            foreach (var t in all.Where(IsKnown)) if (t.Managed == false) Console.WriteLine(t.Id);
        }
        private static bool IsKnown(Token t) => t.Managed.HasValue;
        """);

    [Fact]
    public Task Filter_that_does_not_exclude_null_triggers() => Verify("""
        public object A(IEnumerable<Token> all) => all.Where(t => t.Other.HasValue).Where(t => {|PAT2005:t.Managed == false|});
        public bool B(Token t, Token u) => u.Managed.HasValue && {|PAT2005:t.Managed == false|};
        public void C(Token t)
        {
            if (t.Id.Length == 0) return;
            if ({|PAT2005:t.Managed == false|}) Console.WriteLine(t.Id);
        }
        """);

    [Fact]
    public Task Expression_tree_does_not_trigger() => Verify("""
        public object A(IQueryable<Token> all) => all.Where(t => t.Managed == false);
        public object B(IQueryable<Token> all) => from t in all where t.Managed == false select t.Id;
        public System.Linq.Expressions.Expression<Func<Token, bool>> C() => t => t.Managed == false;
        public object D(IQueryable<Token> all) => all.AsEnumerable().Where(t => {|PAT2005:t.Managed == false|});
        """);

    [Fact]
    public Task Incomplete_code_does_not_trigger() => Verify("""
        public bool A(Token t) => t.Managed == {|CS1525:;|}
        public bool B(Token t) => t.Managed is {|CS8504:;|}
        """);

    [Fact]
    public Task Message_contains_the_replacement() => Verification.Verify.Rule<PAT2005ManagedFlagNullEscapesTest>(
        Sources.InClass("public bool M(Token t) => {|#0:t.Managed == false|};") + Model,
        new DiagnosticResult(RuleCatalog.ManagedFlagNullEscapesTest)
            .WithLocation(0)
            .WithMessage("An absent `managed` means false, but this test treats it as the opposite; write `t.Managed != true`"));

    [Fact]
    public Task Fix_tests_for_the_other_value_everywhere_in_the_document() => Fix(
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
    public Task Second_fix_uses_the_default_as_the_fallback() => Fix(
        """
        public bool A(Token t) => {|PAT2005:t.Managed == false|};
        public bool B(Token t) => {|PAT2005:t.Managed is not false|};
        """,
        """
        public bool A(Token t) => (t.Managed ?? false) == false;
        public bool B(Token t) => (t.Managed ?? false) is not false;
        """,
        action: 1);

    [Fact]
    public Task Null_arm_of_a_switch_on_an_expression_covers_its_other_arms() => Verify("""
        public int A(Token? a, Token b) => (a ?? b) switch { { Managed: null } => 0, { Managed: false } => 1, _ => 2 };
        public int B(Token? a, Token b, bool c) => (c ? a : b) switch { { Managed: null } => 0, { Managed: false } => 1, _ => 2 };
        public int C(Token? a, Token b)
        {
            switch (a ?? b)
            {
                case { Managed: null }: return 0;
                case { Managed: false }: return 1;
                default: return 2;
            }
        }
        public int D(Token? a, Token b) => (a ?? b) switch { { {|PAT2005:Managed: false|} } => 1, _ => 2 };
        """);

    [Fact]
    public Task Section_or_pattern_for_both_values_does_not_trigger() => Verify("""
        public string A(Token t)
        {
            switch (t)
            {
                case { Managed: false }:
                case { Managed: true }:
                    return "known";
                default:
                    return "unknown";
            }
        }
        public string B(Token t) => t is { Managed: false } or { Managed: true } ? "known" : "unknown";
        public string C(Token t) => t switch { { Managed: true } or { Managed: false } => "known", _ => "unknown" };
        public string D(Token t)
        {
            switch (t)
            {
                case { Managed: null }:
                case { Managed: false }:
                    return "client";
                default:
                    return "server";
            }
        }
        public string E(Token t)
        {
            switch (t)
            {
                case { Id: "1" }:
                case { {|PAT2005:Managed: false|} }:
                    return "client";
                default:
                    return "server";
            }
        }
        """);
}
