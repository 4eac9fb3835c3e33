using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.Diagnostics;
using PatContracts.Analyzers.Rules;
using PatContracts.Analyzers.Tests.Verification;

namespace PatContracts.Analyzers.Tests;

/// <summary>
/// What the rules cost is how many bodies have their control flow followed. All rules run here at once: what one of them asks for, none asks for again.
/// </summary>
public class FlowCostTests
{
    [Theory]
    [InlineData("public GetPat M(PatOwner owner) => new() { Id = \"1\", Name = \"n\", Scope = null, Owner = owner, Created = DateTimeOffset.UtcNow };")]
    [InlineData("public object M(string id, PatOwner owner) { Add(new GetPat { Id = id, Name = id, Scope = [], Owner = owner, Created = DateTimeOffset.UtcNow }); return id; } void Add(object o) { }")]
    [InlineData("public IEnumerable<GetPat> M(IEnumerable<string> ids, List<GetPat> known, PatOwner owner) => ids.Where(id => known.Exists(token => token.Id == id)).Select(id => new GetPat { Id = id, Name = id, Scope = [], Owner = owner, Created = DateTimeOffset.UtcNow });")]
    public async Task A_complete_initializer_has_nothing_followed(string members) => Assert.Equal(0, await BodiesFollowed(members));

    [Theory]
    [InlineData("public GetPat M(GetPat token) => token with { Name = token.Name + \" (copy)\" };")]
    [InlineData("public IEnumerable<PatOwner> M(IEnumerable<string> names) => names.Select(name => new PatOwner { Name = name });")]
    [InlineData("public string M(GetPat token) { token.Name = token.Name.Trim(); return token.Id; }")]
    public async Task What_requires_nothing_has_nothing_followed(string members) => Assert.Equal(0, await BodiesFollowed(members));

    [Theory]
    [InlineData("token.Name = id.Trim(); token.Scope = []; token.Created = DateTimeOffset.UtcNow; return token;")]
    [InlineData("if (all) token.Scope = [\"a\"]; else { token.Scope = null; } token.Name = id; token.Created = DateTimeOffset.UtcNow; return token;")]
    [InlineData("if (all) return null; token.Scope = null; if (id == null) throw new ArgumentNullException(); token.Name = id; token.Created = DateTimeOffset.UtcNow; return token;")]
    [InlineData("var now = DateTimeOffset.UtcNow; token.Scope = null; Console.WriteLine(now); token.Name = id; token.Created = now; Console.WriteLine(token); return token;")]
    public async Task Plain_assignments_that_complete_a_new_variable_have_nothing_followed(string statements) =>
        Assert.Equal(0, await BodiesFollowed(Piecemeal(statements)));

    [Theory]
    [InlineData("token.Name = id; token.Scope = []; return token;")]
    [InlineData("if (all) token.Scope = [\"a\"]; token.Name = id; token.Created = DateTimeOffset.UtcNow; return token;")]
    [InlineData("Console.WriteLine(token); token.Scope = null; token.Name = id; token.Created = DateTimeOffset.UtcNow; return token;")]
    [InlineData("Show(); token.Scope = null; token.Name = id; token.Created = DateTimeOffset.UtcNow; return token; void Show() => Console.WriteLine(token);")]
    [InlineData("token.Name = $\"{token}\"; token.Scope = null; token.Created = DateTimeOffset.UtcNow; return token;")]
    [InlineData("foreach (char c in id) token.Name = id; token.Scope = null; token.Created = DateTimeOffset.UtcNow; return token;")]
    public async Task Whatever_is_less_plain_is_followed_once_for_all_rules(string statements) =>
        Assert.Equal(1, await BodiesFollowed(Piecemeal(statements)));

