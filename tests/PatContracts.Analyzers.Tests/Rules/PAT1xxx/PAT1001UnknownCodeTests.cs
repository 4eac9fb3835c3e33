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
    public Task Member_that_a_helper_of_a_helper_may_assign_is_not_certainly_missing() => Verify("""
        public GetPat A(string id, PatOwner owner, string[] names)
        {
            var token = new GetPat { Id = id, Scope = null, Owner = owner, Created = DateTimeOffset.UtcNow };
            First(token, names);
            return token;
        }

        public GetPat B(string id, PatOwner owner, string[] names)
        {
            var token = {|PAT1001:new GetPat { Id = id, Scope = null, Owner = owner, Created = DateTimeOffset.UtcNow }|};
            Neither(token, names);
            return token;
        }

        private static void First(GetPat token, string[] names) => Second(token, names);
        private static void Second(GetPat token, string[] names) => Third(token, names);
        private static void Third(GetPat token, string[] names) => Fourth(token, names);
        private static void Fourth(GetPat token, string[] names) => Last(token, names);
        private static void Last(GetPat token, string[] names) { foreach (var name in names) { if (name.Length > 3) token.Name = name; } }
        private static void Neither(GetPat token, string[] names) => Other(token, names);
        private static void Other(GetPat token, string[] names) { if (names.Length > 3) token.Id = names[0]; }
        """);

    [Fact]
    public Task Stored_object_that_a_private_method_returns_is_left_to_its_callers() => Verify("""
        private readonly List<GetPat> _tokens = new();

        public void A(string id, PatOwner owner)
        {
            var token = Add(id);
            token.Name = "n";
            token.Scope = null;
            token.Owner = owner;
            token.Created = DateTimeOffset.UtcNow;
        }

        public void B(string id)
        {
            var token = {|PAT1001:Add(id)|};
            token.Name = "n";
        }

        public void C(string id) => {|PAT1001:Add(id)|};

        public GetPat D(string id) => {|PAT1001:Add(id)|};

        public void E(string id, PatOwner owner)
        {
            var token = Local(id);
            token.Name = "n";
            token.Owner = owner;

            GetPat Local(string text)
            {
                var added = new GetPat { Id = text, Scope = null, Created = DateTimeOffset.UtcNow };
                _tokens.Add(added);
                return added;
            }
        }

        public void F(string id)
        {
            Local(id).Name = "n";

            GetPat Local(string text)
            {
                var added = {|PAT1001:new GetPat { Id = text, Scope = null, Created = DateTimeOffset.UtcNow }|};
                _tokens.Add(added);
                return added;
            }
        }

        public GetPat Public(string id)
        {
            var token = {|PAT1001:new GetPat { Id = id }|};
            _tokens.Add(token);
            return token;
        }

        private GetPat Add(string id)
        {
            var token = new GetPat { Id = id };
            _tokens.Add(token);
            return token;
        }
        """);

    [Fact]
    public Task Constructor_of_another_type_is_read() => Verify("""
        public class StampBase
        {
            protected StampBase(GetPat token) { token.Name = "n"; }
        }

        public class Stamp : StampBase
        {
            public Stamp(GetPat token) : base(token) { token.Owner = new(); }
        }

        public class Row
        {
            private readonly string _id;
            private readonly GetPat _token;
            public Row(GetPat token) { _id = token.Id; _token = token; }
            public override string ToString() => _id + _token;
        }

        public class Copy
        {
            private readonly string _id;
            public Copy(GetPat token) { _id = token.Id; }
            public override string ToString() => _id;
        }

        public GetPat A(string id)
        {
            var token = new GetPat { Id = id, Scope = null, Created = DateTimeOffset.UtcNow };
            _ = new Stamp(token);
            return token;
        }

        public Row B(string id) => new({|PAT1001:new GetPat { Id = id }|});

        public GetPat C(string id, PatOwner owner)
        {
            var token = {|PAT1001:new GetPat { Id = id, Scope = null, Created = DateTimeOffset.UtcNow, Owner = owner }|};
            Console.WriteLine(new Copy(token));
            return token;
        }

        public GetPat D(string id, PatOwner owner)
        {
            var token = new GetPat { Id = id, Scope = null, Created = DateTimeOffset.UtcNow, Owner = owner };
            Console.WriteLine(new Copy(token));
            token.Name = "n";
            return token;
        }
        """);

    [Fact]
    public Task Constructor_that_shows_its_object_leaves_it_to_be_completed() => Verify("""
        [ContractModel("v3-2024-02-20")]
        public class Token
        {
            public Token(List<Token> all) { Views = new View(this); all.Add(this); Id = "1"; Name = "n"; }
            public string Id { get; set; }
            public string Name { get; set; }
            public List<string>? Scope { get; set; }
            public PatOwner? Owner { get; set; }
            public DateTimeOffset Created { get; set; }
            private View Views { get; }
        }

        public class View
        {
            private readonly Token _token;
            public View(Token token) { _token = token; }
            public override string ToString() => _token.Id;
        }

        public Token A(List<Token> all) => new(all) { Scope = null, Owner = new(), Created = DateTimeOffset.UtcNow };
        public Token B(List<Token> all) => {|PAT1001:new(all) { Scope = null, Owner = new() }|};
        """);

    [Fact]
    public Task Blank_value_that_a_constructor_assigns_is_filled_later() => Verify("""
        public class Holder
        {
            public static GetPat Shared { get; }
            private readonly GetPat _token;
            private GetPat? _other;
            static Holder() { Shared = new(); }
            public Holder() { this._token = new(); }
            public Holder(GetPat? token, bool isEmpty) { _token = token ?? new GetPat(); _other = isEmpty ? null : new GetPat(); }
            public Holder(string id) : this(new GetPat(), id.Length > 0) { }
            public Holder(int id) : this({|PAT1001:new GetPat { Id = id.ToString() }|}, id > 0) { }
            public Holder(GetPat? token) { token = token?.Managed == true ? token : new(); if (token.Id == "") throw new InvalidOperationException(); _token = token; }
            public Holder(GetPat[] tokens) { _token = {|PAT1001:new() { Id = "1" }|}; tokens[0] = {|PAT1001:new()|}; }
            public void Renew() { _other = {|PAT1001:new()|}; }
            public GetPat Build() => _token;
            public GetPat? Other() => _other;
        }

        public class Owner
        {
            public Owner(Holder2 holder) { holder.Token = {|PAT1001:new()|}; }
        }

        [ContractModel("v3-2024-02-20")]
        public class Token(bool isTest = false)
        {
            public string Id { get; set; } = "";
            public string Name { get; set; } = "";
            public List<string>? Scope { get; set; }
            public PatOwner? Owner { get; set; }
            public DateTimeOffset Created { get; set; }
            public bool IsTest => isTest;
        }

        public class Third
        {
            private readonly Token _token;
            private readonly Token _other;
            public Third(Token? token) { _token = token ?? new Token(); _other = {|PAT1001:new(true)|}; }
            public override string ToString() => $"{_token}{_other}";
        }

        public class Holder2 { public GetPat? Token { get; set; } }
        """);

    [Fact]
    public Task Builder_fills_what_its_constructor_keeps() => Verify("""
        public abstract class BuilderBase
        {
            protected BuilderBase(GetPat token) { Token = token ?? throw new ArgumentNullException(nameof(token)); }
            protected GetPat Token { get; }
        }

        public class Builder : BuilderBase
        {
            private Builder(GetPat token) : base(token) { }
            public static Builder Create(string id) => new(new GetPat { Id = id });
            public Builder Name(string name) { Token.Name = name; return this; }
            public GetPat Build() => Token;
        }

        public class Short(GetPat token)
        {
            private readonly GetPat _token = token;
            public static Short Create(string id) => new(new GetPat { Id = id });
            public Short Name(string name) { _token.Name = name; return this; }
            public GetPat Build() => _token;
        }

        public class Message
        {
            public Message(GetPat token, string text) { Token = token; Text = text; }
            public GetPat Token { get; }
            public string Text { get; }
            public static Message Create(string id, string name)
            {
                var message = new Message(text: name, token: new GetPat { Id = id });
                message.Token.Name = name;
                return message;
            }

            public static Message Forget(string id) => new({|PAT1001:new GetPat { Id = id }|}, id);
        }

        public class Envelope
        {
            public Envelope(GetPat token) { Token = token; }
            public GetPat Token { get; }
            public void Rename(string id) { Token.Id = id; }
            public static Envelope Create(string id) => new({|PAT1001:new GetPat { Id = id }|});
        }
        """);

    [Fact]
    public Task Delegate_fills_what_a_builder_has_stored() => Verify("""
        public class Builder
        {
            private readonly GetPat _token = new() { Scope = null };
            public Builder With(Action<GetPat> configure) { configure(_token); return this; }
            public GetPat Build() => _token;
        }

        public class Careful
        {
            private readonly GetPat _token = new() { Scope = null };
            public Careful With(Action<GetPat>? configure) { configure?.Invoke(this._token); return this; }
            public GetPat Build() => _token;
        }

        public class Other
        {
            private readonly GetPat _token = {|PAT1001:new() { Scope = null }|};
            public void Show(Action<string> show, GetPat other) { show(_token.Id); Console.WriteLine(_token); }
        }
        """);

    [Fact]
    public Task Parser_fills_what_it_has_put_into_a_collection() => Verify("""
        public class Parser
        {
            private readonly Dictionary<string, GetPat> _tokens = new();
            private readonly List<GetPat> _others = new();
            public void Read(string id) { _tokens.Add(id, new GetPat { Id = id }); _others.Add({|PAT1001:new GetPat { Id = id }|}); }
            public void Again(string id) { var token = new GetPat { Id = id }; this._tokens[id] = token; }
            public void ReadName(string id, string name) { _tokens[id].Name = name; }
            public void ReadId(int index, string id) { _others[index].Id = id; }
        }
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
    public Task Variable_with_the_name_of_the_field_does_not_complete_the_stored_object() => Verify("""
        public class Keeper
        {
            private GetPat? token;
            public void Start(string id) => token = {|PAT1001:new GetPat { Id = id }|};
            public static void Rename(GetPat token, string name) => token.Name = name;
            public static void Configure(Action<GetPat> configure, GetPat token) => configure(token);

            public class Inner
            {
                private readonly GetPat token = new();
                public void Rename(string name) => token.Name = name;
            }
        }
        """);

    [Fact]
    public Task Field_of_the_outer_class_and_overridden_property_complete_the_stored_object() => Verify("""
        public class Keeper
        {
            private static GetPat? current;
            public static void Start(string id) => current = new GetPat { Id = id };
            private static class Names { public static void Set(string name) => current!.Name = name; }
        }

        public abstract class Form
        {
            protected abstract GetPat? Token { get; set; }
            public void Rename(string name) => Token!.Name = name;
        }

        public class TokenForm : Form
        {
            protected override GetPat? Token { get; set; }
            public void Start(string id) => Token = new GetPat { Id = id };
        }

        public class Box<T>
        {
            private GetPat? _token;
            public Box<T> With(string id) { _token = new GetPat { Id = id }; return this; }
            public Box<T> Named(string name) { _token!.Name = name; return this; }
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
