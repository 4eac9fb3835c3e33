using Microsoft.CodeAnalysis.Testing;
using PatContracts.Analyzers.Rules;
using PatContracts.Analyzers.Tests.Verification;
using PatContracts.CodeFixes;

namespace PatContracts.Analyzers.Tests.Rules;

public class PAT2003ManagedFlagContradictsSourceTests
{
    private const string Models = """

        [ContractModel("v2025")]
        public record Token
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
        public GetPat C(GetPat source, GetPat copy) => copy with { {|PAT2003:Managed = !source.Managed|} };
        public GetPat D(GetPat source)
        {
            bool unmanaged = !source.Managed;
            return new() { Id = source.Id, {|PAT2003:Managed = unmanaged|} };
        }
        public Short E(GetPat source) => new(source.Id, {|PAT2003:!source.Managed|});
        public object F(IEnumerable<GetPat> tokens) => tokens.Select(t => new GetPat { Id = t.Id, {|PAT2003:Managed = !t.Managed|} });
        """);

    [Fact]
    public Task Negation_in_every_form_triggers() => Verify("""
        public GetPat A(GetPat source) => new() { Id = source.Id, {|PAT2003:Managed = source.Managed == false|} };
        public GetPat B(GetPat source) => new() { Id = source.Id, {|PAT2003:Managed = source.Managed is false|} };
        public GetPat C(GetPat source) => new() { Id = source.Id, {|PAT2003:Managed = source.Managed != true|} };
        public GetPat D(GetPat source) => new() { Id = source.Id, {|PAT2003:Managed = source.Managed ? false : true|} };
        public GetPat E(GetPat source) => source with { {|PAT2003:Managed = source.Managed ? false : true|} };
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
    public Task Toggle_does_not_trigger() => Verify("""
        public void A(GetPat token) => token.Managed = !token.Managed;
        public void B(GetPat token) => token.Managed ^= true;
        public GetPat C(GetPat token) { token = token with { Managed = !token.Managed }; return token; }
        public void D(List<GetPat> all, int i) => all[i] = all[i] with { Managed = !all[i].Managed };
        public GetPat E(GetPat token) => token with { Managed = !token.Managed };
        public object F(IEnumerable<GetPat> all, string id) => all.Select(t => t.Id == id ? t with { Managed = !t.Managed } : t).ToList();
        public void G(GetPat token, Action<GetPat> save) => save(token with { Name = token.Name + "!", Managed = token.Managed == false });
        public GetPat H(GetPat token)
        {
            bool other = !token.Managed;
            return token with { Managed = other };
        }
        public Token I(Token token) => token with { Managed = !token.Managed };
        public Summary J(Summary row) => row with { Managed = !row.Managed };
        public record Summary(string Id, bool Managed);
        """);

    [Fact]
    public Task Flag_of_another_object_is_no_toggle() => Verify("""
        public GetPat A(GetPat token, GetPat other) => token with { {|PAT2003:Managed = !other.Managed|} };
        public GetPat B(GetPat token, Holder holder) => token with { {|PAT2003:Managed = !holder.Token.Managed|} };
        public Linked C(Linked token) => token with { {|PAT2003:Managed = !token.Next.Managed|} };
        public GetPat D(GetPat token, IReadOnlyList<GetPat> all) => token with { {|PAT2003:Managed = !all[0].Managed|} };
        public void E(GetPat[] all) => all[0] = all[0] with { {|PAT2003:Managed = !all[1].Managed|} };
        public GetPat ToggleManaged(GetPat token, GetPat other) => token with { {|PAT2003:Managed = !other.Managed|} };
        public record Holder(GetPat Token);
        [ContractModel("v3")]
        public record Linked { public string Id { get; set; } = ""; public bool Managed { get; set; } public Linked Next { get; set; } = null!; }
        """);

    [Fact]
    public Task Flag_that_contradicts_a_proof_triggers() => Verify("""
        public void A(GetPat t) { if (t.Managed) {|PAT2003:t.Managed = false|}; }
        public void B(GetPat t) { if (t.Managed == true) { {|PAT2003:t.Managed = false|}; } }
        public void C(GetPat t) { if (t is { Managed: true }) {|PAT2003:t.Managed = false|}; }
        public void D(IEnumerable<GetPat> all) { foreach (var t in all.Where(t => t.Managed)) {|PAT2003:t.Managed = false|}; }
        public void E(List<GetPat> all) => all.Where(t => t.Managed).ToList().ForEach(t => {|PAT2003:t.Managed = false|});
        public void F(GetPat t) => {|PAT2003:t.Managed = t.Managed ? false : true|};
        public void G(GetPat t)
        {
            if (!t.Managed) return;
            Console.WriteLine(t.Id);
            {|PAT2003:t.Managed = false|};
        }
        public void H(GetPat t) { if (!t.Managed) {|PAT2003:t.Managed = true|}; }
        public void I(GetPat t) { switch (t) { case { Managed: true }: {|PAT2003:t.Managed = false|}; break; } }
        public void J(GetPat t) { if (IsManaged(t)) {|PAT2003:t.Managed = false|}; }
        private static bool IsManaged(GetPat t) => t.Managed;
        public void K(Token t) { if (t.Managed == true) {|PAT2003:t.Managed = false|}; }
        """);

    [Fact]
    public Task Flag_that_does_not_contradict_a_proof_does_not_trigger() => Verify("""
        public void A(GetPat t) => t.Managed = false;
        public void B(GetPat t) { if (t.Managed) t.Managed = true; }
        public void C(GetPat t, GetPat u) { if (t.Managed) u.Managed = false; }
        public void D(GetPat t, bool c) { if (t.Managed || c) t.Managed = false; }
        public void E(GetPat t, GetPat u)
        {
            if (!t.Managed) return;
            t = u;
            t.Managed = false;
        }
        public void F(GetPat t, Action<GetPat> release)
        {
            if (!t.Managed) return;
            release(t);
            t.Managed = false;
        }
        public void G(IEnumerable<GetPat> all) { foreach (var t in all) t.Managed = false; }
        public void H(GetPat t)
        {
            if (t.Managed) Console.WriteLine(t.Id);
            t.Managed = false;
        }
        public void I(Token t) { if (t.Managed == null) t.Managed = false; }
        public void J(GetPat t) { if (t.Name == "x") t.Managed = false; else if (t.Managed) Console.WriteLine(); }
        """);

    [Fact]
    public Task Negation_of_an_assigned_value_triggers() => Verify("""
        public class Row { public bool? IsManaged { get; set; } public bool Managed { get; set; } public string Kind { get; set; } = ""; public string ManagedFlag { get; set; } = ""; }
        public void A(GetPat t, Row row) => {|PAT2003:t.Managed = !row.Managed|};
        public void B(GetPat t, Row row) => {|PAT2003:t.Managed = row.IsManaged == false|};
        public void C(GetPat t, System.Text.Json.JsonElement e) => {|PAT2003:t.Managed = !e.GetProperty("managed").GetBoolean()|};
        public void D(GetPat t, GetPat s) { if (s.Managed) {|PAT2003:t.Managed = false|}; else {|PAT2003:t.Managed = true|}; }
        public GetPat E(GetPat s) => new() { Id = s.Id, {|PAT2003:Managed = s.Managed ^ true|} };
        public GetPat F(GetPat s) => new() { Id = s.Id, {|PAT2003:Managed = !(s.Managed && true)|} };
        public GetPat G(Token s) => new() { Id = s.Id, {|PAT2003:Managed = !(s.Managed ?? false)|} };
        public GetPat H(Token s) => new() { Id = s.Id, {|PAT2003:Managed = !s.Managed ?? false|} };
        public GetPat I(GetPat s) => new() { Id = s.Id, {|PAT2003:Managed = IsPersonal(s)|} };
        private static bool IsPersonal(GetPat s) => !s.Managed;
        public GetPat J((string Id, bool Managed) row) => new() { Id = row.Id, {|PAT2003:Managed = !row.Managed|} };
        public void K(GetPat t, Row row) => {|PAT2003:t.Managed = row.Kind != "managed"|};
        public void L(GetPat t, Row row) => {|PAT2003:t.Managed = row.ManagedFlag == "N"|};
        public void M(GetPat t, Row row) => {|PAT2003:t.Managed = row.IsManaged == true ? false : true|};
        public void N(GetPat t, bool managed) => {|PAT2003:t.Managed = !managed|};
        """);

    [Fact]
    public Task Negation_assigned_to_a_type_of_the_project_triggers() => Verify("""
        public record Summary(string Id, bool Managed, bool Deletable);
        public class Row { public string Id { get; set; } = ""; public bool IsManaged { get; set; } public bool IsPersonal { get; set; } }
        public Summary A(GetPat s) => new(s.Id, {|PAT2003:!s.Managed|}, !s.Managed);
        public Row B(GetPat s) => new() { Id = s.Id, {|PAT2003:IsManaged = !s.Managed|}, IsPersonal = !s.Managed };
        public Row C(GetPat s) => new() { Id = s.Id, IsManaged = s.Managed };
        public Row D(Row r) => new() { Id = r.Id, IsManaged = !r.IsManaged };
        """);

    [Fact]
    public Task Value_that_is_not_a_negated_flag_does_not_trigger() => Verify("""
        public class Row { public bool IsPersonal { get; set; } public bool Unmanaged { get; set; } public bool? IsManaged { get; set; } public string Kind { get; set; } = ""; }
        public void A(GetPat t, Row row) => t.Managed = !row.IsPersonal;
        public void B(GetPat t, Row row) => t.Managed = !row.Unmanaged;
        public void C(GetPat t, Row row) => t.Managed = row.Kind != "personal";
        public void D(GetPat t, Row row) => t.Managed = row.Kind == "managed";
        public object E(GetPat s) => new { s.Id, Deletable = !s.Managed };
        public void F(GetPat t, GetPat s, bool c) => t.Managed = !s.Managed && c;
        public void G(GetPat t, string text) => t.Managed = !bool.Parse(text);
        public void H(GetPat t, Row row) => t.Managed = row.IsManaged == true;
        public void I(GetPat t, GetPat s) { if (s.Managed) t.Managed = true; else t.Managed = false; }
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
        public object E(IEnumerable<GetPat> all) => from t in all where !t.Managed let n = t.Name select new GetPat { Id = t.Id, Name = n, {|PAT2003:Managed = true|} };
        public object F(IEnumerable<GetPat> all) => all.Where(t => t.Managed).Select(t => (Token: t, N: t.Name)).Select(p => new GetPat { Id = p.Token.Id, Name = p.N, {|PAT2003:Managed = false|} });
        """);

    [Fact]
    public Task Constant_that_agrees_with_the_test_does_not_trigger() => Verify("""
        public GetPat? A(GetPat source) => source.Managed ? new() { Id = source.Id, Managed = true } : null;
        public object B(IEnumerable<GetPat> tokens) => tokens.Where(t => t.Managed).Select(t => new GetPat { Id = t.Id, Managed = true });
        public object C(IEnumerable<GetPat> all) => from t in all where t.Managed let n = t.Name select new GetPat { Id = t.Id, Name = n, Managed = true };
        public object D(IEnumerable<GetPat> all) => from t in all let n = t.Name select new GetPat { Id = t.Id, Name = n, Managed = true };
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
    public Task Source_that_is_assigned_after_the_test_does_not_trigger() => Verify("""
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
    public Task Incomplete_code_does_not_trigger() => Verify("""
        public GetPat A(GetPat source) => new() { Id = source.Id, Managed = !source.{|CS1001:}|};
        """);

    [Fact]
    public Task Message_explains_the_contradiction() => Verification.Verify.Rule<PAT2003ManagedFlagContradictsSource>(
        Sources.InClass("""
            public GetPat A(GetPat source) => new() { Id = source.Id, {|#0:Managed = !source.Managed|} };
            public GetPat? B(GetPat source) => source.Managed ? new() { Id = source.Id, {|#1:Managed = false|} } : null;
            """),
        new DiagnosticResult(RuleCatalog.ManagedFlagContradictsSource)
            .WithLocation(0)
            .WithMessage("`managed` is set to the opposite of `source.Managed`, but only the server changes this flag; assign the value unchanged"),
        new DiagnosticResult(RuleCatalog.ManagedFlagContradictsSource)
            .WithLocation(1)
            .WithMessage("`managed` is set to false, but the token is a copy, and `source.Managed` is true here"));

    [Fact]
    public Task Fix_assigns_the_flag_of_the_source() => Fix(
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
