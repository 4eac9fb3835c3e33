using Microsoft.CodeAnalysis.Testing;
using PatContracts.Analyzers.Rules;
using PatContracts.Analyzers.Tests.Verification;

namespace PatContracts.Analyzers.Tests.Rules;

public class PAT1001RequiredMemberMissingTests
{
    private static Task Verify(string members) => Verification.Verify.Rule<PAT1001RequiredMemberMissing>(Sources.InClass(members));

    // Initializers

    [Fact]
    public Task Initializer_without_a_required_member_triggers() => Verify("""
        public object M(PatOwner owner, DateTimeOffset now) => {|PAT1001:new GetPat { Id = "1", Name = "n", Owner = owner, Created = now }|};
        """);

    [Fact]
    public Task Complete_initializer_does_not_trigger() => Verify("""
        public object M(PatOwner owner, DateTimeOffset now) => new GetPat { Id = "1", Name = "n", Scope = null, Owner = owner, Created = now };
        """);

    [Fact]
    public Task Target_typed_new_triggers() => Verify("""
        public GetPat M() => {|PAT1001:new()|};
        """);

    [Fact]
    public Task Target_typed_new_with_all_members_does_not_trigger() => Verify("""
        public GetPat M(PatOwner owner) => new() { Id = "1", Name = "n", Scope = [], Owner = owner, Created = DateTimeOffset.UtcNow };
        """);

    [Fact]
    public Task Missing_optional_members_do_not_trigger() => Verify("""
        public PatOwner M() => new() { Name = "n" };
        """);

    [Fact]
    public Task Nested_object_initializer_reads_the_member_and_does_not_assign_it() => Verify("""
        public GetPat M() => {|PAT1001:new GetPat { Id = "1", Name = "n", Scope = [], Owner = { Name = "o" }, Created = DateTimeOffset.UtcNow }|};
        """);

    [Fact]
    public Task Nested_new_object_assigns_the_member() => Verify("""
        public GetPat M() => new GetPat { Id = "1", Name = "n", Scope = [], Owner = new() { Name = "o" }, Created = DateTimeOffset.UtcNow };
        """);

    [Fact]
    public Task Conditional_and_switch_expressions_assign_the_member() => Verify("""
        public GetPat M(PatOwner owner, bool c, int i) => new()
        {
            Id = c ? "1" : "2",
            Name = i switch { 0 => "a", 1 => "b", _ => throw new InvalidOperationException() },
            Scope = c ? null : ["a"],
            Owner = owner ?? new(),
            Created = DateTimeOffset.UtcNow,
        };
        """);

    [Fact]
    public Task Message_names_the_variable_the_members_and_the_escape() => Verification.Verify.Rule<PAT1001RequiredMemberMissing>(
        Sources.InClass("""
            public GetPat M(PatOwner owner)
            {
                var token = {|#0:new GetPat { Id = "1", Name = "n", Owner = owner }|};
                return {|#1:token|};
            }
            """),
        new DiagnosticResult(RuleCatalog.RequiredMemberMissing)
            .WithLocation(0)
            .WithLocation(1)
            .WithMessage("token lacks `scope` and `created` when it is returned here"));

    // Type parameters, structs, Activator

    [Fact]
    public Task Type_parameter_constrained_to_a_model_triggers() => Verify("""
        public T M<T>() where T : GetPat, new() => {|PAT1001:new T { Id = "1" }|};
        """);

    [Fact]
    public Task Type_parameter_with_all_members_does_not_trigger() => Verify("""
        public T M<T>(PatOwner owner) where T : GetPat, new()
        {
            var token = new T { Id = "1", Name = "n", Owner = owner, Created = DateTimeOffset.UtcNow };
            token.Scope = [];
            return token;
        }
        """);

    [Fact]
    public Task Activator_triggers() => Verify("""
        public GetPat M() => {|PAT1001:Activator.CreateInstance<GetPat>()|};
        """);

    [Fact]
    public Task Activator_followed_by_assignments_does_not_trigger() => Verify("""
        public GetPat M(PatOwner owner)
        {
            var token = Activator.CreateInstance<GetPat>();
            (token.Id, token.Name, token.Scope) = ("1", "n", []);
            token.Owner = owner;
            token.Created = DateTimeOffset.UtcNow;
            return token;
        }
        """);

