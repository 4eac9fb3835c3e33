namespace PatContracts.Analyzers.Tests;

/// <summary>Small files that together contain every form of code that the rules analyze.</summary>
internal static class IncompleteCodeSamples
{
    public static readonly string[] All =
    [
        """
        public class C
        {
            public GetPersonalAccessTokenResponse M(string id, PatOwner owner) => new() { Id = id, Name = $"{nameof(M)}!", Scope = ["a", .. new[] { id }], Owner = owner ?? new() { Type = "USER" }, Created = DateTimeOffset.Parse("2024-03-07T05:00:00Z"), Managed = default };
        }
        """,
        """
        public class C
        {
            public object M(bool c, string[] names)
            {
                var token = new GetPersonalAccessTokenResponse();
                foreach (var name in names) { if (c) continue; token.Name ??= name; }
                try { token.Id = names[0]; } catch (Exception e) when (e is not null) { token.Id = null!; } finally { token.Scope = null; }
                switch (names.Length) { case 0: goto end; case > 3 when c: token.Owner = new(); break; default: throw new InvalidOperationException(); }
                (token.Created, var x) = (default, 1);
                end:
                return token with { Managed = !token.Managed };
            }
        }
        """,
        """
        [ContractModel("v3")]
        public record Token(string Id, string Name = "n", bool Managed = true)
        {
            public List<string> Scope { get; } = [];
            public PatOwner Owner { get; init; } = new() { Name = null };
            public required DateTimeOffset Created { get; set; }
            public Token Named(string name) => this with { Name = name };
        }
        public class C { public Token M() => new Token("1") { Scope = { "a", "b" }, Created = new(2024, 2, 30, 0, 0, 0, TimeSpan.Zero) }.Named("m"); }
        """,
        """
        public class C
        {
            private static T Make<T>() where T : GetPersonalAccessTokenResponse, new() { var made = new T { Id = "1" }; Fill(ref made); return made; }
            private static void Fill<T>(ref T token) where T : GetPersonalAccessTokenResponse => token.Name = token.Id;
            public object M() { Out(out var token); return (Make<GetPersonalAccessTokenResponse>(), token, Activator.CreateInstance<GetPersonalAccessTokenResponse>()); }
            private static bool Out(out GetPersonalAccessTokenResponse token) { token = null!; return true; }
        }
        """,
        """
        public class C
        {
            public async Task<GetPersonalAccessTokenResponse> M(GetPersonalAccessTokenResponse? source)
            {
                if (source is not { Managed: true, Owner: { Type: "IDENTITY" } owner } || source.LastUsed is null) return await Task.FromResult(new GetPersonalAccessTokenResponse { Id = source?.Id ?? "", Managed = source?.Managed ?? true });
                Func<GetPersonalAccessTokenResponse> later = () => { source.Name = "n"; return source; };
                await Task.Yield();
                return Local(later());
                GetPersonalAccessTokenResponse Local(GetPersonalAccessTokenResponse t) { t.Owner = owner; return t.Managed == false ? t : Local(t); }
            }
        }
        """,
        """
        public class C
        {
            public IEnumerable<GetPersonalAccessTokenResponse> M(IEnumerable<GetPersonalAccessTokenResponse> tokens)
            {
                foreach (var t in tokens.Where(t => t.LastUsed < DateTimeOffset.UtcNow - TimeSpan.FromHours(3) && !t.Managed).Select(t => new GetPersonalAccessTokenResponse { Id = t.Id, Name = t.Name }))
                {
                    t.Managed |= true;
                    t.Managed = false;
                    yield return t;
                }
            }
        }
        """,
        """"
        public class C
        {
            private const string Json = """{"id":"1","name":null}""";
            public object? M(string s) => System.Text.Json.JsonSerializer.Deserialize<GetPersonalAccessTokenResponse>(Json);
            public object? N() => Newtonsoft.Json.JsonConvert.DeserializeObject<List<GetPersonalAccessTokenResponse>>("[{\"id\":1}" + "]");
            public object? O() => System.Text.Json.JsonSerializer.Deserialize<GetPersonalAccessTokenResponse>("""[]"""u8);
        }
        """",
        """
        [assembly: ContractModel(typeof(Acme.Pat), "v2025")]
        namespace Acme
        {
            [System.Runtime.Serialization.DataContract]
            public class Pat
            {
                [System.Text.Json.Serialization.JsonPropertyName("last_used")] public string? LastUsed { get; set; } = "never";
                [Newtonsoft.Json.JsonProperty("id", NullValueHandling = Newtonsoft.Json.NullValueHandling.Ignore)] public int Id;
                [System.Runtime.Serialization.DataMember(Name = "scope")] public string Scope { get; set; } = "";
                public bool? Managed { get; set; }
                public Pat() : this(null) { }
                public Pat(string? scope) { Scope = scope!; }
            }
        }
        """,
        """
        [ContractModel("nope")]
        public struct S { public string Id { get; set; } public S(string id) => Id = id; }
        [ContractModel("v3")]
        public struct T { public string Id { get; set; } public DateTime Created { get; set; } }
        public class C
        {
            private T _t = default;
            public T M() { T t = default; var u = t; u.Id = "1"; t.Created = DateTime.Now; _t = t; using var d = new System.IO.MemoryStream(); lock (this) { return u with { Created = DateTime.MinValue }; } }
        }
        """,
        """
        using PatContracts;
        GetPersonalAccessTokenResponse token = new();
        for (int i = 0; i < 3; i++) { token.Name = i switch { 0 => "a", 1 => null!, _ => throw new() }; }
        do { token = token with { Id = "1" }; } while (token is null);
        Action a = delegate { Console.WriteLine(token); };
        object o = new { token, list = new List<object> { token, new PatOwner() } };
        dynamic d = token; d.Name = 1;
        Console.WriteLine(o + nameof(a));
        """,
        """"
        using System.Text.Json;
        public class C
        {
            private const string Kind = "ROBOT";
            private static readonly string Json = @"{ ""type"": """ + Kind + "\", \"id\": \"\\u0041\\x42\" }";
            [PayloadOf(typeof(PatOwner))] public static string Text => $$"""
                { "type": "{{Kind}}" }
                """;
            public object? M() => JsonSerializer.Deserialize<PatOwner[]>("""[{ "type": "ROBOT" }]"""u8) ?? (object?)JsonSerializer.Deserialize<PatOwner>(Json);
            public bool N(string s) { using var d = JsonDocument.Parse($"[{Kind}, {1}]"); return PatContract.Get("v" + "3").IsValid(Text) && d.Deserialize<PatOwner>() is null; }
        }
        """",
    ];
}
