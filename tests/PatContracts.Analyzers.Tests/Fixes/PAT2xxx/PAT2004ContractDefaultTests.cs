using Microsoft.CodeAnalysis.CSharp;
using PatContracts.Analyzers.Rules;
using PatContracts.Analyzers.Tests.Verification;
using PatContracts.CodeFixes;

namespace PatContracts.Analyzers.Tests.Fixes;

public sealed class PAT2004ContractDefaultTests
{
    [Fact]
    public Task Fallback_becomes_the_contracts_default() => Verify.Fix<PAT2004ManagedFlagDefaultMismatch, PAT2004ContractDefaultCodeFixProvider>(
        Sources.InClass("""
            public bool A(Token? token) => token!.Managed ?? {|PAT2004:true|};
            [ContractModel("v3")]
            public class Token { public bool? Managed { get; set; } = {|PAT2004:true|}; }
            public bool B(Token token) => token.Managed.GetValueOrDefault({|PAT2004:true|} /* unknown */);
            """),
        Sources.InClass("""
            public bool A(Token? token) => token!.Managed ?? false;
            [ContractModel("v3")]
            public class Token { public bool? Managed { get; set; } = false; }
            public bool B(Token token) => token.Managed.GetValueOrDefault(false /* unknown */);
            """));

    [Fact]
    public Task CSharp_6_and_Fix_All() => Verification.Verify.FixIn<PAT2004ManagedFlagDefaultMismatch, PAT2004ContractDefaultCodeFixProvider>(
        LanguageVersion.CSharp6,
        """
        using System;
        using System.Collections.Generic;
        using System.Linq;
        using PatContracts;
        public class Test
        {
            public void A(GetPersonalAccessTokenResponse token, bool? flag) { token.Managed = flag ?? {|PAT2004:true|}; }
            public void B(GetPersonalAccessTokenResponse token, bool? flag) { token.Managed = flag.GetValueOrDefault({|PAT2004:true|}); }
        }
        """,
        """
        using System;
        using System.Collections.Generic;
        using System.Linq;
        using PatContracts;
        public class Test
        {
            public void A(GetPersonalAccessTokenResponse token, bool? flag) { token.Managed = flag ?? false; }
            public void B(GetPersonalAccessTokenResponse token, bool? flag) { token.Managed = flag.GetValueOrDefault(false); }
        }
        """);
}
