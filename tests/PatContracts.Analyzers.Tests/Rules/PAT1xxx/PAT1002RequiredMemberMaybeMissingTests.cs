using Microsoft.CodeAnalysis.Testing;
using PatContracts.Analyzers.Rules;
using PatContracts.Analyzers.Tests.Verification;

namespace PatContracts.Analyzers.Tests.Rules;

public class PAT1002RequiredMemberMaybeMissingTests
{
    /// <summary>Inserts statements between the creation of a token without a name and its return.</summary>
    private static Task Verify(string body, bool reported = true, string members = "") => Verification.Verify.Rule<PAT1002RequiredMemberMaybeMissing>(Sources.InClass($$"""
        public GetPat M(bool c, bool d, int i, string? s, string[] names, PatOwner owner)
        {
            var token = {{(reported ? "{|PAT1002:" : "")}}new GetPat { Id = "1", Scope = [], Owner = owner, Created = DateTimeOffset.UtcNow }{{(reported ? "|}" : "")}};
            {{body}}
            return token;
        }
        {{members}}
        """));

    [Fact]
    public Task Branch_without_the_member_triggers() => Verify("if (c) token.Name = \"n\";");

    [Fact]
    public Task Both_branches_with_the_member_do_not_trigger() => Verify("if (c) token.Name = \"n\"; else token.Name = \"m\";", reported: false);

    [Fact]
    public Task Message_names_the_path() => Verification.Verify.Rule<PAT1002RequiredMemberMaybeMissing>(
        Sources.InClass("""
            public GetPat M(bool c, PatOwner owner)
            {
                var token = {|#0:new GetPat { Id = "1", Scope = [], Owner = owner, Created = DateTimeOffset.UtcNow }|};
                if ({|#2:c|}) token.Name = "n";
                return {|#1:token|};
            }
            """),
        new DiagnosticResult(RuleCatalog.RequiredMemberMaybeMissing)
            .WithLocation(0)
            .WithLocation(1)
            .WithLocation(2)
            .WithMessage("token may lack `name` when it is returned here: it is not set when `c` is false"));

    [Fact]
    public Task Message_names_a_branch_in_a_method_that_is_called() => Verification.Verify.Rule<PAT1002RequiredMemberMaybeMissing>(
        Sources.InClass("""
            public GetPat M(string? body, string? id, PatOwner owner)
            {
                var token = {|#0:new GetPat { Id = id ?? "1", Scope = [], Owner = owner, Created = DateTimeOffset.UtcNow }|};
                if (id == "2") Console.WriteLine();
                Fill(token, body);
                return {|#1:token|};
            }

            private static void Fill(GetPat token, string? body)
            {
                if ({|#2:body != null|}) token.Name = body;
            }
            """),
        new DiagnosticResult(RuleCatalog.RequiredMemberMaybeMissing)
            .WithLocation(0)
            .WithLocation(1)
            .WithLocation(2)
            .WithMessage("token may lack `name` when it is returned here: it is not set when `body != null` is false in `Fill`"));

    [Theory]
    [InlineData("_ = {|#2:s|} ?? (token.Name = \"n\");", "not null")]
    [InlineData("_ = {|#2:s|}?.CompareTo(token.Name = \"n\");", "null")]
    public Task Message_says_whether_a_value_is_null(string statement, string outcome) => VerifyPath(statement, $"`s` is {outcome}");

    private static Task VerifyPath(string statement, string path) => Verification.Verify.Rule<PAT1002RequiredMemberMaybeMissing>(
        Sources.InClass($$"""
            public GetPat M(string? s, int i, PatOwner owner)
            {
                var token = {|#0:new GetPat { Id = "1", Scope = [], Owner = owner, Created = DateTimeOffset.UtcNow }|};
                {{statement}}
                return {|#1:token|};
            }
            """),
        new DiagnosticResult(RuleCatalog.RequiredMemberMaybeMissing)
            .WithLocation(0)
            .WithLocation(1)
            .WithLocation(2)
            .WithMessage($"token may lack `name` when it is returned here: it is not set when {path}"));

    [Fact]
    public Task Loop_that_may_not_run_triggers() => Verify("foreach (string name in names) token.Name = name;");

    [Fact]
    public Task Helper_of_a_helper_that_assigns_on_some_path_triggers() => Verify(
        "Fill(token, c);",
        members: """
            private static void Fill(GetPat token, bool c) => FillName(token, c);
            private static void FillName(GetPat token, bool c) { if (c) token.Name = "n"; }
            """);