    private const string StructModel = """
        [ContractModel("v3-2024-02-20")]
        public struct Token
        {
            public string Id { get; set; }
            public string Name { get; set; }
            public string[]? Scope { get; set; }
            public PatOwner Owner { get; set; }
            public DateTimeOffset Created { get; set; }
        }
        """;

    [Fact]
    public Task Default_of_a_struct_triggers() => Verify($$"""
        {{StructModel}}
        public Token M() => {|PAT1001:default(Token)|};
        """);

    [Fact]
    public Task Default_of_a_struct_that_is_filled_does_not_trigger() => Verify($$"""
        {{StructModel}}
        public Token M(PatOwner owner)
        {
            Token token = default;
            token.Id = token.Name = "n";
            token.Scope = null;
            token.Owner = owner;
            token.Created = DateTimeOffset.UtcNow;
            return token;
        }
        """);

    [Fact]
    public Task Copy_of_a_struct_is_a_separate_object() => Verify($$"""
        {{StructModel}}
        public Token M(PatOwner owner)
        {
            var token = {|PAT1001:new Token { Id = "1", Name = "n", Scope = null, Created = DateTimeOffset.UtcNow }|};
            var copy = token;
            copy.Owner = owner;
            return token;
        }
        """);

    // Constructors

    [Fact]
    public Task Record_parameters_assign_their_members() => Verify("""
        [ContractModel("v3-2024-02-20")]
        public record Token(string Id, string Name, PatOwner Owner)
        {
            public IReadOnlyList<string>? Scope { get; init; }
            public DateTimeOffset Created { get; init; }
        }

        public Token Good(PatOwner owner) => new("1", "n", owner) { Scope = null, Created = DateTimeOffset.UtcNow };
        public Token Bad(PatOwner owner) => {|PAT1001:new("1", "n", owner) { Scope = null }|};
        """);

    [Fact]
    public Task Constructor_body_decides_which_member_a_parameter_assigns() => Verify("""
        [ContractModel("v3-2024-02-20")]
        public class Token
        {
            public Token(string key) { Id = key; Name = key; Scope = null; }
            public Token(string key, PatOwner owner) : this(key) { Owner = owner; Created = DateTimeOffset.UtcNow; }
            public string Id { get; set; }
            public string Name { get; set; }
            public string[]? Scope { get; set; }
            public PatOwner Owner { get; set; } = null!;
            public DateTimeOffset Created { get; set; }
        }

        public Token Good(PatOwner owner) => new("1", owner);
        public Token Bad() => {|PAT1001:new("1")|};
        """);

    [Fact]
    public Task Primary_constructor_of_a_class_assigns_members_through_their_initializers() => Verify("""
        [ContractModel("v3-2024-02-20")]
        public class Token(string id, string name)
        {
            public string Id { get; set; } = id;
            public string Name { get; set; } = name;
            public string[]? Scope { get; set; }
            public PatOwner Owner { get; set; } = new();
            public DateTimeOffset Created { get; set; } = DateTimeOffset.UtcNow;
        }

        public Token Good() => new("1", "n") { Scope = [] };
        public Token Bad() => {|PAT1001:new("1", "n")|};
        """);

    [Fact]
    public Task SetsRequiredMembers_is_verified() => Verify("""
        [ContractModel("v3-2024-02-20")]
        public class Token
        {
            [System.Diagnostics.CodeAnalysis.SetsRequiredMembers]
            public Token(string id) { Id = id; Name = id; Scope = null; Owner = new(); }
            public required string Id { get; set; }
            public required string Name { get; set; }
            public required string[]? Scope { get; set; }
            public required PatOwner Owner { get; set; }
            public required DateTimeOffset Created { get; set; }
        }

        public Token Bad() => {|PAT1001:new("1")|};
        public Token Good() => new("1") { Created = DateTimeOffset.UtcNow };
        """);

    [Fact]
    public Task Members_marked_required_are_left_to_the_compiler() => Verify("""
        [ContractModel("v3-2024-02-20")]
        public class Token
        {
            public required string Id { get; set; }
            public required string Name { get; set; }
            public required string[]? Scope { get; set; }
            public required PatOwner Owner { get; set; }
            public required DateTimeOffset Created { get; set; }
        }

        public Token M() => new {|CS9035:{|CS9035:{|CS9035:{|CS9035:{|CS9035:Token|}|}|}|}|}();
        """);

    // Initial values

