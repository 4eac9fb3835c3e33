using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.Diagnostics;
using PatContracts.Analyzers.Flow;
using PatContracts.Analyzers.Rules;
using PatContracts.Analyzers.Tests.Verification;

namespace PatContracts.Analyzers.Tests;

/// <summary>
/// The cost of the rules is the number of bodies whose control flow is analyzed. All rules run together, and they share the results.
/// </summary>
public class FlowCostTests
{
    [Theory]
    [InlineData("public GetPat M(PatOwner owner) => new() { Id = \"1\", Name = \"n\", Scope = null, Owner = owner, Created = DateTimeOffset.UtcNow };")]
    [InlineData("public object M(string id, PatOwner owner) { Add(new GetPat { Id = id, Name = id, Scope = [], Owner = owner, Created = DateTimeOffset.UtcNow }); return id; } void Add(object o) { }")]
    [InlineData("public IEnumerable<GetPat> M(IEnumerable<string> ids, List<GetPat> known, PatOwner owner) => ids.Where(id => known.Exists(token => token.Id == id)).Select(id => new GetPat { Id = id, Name = id, Scope = [], Owner = owner, Created = DateTimeOffset.UtcNow });")]
    public async Task A_complete_initializer_needs_no_flow_analysis(string members) => Assert.Equal(0, await AnalyzedBodies(members));

    [Fact]
    public async Task A_loop_with_try_branches_switch_and_two_helpers_needs_no_flow_analysis() => Assert.Equal(0, await AnalyzedBodies("""
        public IReadOnlyList<GetPat> Read(IReadOnlyList<string> names, PatOwner owner, string kind, bool all)
        {
            var tokens = new List<GetPat>();
            foreach (string name in names)
            {
                var token = new GetPat { Id = name, Managed = false };
                try
                {
                    if (name.Length > 8) token.Name = name.Substring(0, 8);
                    else token.Name = name.Trim();
                }
                catch (ArgumentException)
                {
                    if (!all) continue;
                    token.Name = "unnamed";
                }

                switch (kind)
                {
                    case "all": token.Scope = ["sp:scopes:all"]; break;
                    default: token.Scope = null; break;
                }

                Own(token, owner, all);
                Stamp(token);
                if (token.Name.Length == 0) throw new InvalidOperationException(kind);
                tokens.Add(token);
            }

            return tokens;
        }

        private static void Own(GetPat token, PatOwner owner, bool all)
        {
            if (all) token.Owner = owner with { Name = "all" };
            else token.Owner = owner;
        }

        private static void Stamp(GetPat token)
        {
            token.Created = DateTimeOffset.UtcNow;
            if (token.LastUsed is null) token.LastUsed = token.Created;
        }
        """));

    [Fact]
    public async Task A_helper_that_receives_a_copy_of_a_struct_needs_flow_analysis() => Assert.Equal(2, await AnalyzedBodies("""
        [ContractModel("v3")]
        public struct Row { public string Id { get; set; } public string Name { get; set; } public string[]? Scope { get; set; } public PatOwner Owner { get; set; } public DateTimeOffset Created { get; set; } }

        public object M(string id, PatOwner owner)
        {
            var row = new Row { Id = id, Name = id, Owner = owner, Created = DateTimeOffset.UtcNow };
            Fill(row);
            return row;
        }

        private static void Fill(Row row) { row.Scope = null; }
        """));

    [Theory]
    [InlineData("false", "false", 0)]
    [InlineData("false", "true", 1)]
    [InlineData("true", "true", 1)]
    public async Task Flags_need_flow_analysis_if_they_differ_or_are_true(string one, string other, int followed) =>
        Assert.Equal(followed, await AnalyzedBodies($$"""
            public GetPat[] M(PatOwner owner) =>
            [
                new() { Id = "1", Name = "n", Scope = null, Owner = owner, Created = DateTimeOffset.UtcNow, Managed = {{one}} },
                new() { Id = "2", Name = "n", Scope = null, Owner = owner, Created = DateTimeOffset.UtcNow, Managed = {{other}} },
            ];
            """));