    [Fact]
    public Task Helper_of_a_helper_that_assigns_on_every_path_does_not_trigger() => Verify(
        "Fill(token, c);",
        reported: false,
        members: """
            private static void Fill(GetPat token, bool c) => FillName(token, c);
            private static void FillName(GetPat token, bool c) { if (c) token.Name = "n"; else token.Name = "m"; }
            """);

    [Theory]
    [InlineData("foreach (var pair in new Dictionary<string, string>()) { if (pair.Key == \"name\") token.Name = pair.Value; }")]
    [InlineData("foreach (var (key, value) in new Dictionary<string, string>()) { switch (key) { case \"name\": token.Name = value; break; } }")]
    [InlineData("foreach (var property in default(System.Text.Json.JsonElement).EnumerateObject()) Read(token, property);")]
    [InlineData("foreach (var attribute in new System.Xml.Linq.XElement(\"a\").Attributes()) { if (attribute.Name == \"name\") token.Name = attribute.Value; }")]
    [InlineData("foreach (var (key, value) in new Dictionary<string, string>()) Set(token, key, value);")]
    [InlineData("foreach (var pair in new Dictionary<string, string>()) Setters[pair.Key](token, pair.Value);")]
    [InlineData("foreach (var pair in new Dictionary<string, string>()) { string key = pair.Key; if (key == \"name\") token.Name = pair.Value; }")]
    [InlineData("foreach (var pair in new Dictionary<string, string>()) token.Name = pair.Key == \"name\" ? pair.Value : token.Name;")]
    [InlineData("foreach (var pair in new Dictionary<string, string>()) { switch (pair) { case { Key: \"name\" }: token.Name = pair.Value; break; } }")]
    [InlineData("foreach (var pair in new Dictionary<string, string>()) { Take(pair.Key, pair.Value); } void Take(string key, string value) { if (key == \"name\") token.Name = value; }")]
    [InlineData("foreach (var pair in new Dictionary<string, string>()) { if (pair.Key == \"name\") s = pair.Value; } if (s is not null) token.Name = s;")]
    [InlineData("var same = token; foreach (var pair in new Dictionary<string, string>()) { if (pair.Key == \"name\") same.Name = pair.Value; }")]
    [InlineData("int seen = 0; foreach (var pair in new Dictionary<string, string>()) { if (pair.Key == \"name\") seen++; } if (seen > 0) token.Name = \"n\";")]
    public Task Loop_that_selects_values_by_name_reads_what_is_there(string loop) => Verify(loop, reported: false, members: """
        private static readonly Dictionary<string, Action<GetPat, string>> Setters = new();

        private static void Read(GetPat token, System.Text.Json.JsonProperty property)
        {
            if (property.NameEquals("name")) token.Name = property.Value.GetString()!;
        }

        private static void Set(GetPat token, string key, string value)
        {
            if (key == "name") token.Name = value;
        }
        """);

    [Theory]
    [InlineData("foreach (var pair in new Dictionary<string, string>()) token.Name = pair.Value;")]
    [InlineData("foreach (var (_, value) in new Dictionary<string, string>()) token.Name = value;")]
    [InlineData("foreach (var (key, value) in new Dictionary<string, string>()) { token.Id = key; token.Name = value; }")]
    [InlineData("foreach (var pair in new Dictionary<string, string>()) Console.WriteLine(pair.Key + pair.Value); if (c) token.Name = \"n\";")]
    [InlineData("foreach (var pair in new Dictionary<string, string>()) { if (pair.Key == \"id\") token.Id = pair.Value; } if (c) token.Name = \"n\";")]
    [InlineData("foreach (var pair in new Dictionary<string, string>()) { if (pair.Key == \"id\") Log(pair.Value); } if (c) token.Name = \"n\";")]
    [InlineData("foreach (var pair in new Dictionary<string, string>()) { if (pair.Key == \"id\") s = pair.Value; } token.Id = s!; if (c) token.Name = \"n\";")]
    [InlineData("if (c) token.Name = \"n\"; foreach (var property in default(System.Text.Json.JsonElement).EnumerateObject()) { if (property.NameEquals(\"id\")) token.Id = property.Value.GetString()!; }")]
    public Task Loop_over_named_values_that_does_not_select_the_member_by_name_triggers(string body) => Verify(body, members: """
        private static void Log(string text) => Console.WriteLine(text);
        """);

