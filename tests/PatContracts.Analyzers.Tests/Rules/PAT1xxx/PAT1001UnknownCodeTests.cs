using PatContracts.Analyzers.Rules;
using PatContracts.Analyzers.Tests.Verification;

namespace PatContracts.Analyzers.Tests.Rules;

/// <summary>PAT1001: objects that are passed to code that cannot be followed, and objects that are stored before they are complete.</summary>
public class PAT1001UnknownCodeTests
{
    private static Task Verify(string members) => Verification.Verify.Rule<PAT1001RequiredMemberMissing>(Sources.InClass(members));

    [Fact]
    public Task Delegate_can_assign_members() => Verify("""
        public GetPat A(Action<GetPat> configure) { var t = new GetPat { Id = "1" }; configure(t); return t; }
        public GetPat B(Action<GetPat>? configure) { var t = new GetPat { Id = "1" }; configure?.Invoke(t); return t; }
        public GetPat C(string id) => Also(new GetPat { Id = id }, t => t.Name = "n");
        public GetPat D(Action<object> log) { var t = {|PAT1001:new GetPat { Id = "1" }|}; log("created"); return t; }
        private static T Also<T>(T value, Action<T> then) { then(value); return value; }
        """);

    [Fact]
    public Task Event_handler_is_an_escape() => Verify("""
        public event EventHandler<GetPat>? Issued;
        public void Raise() => Issued?.Invoke(this, {|PAT1001:new GetPat { Id = "1" }|});
        """);

    [Fact]
    public Task Dynamic_reflection_and_mappers_can_assign_members() => Verify("""
        public GetPat A() { dynamic t = new GetPat { Id = "1" }; t.Name = "n"; return t; }
        public GetPat B(System.Reflection.PropertyInfo property) { var t = new GetPat { Id = "1" }; property.SetValue(t, "n"); return t; }
        public GetPat C(string json) { var t = new GetPat { Id = "1" }; Newtonsoft.Json.JsonConvert.PopulateObject(json, t); return t; }
        public GetPat D(System.Reflection.PropertyInfo property) { var t = {|PAT1001:new GetPat { Id = "1" }|}; Console.WriteLine(property.GetValue(t)); return t; }
        """);

    [Fact]
    public Task Object_whose_field_is_passed_by_reference_does_not_trigger() => Verify("""
        [ContractModel("v3-2024-02-20")]
        public class Token { public string Id = null!; public string Name = null!; }
        public Token A() { var t = new Token { Id = "1" }; ref string name = ref t.Name; name = "n"; return t; }
        public Token B() { var t = new Token { Id = "1" }; Fill(ref t.Name); return t; }
        private static void Fill(ref string name) => name = "n";
        """);

    [Fact]
    public Task Lock_and_event_subscription_are_not_escapes() => Verify("""
        [ContractModel("v3-2024-02-20")]
        public class Token { public string Id { get; set; } = null!; public string Name { get; set; } = null!; public event Action? Changed; public void Raise() => Changed?.Invoke(); }
        public Token A() { var t = new Token { Id = "1" }; lock (t) { t.Name = "n"; } return t; }
        public Token B() { var t = new Token { Id = "1" }; t.Changed += () => Console.WriteLine(); t.Name = "n"; return t; }
        public Token C() { var t = {|PAT1001:new Token { Id = "1" }|}; lock (t) { Console.WriteLine(); } return t; }
        """);

    [Fact]
    public Task Parameter_that_is_reset_does_not_trigger() => Verify("""
        [ContractModel("v3-2024-02-20")]
        public struct Token { public string Id { get; set; } public string Name { get; set; } }
        public bool TryParse(string text, out Token token)
        {
            token = default;
            if (text.Length == 0) return false;
            token = new Token { Id = text, Name = text };
            return true;
        }
        public Token Bad() => {|PAT1001:default(Token)|};
        """);

    [Fact]
    public Task Empty_initial_value_does_not_trigger() => Verify("""
        private readonly GetPat _token = new();
        public GetPat Token { get; set; } = new();
        private static readonly GetPat Template = {|PAT1001:new() { Id = "1", Name = "n" }|};
        public GetPat Build() => _token;
        """);

    [Fact]
    public Task Builder_and_parser_complete_stored_objects() => Verify("""
        public class Builder
        {
            private readonly GetPat _token = new() { Scope = null };
            public Builder Id(string id) { _token.Id = id; return this; }
            public Builder Name(string name) { this._token.Name = name; return this; }
            public GetPat Build() => _token;
        }

        public class Parser
        {
            private GetPat? _current;
            public void Line(string key, string value)
            {
                if (key == "id") { _current = new GetPat { Id = value }; return; }
                if (_current is null) return;
                if (key == "name") _current.Name = value;
            }
        }

        public class Keeper
        {
            private GetPat? _current;
            public void Start(string id) => _current = {|PAT1001:new GetPat { Id = id }|};
            public void Manage() => _current!.Managed = true;
        }
        """);

    [Fact]
    public Task Stored_object_can_be_completed_later() => Verify("""
        public List<GetPat> A(string[] ids, PatOwner owner)
        {
            var result = new List<GetPat>();
            foreach (string id in ids)
            {
                var t = new GetPat { Id = id, Name = id };
                result.Add(t);
                t.Scope = null;
                t.Owner = owner;
                t.Created = DateTimeOffset.UtcNow;
            }

            return result;
        }

        public GetPat[] B(string[] ids, PatOwner owner)
        {
            var result = new GetPat[ids.Length];
            for (int i = 0; i < ids.Length; i++)
            {
                result[i] = new GetPat();
                result[i].Id = ids[i];
                result[i].Name = ids[i];
                result[i].Scope = null;
                result[i].Owner = owner;
                result[i].Created = DateTimeOffset.UtcNow;
            }

            return result;
        }

        public void C(Dictionary<string, GetPat> map, string id, PatOwner owner)
        {
            if (!map.TryGetValue(id, out var t)) map[id] = t = new GetPat { Id = id };
            t.Name = id;
            t.Scope = null;
            t.Owner = owner;
            t.Created = DateTimeOffset.UtcNow;
        }

        public List<GetPat> D(string[] ids, PatOwner owner)
        {
            var result = new List<GetPat>();
            foreach (string id in ids)
            {
                var t = {|PAT1001:new GetPat { Id = id, Name = id }|};
                result.Add(t);
                t.Owner = owner;
            }

            return result;
        }
        """);

    [Fact]
    public Task Pool_creates_empty_objects() => Verify("""
        public abstract class PoolPolicy<T> { public abstract T Create(); }
        public class TokenPolicy : PoolPolicy<GetPat> { public override GetPat Create() => new(); }
        public abstract class Policy<T> { public abstract T Create(); }
        public class OtherPolicy : Policy<GetPat> { public override GetPat Create() => {|PAT1001:new()|}; }
        """);

    [Fact]
    public Task Each_of_two_objects_is_reported_for_its_own_missing_members() => Verify("""
        public GetPat A(GetPat? known, PatOwner owner)
        {
            var t = known ?? {|PAT1001:new GetPat()|};
            t.Id = "1";
            t.Name = "n";
            t.Owner = owner;
            return t;
        }
        public GetPat B(bool c, PatOwner owner)
        {
            GetPat t;
            if (c) t = new GetPat { Id = "1", Scope = null };
            else t = {|PAT1001:new GetPat { Id = "2" }|};
            t.Name = "n";
            t.Owner = owner;
            t.Created = DateTimeOffset.UtcNow;
            return t;
        }
        """);
}
