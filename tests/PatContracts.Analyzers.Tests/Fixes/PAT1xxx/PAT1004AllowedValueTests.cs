using PatContracts.Analyzers.Rules;
using PatContracts.Analyzers.Tests.Verification;
using PatContracts.CodeFixes;

namespace PatContracts.Analyzers.Tests.Fixes;

public sealed class PAT1004AllowedValueTests
{
    [Fact]
    public Task Value_outside_an_enumeration_becomes_the_allowed_one() => Verify.Fix<PAT1004ValueBreaksContract, PAT1004AllowedValueCodeFixProvider>(
        Sources.InClass("public PatOwner M() => new() { Type = {|PAT1004:\"USER\"|} /* who */ };"),
        Sources.InClass("public PatOwner M() => new() { Type = \"IDENTITY\" /* who */ };"));
}