    [Fact]
    public Task Object_created_for_each_element_triggers() => Verification.Verify.Rule<PAT1002RequiredMemberMaybeMissing>(Sources.InClass("""
        public class Row { public string Id = ""; public string? Name; public bool IsNamed { get; set; } }
        public List<GetPat> A(Dictionary<string, string?> names, PatOwner owner)
        {
            var result = new List<GetPat>();
            foreach (var (id, name) in names)
            {
                var token = {|PAT1002:new GetPat { Id = id, Scope = [], Owner = owner, Created = DateTimeOffset.UtcNow }|};
                if (name is not null) token.Name = name;
                result.Add(token);
            }
            return result;
        }
        public IEnumerable<GetPat> B(Row[] rows, PatOwner owner)
        {
            foreach (var row in rows)
            {
                var token = {|PAT1002:new GetPat { Id = row.Id, Scope = [], Owner = owner, Created = DateTimeOffset.UtcNow }|};
                if (!string.IsNullOrEmpty(row.Name)) token.Name = row.Name;
                yield return token;
            }
        }
        public void C(List<Row> rows, PatOwner owner)
        {
            foreach (var row in rows)
            {
                var token = {|PAT1002:new GetPat { Id = row.Id, Scope = [], Owner = owner, Created = DateTimeOffset.UtcNow }|};
                if (row.IsNamed) token.Name = row.Name!;
                Console.WriteLine(token);
            }
        }
        """));

    [Fact]
    public Task Object_created_for_an_element_that_a_test_selects_does_not_trigger() => Verification.Verify.Rule<PAT1002RequiredMemberMaybeMissing>(Sources.InClass("""
        public class Row { public string Id = ""; public string? Name; public string Field = ""; public string Value = ""; }
        public List<GetPat> A(List<Row> rows, PatOwner owner)
        {
            var result = new List<GetPat>();
            foreach (var row in rows)
            {
                var token = new GetPat { Id = row.Id, Scope = [], Owner = owner, Created = DateTimeOffset.UtcNow };
                if (row.Name is null) continue;
                token.Name = row.Name;
                result.Add(token);
            }
            return result;
        }
        public List<GetPat> B(List<Row> rows, PatOwner owner)
        {
            var result = new List<GetPat>();
            foreach (var row in rows.Where(row => row.Name is not null))
            {
                var token = new GetPat { Id = row.Id, Scope = [], Owner = owner, Created = DateTimeOffset.UtcNow };
                if (row.Name is not null) token.Name = row.Name;
                result.Add(token);
            }
            return result;
        }
        public Dictionary<string, GetPat> C(List<Row> rows, PatOwner owner)
        {
            var result = new Dictionary<string, GetPat>();
            foreach (var row in rows)
            {
                if (!result.TryGetValue(row.Id, out var token)) result[row.Id] = token = new GetPat { Id = row.Id, Scope = [], Owner = owner, Created = DateTimeOffset.UtcNow };
                if (row.Field == "name") token.Name = row.Value;
            }
            return result;
        }
        public List<GetPat> D(List<Row> rows, PatOwner owner)
        {
            if (rows.Count == 0 || rows.Any(row => row.Name is null)) throw new ArgumentException("rows");
            var result = new List<GetPat>();
            foreach (var row in rows)
            {
                var token = new GetPat { Id = row.Id, Scope = [], Owner = owner, Created = DateTimeOffset.UtcNow };
                if (row.Name is not null) token.Name = row.Name;
                result.Add(token);
            }
            return result;
        }
        """));

    [Theory]
    [InlineData("switch (i) { case {|#2:1|}: Console.WriteLine(); break; default: token.Name = \"n\"; break; }", "`i` is `1`")]
    [InlineData("switch (i) { case {|#2:> 1|}: token.Name = \"n\"; break; }", "`i` is not `> 1`")]
    public Task Message_says_what_a_switch_compares(string statement, string path) => VerifyPath(statement, path);

    [Fact]
    public Task Loop_that_runs_at_least_once_does_not_trigger() => Verify("do { token.Name = names[0]; } while (i++ < 3);", reported: false);

    [Fact]
    public Task Switch_without_default_triggers() => Verify("switch (i) { case 1: token.Name = \"a\"; break; case 2: token.Name = \"b\"; break; }");

    [Fact]
    public Task Switch_with_default_does_not_trigger() => Verify("switch (i) { case 1: token.Name = \"a\"; break; default: token.Name = \"b\"; break; }", reported: false);

    [Fact]
    public Task Early_return_triggers() => Verify("if (c) return token; token.Name = \"n\";");

