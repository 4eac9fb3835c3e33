using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using PatContracts.Analyzers.Tests.Verification;

namespace PatContracts.Analyzers.Tests.Flow;

/// <summary>
/// Lambdas and local functions inside statements that have regions in a control flow graph. The graph of a nested body has its own blocks and regions,
/// which must not be confused with those of the enclosing body.
/// </summary>
public class NestedBodiesTests
{
    /// <summary>Statements that can enclose a nested body; <c>$</c> is the statement that contains it.</summary>
    private static readonly (string Name, string Text)[] Surroundings =
    [
        ("plain", "$"),
        ("try", "try { $ } catch (InvalidOperationException) { token.Name = \"c\"; }"),
        ("catch", "try { Console.WriteLine(id); } catch (InvalidOperationException) { $ }"),
        ("filter", "try { $ } catch (InvalidOperationException e) when (names.Any(n => n == e.Message)) { token.Name = \"c\"; }"),
        ("finally", "try { Console.WriteLine(id); } finally { $ }"),
        ("try of finally", "try { $ } finally { Console.WriteLine(id); }"),
        ("try of both", "try { try { $ } catch (FormatException) { token.Name = \"f\"; } } catch { token.Name = \"c\"; } finally { Console.WriteLine(id); }"),
        ("using", "using (var reader = new System.IO.StringReader(id)) { $ }"),
        ("lock", "lock (names) { $ }"),
        ("foreach", "foreach (string name in names) { token.Name = name; $ }"),
        ("await foreach", "await foreach (string name in Stream()) { token.Name = name; $ }"),
        ("switch", "switch (id) { case \"a\": $ break; default: token.Name = \"d\"; break; }"),
        ("loop", "while (id.Length > 3) { $ }"),
    ];

    /// <summary>Statements that contain a nested body; <c>#</c> is the content of the body, in which <c>n</c> is a string.</summary>
    private static readonly (string Name, string Text)[] Bodies =
    [
        ("lambda", "token.Name = names.First(n => { # return n.StartsWith(\"pat-\"); });"),
        ("anonymous method", "token.Name = names.First(delegate(string n) { # return n.Length > 3; });"),
        ("async lambda", "token.Name = await Task.Run(async () => { string n = id; # await Task.Yield(); return n; });"),
        ("local function", "token.Name = Local(id); string Local(string n) { # return n.Trim(); }"),
        ("static local function", "token.Name = Local(id); static string Local(string n) { # return n.Trim(); }"),
        ("async local function", "token.Name = await Local(id); async Task<string> Local(string n) { # await Task.Yield(); return n.Trim(); }"),
        ("iterator local function", "token.Name = Local(id).First(); IEnumerable<string> Local(string n) { # yield return n.Trim(); }"),
        ("query", "token.Name = (from n in names let m = n.Trim() where names.Any(k => k == m) orderby m select m.ToUpper()).First(); { string n = id; # }"),
        ("nested lambda", "token.Name = names.First(k => names.Any(n => { # return n.Trim() == k; }));"),
        ("lambda in local function", "token.Name = Local(); string Local() => names.First(n => { # return n.Trim().Length > 0; });"),
        ("local function in lambda", "token.Name = names.First(k => { return Local(k); bool Local(string n) { # return n.Trim() == id; } });"),
    ];

    /// <summary>Statements inside a nested body.</summary>
    private static readonly (string Name, string Text)[] Inner =
    [
        ("nothing", ""),
        ("call", "Console.WriteLine(n.Trim());"),
        ("try", "try { Console.WriteLine(n.Trim()); } catch (FormatException) { n = n.Trim(); } finally { Console.WriteLine(n); }"),
        ("using", "using (var inner = new System.IO.StringReader(n)) { Console.WriteLine(inner.ReadLine()); }"),
        ("lock", "lock (n) { Console.WriteLine(n.Trim()); }"),
        ("foreach", "foreach (char c in n.Trim()) { Console.WriteLine(c); }"),
        ("token", "var other = new GetPat { Id = n }; try { other.Name = n.Trim(); } catch (FormatException) { other.Name = \"o\"; } Console.WriteLine(other.Name);"),
    ];

    public static TheoryData<string> SurroundingNames => [.. Surroundings.Select(surrounding => surrounding.Name)];

    /// <summary>All bodies in one compilation, each in a separate file. An ordinary run takes one statement inside each, a long run all of them.</summary>
    [Theory]
    [MemberData(nameof(SurroundingNames))]
    [Trait(LongRun.Trait, LongRun.Long)]
    public async Task A_nested_body_is_analyzed_in_its_own_graph(string surrounding)
    {
        string around = Surroundings.Single(candidate => candidate.Name == surrounding).Text;
        int offset = Array.FindIndex(Surroundings, candidate => candidate.Name == surrounding);

        // `await` is not allowed in a lock statement.
        SyntaxTree[] files = [.. Bodies
            .Where(body => surrounding != "lock" || !body.Text.Contains("= await", StringComparison.Ordinal))
            .Select((body, number) => CSharpSyntaxTree.ParseText(
                Source(around, body.Text, number, LongRun.OneIn(Inner.Length, Inner, offset + number)),
                TestProject.ParseOptions,
                $"{body.Name}.cs"))];
        CSharpCompilation compilation = TestProject.Compile().AddSyntaxTrees(files);

        Assert.Empty(compilation.GetDiagnostics(TestContext.Current.CancellationToken).Where(diagnostic => diagnostic.Severity == DiagnosticSeverity.Error));
        Assert.Empty(await AllRules.Run(compilation));
    }

    private static string Source(string around, string nested, int number, IEnumerable<(string Name, string Text)> inner) => $$"""
        namespace Body{{number}};

        {{Sources.InClass(string.Concat(inner.Select((statements, method) => $$"""

            public async Task<GetPat> M{{method}}(string id, string[] names, PatOwner owner)
            {
                var token = new GetPat { Id = id, Name = "n", Scope = null, Created = DateTimeOffset.UtcNow };
                {{around.Replace("$", nested.Replace("#", statements.Text, StringComparison.Ordinal), StringComparison.Ordinal)}}
                await Task.Yield();
                token.Owner = owner;
                return token;
            }

            """)) + """
            private static async IAsyncEnumerable<string> Stream() { await Task.Yield(); yield return "s"; }
            """)}}
        """;
}
