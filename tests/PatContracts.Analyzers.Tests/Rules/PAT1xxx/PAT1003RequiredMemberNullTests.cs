using Microsoft.CodeAnalysis.Testing;
using PatContracts.Analyzers.Rules;
using PatContracts.Analyzers.Tests.Verification;

namespace PatContracts.Analyzers.Tests.Rules;

public class PAT1003RequiredMemberNullTests
{
    private static Task Verify(string members) => Verification.Verify.Rule<PAT1003RequiredMemberNull>(Sources.InClass(members));

    [Fact]
    public Task Null_in_an_initializer_triggers() => Verify("""
        public GetPat M() => new() { Id = {|PAT1003:null!|}, Name = {|PAT1003:default!|}, Scope = null, LastUsed = null };
        """);

    [Fact]
    public Task Null_in_an_assignment_triggers() => Verify("""
        public void M(GetPat token)
        {
            token.Owner = {|PAT1003:null!|};
            token.Scope = null;
        }
        """);

    [Fact]
    public Task Null_in_a_copy_triggers() => Verify("""
        public GetPat M(GetPat token) => token with { Name = {|PAT1003:null!|}, Scope = null };
        """);

    [Fact]
    public Task Message_names_the_member_and_the_value() => Verification.Verify.Rule<PAT1003RequiredMemberNull>(
        Sources.InClass("public GetPat M() => new() { Name = {|#0:null!|}, Created = {|#1:default|} };"),
        new DiagnosticResult(RuleCatalog.RequiredMemberNull).WithLocation(0).WithMessage("`name` must not be null"),
        new DiagnosticResult(RuleCatalog.RequiredMemberNull).WithLocation(1)
            .WithMessage("`created` must not be the default of `DateTimeOffset`"));

    [Fact]
    public Task Defaults_of_value_types_trigger_on_required_members_only() => Verify("""
        public void M(GetPat token)
        {
            token.Created = {|PAT1003:default|};
            token.Created = {|PAT1003:default(DateTimeOffset)|};
            token.Created = {|PAT1003:DateTimeOffset.MinValue|};
            token.Created = {|PAT1003:DateTime.MinValue|};
            token.Created = {|PAT1003:new DateTimeOffset()|};
            token.LastUsed = default(DateTimeOffset);
            token.Managed = default;
        }
        """.Replace("token.Created", "new GetPat().Created", StringComparison.Ordinal));

    [Fact]
    public Task Null_in_one_branch_of_a_conditional_triggers() => Verify("""
        public GetPat M(bool c, string? s, int i) => new()
        {
            Id = c ? {|PAT1003:null!|} : "1",
            Name = (i switch { 0 => "a", _ => {|PAT1003:null|} })!,
            Owner = new() { Name = s ?? null },
        };
        """);

    [Fact]
    public Task Null_assigned_in_one_branch_triggers_there() => Verify("""
        public GetPat M(bool c, GetPat token)
        {
            if (c) token.Name = {|PAT1003:null!|};
            else token.Name = "n";
            return token;
        }
        """);

    [Fact]
    public Task Null_that_is_replaced_does_not_trigger() => Verify("""
        public GetPat M()
        {
            var token = new GetPat { Name = null! };
            token.Name = "n";
            return token;
        }
        """);

    [Fact]
    public Task Null_that_one_path_replaces_is_left_to_PAT1002() => Verify("""
        public GetPat M(bool c)
        {
            var token = new GetPat { Name = null! };
            if (c) token.Name = "n";
            return token;
        }
        """);

    [Fact]
    public Task Local_that_is_null_triggers_where_it_is_assigned_to_the_member() => Verify("""
        public GetPat M()
        {
            string? name = null;
            return new() { Name = {|PAT1003:name!|} };
        }
        """);

    [Fact]
    public Task Local_that_may_be_null_does_not_trigger() => Verify("""
        public GetPat M(string? other, bool c)
        {
            string? name = null;
            if (c) name = other;
            return new() { Name = name!, Id = other! };
        }
        """);

