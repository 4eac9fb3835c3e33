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
        public bool B(Token? token) => token?.Managed ?? {|PAT2004:true|};
        public bool C(GetPat? token) => token?.Managed ?? {|PAT2004:true|};
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
    public Task Message_names_both_values() => Verification.Verify.Rule<PAT2004ManagedFlagDefaultMismatch>(
        Sources.InClass("public bool M(GetPat? token) => token?.Managed ?? {|#0:true|};"),
        new DiagnosticResult(RuleCatalog.ManagedFlagDefaultMismatch).WithLocation(0)
            .WithMessage("`managed` falls back to true here, but an absent `managed` means false"));
}
