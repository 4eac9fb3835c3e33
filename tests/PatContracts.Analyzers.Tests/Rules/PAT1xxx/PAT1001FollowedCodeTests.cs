using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using PatContracts.Analyzers.Rules;
using PatContracts.Analyzers.Tests.Verification;

namespace PatContracts.Analyzers.Tests.Rules;

/// <summary>PAT1001: code of the project that assigns members indirectly and is followed.</summary>
public class PAT1001FollowedCodeTests
{
    private const string Model = """
        [ContractModel("v3-2024-02-20")]
        public class Token : Base, IStamped
        {
            private string[] _parts = new string[2];
            public string Id { get; set; } = null!;
            public string Name { get; set; } = null!;
            public string[]? Scope { get; set; }
            public PatOwner Owner { get; set; } = null!;
            public DateTimeOffset Created { get; set; }
            [System.Text.Json.Serialization.JsonIgnore] public string Title { get => Name; set => Name = value; }
            [System.Text.Json.Serialization.JsonIgnore] public string Comment { get; set; } = "";
            [System.Text.Json.Serialization.JsonIgnore] public string Everything { set { Id = value; Name = value; Scope = null; Owner = new(); Created = DateTimeOffset.UtcNow; } }
            public string this[string key] { get => key; set { if (key.Length > 0) Name = value; else Name = key; } }
            public string this[int index] { get => _parts[index]; set => _parts[index] = value; }
        }

        public interface IStamped { DateTimeOffset Created { get; set; } }

        public abstract class Base
        {
            public void Stamp(IStamped stamped) => stamped.Created = DateTimeOffset.UtcNow;
        }
        """;

    private static Task Verify(string members) => Verification.Verify.Rule<PAT1001RequiredMemberMissing>(Sources.InClass(members) + Model);

    [Fact]
    public Task Accessor_of_another_property_is_followed() => Verify("""
        public Token Alias() => new() { Id = "1", Title = "n", Scope = null, Owner = new(), Created = DateTimeOffset.UtcNow };
        public Token WriteOnly() { var t = new Token(); t.Everything = "1"; return t; }
        public Token Other() => {|PAT1001:new() { Id = "1", Comment = "n", Scope = null, Owner = new(), Created = DateTimeOffset.UtcNow }|};
        """);

    [Fact]
    public Task Accessor_of_an_indexer_is_followed() => Verify("""
        public Token Named() { var t = new Token { Id = "1", Scope = null, Owner = new(), Created = DateTimeOffset.UtcNow }; t["name"] = "n"; return t; }
        public Token Other() { var t = {|PAT1001:new Token { Id = "1", Scope = null, Owner = new(), Created = DateTimeOffset.UtcNow }|}; t[0] = "n"; return t; }
        """);

    [Fact]
    public Task Helper_with_a_parameter_of_an_interface_type_is_followed() => Verify("""
        public Token ByInterface() { var t = new Token { Id = "1", Name = "n", Scope = null, Owner = new() }; Stamp(t); return t; }
        public Token ByTypeParameter() { var t = new Token { Id = "1", Name = "n", Scope = null, Owner = new() }; StampAny(t); return t; }
        public Token Fluent() => Stamped(new Token { Id = "1", Name = "n", Scope = null, Owner = new() });
        public Token ByBase() { var t = new Token { Id = "1", Name = "n", Scope = null, Owner = new() }; t.Stamp(t); return t; }
        public Token Ignored() { var t = {|PAT1001:new Token { Id = "1", Name = "n", Scope = null, Owner = new() }|}; Look(t); return t; }

        private static void Stamp(IStamped stamped) => stamped.Created = DateTimeOffset.UtcNow;
        private static void StampAny<T>(T stamped) where T : IStamped => stamped.Created = DateTimeOffset.UtcNow;
        private static T Stamped<T>(T stamped) where T : IStamped { stamped.Created = DateTimeOffset.UtcNow; return stamped; }
        private static void Look(IStamped stamped) { if (stamped.Created < DateTimeOffset.UtcNow) throw new InvalidOperationException(); }
        """);

    [Fact]
    public Task Property_with_its_own_value_is_assigned() => Verify("""
        [ContractModel("v3-2024-02-20")]
        public class Plain
        {
            private string _name = "unnamed";
            private string _id = null!;
            public string Id { get => _id; set => _id = value; }
            public string Name { get => _name; set => _name = value; }
            public virtual string[]? Scope { get; set; }
            public PatOwner Owner => new();
            public DateTimeOffset Created { get { return DateTimeOffset.UtcNow; } }
        }

        public class Overriding : Plain { public override string[]? Scope { get; set; } = ["a"]; }
        public class Hiding : Plain { public new string[]? Scope => []; }

        public Plain Good() => new() { Id = "1", Scope = null };
        public Plain NoScope() => {|PAT1001:new() { Id = "1" }|};
        public Plain NoId() => {|PAT1001:new() { Scope = null }|};
        public Plain Overridden() => new Overriding { Id = "1" };
        public Plain Hidden() => new Hiding { Id = "1" };
        """);