    [Theory]
    [InlineData("private void", "{ token.Scope = null; token.Owner = owner; token.Created = now; }")]
    [InlineData("private void", "{ if (owner == null) throw new ArgumentNullException(); token.Scope = null; token.Owner = owner; token.Created = now; }")]
    [InlineData("private void", "{ if (owner == null) return; token.Scope = null; token.Owner = owner; token.Created = now; }", 2)]
    [InlineData("private void", "{ Console.WriteLine(token); token.Scope = null; token.Owner = owner; token.Created = now; }", 2)]
    [InlineData("private void", "=> Give(owner, [], token);", 3)]
    [InlineData("protected virtual void", "{ token.Scope = null; token.Owner = owner; token.Created = now; }", 1)]
    [InlineData("private async void", "{ await Task.Yield(); token.Scope = null; token.Owner = owner; token.Created = now; }", 2)]
    public async Task A_helper_of_plain_assignments_completes_a_variable_too(string signature, string body, int followed = 0) =>
        Assert.Equal(followed, await BodiesFollowed($$"""
            public GetPat M(string id, PatOwner owner)
            {
                var token = new GetPat { Id = id, Name = id };
                Fill(token, owner);
                return token;
            }

            private void Give(PatOwner owner, string[] scope, GetPat token)
            {
                token.Scope = scope;
                token.Owner = owner;
                token.Created = DateTimeOffset.UtcNow;
            }

            private DateTimeOffset now;

            {{signature}} Fill(GetPat token, PatOwner owner) {{body}}
            """));

    [Fact]
    public async Task A_body_and_what_it_calls_are_followed_once_each() => Assert.Equal(2, await BodiesFollowed("""
        public GetPat M(PatOwner owner)
        {
            var first = new GetPat { Id = "1" };
            Fill(first, owner);
            var second = new GetPat { Id = "2", Managed = false };
            Fill(second, owner);
            second.Managed = first.Managed;
            return all ? first : second;
        }

        private bool all;

        private void Fill(GetPat token, PatOwner owner)
        {
            (token.Name, token.Scope) = ("n", null);
            token.Owner = owner;
            token.Created = DateTimeOffset.UtcNow;
        }
        """));

    [Theory]
    [InlineData("public GetPat M(GetPat old, PatOwner owner) => new() { Id = old.Id, Name = old.Name, Scope = null, Owner = owner, Created = DateTimeOffset.UtcNow };", 1)]
    [InlineData("public GetPat M(GetPat old, PatOwner owner) => new() { Id = old.Id, Name = old.Name, Scope = null, Owner = owner, Created = DateTimeOffset.UtcNow, Managed = old.Managed };", 1)]
    [InlineData("public GetPat M(string id, PatOwner owner) => new() { Id = $\"{id}{owner.Id}\", Name = id, Scope = null, Owner = owner, Created = DateTimeOffset.UtcNow };", 0)]
    public async Task A_copy_is_followed_and_a_look_alike_is_not(string members, int followed) => Assert.Equal(followed, await BodiesFollowed(members));

    private static string Piecemeal(string statements) => $$"""
        public object? M(string id, bool all, PatOwner owner)
        {
            var token = new GetPat { Id = id, Owner = owner };
            {{statements}}
        }
        """;

    private static async Task<int> BodiesFollowed(string members)
    {
        CSharpCompilation compilation = TestProject.Compile("#nullable enable\n" + Sources.InClass(members));
        Assert.Empty(compilation.GetDiagnostics(TestContext.Current.CancellationToken).Where(diagnostic => diagnostic.Severity == DiagnosticSeverity.Error));

        var probe = new Probe();
        await compilation
            .WithAnalyzers([.. AllRules.Analyzers, probe])
            .GetAnalyzerDiagnosticsAsync(TestContext.Current.CancellationToken);
        return probe.Contracts!.Flow.BodiesFollowed;
    }

    /// <summary>Reports nothing. It receives the context that the rules share.</summary>
#pragma warning disable RS1001, RS1012, RS1036, RS1038 // It is handed over in person, and never loaded by a compiler.
    private sealed class Probe() : ContractAnalyzer(RuleCatalog.RequiredMemberMissing)
    {
        public ContractContext? Contracts { get; private set; }

        private protected override void Register(CompilationStartAnalysisContext context, ContractContext contracts) => Contracts = contracts;
    }
#pragma warning restore RS1001, RS1012, RS1036, RS1038
}