    [Fact]
    public Task Initial_value_that_only_avoids_a_compiler_warning_assigns_nothing() => Verify("""
        [ContractModel("v3-2024-02-20")]
        public class Token
        {
            public string Id { get; set; } = "";
            public string Name { get; set; } = default!;
            public List<string> Scope { get; set; } = new();
            public PatOwner Owner { get; set; } = null!;
            public DateTimeOffset Created { get; set; } = DateTimeOffset.UtcNow;
        }

        public Token None() => {|PAT1001:new()|};
        public Token All() => new() { Id = "1", Name = "n", Scope = ["a"], Owner = new() };
        """);

    [Fact]
    public Task Real_initial_value_assigns_the_member() => Verify("""
        [ContractModel("v3-2024-02-20")]
        public class Token
        {
            public string Id { get; set; } = Guid.NewGuid().ToString();
            public string Name { get; set; } = "unnamed";
            public List<string> Scope { get; set; } = ["a"];
            public PatOwner Owner { get; set; } = new();
            public DateTimeOffset Created { get; set; } = DateTimeOffset.UtcNow;
        }

        public Token M() => new();
        """);

    [Fact]
    public Task Adding_to_a_collection_member_assigns_it() => Verify("""
        [ContractModel("v3-2024-02-20")]
        public class Token
        {
            public string Id { get; set; } = "";
            public string Name { get; set; } = "";
            public List<string> Scope { get; } = [];
            public PatOwner Owner { get; set; } = new();
            public DateTimeOffset Created { get; set; } = DateTimeOffset.UtcNow;
        }

        public Token InInitializer() => new() { Id = "1", Name = "n", Scope = { "a" } };

        public Token Later()
        {
            var token = new Token { Id = "1", Name = "n" };
            token.Scope.Add("a");
            return token;
        }

        public Token Never() => {|PAT1001:new() { Id = "1", Name = "n" }|};
        """);

    // Copies

    [Fact]
    public Task Copy_of_an_incomplete_object_triggers_on_the_copy() => Verify("""
        public GetPat M(PatOwner owner)
        {
            var template = new GetPat { Id = "1", Owner = owner, Created = DateTimeOffset.UtcNow };
            return {|PAT1001:template with { Name = "n" }|};
        }
        """);

    [Fact]
    public Task Copy_that_completes_an_incomplete_object_does_not_trigger() => Verify("""
        public GetPat M(PatOwner owner)
        {
            var template = new GetPat { Id = "1", Owner = owner, Created = DateTimeOffset.UtcNow };
            return template with { Name = "n", Scope = [] };
        }
        """);

    [Fact]
    public Task Copy_of_an_object_from_elsewhere_does_not_trigger() => Verify("""
        public GetPat M(GetPat token) => token with { Name = "n" };
        """);

    // Escapes

    [Fact]
    public Task Object_that_does_not_escape_does_not_trigger() => Verify("""
        public string M()
        {
            var token = new GetPat { Id = "1" };
            return token.Id + token.Name;
        }
        """);

    [Fact]
    public Task Argument_field_and_collection_are_escapes() => Verify("""
        private GetPat? _field;
        private readonly List<GetPat> _list = [];
        private static readonly GetPat Shared = {|PAT1001:new() { Id = "1" }|};

        public void M()
        {
            Console.WriteLine({|PAT1001:new GetPat { Id = "1" }|});
            _field = {|PAT1001:new GetPat { Id = "1" }|};
            _list.Add({|PAT1001:new GetPat { Id = "1" }|});
            _list[0] = {|PAT1001:new GetPat { Id = "1" }|};
            GetPat[] array = [{|PAT1001:new GetPat { Id = "1" }|}];
            var list = new List<GetPat> { {|PAT1001:new() { Id = "1" }|} };
            var anonymous = new { Token = {|PAT1001:new GetPat { Id = "1" }|} };
            System.Text.Json.JsonSerializer.Serialize({|PAT1001:new GetPat { Id = "1" }|});
        }
        """);

    [Fact]
    public Task Assignment_after_the_first_escape_does_not_count() => Verify("""
        public GetPat M(PatOwner owner)
        {
            var token = {|PAT1001:new GetPat { Id = "1", Name = "n", Owner = owner, Created = DateTimeOffset.UtcNow }|};
            Console.WriteLine(token);
            token.Scope = [];
            return token;
        }
        """);

    [Fact]
    public Task Yield_return_is_an_escape() => Verify("""
        public IEnumerable<GetPat> M()
        {
            var token = {|PAT1001:new GetPat()|};
            token.Id = "1";
            yield return token;
        }
        """);