    [Fact]
    public Task Null_in_a_deconstruction_is_followed() => Verify("""
        public void M(GetPat token)
        {
            (token.Name, (token.Id, token.Scope)) = ({|PAT1003:null!|}, ("1", null));
        }
        """);

    [Fact]
    public Task Constructor_argument_triggers_when_it_reaches_the_member() => Verify("""
        [ContractModel("v3-2024-02-20")]
        public record Token(string Id, string Name, string? Note);

        [ContractModel("v3-2024-02-20")]
        public class Other
        {
            public Other(string key, string? note) { Id = key; Note = note; }
            public string Id { get; set; }
            public string? Note { get; set; }
        }

        public object A() => new Token("1", {|PAT1003:null!|}, null);
        public object B() => new Other({|PAT1003:null!|}, null);
        """);

    [Fact]
    public Task Null_that_the_serializer_omits_does_not_trigger() => Verify("""
        [ContractModel("v3")]
        public class Token
        {
            [Newtonsoft.Json.JsonProperty("expirationDate", NullValueHandling = Newtonsoft.Json.NullValueHandling.Ignore)]
            public DateTimeOffset? Expires { get; set; }
            public DateTimeOffset? Created { get; set; }
        }

        public Token M() => new() { Expires = null, Created = {|PAT1003:null|} };
        """);

    [Fact]
    public Task Version_decides_whether_null_is_allowed() => new RuleTest<PAT1003RequiredMemberNull>
    {
        Source = """
            [ContractModel("v3")] public class Old { public DateTimeOffset? ExpirationDate { get; set; } }
            [ContractModel("v2025")] public class New { public DateTimeOffset? ExpirationDate { get; set; } }
            public class C { public object[] M() => [new Old { ExpirationDate = {|PAT1003:null|} }, new New { ExpirationDate = null }]; }
            """,
    }.RunAsync(TestContext.Current.CancellationToken);

    [Fact]
    public Task Local_that_a_lambda_assigns_does_not_trigger() => Verify("""
        public GetPat A(Action<Action<string>> read)
        {
            string? name = null;
            read(n => name = n);
            return new() { Name = name! };
        }
        public GetPat B(IEnumerable<string> lines)
        {
            string? id = null;
            DateTimeOffset created = default;
            foreach (string line in lines) Parse(line);
            return new() { Id = id!, Created = created };
            void Parse(string line) { id ??= line; DateTimeOffset.TryParse(line, out created); }
        }
        public GetPat C(IEnumerable<string> lines)
        {
            string? id = null, name = null;
            lines.ToList().ForEach(line => { (id, name) = (line, line); });
            return new() { Id = id!, Name = name! };
        }
        """);

    [Fact]
    public Task Local_that_a_lambda_only_reads_triggers() => Verify("""
        public GetPat A(Action<Func<string?>> read)
        {
            string? name = null;
            read(() => name);
            return new() { Name = {|PAT1003:name!|} };
        }
        public GetPat B(Action<Action<string>> read)
        {
            string? name = null;
            read(n => { string other; other = n; });
            return new() { Name = {|PAT1003:name!|} };
        }
        """);

    [Fact]
    public Task Object_that_is_cleared_for_reuse_does_not_trigger() => Verify("""
        public interface IPolicy<T> { T Create(); bool Return(T obj); }
        public class Policy : IPolicy<GetPat>
        {
            public GetPat Create() => new();
            public bool Return(GetPat obj) { obj.Id = null!; obj.Name = default!; obj.Created = default; return true; }
        }
        public class Explicit : IPolicy<GetPat>
        {
            GetPat IPolicy<GetPat>.Create() => new();
            bool IPolicy<GetPat>.Return(GetPat obj) { obj.Id = null!; return true; }
        }
        public static void Reset(GetPat token) { token.Id = null!; token.Created = default; }
        public static void ClearNames(GetPat token) => token.Name = null!;
        public void GiveBack(GetPat token, Stack<GetPat> free, IPolicy<GetPat> pool)
        {
            token.Name = null!;
            pool.Return(token);
        }
        [ContractModel("v3")]
        public class Token : IDisposable
        {
            public string Id { get; set; } = "";
            public bool TryReset() { Id = null!; return true; }
            public void Dispose() => Id = null!;
            ~Token() => Id = null!;
        }
        public void Local(GetPat token)
        {
            Wipe();
            void Wipe() => token.Name = null!;
        }
        """);

