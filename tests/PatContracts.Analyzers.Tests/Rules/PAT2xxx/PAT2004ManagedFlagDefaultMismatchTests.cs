using Microsoft.CodeAnalysis.Testing;
using PatContracts.Analyzers.Rules;
using PatContracts.Analyzers.Tests.Verification;

namespace PatContracts.Analyzers.Tests.Rules;

public class PAT2004ManagedFlagDefaultMismatchTests
{
    private static Task Verify(string members) => Verification.Verify.Rule<PAT2004ManagedFlagDefaultMismatch>(Sources.InClass(members));

    private const string NullableModel = """
        [ContractModel("v3")]
        public class Token { public bool? Managed { get; set; } public bool? Other { get; set; } }
        """;

    [Fact]
    public Task Coalescing_to_true_triggers() => Verify($$"""
        {{NullableModel}}
        public bool A(Token token) => token.Managed ?? {|PAT2004:true|};
        public bool B(Token? token) => token?.Managed.GetValueOrDefault({|PAT2004:true|}) ?? true;
        public bool C(Token token) { var managed = token.Managed; return managed ?? {|PAT2004:true|}; }
        public void D(Token token) => token.Managed ??= {|PAT2004:true|};
        """);

    [Fact]
    public Task Coalescing_to_false_does_not_trigger() => Verify($$"""
        {{NullableModel}}
        public bool A(Token token) => token.Managed ?? false;
        public bool B(GetPat? token) => token?.Managed ?? false;
        public bool C(Token token, bool fallback) => token.Managed ?? fallback;
        public bool D(Token token) => token.Other ?? true;
        """);

    [Fact]
    public Task GetValueOrDefault_of_true_triggers() => Verify($$"""
        {{NullableModel}}
        public bool A(Token token) => token.Managed.GetValueOrDefault({|PAT2004:true|});
        public bool B(Token token) => token.Managed.GetValueOrDefault(false);
        public bool C(Token token) => token.Managed.GetValueOrDefault();
        public bool D(bool? other) => other.GetValueOrDefault(true);
        """);

    [Fact]
    public Task Initial_value_of_true_triggers() => Verify("""
        [ContractModel("v3")]
        public class A { public bool Managed { get; set; } = {|PAT2004:true|}; }
        [ContractModel("v3")]
        public class B { public bool? Managed { get; set; } = {|PAT2004:true|}; }
        [ContractModel("v3")]
        public class D { public bool Managed { get; set; } = false; }
        [ContractModel("v3")]
        public record E(string Id, bool Managed = {|PAT2004:true|});
        public class F { public bool Managed { get; set; } = true; }
        """);

    [Fact]
    public Task Fallback_for_a_missing_token_does_not_trigger() => Verify($$"""
        {{NullableModel}}
        public bool A(GetPat? token) => token?.Managed ?? true;
        public bool B(Dictionary<string, GetPat> all, string id) => all.GetValueOrDefault(id)?.Managed ?? true;
        public bool C(Dictionary<string, GetPat> all, string id) => !all.TryGetValue(id, out var token) || token.Managed;
        public void D(GetPat token, GetPat? other) => token.Managed = other?.Managed ?? true;
        public void E(GetPat token, Row? row) => token.Managed = row?.Managed ?? true;
        public bool F(Token? token) => token?.Managed ?? true;
        public bool G(IEnumerable<Token> all) => (all.FirstOrDefault()?.Managed).GetValueOrDefault(true);
        public bool H(Token? token) { var managed = token?.Managed; return managed ?? true; }
        public void I(GetPat token, Token? other) => token.Managed = other?.Managed ?? true;
        public void J(GetPat token, Row? row) => token.Managed = row?.IsManaged ?? true;
        public bool K(Holder? holder) => holder?.Token.Managed ?? true;
        public record Holder(Token Token);
        public class Row { public bool Managed { get; set; } public bool? IsManaged { get; set; } }
        """);

    [Fact]
    public Task Fallback_for_an_assigned_value_triggers() => Verify("""
        public class Row { public bool? IsManaged { get; set; } }
        public GetPat A(bool? flag) => new() { Managed = flag ?? {|PAT2004:true|} };
        public void B(GetPat t, Row row) => t.Managed = row.IsManaged.GetValueOrDefault({|PAT2004:true|});
        public void C(GetPat t, Row row) => t.Managed = {|PAT2004:row.IsManaged != false|};
        public void D(GetPat t, Row row) => t.Managed = {|PAT2004:row.IsManaged is not false|};
        public void E(GetPat t, Row row) => t.Managed = {|PAT2004:!(row.IsManaged == false)|};
        public void F(GetPat t, Row row) => t.Managed = {|PAT2004:row.IsManaged is null or true|};
        public void G(GetPat t, Row row) => t.Managed = row.IsManaged switch { true => true, false => false, null => {|PAT2004:true|} };
        public void H(GetPat t, bool? flag) => t.Managed = flag.HasValue ? flag.Value : {|PAT2004:true|};
        public void I(GetPat t, bool? flag) => t.Managed = {|PAT2004:!flag.HasValue || flag.Value|};
        public void J(GetPat t, Dictionary<string, bool> flags) => t.Managed = flags.GetValueOrDefault(t.Id, {|PAT2004:true|});
        public void K(GetPat t, IReadOnlyDictionary<string, bool?> flags) => t.Managed = flags[t.Id] ?? {|PAT2004:true|};
        public GetPat L(bool? flag)
        {
            var managed = flag ?? {|PAT2004:true|};
            return new() { Managed = managed };
        }
        public GetPat M(string id, bool managed = true) => new() { Id = id, Managed = {|PAT2004:managed|} };
        """);