    [Fact]
    public Task Async_return_is_an_escape() => Verify("""
        public async Task<GetPat> M(PatOwner owner)
        {
            var token = {|PAT1001:new GetPat { Owner = owner }|};
            token.Id = await Task.FromResult("1");
            return token;
        }
        """);

    [Fact]
    public Task Return_in_a_tuple_is_an_escape() => Verify("""
        public (GetPat Token, int Count) M()
        {
            var pair = (Token: {|PAT1001:new GetPat()|}, Count: 1);
            pair.Token.Id = "1";
            return pair;
        }
        """);

    [Fact]
    public Task Object_in_a_local_tuple_is_followed() => Verify("""
        public GetPat M(PatOwner owner)
        {
            var (token, count) = (new GetPat { Id = "1", Name = "n" }, 1);
            var pair = (Token: token, Count: count);
            pair.Token.Scope = [];
            pair.Token.Owner = owner;
            token.Created = DateTimeOffset.UtcNow;
            return pair.Item1;
        }
        """);

    [Fact]
    public Task Two_locals_can_refer_to_one_object() => Verify("""
        public GetPat M(PatOwner owner)
        {
            var token = new GetPat { Id = "1", Name = "n" };
            var same = token;
            same.Scope = [];
            same.Owner = owner;
            token.Created = DateTimeOffset.UtcNow;
            return same;
        }
        """);

    [Fact]
    public Task Out_parameter_is_an_escape_at_the_end() => Verify("""
        public void Good(PatOwner owner, out GetPat token)
        {
            token = new GetPat { Id = "1", Name = "n" };
            token.Scope = [];
            token.Owner = owner;
            token.Created = DateTimeOffset.UtcNow;
        }

        public bool Bad(out GetPat token)
        {
            token = {|PAT1001:new GetPat { Id = "1" }|};
            return true;
        }
        """);

    [Fact]
    public Task Lambda_that_passes_the_object_on_captures_it() => Verify("""
        public Func<GetPat> M()
        {
            var token = {|PAT1001:new GetPat { Id = "1" }|};
            return () => token;
        }
        """);

    [Fact]
    public Task Lambda_that_assigns_members_does_not_trigger() => Verify("""
        public GetPat M()
        {
            var token = new GetPat { Id = "1" };
            Action fill = () => token.Name = "n";
            fill();
            return token;
        }
        """);

    [Fact]
    public Task Lambda_that_only_reads_does_not_capture() => Verify("""
        public GetPat M(List<string> ids, PatOwner owner)
        {
            var token = new GetPat { Id = "1", Name = "n", Owner = owner, Created = DateTimeOffset.UtcNow };
            bool known = ids.Any(id => id == token.Id);
            token.Scope = known ? [] : null;
            return token;
        }
        """);

    [Fact]
    public Task Object_created_in_a_lambda_is_analyzed_there() => Verify("""
        public IEnumerable<GetPat> M(IEnumerable<string> ids) => ids.Select(id => {|PAT1001:new GetPat { Id = id }|});
        """);

    [Fact]
    public Task Null_checks_and_comparisons_are_not_escapes() => Verify("""
        public GetPat M(PatOwner owner)
        {
            var token = new GetPat { Id = "1", Name = "n", Owner = owner, Created = DateTimeOffset.UtcNow };
            ArgumentNullException.ThrowIfNull(token);
            if (token is null || token == null || ReferenceEquals(token, owner)) throw new InvalidOperationException(token?.ToString());
            token.Scope = [];
            return token;
        }
        """);

    // Helpers

    [Fact]
    public Task Separate_assignments_without_one_member_trigger() => Verify("""
        public GetPat M(PatOwner owner)
        {
            var token = {|PAT1001:new GetPat()|};
            token.Id = "1";
            token.Name = "n";
            token.Owner = owner;
            token.Created = DateTimeOffset.UtcNow;
            return token;
        }
        """);

    [Fact]
    public Task Helper_that_assigns_the_remaining_members_does_not_trigger() => Verify("""
        public GetPat M(PatOwner owner)
        {
            var token = new GetPat { Id = "1", Name = "n" };
            Fill(token, owner);
            return token;
        }

        internal static void Fill(GetPat token, PatOwner owner)
        {
            token.Scope ??= ["a"];
            Finish(token);
            token.Owner = owner;
        }

        private static void Finish(GetPat token) => token.Created = DateTimeOffset.UtcNow;
        """);

