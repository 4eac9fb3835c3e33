using Microsoft.CodeAnalysis.CSharp;
using PatContracts.Analyzers.Rules;
using PatContracts.Analyzers.Tests.Verification;
using PatContracts.CodeFixes;

namespace PatContracts.Analyzers.Tests.Fixes;

public sealed class PAT1004AllowedValueTests
{
    [Fact]
    public Task Value_outside_an_enumeration_is_replaced_by_the_allowed_one() => Verify.Fix<PAT1004ValueBreaksContract, PAT1004AllowedValueCodeFixProvider>(
        Sources.InClass("public PatOwner M() => new() { Type = {|PAT1004:\"USER\"|} /* who */ };"),
        Sources.InClass("public PatOwner M() => new() { Type = \"IDENTITY\" /* who */ };"));

    [Fact]
    public Task CSharp_6_and_Fix_All() => Verification.Verify.FixIn<PAT1004ValueBreaksContract, PAT1004AllowedValueCodeFixProvider>(
        LanguageVersion.CSharp6,
        """
        using System;
        using System.Collections.Generic;
        using System.Linq;
        using PatContracts;
        public class Test
        {
            public PatOwner A() { return new PatOwner { Type = {|PAT1004:"USER"|} }; }
            public void B(PatOwner owner) { owner.Type = {|PAT1004:"user"|}; }
        }
        """,
        """
        using System;
        using System.Collections.Generic;
        using System.Linq;
        using PatContracts;
        public class Test
        {
            public PatOwner A() { return new PatOwner { Type = "IDENTITY" }; }
            public void B(PatOwner owner) { owner.Type = "IDENTITY"; }
        }
        """);
}
