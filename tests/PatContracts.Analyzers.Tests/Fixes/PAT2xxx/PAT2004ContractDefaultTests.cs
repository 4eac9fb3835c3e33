using PatContracts.Analyzers.Rules;
using PatContracts.Analyzers.Tests.Verification;
using PatContracts.CodeFixes;

namespace PatContracts.Analyzers.Tests.Fixes;

public sealed class PAT2004ContractDefaultTests
{
    [Fact]
    public Task Fallback_becomes_the_contracts_default() => Verify.Fix<PAT2004ManagedFlagDefaultMismatch, PAT2004ContractDefaultCodeFixProvider>(
        Sources.InClass("""
            public bool A(GetPat? token) => token?.Managed ?? {|PAT2004:true|};
            [ContractModel("v3")]
            public class Token { public bool? Managed { get; set; } = {|PAT2004:true|}; }
            public bool B(Token token) => token.Managed.GetValueOrDefault({|PAT2004:true|} /* unknown */);
            """),
        Sources.InClass("""
            public bool A(GetPat? token) => token?.Managed ?? false;
            [ContractModel("v3")]
            public class Token { public bool? Managed { get; set; } = false; }
            public bool B(Token token) => token.Managed.GetValueOrDefault(false /* unknown */);
            """));
}