    [Fact]
    public Task Helper_in_another_type_or_as_an_extension_is_followed() => Verify("""
        public GetPat M(PatOwner owner) => new GetPat { Id = "1", Name = "n", Owner = owner }.Complete();
        }

        internal static class Helpers
        {
            public static GetPat Complete(this GetPat token)
            {
                token.Scope = [];
                token.Created = DateTimeOffset.UtcNow;
                return token;
            }
        """);

    [Fact]
    public Task Async_helper_is_followed() => Verify("""
        public async Task<GetPat> M(PatOwner owner)
        {
            var token = new GetPat { Id = "1", Name = "n" };
            await FillAsync(token, owner).ConfigureAwait(false);
            return token;
        }

        private async Task FillAsync(GetPat token, PatOwner owner)
        {
            token.Scope = await Task.FromResult(new List<string>());
            token.Owner = owner;
            token.Created = DateTimeOffset.UtcNow;
        }
        """);

    [Fact]
    public Task Helper_that_passes_the_object_on_is_an_escape() => Verify("""
        public void M()
        {
            var token = {|PAT1001:new GetPat { Id = "1" }|};
            Save(token);
        }

        private static void Save(GetPat token)
        {
            token.Name = "n";
            Console.WriteLine(token);
        }
        """);

    [Fact]
    public Task Recursive_helpers_that_assign_nothing_trigger() => Verify("""
        public GetPat M()
        {
            var token = {|PAT1001:new GetPat { Id = "1" }|};
            Fill(token, 3);
            return token;
        }

        private static void Fill(GetPat token, int n)
        {
            if (n > 0) FillMore(token, n - 1);
        }

        private static void FillMore(GetPat token, int n) => Fill(token, n);
        """);

    [Fact]
    public Task Call_of_a_virtual_helper_is_an_escape() => Verify("""
        public GetPat M()
        {
            var token = {|PAT1001:new GetPat { Id = "1" }|};
            Fill(token);
            return token;
        }

        protected virtual void Fill(GetPat token) { }
        """);

    [Fact]
    public Task Private_factory_completed_by_its_caller_does_not_trigger() => Verify("""
        public GetPat M(PatOwner owner) => Create() with { Name = "n", Owner = owner };

        private static GetPat Create() => new() { Id = "1", Scope = [], Created = DateTimeOffset.UtcNow };
        """);

    [Fact]
    public Task Private_factory_that_its_caller_does_not_complete_triggers_at_the_copy() => Verify("""
        public GetPat M(PatOwner owner) => {|PAT1001:Create() with { Name = "n" }|};

        private static GetPat Create() => new() { Id = "1", Scope = [], Created = DateTimeOffset.UtcNow };
        """);

    [Fact]
    public Task Private_factory_whose_result_is_used_unchanged_triggers_at_the_call() => Verify("""
        public GetPat M() => {|PAT1001:Create()|};

        private static GetPat Create() => new() { Id = "1", Scope = [], Created = DateTimeOffset.UtcNow };
        """);

    [Fact]
    public Task Public_factory_is_analyzed_itself() => Verify("""
        public GetPat M() => Create();

        public static GetPat Create() => {|PAT1001:new() { Id = "1", Scope = [], Created = DateTimeOffset.UtcNow }|};
        """);

    [Fact]
    public Task Private_helper_with_an_out_parameter_is_analyzed_at_its_callers() => Verify("""
        public GetPat M(PatOwner owner)
        {
            Create(out var token);
            token.Owner = owner;
            token.Name = "n";
            return token;
        }

        private static void Create(out GetPat token) => token = new() { Id = "1", Scope = [], Created = DateTimeOffset.UtcNow };
        """);

    [Fact]
    public Task Local_function_that_assigns_members_is_followed() => Verify("""
        public GetPat Good(PatOwner owner)
        {
            var token = Make();
            Fill("n");
            return token;

            GetPat Make() => new() { Id = "1", Scope = [], Created = DateTimeOffset.UtcNow };
            void Fill(string name)
            {
                token.Name = name;
                token.Owner = owner;
            }
        }

        public GetPat Bad(PatOwner owner)
        {
            var token = Make();
            return token;

            GetPat Make() => {|PAT1001:new() { Id = "1", Scope = [], Created = DateTimeOffset.UtcNow }|};
        }
        """);

