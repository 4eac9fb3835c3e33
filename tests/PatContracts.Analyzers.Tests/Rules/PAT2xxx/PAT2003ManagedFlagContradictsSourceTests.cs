using Microsoft.CodeAnalysis.Testing;
using PatContracts.Analyzers.Rules;
using PatContracts.Analyzers.Tests.Verification;
using PatContracts.CodeFixes;

namespace PatContracts.Analyzers.Tests.Rules;

public class PAT2003ManagedFlagContradictsSourceTests
{
    private const string Models = """

        [ContractModel("v2025")]
        public class Token
        {
            public string Id { get; set; } = "";
            public bool? Managed { get; set; }
        }

        [ContractModel("v3")]
        public record Short(string Id, bool Managed);
        """;

    private static Task Verify(string members) => Verification.Verify.Rule<PAT2003ManagedFlagContradictsSource>(Sources.InClass(members) + Models);

    private static Task Fix(string before, string after) =>
        Verification.Verify.Fix<PAT2003ManagedFlagContradictsSource, PAT2003SourceFlagCodeFixProvider>(Sources.InClass(before) + Models, Sources.InClass(after) + Models);

    [Fact]
    public Task Negated_copy_triggers() => Verify("""
        public GetPat A(GetPat source) => new() { Id = source.Id, {|PAT2003:Managed = !source.Managed|} };
        public void B(GetPat source, GetPat copy) => {|PAT2003:copy.Managed = !source.Managed|};
        public GetPat C(GetPat source) => source with { {|PAT2003:Managed = !source.Managed|} };
        public GetPat D(GetPat source)
        {
            bool unmanaged = !source.Managed;
            return new() { Id = source.Id, {|PAT2003:Managed = unmanaged|} };
        }
        public Short E(GetPat source) => new(source.Id, {|PAT2003:!source.Managed|});
        public object F(IEnumerable<GetPat> tokens) => tokens.Select(t => new GetPat { Id = t.Id, {|PAT2003:Managed = !t.Managed|} });
        """);

    [Fact]
    public Task Negation_by_other_means_triggers() => Verify("""
        public GetPat A(GetPat source) => new() { Id = source.Id, {|PAT2003:Managed = source.Managed == false|} };
        public GetPat B(GetPat source) => new() { Id = source.Id, {|PAT2003:Managed = source.Managed is false|} };
        public GetPat C(GetPat source) => new() { Id = source.Id, {|PAT2003:Managed = source.Managed != true|} };
        public GetPat D(GetPat source) => new() { Id = source.Id, {|PAT2003:Managed = source.Managed ? false : true|} };
        """);

    [Fact]
    public Task Copy_of_the_flag_does_not_trigger() => Verify("""
        public GetPat A(GetPat source) => new() { Id = source.Id, Managed = source.Managed };
        public GetPat B(GetPat source) => new() { Id = source.Id, Managed = !!source.Managed };
        public GetPat C(GetPat source) => new() { Id = source.Id, Managed = source.Managed == true };
        public GetPat D(GetPat source) => new() { Id = source.Id, Managed = source.Managed ? true : false };
        public GetPat E(Token source) => new() { Id = source.Id, Managed = source.Managed ?? false };
        """);

    [Fact]
    public Task Token_that_changes_its_own_flag_does_not_trigger() => Verify("""
        public void A(GetPat token) => token.Managed = !token.Managed;
        public void B(GetPat token)
        {
            if (token.Managed) token.Managed = false;
        }
        """);

    [Fact]
    public Task Constant_under_a_test_of_the_source_triggers() => Verify("""
        public GetPat? A(GetPat source)
        {
            if (source.Managed) return new() { Id = source.Id, {|PAT2003:Managed = false|} };
            return null;
        }
        public GetPat? B(GetPat source)
        {
            if (!source.Managed) return null;
            return new() { Id = source.Id, {|PAT2003:Managed = false|} };
        }
        public GetPat? C(GetPat source, bool c) => source.Managed && c ? source with { {|PAT2003:Managed = false|} } : null;
        public GetPat? D(GetPat source) => source is { Managed: true } ? new() { Id = source.Id, {|PAT2003:Managed = false|} } : null;
        public GetPat? E(GetPat source) => source.Managed is false ? new() { Id = source.Id, {|PAT2003:Managed = true|} } : null;
        public Token? F(GetPat source) => source.Managed == true ? new() { Id = source.Id, {|PAT2003:Managed = false|} } : null;
        """);