    [Theory]
    [InlineData("token.LastUsed = token.Created; if (token.Name.Length > 3) list.Add(token);", false)]
    [InlineData("token.Managed = false; Stamp(token, list);", false)]
    [InlineData("if (list.Count == 0) Stamp(token, list); list.ForEach(Show);", false)]
    [InlineData("token.Managed = true;", true)]
    [InlineData("if (token.Managed) list.Add(token);", true)]
    [InlineData("list.Add(token with { Name = \"n\" });", true)]
    [InlineData("list.Add(new() { Id = token.Id, Name = \"n\", Scope = null, Owner = token.Owner, Created = token.Created });", true)]
    public async Task Flags_need_flow_analysis_if_a_called_method_can_contradict_them(string statements, bool isFollowed) =>
        Assert.Equal(isFollowed, 0 < await AnalyzedBodies($$"""
            public GetPat M(PatOwner owner, List<GetPat> list)
            {
                var token = new GetPat { Id = "1", Name = "n", Scope = null, Owner = owner, Created = DateTimeOffset.UtcNow, Managed = false };
                Stamp(token, list);
                return token;
            }

            private static void Stamp(GetPat token, List<GetPat> list) { {{statements}} }

            private static void Show(GetPat token) => Console.WriteLine(token.Name);
            """));

    [Theory]
    [InlineData("public GetPat M(GetPat token) => token with { Name = token.Name + \" (copy)\" };")]
    [InlineData("public IEnumerable<PatOwner> M(IEnumerable<string> names) => names.Select(name => new PatOwner { Name = name });")]
    [InlineData("public string M(GetPat token) { token.Name = token.Name.Trim(); return token.Id; }")]
    public async Task Code_without_required_members_needs_no_flow_analysis(string members) => Assert.Equal(0, await AnalyzedBodies(members));

    [Theory]
    [InlineData("token.Name = id.Trim(); token.Scope = []; token.Created = DateTimeOffset.UtcNow; return token;")]
    [InlineData("if (all) token.Scope = [\"a\"]; else { token.Scope = null; } token.Name = id; token.Created = DateTimeOffset.UtcNow; return token;")]
    [InlineData("if (all) return null; token.Scope = null; if (id == null) throw new ArgumentNullException(); token.Name = id; token.Created = DateTimeOffset.UtcNow; return token;")]
    [InlineData("var now = DateTimeOffset.UtcNow; token.Scope = null; Console.WriteLine(now); token.Name = id; token.Created = now; Console.WriteLine(token); return token;")]
    public async Task Plain_assignments_that_complete_a_new_variable_need_no_flow_analysis(string statements) =>
        Assert.Equal(0, await AnalyzedBodies(Piecemeal(statements)));

    [Theory]
    [InlineData("try { token.Name = id.Trim(); } catch (FormatException) when (id.Length > 3) { if (!all) return null; token.Name = \"n\"; } token.Scope = null; token.Created = now; return token;")]
    [InlineData("try { token.Name = id.Trim(); } finally { token.Scope = null; token.Created = now; } return token;")]
    [InlineData("switch (id) { case \"a\": token.Name = \"a\"; break; case \"b\" when all: throw new FormatException(); default: token.Name = id; break; } token.Scope = null; token.Created = now; return token;")]
    [InlineData("foreach (char c in id) { if (c == 'x') break; if (c == 'y') continue; token.LastUsed = now; } token.Name = id; token.Scope = null; token.Created = now; return token;")]
    [InlineData("while (true) { try { token.Name = id.Trim(); break; } catch (FormatException) { if (all) throw; } } token.Scope = null; token.Created = now; return token;")]
    [InlineData("do { token.Name = id; if (all) continue; token.Scope = null; } while (token.Name.Length > 3); token.Scope ??= null; token.Scope = null; token.Created = now; return token;", 1)]
    [InlineData("do { token.Name = id; if (all) continue; Console.WriteLine(token.Name); } while (token.Name.Length > 3); token.Scope = null; token.Created = now; return token;")]
    [InlineData("lock (id) { using (var text = new System.IO.StringReader(id)) { token.Name = text.ReadToEnd(); } } using var other = new System.IO.StringReader(token.Name); token.Scope = null; token.Created = now; return token;")]
    [InlineData("token.Name = id; if (token.Name.Length == 0 || token.LastUsed is { Year: < 2000 }) throw new InvalidOperationException(token.Name); token.Scope = null; token.Created = now; return token;")]
    public async Task Structured_statements_that_complete_a_new_variable_need_no_flow_analysis(string statements, int followed = 0) =>
        Assert.Equal(followed, await AnalyzedBodies("private static readonly DateTimeOffset now = DateTimeOffset.UtcNow;\n" + Piecemeal(statements)));