    [Fact]
    public Task Method_of_the_model_is_followed() => Verify("""
        [ContractModel("v3-2024-02-20")]
        public class Token
        {
            public string Id { get; set; } = null!;
            public string Name { get; set; } = null!;
            public string[]? Scope { get; set; }
            public PatOwner Owner { get; set; } = null!;
            public DateTimeOffset Created { get; set; }

            public Token Named(string name)
            {
                Id = Name = name;
                Owner = new() { Name = name };
                return this;
            }
        }

        public Token Good()
        {
            var token = new Token().Named("n");
            token.Scope = [];
            token.Created = DateTimeOffset.UtcNow;
            return token;
        }

        public Token Bad()
        {
            var token = {|PAT1001:new Token()|};
            token.Named("n");
            token.Scope = [];
            return token;
        }
        """);

    // Control flow

    [Fact]
    public Task Member_missing_on_every_branch_triggers() => Verify("""
        public GetPat M(bool c, PatOwner owner)
        {
            var token = {|PAT1001:new GetPat { Id = "1", Owner = owner, Created = DateTimeOffset.UtcNow }|};
            if (c) token.Name = "a";
            else token.Name = "b";
            return token;
        }
        """);

    [Fact]
    public Task Using_try_finally_loops_and_goto_are_followed() => Verify("""
        public GetPat M(PatOwner owner, string[] names, IDisposable resource)
        {
            var token = new GetPat { Id = "1" };
            using (resource)
            {
                try
                {
                    foreach (string name in names) Console.WriteLine(name);
                    token.Name = names[0];
                }
                finally
                {
                    token.Scope = [];
                }
            }

            int tries = 0;
        again:
            if (tries++ < 3) goto again;

            do { token.Owner = owner; } while (tries < 10);
            lock (names) { token.Created = DateTimeOffset.UtcNow; }
            return token;
        }
        """);

    [Fact]
    public Task Object_created_in_a_loop_is_analyzed_in_each_iteration() => Verify("""
        public List<GetPat> M(string[] names, PatOwner owner)
        {
            var all = new List<GetPat>();
            foreach (string name in names)
            {
                var token = {|PAT1001:new GetPat { Id = name, Owner = owner, Created = DateTimeOffset.UtcNow }|};
                token.Name = name;
                all.Add(token);
            }

            return all;
        }
        """);

    // JSON names and serialization

    [Fact]
    public Task Null_that_the_serializer_omits_is_absent() => Verify("""
        [ContractModel("v3-2024-02-20")]
        public class Token
        {
            public string Id { get; set; } = null!;
            public string Name { get; set; } = null!;
            [System.Text.Json.Serialization.JsonIgnore(Condition = System.Text.Json.Serialization.JsonIgnoreCondition.WhenWritingNull)]
            public string[]? Scope { get; set; }
            public PatOwner Owner { get; set; } = null!;
            public DateTimeOffset Created { get; set; }
        }

        public Token Bad() => {|PAT1001:new() { Id = "1", Name = "n", Scope = null, Owner = new(), Created = DateTimeOffset.UtcNow }|};
        public Token Good() => new() { Id = "1", Name = "n", Scope = ["a"], Owner = new(), Created = DateTimeOffset.UtcNow };
        """);

    [Fact]
    public Task JSON_names_of_Newtonsoft_and_data_contracts_are_used() => Verify("""
        [ContractModel("v3-2024-02-20")]
        public class Token
        {
            [Newtonsoft.Json.JsonProperty("id")] public string Key { get; set; } = null!;
            [System.Runtime.Serialization.DataMember(Name = "name")] public string Title { get; set; } = null!;
            [System.Text.Json.Serialization.JsonPropertyName("scope")] public string[]? Rights { get; set; }
            public PatOwner Owner { get; set; } = null!;
            public DateTimeOffset Created { get; set; }
        }

        public Token Good() => new() { Key = "1", Title = "n", Rights = null, Owner = new(), Created = DateTimeOffset.UtcNow };
        public Token Bad() => {|PAT1001:new() { Key = "1", Rights = null, Owner = new(), Created = DateTimeOffset.UtcNow }|};
        """);

    // No diagnostics

    [Fact]
    public Task Unbound_type_with_the_same_members_does_not_trigger() => Verify("""
        public class GetPersonalAccessTokenResponse { public string? Id { get; set; } }
        public object M() => new GetPersonalAccessTokenResponse();
        """);