    [Fact]
    public Task Object_that_is_not_cleared_for_reuse_triggers() => Verify("""
        public static void Resettle(GetPat token) => token.Name = {|PAT1003:null!|};
        public static void Disposition(GetPat token) => token.Name = {|PAT1003:null!|};
        public static GetPat Reset() => new() { Name = {|PAT1003:null!|} };
        public void Keep(GetPat token, GetPat other, Stack<GetPat> pool)
        {
            token.Name = {|PAT1003:null!|};
            pool.Push(token);
        }
        """);

    [Fact]
    public Task Null_with_a_converter_does_not_trigger() => Verify("""
        [ContractModel("v3")]
        public class Token
        {
            [Newtonsoft.Json.JsonConverter(typeof(object))]
            public string? Id { get; set; }
            public string? Name { get; set; }
        }
        public Token M() => new() { Id = null, Name = {|PAT1003:null|} };
        """);

    [Fact]
    public Task Unbound_types_do_not_trigger() => Verify("""
        public class Pat { public string? Id { get; set; } }
        public object M() => new Pat { Id = null };
        """);

    [Fact]
    public Task Field_initializer_triggers() => Verify("""
        private static readonly PatOwner Owner = new() { Name = null };
        private static readonly GetPat Token = new() { Name = {|PAT1003:null!|} };
        """);

    [Theory]
    [InlineData("try { token.Name = next(); token.Id = null!; } catch (FormatException) { token.Id = null!; }")]
    [InlineData("if (c) token.Id = null!; else token.Id = null!;")]
    [InlineData("switch (i) { case 0: token.Id = null!; break; case 1: token.Id = null!; break; default: token.Id = null!; break; }")]
    [InlineData("token.Id = null!; foreach (char each in \"ab\") token.Id = null!;")]
    [InlineData("token.Id = c ? null! : i > 0 ? null! : \"1\";")]
    [InlineData("string? id = null; if (c) id = null; token.Id = id!;")]
    public Task Nulls_on_several_paths_that_are_replaced_do_not_trigger(string statements) => Verify($$"""
        public GetPat Assigned(GetPat token, bool c, int i, Func<string> next)
        {
            {{statements}}
            token.Id = "1";
            return token;
        }

        public GetPat Copied(bool c, int i, Func<string> next)
        {
            var token = new GetPat { Scope = null };
            {{statements}}
            return token with { Id = "1" };
        }

        public GetPat CopiedToVariable(bool c, int i, Func<string> next)
        {
            var token = new GetPat { Scope = null };
            {{statements}}
            GetPat copy = token with { };
            copy.Id = "1";
            return copy;
        }
        """);

    [Fact]
    public Task Each_null_on_several_paths_that_is_not_replaced_triggers() => Verify("""
        public GetPat M(GetPat token, bool c, Func<string> next)
        {
            try { token.Name = next(); token.Id = {|PAT1003:null!|}; } catch (FormatException) { token.Id = {|PAT1003:null!|}; }
            return token with { Name = "n" };
        }

        public void Defaults(bool c)
        {
            var token = new GetPat();
            if (c) token.Created = {|PAT1003:default|}; else token.Created = {|PAT1003:DateTimeOffset.MinValue|};
            Console.WriteLine(token);
        }

        public void ReplacedDefaults(bool c)
        {
            var token = new GetPat();
            if (c) token.Created = default; else token.Created = DateTimeOffset.MinValue;
            Console.WriteLine(token with { Created = DateTimeOffset.UtcNow });
        }
        """);

    [Fact]
    public Task Null_in_a_branch_that_earlier_tests_exclude_does_not_trigger() => Verify("""
        public GetPat M(bool c)
        {
            var token = new GetPat { Id = "1" };
            if (c)
            {
                token.Id = c == false ? null! : "2";
                token.Name = !c ? null! : "n";
            }
            else
            {
                token.Name = c ? "n" : {|PAT1003:null!|};
            }

            return token;
        }
        """);
}