    [Fact]
    public Task Copy_constructor_is_followed() => Verify("""
        public class Proxy : Token
        {
            public Proxy(Token token) { Id = token.Id; Name = token.Name; Scope = token.Scope; Owner = token.Owner; Created = token.Created; }
        }

        public class Half : Token
        {
            public Half(Token token) { Id = token.Id; Name = token.Name; }
        }

        public Token Good(Token token) => new Proxy(token);
        public Token Bad(Token token) => {|PAT1001:new Half(token)|};
        """);

    [Fact]
    public Task Constructors_of_base_types_are_followed() => Verify("""
        [ContractModel("v3-2024-02-20")]
        public record Core(string Id, string Name) { public string[]? Scope { get; init; } public PatOwner? Owner { get; init; } public DateTimeOffset Created { get; init; } }
        public record Derived(string Id, PatOwner Person) : Core(Id, "n");

        public class Filled : Token { public Filled() { Id = "1"; Name = "n"; Scope = null; Owner = new(); Created = DateTimeOffset.UtcNow; } }
        public class More : Filled { public int Extra { get; set; } }
        public class Less : Token { public Less() { Id = "1"; } }

        public Core Good(PatOwner owner) => new Derived("1", owner) { Scope = null, Owner = owner, Created = DateTimeOffset.UtcNow };
        public Core Bad(PatOwner owner) => {|PAT1001:new Derived("1", owner) { Scope = null, Created = DateTimeOffset.UtcNow }|};
        public Token Inherited() => new More { Extra = 1 };
        public Token Missing() => {|PAT1001:new Less { Name = "n" }|};
        """);

    [Fact]
    public Task SetsRequiredMembers_of_a_record_is_verified() => Verify("""
        [ContractModel("v3-2024-02-20")]
        [method: System.Diagnostics.CodeAnalysis.SetsRequiredMembers]
        public record Made(string Id, string Name)
        {
            public required string[]? Scope { get; init; }
            public required PatOwner Owner { get; init; } = new();
            public required DateTimeOffset Created { get; init; }
        }

        public Made Bad() => {|PAT1001:new("1", "n")|};
        public Made Good() => new("1", "n") { Scope = null, Created = DateTimeOffset.UtcNow };
        """);

    [Fact]
    public Task Collection_member_is_assigned_by_adding_elements() => Verify("""
        [ContractModel("v3-2024-02-20")]
        public class Bag
        {
            public string Id { get; set; } = null!;
            public string Name { get; set; } = null!;
            public List<string> Scope { get; } = [];
            public Dictionary<string, object> Owner { get; } = [];
            public DateTimeOffset Created { get; set; }
        }

        public Bag A() { var b = new Bag { Id = "1", Name = "n", Created = DateTimeOffset.UtcNow }; b.Scope.InsertRange(0, ["a"]); b.Owner["k"] = "v"; return b; }
        public Bag B() => new() { Id = "1", Name = "n", Created = DateTimeOffset.UtcNow, Scope = { "a" }, Owner = { ["k"] = "v" } };
        public Bag C() { var b = {|PAT1001:new Bag { Id = "1", Name = "n", Created = DateTimeOffset.UtcNow, Owner = { ["k"] = "v" } }|}; if (b.Scope.Contains("a")) throw new InvalidOperationException(); return b; }
        """);

    [Fact]
    public async Task Model_of_another_assembly_does_not_trigger()
    {
        using var image = new MemoryStream();
        CSharpCompilation library = TestProject.Compile(Model.Replace("private string[] _parts", "public Token() { Id = Name = \"x\"; Created = DateTimeOffset.UtcNow; } private string[] _parts", StringComparison.Ordinal)).WithAssemblyName("Library");
        Assert.True(library.Emit(image, cancellationToken: TestContext.Current.CancellationToken).Success);

        CSharpCompilation project = TestProject.Compile("""
            public class Tests
            {
                public Token A() => new();
                public Token B() => new() { Id = "1" };
                public Token C() { var t = new Token(); t.Name = "n"; return t; }
            }
            """).WithAssemblyName("Project").AddReferences(MetadataReference.CreateFromImage(image.ToArray()));
        Assert.Empty((await AllRules.Run(project)).Where(diagnostic => diagnostic.Id is "PAT1001" or "PAT1002" or "AD0001"));
    }
}