    [Fact]
    public Task Code_that_does_not_compile_does_not_trigger() => Verify("""
        public GetPat M()
        {
            var token = new GetPat { Id = "1" };
            token.{|CS1061:Nam|} = "n";
            return token;
        }
        """);

    [Fact]
    public Task Generated_code_does_not_trigger() => Verification.Verify.Rule<PAT1001RequiredMemberMissing>("""
        // <auto-generated/>
        public class C { public PatContracts.GetPersonalAccessTokenResponse M() => new(); }
        """);

    [Fact]
    public Task Derived_type_has_the_contract_of_its_base_type() => Verify("""
        public record MyPat : GetPat { public int Extra { get; set; } }
        public MyPat M() => {|PAT1001:new() { Extra = 1 }|};
        """);

    // Bindings

    [Fact]
    public Task Global_configuration_binds_a_type_without_an_attribute() => new RuleTest<PAT1001RequiredMemberMissing>
    {
        Source = """
            namespace Acme { public class Pat { public string? Id { get; set; } public string? Name { get; set; } } }
            public class C { public Acme.Pat M() => {|PAT1001:new() { Id = "1" }|}; }
            """,
        GlobalConfig = "patcontracts.bindings = Acme.Pat = v3, Acme.Other = v2025",
    }.RunAsync(TestContext.Current.CancellationToken);

    [Fact]
    public Task Assembly_attribute_binds_a_type_of_another_assembly() => Verification.Verify.Rule<PAT1001RequiredMemberMissing>("""
        [assembly: ContractModel(typeof(Acme.Pat), "v3")]
        namespace Acme { public class Pat { public string? Id { get; set; } public string? Name { get; set; } } }
        public class C { public Acme.Pat M() => {|PAT1001:new() { Id = "1" }|}; }
        """);

    private const string CreateResponse = """
        public CreatePersonalAccessTokenResponse M(PatOwner owner, DateTimeOffset now) => new()
        {
            Id = "1", Secret = "s", Name = "n", Scope = null, Owner = owner, Created = now,
        };
        """;

    [Fact]
    public Task MSBuild_property_binds_the_shipped_models_to_another_version() => new RuleTest<PAT1001RequiredMemberMissing>
    {
        Source = Sources.InClass(CreateResponse),
        GlobalConfig = "build_property.PatContractVersion = v3-2024-02-20",
    }.RunAsync(TestContext.Current.CancellationToken);

    [Fact]
    public Task Without_the_MSBuild_property_the_shipped_models_are_bound_to_v3() => Verify(CreateResponse
        .Replace("new()", "{|PAT1001:new()", StringComparison.Ordinal)
        .Replace("};", "}|};", StringComparison.Ordinal));

    // Plain assignments after the creation, which are analyzed without control flow

    [Theory]
    [InlineData("token.Name = id; token.Scope = null;")]
    [InlineData("token.Name = id; token.Scope = null; token = new() { Id = id, Name = id, Scope = [], Owner = owner, Created = DateTimeOffset.UtcNow };", false)]
    [InlineData("if (id == null) return token; token.Name = id; token.Scope = null; token.Created = DateTimeOffset.UtcNow;", false)]
    [InlineData("Fill(token); token.Name = id;")]
    [InlineData("Show(token); token.Name = id; token.Scope = null; token.Created = DateTimeOffset.UtcNow;")]
    [InlineData("Late(); token.Name = id; token.Scope = null; token.Created = DateTimeOffset.UtcNow; void Late() => Show(token);")]
    [InlineData("if (id == null) { token.Scope = null; } else { token.Created = DateTimeOffset.UtcNow; } token.Name = id;", false)]
    [InlineData("other.Name = id; other.Scope = null; other.Created = DateTimeOffset.UtcNow;")]
    public Task Plain_assignments_without_one_member_on_every_path_trigger(string statements, bool triggers = true) => Verify($$"""
        public GetPat M(string id, GetPat other, PatOwner owner)
        {
            var token = {{(triggers ? "{|PAT1001:" : "")}}new GetPat { Id = id, Owner = owner }{{(triggers ? "|}" : "")}};
            {{statements}}
            return token;
        }

        private void Fill(GetPat token)
        {
            token.Scope = null;
            if (token.Scope is null) token.Name = "n";
        }

        private static void Show(object token) => Console.WriteLine(token);
        """);
}