    [Fact]
    public Task Constant_under_a_filter_triggers() => Verify("""
        public object A(IEnumerable<GetPat> tokens) => tokens.Where(t => !t.Managed).Select(t => new GetPat { Id = t.Id, {|PAT2003:Managed = true|} });
        public object B(IEnumerable<GetPat> tokens) => from t in tokens where t.Managed select t with { {|PAT2003:Managed = false|} };
        public IEnumerable<GetPat> C(IEnumerable<GetPat> tokens)
        {
            var managed = tokens.Where(t => t.Managed && t.LastUsed == null).ToList();
            foreach (var t in managed.OrderBy(t => t.Name)) yield return t with { {|PAT2003:Managed = false|} };
        }
        """);

    [Fact]
    public Task Constant_that_agrees_with_the_test_does_not_trigger() => Verify("""
        public GetPat? A(GetPat source) => source.Managed ? new() { Id = source.Id, Managed = true } : null;
        public object B(IEnumerable<GetPat> tokens) => tokens.Where(t => t.Managed).Select(t => new GetPat { Id = t.Id, Managed = true });
        """);

    [Fact]
    public Task Constant_without_a_proof_does_not_trigger() => Verify("""
        public GetPat A(GetPat source) => new() { Id = source.Id, Managed = false };
        public GetPat? B(GetPat source, bool c) => source.Managed || c ? new() { Id = source.Id, Managed = false } : null;
        public object C(IEnumerable<GetPat> tokens) => tokens.Where(t => t.Managed || t.LastUsed == null).Select(t => t with { Managed = false });
        public GetPat D(GetPat source)
        {
            if (source.Managed) Console.WriteLine();
            return new() { Id = source.Id, Managed = false };
        }
        """);

    [Fact]
    public Task Another_token_under_the_test_does_not_trigger() => Verify("""
        public GetPat? A(GetPat source) => source.Managed ? new() { Id = "2", Name = source.Name, Managed = false } : null;
        public void B(GetPat source, GetPat other)
        {
            if (source.Managed) other.Managed = false;
        }
        """);

    [Fact]
    public Task Source_that_is_assigned_again_in_between_does_not_trigger() => Verify("""
        public GetPat? A(GetPat source, GetPat other)
        {
            if (!source.Managed) return null;
            source = other;
            return new() { Id = source.Id, Managed = false };
        }
        public GetPat? B(GetPat source, Action<GetPat> change)
        {
            if (!source.Managed) return null;
            change(source);
            return new() { Id = source.Id, Managed = false };
        }
        public GetPat? C(GetPat source, bool c)
        {
            if (!source.Managed) return null;
            source.Managed = c;
            return new() { Id = source.Id, Managed = false };
        }
        """);

    [Fact]
    public Task Half_typed_code_does_not_trigger() => Verify("""
        public GetPat A(GetPat source) => new() { Id = source.Id, Managed = !source.{|CS1001:}|};
        """);

    [Fact]
    public Task Message_says_what_is_known() => Verification.Verify.Rule<PAT2003ManagedFlagContradictsSource>(
        Sources.InClass("""
            public GetPat A(GetPat source) => new() { Id = source.Id, {|#0:Managed = !source.Managed|} };
            public GetPat? B(GetPat source) => source.Managed ? new() { Id = source.Id, {|#1:Managed = false|} } : null;
            """),
        new DiagnosticResult(RuleCatalog.ManagedFlagContradictsSource)
            .WithLocation(0)
            .WithMessage("`managed` is set to the opposite of `source.Managed`, but a token that is made of `source` is as managed as that is"),
        new DiagnosticResult(RuleCatalog.ManagedFlagContradictsSource)
            .WithLocation(1)
            .WithMessage("`managed` is set to false, but `source.Managed`, which it is a copy of, is true here"));

    [Fact]
    public Task Fix_takes_the_flag_of_the_source() => Fix(
        """
        public GetPat A(GetPat source) => new() { Id = source.Id, {|PAT2003:Managed = !source.Managed|} /* kept */ };
        public GetPat? B(GetPat source) => source.Managed ? source with { {|PAT2003:Managed = false|} } : null;
        public void C(GetPat source, GetPat copy) => {|PAT2003:copy.Managed = !source.Managed|};
        public Short D(GetPat source) => new(source.Id, {|PAT2003:!source.Managed|});
        public object E(IEnumerable<Token> tokens) => tokens.Where(t => t.Managed == true).Select(t => new GetPat { Id = t.Id, {|PAT2003:Managed = false|} });
        """,
        """
        public GetPat A(GetPat source) => new() { Id = source.Id, Managed = source.Managed /* kept */ };
        public GetPat? B(GetPat source) => source.Managed ? source with { Managed = source.Managed } : null;
        public void C(GetPat source, GetPat copy) => copy.Managed = source.Managed;
        public Short D(GetPat source) => new(source.Id, source.Managed);
        public object E(IEnumerable<Token> tokens) => tokens.Where(t => t.Managed == true).Select(t => new GetPat { Id = t.Id, Managed = t.Managed ?? false });
        """);
}