    [Fact]
    public Task Early_throw_does_not_trigger() => Verify("if (c) throw new InvalidOperationException(); token.Name = \"n\";", reported: false);

    [Fact]
    public Task Exception_before_the_assignment_triggers() => Verify("try { token.Name = Environment.GetEnvironmentVariable(\"N\")!; } catch (InvalidOperationException) { }");

    [Fact]
    public Task Exception_whose_handler_assigns_the_member_does_not_trigger() =>
        Verify("try { token.Name = Environment.GetEnvironmentVariable(\"N\")!; } catch (InvalidOperationException) { token.Name = \"n\"; }", reported: false);

    [Fact]
    public Task Finally_assigns_the_member_on_every_path() =>
        Verify("try { if (c) Console.WriteLine(); } finally { token.Name = \"n\"; }", reported: false);

    [Fact]
    public Task Null_conditional_assignment_source_does_not_trigger() => Verify("token.Name = s?.Trim() ?? \"n\";", reported: false);

    [Fact]
    public Task Coalescing_assignment_assigns_the_member() => Verify("token.Name ??= \"n\";", reported: false);

    [Fact]
    public Task Null_test_before_the_assignment_does_not_trigger() => Verify("if (c) token.Name = \"n\"; if (token.Name is null) token.Name = \"m\";", reported: false);

    [Fact]
    public Task The_same_test_twice_is_one_test() => Verify("if (c) token.Name = \"n\"; if (!c) token.Name = \"m\";", reported: false);

    [Fact]
    public Task The_same_null_test_in_another_form_is_one_test() => Verify("if (s is null) token.Name = \"n\"; if (s != null) token.Name = s;", reported: false);

    [Fact]
    public Task A_test_is_discarded_when_its_variable_is_assigned() => Verify("if (c) token.Name = \"n\"; c = d; if (!c) token.Name = \"m\";");

    [Fact]
    public Task A_flag_for_whether_the_member_is_assigned_is_recognized() =>
        Verify("bool done = false; if (c) { token.Name = \"n\"; done = true; } if (!done) token.Name = \"m\";", reported: false);

    [Fact]
    public Task Short_circuit_conditions_are_followed() => Verify("if (c && d) token.Name = \"n\"; else if (c || d) token.Name = \"m\";");

    [Fact]
    public Task Helper_that_assigns_the_member_on_some_paths_triggers() => Verify("Fill(token, c);", members: """
        private static void Fill(GetPat token, bool c)
        {
            if (c) token.Name = "n";
        }
        """);

    [Fact]
    public Task Local_function_that_assigns_the_member_on_some_paths_triggers() => Verify("Fill(); void Fill() { if (c) token.Name = \"n\"; }");

    [Fact]
    public Task Null_that_one_path_does_not_replace_triggers() => Verify("token.Name = null!; if (c) token.Name = \"n\";");

    [Fact]
    public Task Null_that_every_path_replaces_does_not_trigger() => Verify("token.Name = null!; if (c) token.Name = \"n\"; else token.Name = \"m\";", reported: false);

    [Fact]
    public Task Null_local_that_one_path_replaces_triggers() => Verify("string? name = null; if (c) name = \"n\"; token.Name = name!;");

    [Fact]
    public Task Goto_over_the_assignment_triggers() => Verify("if (c) goto end; token.Name = \"n\"; end: ;");

    [Fact]
    public Task Many_independent_branches_are_analyzed_in_bounded_time() =>
        Verify(string.Concat(Enumerable.Range(0, 40).Select(n => $"if (i == {n}) token.Name = \"n{n}\";")));

    [Fact]
    public Task Two_objects_that_a_local_can_refer_to_are_distinguished() => Verification.Verify.Rule<PAT1002RequiredMemberMaybeMissing>(Sources.InClass("""
        public GetPat M(bool c, PatOwner owner)
        {
            var a = new GetPat { Id = "1", Scope = [], Owner = owner, Created = DateTimeOffset.UtcNow };
            var b = new GetPat { Id = "2", Scope = [], Owner = owner, Created = DateTimeOffset.UtcNow };
            var token = c ? a : b;
            token.Name = "n";
            return token;
        }
        """));

    [Fact]
    public Task Null_that_replaces_a_value_on_some_path_triggers() => Verify("""
        token.Name = "n";
        if (c || d)
        {
            if (!d) token.Scope = ["s"];
            else token.Name = null!;
        }

        if (c) token.Name = "m";
        """);
}