    [Fact]
    public Task Fallback_for_an_assigned_value_from_JSON_or_text_triggers() => Verify("""
        public void A(GetPat t, System.Text.Json.Nodes.JsonNode n) => t.Managed = n["managed"]?.GetValue<bool>() ?? {|PAT2004:true|};
        public void B(GetPat t, System.Text.Json.JsonElement e) => t.Managed = e.TryGetProperty("managed", out var m) ? m.GetBoolean() : {|PAT2004:true|};
        public void C(GetPat t, System.Text.Json.JsonElement e) => t.Managed = {|PAT2004:!e.TryGetProperty("managed", out var m) || m.GetBoolean()|};
        public void D(GetPat t, string? text) => t.Managed = {|PAT2004:!bool.TryParse(text, out var b) || b|};
        public void E(GetPat t, string? text) => t.Managed = bool.TryParse(text, out var b) ? b : {|PAT2004:true|};
        public void F(GetPat t, string? text) => t.Managed = {|PAT2004:text is null || bool.Parse(text)|};
        public void G(GetPat t, IReadOnlyDictionary<string, string> h) => t.Managed = {|PAT2004:!h.TryGetValue("managed", out var v) || v == "true"|};
        public void H(GetPat t, Newtonsoft.Json.Linq.JObject o) => t.Managed = o.Value<bool?>("managed") ?? {|PAT2004:true|};
        """);

    [Fact]
    public Task Fallback_in_an_if_statement_triggers() => Verify($$"""
        {{NullableModel}}
        public void A(GetPat t, bool? flag) { if (flag is { } known) t.Managed = known; else t.Managed = {|PAT2004:true|}; }
        public void B(GetPat t, Token s) { t.Managed = {|PAT2004:true|}; if (s.Managed.HasValue) t.Managed = s.Managed.Value; }
        public void C(Token s) { if (s.Managed == null) s.Managed = {|PAT2004:true|}; }
        public void D(Token s) { if (!s.Managed.HasValue) { s.Managed = {|PAT2004:true|}; } }
        public void E(GetPat t, System.Text.Json.JsonElement e)
        {
            t.Managed = {|PAT2004:true|};
            if (e.TryGetProperty("managed", out var m)) t.Managed = m.GetBoolean();
        }
        """);

    [Fact]
    public Task Fallback_that_is_the_default_or_has_another_meaning_does_not_trigger() => Verify($$"""
        {{NullableModel}}
        public class Row { public bool? IsManaged { get; set; } public bool? Hidden { get; set; } }
        public void A(GetPat t, Row row) => t.Managed = row.IsManaged ?? false;
        public void B(GetPat t, Row row) => t.Managed = row.IsManaged == true;
        public void C(GetPat t, Row row) => t.Managed = row.IsManaged.GetValueOrDefault();
        public void D(GetPat t, System.Text.Json.JsonElement e) => t.Managed = e.TryGetProperty("managed", out var m) && m.GetBoolean();
        public void E(GetPat t, string? text) => t.Managed = bool.TryParse(text, out var b) && b;
        public void F(GetPat t, Dictionary<string, bool> flags) => t.Managed = flags.GetValueOrDefault(t.Id, false);
        public void G(GetPat t, Dictionary<string, bool> flags) => t.Managed = flags.GetValueOrDefault(t.Id);
        public bool H(Row row) => row.IsManaged ?? true;
        public void I(GetPat t, bool? flag, bool other) => t.Managed = flag ?? other;
        public void J(GetPat t, HashSet<string> managed) => t.Managed = managed.Contains(t.Id);
        public void K(GetPat t, bool managed = false) => t.Managed = managed;
        public void L(Token s) { if (s.Managed == null) s.Managed = false; }
        public void M(GetPat t, bool? flag) { t.Managed = false; if (flag.HasValue) t.Managed = flag.Value; }
        public void N(GetPat t, string? owner) => t.Managed = owner is null || owner.StartsWith("sys-");
        """);

    [Fact]
    public Task Message_names_both_values() => Verification.Verify.Rule<PAT2004ManagedFlagDefaultMismatch>(
        Sources.InClass(NullableModel + "public bool M(Token token) => token.Managed ?? {|#0:true|};"),
        new DiagnosticResult(RuleCatalog.ManagedFlagDefaultMismatch).WithLocation(0)
            .WithMessage("`managed` falls back to true here, but an absent `managed` means false"));
}
