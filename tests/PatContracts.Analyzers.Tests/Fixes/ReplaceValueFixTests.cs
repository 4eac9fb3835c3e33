using PatContracts.Analyzers.Rules;
using PatContracts.Analyzers.Tests.Verification;
using PatContracts.CodeFixes;

namespace PatContracts.Analyzers.Tests.Fixes;

public class ReplaceValueFixTests
{
    [Fact]
    public Task Value_outside_an_enumeration_becomes_the_allowed_one() => Verify.Fix<PAT1004ValueBreaksContract, ReplaceValueFix>(
        Sources.InClass("public PatOwner M() => new() { Type = {|PAT1004:\"USER\"|} /* who */ };"),
        Sources.InClass("public PatOwner M() => new() { Type = \"IDENTITY\" /* who */ };"));

    [Fact]
    public Task Fallback_becomes_the_contracts_default() => Verify.Fix<PAT2004ManagedFlagDefaultMismatch, ReplaceValueFix>(
        Sources.InClass("""
            public bool A(Token? token) => token?.Managed ?? {|PAT2004:true|};
            [ContractModel("v3")]
            public class Token { public bool? Managed { get; set; } = {|PAT2004:true|}; }
            public bool B(Token token) => token.Managed.GetValueOrDefault({|PAT2004:true|});
            """),
        Sources.InClass("""
            public bool A(Token? token) => token?.Managed ?? false;
            [ContractModel("v3")]
            public class Token { public bool? Managed { get; set; } = false; }
            public bool B(Token token) => token.Managed.GetValueOrDefault(false);
            """));
}
