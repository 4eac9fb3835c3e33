using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using PatContracts.Analyzers.Rules;
using PatContracts.Analyzers.Tests.Verification;

namespace PatContracts.Analyzers.Tests.Rules;

public class PAT2006ManagedFlagSetByClientTests
{
    private static Task Verify(string members) => Verification.Verify.Rule<PAT2006ManagedFlagSetByClient>(Sources.InClass(members));

    [Fact]
    public Task New_token_that_is_flagged_managed_triggers() => Verify("""
        public GetPat A() => new() { Id = "1", {|PAT2006:Managed = true|} };
        public GetPat B()
        {
            var token = new GetPat();
            {|PAT2006:token.Managed = true|};
            return token;
        }
        public GetPat C() => new GetPat { Id = "1" } with { {|PAT2006:Managed = true|} };
        """);

    [Fact]
    public Task Unmanaged_token_does_not_trigger() => Verify("""
        public GetPat A() => new() { Id = "1", Managed = false };
        public GetPat B(bool managed) => new() { Id = "1", Managed = managed };
        """);

    [Fact]
    public Task Copied_flag_does_not_trigger() => Verify("""
        public GetPat A(GetPat source) => new() { Id = source.Id, Managed = source.Managed };
        public GetPat? B(GetPat source) => source.Managed ? new() { Id = source.Id, Managed = true } : null;
        public object C(IEnumerable<GetPat> tokens) => tokens.Where(t => t.Managed).Select(t => new GetPat { Id = t.Id, Managed = true });
        """);

    [Fact]
    public Task Token_that_comes_from_elsewhere_does_not_trigger() => Verify("""
        public void A(GetPat token) => token.Managed = true;
        public GetPat B(GetPat token) => token with { Managed = true };
        """);

    [Fact]
    public Task Unbound_type_with_the_same_members_does_not_trigger() => Verify("""
        public class Token { public bool Managed { get; set; } }
        public Token A() => new() { Managed = true };
        """);

    [Fact]
    public Task Incomplete_code_does_not_trigger() => Verify("""
        public GetPat A() => new() { Managed = {|CS1525:}|};
        """);

    [Theory]
    [InlineData("xunit.v3.core")]
    [InlineData("nunit.framework")]
    [InlineData("Microsoft.VisualStudio.TestPlatform.TestFramework")]
    public async Task Test_project_does_not_trigger(string framework)
    {
        CSharpCompilation source = TestProject.Compile("public class C { public GetPersonalAccessTokenResponse M() => new() { Managed = true }; }");
        MetadataReference reference = CSharpCompilation.Create(framework, options: TestProject.CompilationOptions).ToMetadataReference();

        Assert.Contains(await AllRules.Run(source), diagnostic => diagnostic.Id == "PAT2006");
        Assert.DoesNotContain(await AllRules.Run(source.AddReferences(reference)), diagnostic => diagnostic.Id == "PAT2006");
    }
}
