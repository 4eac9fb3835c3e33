using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using PatContracts.Analyzers.Flow;
using PatContracts.Analyzers.Tests.Verification;

namespace PatContracts.Analyzers.Tests.Flow;

public sealed class BodyEffectsTests
{
    private const string Helpers = """
        private static void Free(GetPat token) { token.Managed = false; }
        private static void Keep(GetPat token) => token.Managed = true;
        private static void Rename(GetPat token) => token.Name = "n";
        private static GetPat Copy(GetPat token) => new() { Id = token.Id, Name = token.Name };
        private static void Recursive(GetPat token, int depth) { token.Managed = false; if (depth > 0) Recursive(token, depth - 1); }
        private static void CleanUp(GetPat token) { if (token.LastUsed is null) DeleteToken(token.Id); }
        private static void DeleteToken(string id) { }
        private static void Unrelated(string id) => DeleteToken(id);
        """;

    [Theory]
    [InlineData("token.Managed = false;", false)]
    [InlineData("token.Managed = false; other.Managed = false;", false)]
    [InlineData("token.Managed = true; Keep(other);", true)]
    [InlineData("Free(token); Rename(token);", false)]
    [InlineData("Recursive(token, 3);", false)]
    [InlineData("list.Add(new GetPat { Id = \"1\", Managed = true });", true)]
    [InlineData("if (list.Count > 0) { token.Managed = true; } else { foreach (var t in list) t.Managed = true; }", true)]
    [InlineData("token.Name = \"n\";", null)]
    [InlineData("token.Managed = false; other.Managed = true;", null)]
    [InlineData("token.Managed = false; Keep(other);", null)]
    [InlineData("Free(token); Keep(other);", null)]
    [InlineData("token.Managed = list.Count > 0;", null)]
    [InlineData("token.Managed = false; if (other.Managed) list.Add(other);", null)]
    [InlineData("token.Managed = false; list.Add(other with { Name = \"n\" });", null)]
    [InlineData("token.Managed = false; dynamic any = other; any.Managed = true;", null)]
    [InlineData("(token.Managed, other.Managed) = (false, false);", null)]
    public void Flag_is_uniform_if_all_assignments_have_the_same_constant(string statements, bool? flag) => Assert.Equal(flag, Effects(statements).UniformFlag);

    [Theory]
    [InlineData("token.Name = \"n\";", false)]
    [InlineData("token.LastUsed = token.Created;", false)]
    [InlineData("if (token.Name.Length > 3) Rename(token);", false)]
    [InlineData("other.Name = token.Name;", true)]
    [InlineData("string name = token.Name; other.Name = name;", true)]
    [InlineData("list.Add(Copy(token));", true)]
    public void Members_are_copied_if_another_object_can_receive_them(string statements, bool areCopied) =>
        Assert.Equal(areCopied, Effects(statements).CopiesMembers);

    [Theory]
    [InlineData("token.Name = token.Name.Trim(); list.Add(token);", false)]
    [InlineData("Rename(token);", false)]
    [InlineData("Recursive(token, 3);", false)]
    [InlineData("list.Remove(token);", true)]
    [InlineData("CleanUp(token);", true)]
    [InlineData("list.ForEach(CleanUp);", true)]
    [InlineData("Unrelated(token.Id);", true)]
    [InlineData("void Local(GetPat t) => DeleteToken(t.Id); Local(token);", true)]
    public void Removals_are_excluded_only_if_no_method_with_such_a_name_can_be_called(string statements, bool mayRemove) =>
        Assert.Equal(mayRemove, Effects(statements).MayRemove);

    private static BodyEffects Effects(string statements)
    {
        CSharpCompilation compilation = TestProject.Compile(Sources.InClass($$"""
            public void M(GetPat token, GetPat other, List<GetPat> list) { {{statements}} }
            {{Helpers}}
            """));
        Assert.Empty(compilation.GetDiagnostics(TestContext.Current.CancellationToken).Where(diagnostic => diagnostic.Severity == DiagnosticSeverity.Error));
        SyntaxTree tree = compilation.SyntaxTrees[^1];
        SyntaxNode method = tree.GetRoot(TestContext.Current.CancellationToken).DescendantNodes().OfType<MethodDeclarationSyntax>().First();
        IOperation body = compilation.GetSemanticModel(tree).GetOperation(method, TestContext.Current.CancellationToken)!;
        return ContractContext.Of(compilation, MemoryFile.Options()).Flow.EffectsOf(body, TestContext.Current.CancellationToken);
    }
}