    [Theory]
    [InlineData("while (true) { if (all) break; token.Name = id; } token.Scope = null; token.Created = now; return token;")]
    [InlineData("do { if (all) continue; token.Name = id; } while (id.Length > 3); token.Scope = null; token.Created = now; return token;")]
    [InlineData("do { if (all) break; token.Name = id; } while (id.Length > 3); token.Scope = null; token.Created = now; return token;")]
    [InlineData("for (int i = 0; i < 3; i++) token.Name = id; token.Scope = null; token.Created = now; return token;")]
    [InlineData("try { token.Name = id.Trim(); } catch (FormatException) { } token.Scope = null; token.Created = now; return token;")]
    [InlineData("try { token.Name = id.Trim(); } catch (FormatException) when (Seen(token)) { throw; } token.Scope = null; token.Created = now; return token;")]
    [InlineData("switch (id) { case \"a\": token.Name = \"a\"; break; case \"b\": token.Name = \"b\"; break; } token.Scope = null; token.Created = now; return token;")]
    [InlineData("switch (id) { case \"a\": token.Name = \"a\"; break; default: if (all) break; token.Name = id; break; } token.Scope = null; token.Created = now; return token;")]
    [InlineData("switch (id) { case \"a\" when Seen(token): break; default: break; } token.Name = id; token.Scope = null; token.Created = now; return token;")]
    [InlineData("foreach (char c in id) Seen(token); token.Name = id; token.Scope = null; token.Created = now; return token;")]
    [InlineData("using (Console.In) { Seen(token); } token.Name = id; token.Scope = null; token.Created = now; return token;")]
    [InlineData("lock (token) { token.Name = id; } token.Scope = null; token.Created = now; return token;")]
    [InlineData("Func<string> name = () => token.ToString(); token.Name = id; token.Scope = null; token.Created = now; return token;")]
    public async Task Structured_statements_that_may_leave_it_incomplete_need_flow_analysis(string statements) =>
        Assert.Equal(1, await AnalyzedBodies("private static readonly DateTimeOffset now = DateTimeOffset.UtcNow; private static readonly Func<object, bool> Seen = _ => true;\n" + Piecemeal(statements)));

    [Theory]
    [InlineData("token.Name = id; token.Scope = []; return token;")]
    [InlineData("if (all) token.Scope = [\"a\"]; token.Name = id; token.Created = DateTimeOffset.UtcNow; return token;")]
    [InlineData("Console.WriteLine(token); token.Scope = null; token.Name = id; token.Created = DateTimeOffset.UtcNow; return token;")]
    [InlineData("Show(); token.Scope = null; token.Name = id; token.Created = DateTimeOffset.UtcNow; return token; void Show() => Console.WriteLine(token);")]
    [InlineData("token.Name = $\"{token}\"; token.Scope = null; token.Created = DateTimeOffset.UtcNow; return token;")]
    [InlineData("foreach (char c in id) token.Name = id; token.Scope = null; token.Created = DateTimeOffset.UtcNow; return token;")]
    public async Task Flow_analysis_runs_once_for_all_rules(string statements) =>
        Assert.Equal(1, await AnalyzedBodies(Piecemeal(statements)));

    [Theory]
    [InlineData("private void", "{ token.Scope = null; token.Owner = owner; token.Created = now; }")]
    [InlineData("private void", "{ if (owner == null) throw new ArgumentNullException(); token.Scope = null; token.Owner = owner; token.Created = now; }")]
    [InlineData("private void", "{ if (owner == null) return; token.Scope = null; token.Owner = owner; token.Created = now; }", 2)]
    [InlineData("private void", "{ Console.WriteLine(token); token.Scope = null; token.Owner = owner; token.Created = now; }", 2)]
    [InlineData("private void", "=> Give(owner, [], token);")]
    [InlineData("private void", "{ token.Scope = null; token.Created = now; if (owner == null) { token.Owner = new(); return; } token.Owner = owner; }")]
    [InlineData("private bool", "{ if (owner == null) throw new ArgumentNullException(); Give(owner, [], token); return token.Name.Length > 3; }")]
    [InlineData("private void", "{ if (owner == null) Fill(token, owner!); Give(owner!, [], token); }", 3)]
    [InlineData("private object", "{ Give(owner, [], token); return token; }", 3)]
    [InlineData("protected virtual void", "{ token.Scope = null; token.Owner = owner; token.Created = now; }", 1)]
    [InlineData("private async void", "{ await Task.Yield(); token.Scope = null; token.Owner = owner; token.Created = now; }", 2)]
    public async Task A_helper_with_plain_assignments_needs_no_flow_analysis(string signature, string body, int followed = 0) =>
        Assert.Equal(followed, await AnalyzedBodies($$"""
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
    public async Task A_body_and_each_method_that_it_calls_are_analyzed_once() => Assert.Equal(2, await AnalyzedBodies("""
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
    public async Task A_copy_needs_flow_analysis_and_an_unbound_type_does_not(string members, int followed) => Assert.Equal(followed, await AnalyzedBodies(members));

    // The cost of a body is the number of operations that are visited. Twice the code may cost twice as much, but not four times.

    public static TheoryData<string, string> Shapes => new()
    {
        { "branches", "if (c{0}) token.Name = \"n{0}\"; else Console.WriteLine({0});" },
        { "nested branches in a loop", "foreach (string s{0} in names) {{ if (s{0}.Length > 3) token.Name = s{0}; else continue; Console.WriteLine(s{0}); }}" },
        { "tries", "try {{ token.Name = id.Substring({0}); }} catch (FormatException) {{ token.Name = \"f\"; }} finally {{ Console.WriteLine({0}); }}" },
        { "returns through a finally", "using (var reader{0} = new System.IO.StringReader(id)) {{ if (c{0}) return null; token.Name = reader{0}.ReadLine()!; }}" },
        { "tokens", "var t{0} = new GetPat {{ Id = id }}; t{0}.Name = \"n\"; if (c{0}) t{0}.Scope = null; list.Add(t{0});" },
        { "choices", "var t{0} = c{0} ? new GetPat {{ Id = id }} : new GetPat {{ Id = \"{0}\" }}; t{0}.Name = \"n\"; list.Add(t{0});" },
        { "local functions", "void Local{0}() {{ if (c{0}) token.Name = \"n\"; }} Local{0}();" },
        { "lambdas", "token.Name = names.First(n => {{ if (n.Length > {0}) return true; return c{0}; }});" },
    };

    [Theory]
    [MemberData(nameof(Shapes))]
    public async Task The_cost_of_a_body_is_linear_in_its_length(string name, string statement)
    {
        Assert.NotEmpty(name);
        long small = await OperationsVisited(Body(statement, 40));
        long large = await OperationsVisited(Body(statement, 160));
        Assert.InRange(large, small * 2, small * 6);
    }

    [Fact]
    public async Task The_cost_of_an_initializer_is_linear_in_its_tokens()
    {
        long small = await OperationsVisited(Tokens(100));
        long large = await OperationsVisited(Tokens(400));
        Assert.InRange(large, small * 2, small * 5);

        static string Tokens(int count) =>
            $"private static readonly GetPat[] All = [{string.Concat(Enumerable.Range(0, count).Select(n => $"new() {{ Id = \"{n}\", Name = \"n\", Managed = false }},"))}];";
    }

    [Theory]
    [InlineData(2)]
    [InlineData(3)]
    [InlineData(5)]
    public async Task The_cost_of_mutually_recursive_helpers_is_linear(int calls)
    {
        long small = await OperationsVisited(Helpers(20, calls));
        long large = await OperationsVisited(Helpers(80, calls));
        Assert.InRange(large, small, small * 8);

        static string Helpers(int count, int calls) => "public GetPat M() { var token = new GetPat { Id = \"1\" }; Fill0(token, 3); return token; }" + string.Concat(Enumerable.Range(0, count).Select(n =>
            $"private static void Fill{n}(GetPat token, int depth) {{ if (depth == {n}) token.Name = \"n\"; {string.Concat(Enumerable.Range(1, calls).Select(call => $"Fill{((n * calls) + call) % count}(token, depth - 1);"))} }}"));
    }

    [Fact]
    public async Task The_cost_of_a_chain_of_helpers_is_linear()
    {
        long small = await OperationsVisited(Chain(100));
        long large = await OperationsVisited(Chain(400));
        Assert.InRange(large, small * 2, small * 6);

        static string Chain(int count) => "public GetPat M() { var token = new GetPat { Id = \"1\" }; Fill0(token); return token; }" + string.Concat(Enumerable.Range(0, count).Select(n =>
            $"private static void Fill{n}(GetPat token) {{ token.Name = \"n\"; {(n + 1 < count ? $"Fill{n + 1}(token);" : "")} }}"));
    }

    [Theory]
    [InlineData("if (t{0}.Managed == null || t{0}.Managed == false) Console.WriteLine();", "Nullable t{0}")]
    [InlineData("var c{0} = new GetPat {{ Id = s.Id, Name = s.Name, Managed = s.Managed, Scope = null, Owner = s.Owner, Created = s.Created }}; c{0}.Name = s.Name; list.Add(c{0});", "object o{0}")]
    [InlineData("var l{0} = new List<GetPat>(); foreach (var x in list) if (x.LastUsed < now && !x.Managed) l{0}.Add(x); foreach (var x in l{0}) Delete(x.Id);", "object o{0}")]
    public async Task A_body_is_visited_a_constant_number_of_times(string statement, string parameter)
    {
        Assert.Equal(await BodiesRead(Body(4)), await BodiesRead(Body(16)));

        string Body(int count) => $$"""
            [ContractModel("v3")] public class Nullable { public string Id { get; set; } = ""; public bool? Managed { get; set; } }
            private static void Delete(string id) { }
            public void M(GetPat s, List<GetPat> list, DateTimeOffset now, {{Repeat(parameter, ", ", count)}})
            {
                {{Repeat(statement, "\n", count)}}
            }
            """;

        static string Repeat(string text, string separator, int count) =>
            string.Join(separator, Enumerable.Range(0, count).Select(n => string.Format(System.Globalization.CultureInfo.InvariantCulture, text, n)));
    }

    [Theory]
    [InlineData("private GetPat? _f{0}; public void Start{0}(string id) {{ _f{0} = new GetPat {{ Id = id }}; }} public void Name{0}(string name) => _f{0}!.Name = name;", 1)]
    [InlineData("public object Start{0}(string id) => new Form(new GetPat {{ Id = id }});", 1)]
    [InlineData("private static bool Is{0}(Nullable token) => token.Managed == false; public bool Any{0}(List<Nullable> tokens) => tokens.Exists(token => Is{0}(token));", 2)]
    public async Task A_type_is_read_once_and_each_body_a_constant_number_of_times(string member, int readsOfBody)
    {
        int small = await BodiesRead(Members(4));
        int large = await BodiesRead(Members(16));
        Assert.Equal(12 * readsOfBody, large - small);

        string Members(int count) =>
            "private sealed class Form(GetPat token) { private readonly GetPat _token = token; public string Name { set => _token.Name = value; } }\n"
            + "[ContractModel(\"v3\")] public class Nullable { public string Id { get; set; } = \"\"; public bool? Managed { get; set; } }\n"
            + string.Concat(Enumerable.Range(0, count).Select(n => string.Format(System.Globalization.CultureInfo.InvariantCulture, member, n)));
    }

    private static string Body(string statement, int count) => $$"""
        public object? M(string id, string[] names, List<GetPat> list, {{string.Join(", ", Enumerable.Range(0, count).Select(n => $"bool c{n}"))}})
        {
            var token = new GetPat { Id = id, Scope = null };
            {{string.Concat(Enumerable.Range(0, count).Select(n => string.Format(System.Globalization.CultureInfo.InvariantCulture, statement, n)))}}
            return token;
        }
        """;

    private static string Piecemeal(string statements) => $$"""
        public object? M(string id, bool all, PatOwner owner)
        {
            var token = new GetPat { Id = id, Owner = owner };
            {{statements}}
        }
        """;

    private static async Task<int> AnalyzedBodies(string members) => (await Analyze(members)).BodiesFollowed;

    private static async Task<int> BodiesRead(string members) => (await Analyze(members)).Bodies.BodiesRead;

    private static async Task<long> OperationsVisited(string members) => (await Analyze(members)).OperationsVisited;

    private static async Task<FlowAnalysis> Analyze(string members)
    {
        CSharpCompilation compilation = TestProject.Compile("#nullable enable\n" + Sources.InClass(members));
        Assert.Empty(compilation.GetDiagnostics(TestContext.Current.CancellationToken).Where(diagnostic => diagnostic.Severity == DiagnosticSeverity.Error));

        var probe = new Probe();
        await compilation
            .WithAnalyzers([.. AllRules.Analyzers, probe])
            .GetAnalyzerDiagnosticsAsync(TestContext.Current.CancellationToken);
        return probe.Contracts!.Flow;
    }

    /// <summary>An analyzer that reports nothing and receives the context that the rules share.</summary>
#pragma warning disable RS1001, RS1012, RS1036, RS1038 // It is handed over in person, and never loaded by a compiler.
    private sealed class Probe() : ContractAnalyzer(RuleCatalog.RequiredMemberMissing)
    {
        public ContractContext? Contracts { get; private set; }

        private protected override void Register(CompilationStartAnalysisContext context, ContractContext contracts) => Contracts = contracts;
    }
#pragma warning restore RS1001, RS1012, RS1036, RS1038
}
