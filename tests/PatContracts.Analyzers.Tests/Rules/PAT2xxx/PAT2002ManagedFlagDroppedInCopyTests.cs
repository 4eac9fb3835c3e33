using Microsoft.CodeAnalysis.Testing;
using PatContracts.Analyzers.Rules;
using PatContracts.Analyzers.Tests.Verification;
using PatContracts.CodeFixes;

namespace PatContracts.Analyzers.Tests.Rules;

public class PAT2002ManagedFlagDroppedInCopyTests
{
    private const string Models = """

        [ContractModel("v2025")]
        public class Token
        {
            public string Id { get; set; } = "";
            public string Name { get; set; } = "";
            public bool? Managed { get; set; }
        }

        [ContractModel("v3")]
        public record Short(string Id, string Name, bool Managed = false);

        [ContractModel("v3")]
        public record Wide(string Id, string Name, bool? Managed = null);
        """;

    private static Task Verify(string members) => Verification.Verify.Rule<PAT2002ManagedFlagDroppedInCopy>(Sources.InClass(members) + Models);

    private static Task Fix(string before, string after) =>
        Verification.Verify.Fix<PAT2002ManagedFlagDroppedInCopy, PAT2002DroppedFlagCodeFixProvider>(Sources.InClass(before) + Models, Sources.InClass(after) + Models);

    [Fact]
    public Task Copy_without_the_flag_triggers() => Verify("""
        public GetPat A(GetPat source) => {|PAT2002:new() { Id = source.Id, Name = source.Name, Scope = source.Scope, Owner = source.Owner, Created = source.Created }|};
        public GetPat B(GetPat source)
        {
            var copy = {|PAT2002:new GetPat()|};
            copy.Id = source.Id;
            copy.Created = source.Created;
            return copy;
        }
        public void C(List<GetPat> to, IEnumerable<GetPat> from)
        {
            foreach (var token in from) to.Add({|PAT2002:new GetPat { Id = token.Id, Name = token.Name }|});
        }
        """);

    [Fact]
    public Task Copy_whose_id_replaces_another_triggers() => Verify("""
        public GetPat A(GetPat source, string id)
        {
            var copy = {|PAT2002:new GetPat { Id = id, Name = source.Name }|};
            copy.Id = source.Id;
            return copy;
        }
        public GetPat B(GetPat source, string id)
        {
            id = source.Id;
            return {|PAT2002:new GetPat { Id = id, Name = source.Name }|};
        }
        """);

    [Fact]
    public Task Copy_created_in_one_of_several_branches_whose_id_replaces_another_triggers() => Verify("""
        public GetPat A(GetPat source, string id, int kind)
        {
            var copy = kind switch { 1 => {|PAT2002:new GetPat { Id = id, Name = source.Name }|}, _ => {|PAT2002:new GetPat { Id = "2", Name = source.Name }|} };
            copy.Id = source.Id;
            return copy;
        }
        public GetPat B(GetPat source, string id, bool c)
        {
            var copy = c ? {|PAT2002:new GetPat { Id = id }|} : ({|PAT2002:new GetPat { Id = "2" }|});
            copy.Id = source.Id;
            copy.Name = source.Name;
            return copy;
        }
        public GetPat C(GetPat source, GetPat? known)
        {
            var copy = known ?? {|PAT2002:new GetPat { Id = "1", Name = source.Name }|};
            copy.Id = source.Id;
            return copy;
        }
        public GetPat D(GetPat source, GetPat other, int kind)
        {
            GetPat copy = kind switch { 1 => {|PAT2002:new() { Id = "1", Name = source.Name }|}, _ => other };
            copy.Id = source.Id;
            return copy;
        }
        public void E(GetPat source, bool c, out GetPat copy)
        {
            if (c) copy = {|PAT2002:new GetPat { Id = "1", Name = source.Name }|};
            else copy = {|PAT2002:new GetPat { Id = "2", Name = source.Name }|};
            copy.Id = source.Id;
        }
        public List<GetPat> F(List<GetPat> tokens, int kind)
        {
            var result = new List<GetPat>();
            foreach (var source in tokens)
            {
                var copy = kind switch { 1 => {|PAT2002:new GetPat { Name = source.Name }|}, _ => {|PAT2002:new GetPat { Name = source.Name, Scope = null }|} };
                Fill(copy, source);
                result.Add(copy);
            }
            return result;
        }
        private static void Fill(GetPat copy, GetPat source) { copy.Id = source.Id; copy.Owner = source.Owner; }
        """);

    [Fact]
    public Task Token_from_one_of_several_branches_that_keeps_its_id_or_takes_the_flag_does_not_trigger() => Verify("""
        public GetPat A(GetPat source, string id, int kind)
        {
            var copy = kind switch { 1 => new GetPat { Id = id, Name = source.Name }, _ => new GetPat { Id = "2", Name = source.Name } };
            if (kind == 3) copy.Id = source.Id;
            return copy;
        }
        public GetPat B(GetPat source, string id, bool c)
        {
            var copy = c ? new GetPat { Id = id, Name = source.Name } : new GetPat { Id = "2", Name = source.Name };
            copy.Id = source.Id;
            copy.Managed = source.Managed;
            return copy;
        }
        public object C(GetPat source, string id, bool c)
        {
            var one = new GetPat { Id = id, Name = source.Name };
            var two = new GetPat { Id = "2", Name = source.Name };
            var copy = c ? one : two;
            copy.Id = source.Id;
            return (one, two);
        }
        public void D(List<GetPat> tokens, string id, int kind)
        {
            GetPat? previous = null;
            foreach (var source in tokens)
            {
                var copy = kind > 1 ? new GetPat { Id = id, Name = source.Name } : new GetPat { Id = id, Name = source.Name, Scope = null };
                if (kind++ > 4) { previous = copy; continue; }
                Console.WriteLine(copy);
                if (previous != null) previous.Id = source.Id;
            }
            Console.WriteLine(previous);
        }
        """);

    [Fact]
    public Task Id_that_stays_its_own_does_not_trigger() => Verify("""
        public GetPat A(GetPat source, string id) => new() { Id = id, Name = source.Name, Scope = source.Scope };
        public GetPat B(GetPat source, string id, int kind) => kind switch { 1 => new() { Id = id, Name = source.Name }, _ => new() { Id = "2", Name = source.Name } };
        public IEnumerable<GetPat> C(GetPat source, IEnumerable<string> ids) { foreach (var id in ids) yield return new() { Id = id, Name = source.Name, Owner = source.Owner }; }
        """);

    [Fact]
    public Task Token_made_of_parameters_alone_is_not_analyzed() => Verify("""
        public GetPat A(GetPat source, string id, string name)
        {
            id = source.Id;
            name = source.Name;
            return new GetPat { Id = id, Name = name };
        }
        public GetPat B(GetPat source, string id, string name)
        {
            id = source.Id;
            return {|PAT2002:new GetPat { Id = id, Name = source.Name }|};
        }
        """);

    [Fact]
    public Task Copy_through_locals_triggers() => Verify("""
        public GetPat M(GetPat source)
        {
            var id = source.Id;
            var name = source.Name;
            return {|PAT2002:new GetPat { Id = id, Name = name }|};
        }
        """);

    [Fact]
    public Task Copy_in_a_projection_triggers() => Verify("""
        public object A(IEnumerable<GetPat> tokens) => tokens.Select(t => {|PAT2002:new GetPat { Id = t.Id, Name = t.Name }|}).ToList();
        public object B(IEnumerable<GetPat> tokens) => from t in tokens select {|PAT2002:new GetPat { Id = t.Id, Name = t.Name }|};
        """);

    [Fact]
    public Task Copy_by_a_constructor_triggers() => Verify("""
        public Short A(GetPat source) => {|PAT2002:new Short(source.Id, source.Name)|};
        public Short B(GetPat source) => {|PAT2002:new(source.Id, source.Name)|};
        """);

    [Fact]
    public Task Copy_between_two_models_triggers() => Verify("""
        public Token A(GetPat source) => {|PAT2002:new() { Id = source.Id, Name = source.Name }|};
        public GetPat B(Token source) => {|PAT2002:new() { Id = source.Id, Name = source.Name }|};
        """);

    [Fact]
    public Task Copy_created_by_a_private_helper_triggers_at_the_call() => Verify("""
        public GetPat A(GetPat source) => {|PAT2002:Copy(source)|};
        public GetPat B(GetPat source) => Copy(source) with { Managed = source.Managed };
        private static GetPat Copy(GetPat source) => new() { Id = source.Id, Name = source.Name };
        """);

    [Fact]
    public Task Copy_with_the_flag_does_not_trigger() => Verify("""
        public GetPat A(GetPat source) => new() { Id = source.Id, Name = source.Name, Managed = source.Managed };
        public GetPat B(GetPat source) => source with { Name = "n" };
        public GetPat C(GetPat source, bool managed) => new() { Id = source.Id, Name = source.Name, Managed = managed };
        public GetPat D(GetPat source)
        {
            var copy = new GetPat { Id = source.Id, Name = source.Name };
            copy.Managed = source.Managed;
            return copy;
        }
        public GetPat E(GetPat source) => new GetPat { Id = source.Id, Name = source.Name } with { Managed = source.Managed };
        public Short F(GetPat source) => new(source.Id, source.Name, source.Managed);
        """);

    [Fact]
    public Task Copy_with_the_flag_on_some_path_does_not_trigger() => Verify("""
        public GetPat M(GetPat source, bool c)
        {
            var copy = new GetPat { Id = source.Id, Name = source.Name };
            if (c) copy.Managed = source.Managed;
            return copy;
        }
        """);

    [Fact]
    public Task Token_with_few_members_of_another_one_does_not_trigger() => Verify("""
        public GetPat A(GetPat source) => new() { Id = source.Id, Name = "n" };
        public GetPat B(GetPat source) => new() { Id = "2", Name = source.Name, Owner = source.Owner };
        public GetPat C(GetPat one, GetPat other) => new() { Id = one.Id, Name = other.Name };
        """);

    [Fact]
    public Task Copy_of_an_unmanaged_token_does_not_trigger() => Verify("""
        public GetPat? A(GetPat source) => source.Managed ? null : new() { Id = source.Id, Name = source.Name };
        public object B(IEnumerable<GetPat> tokens) => tokens.Where(t => !t.Managed).Select(t => new GetPat { Id = t.Id, Name = t.Name });
        public IEnumerable<GetPat> C(IEnumerable<GetPat> tokens)
        {
            foreach (var t in tokens.Where(t => t is { Managed: false }).OrderBy(t => t.Name)) yield return new GetPat { Id = t.Id, Name = t.Name };
        }
        public object D(IEnumerable<GetPat> tokens) => from t in tokens where !t.Managed && t.LastUsed == null select new GetPat { Id = t.Id, Name = t.Name };
        """);

    [Fact]
    public Task Copy_through_range_variables_and_projections_triggers() => Verify("""
        public object A(IEnumerable<GetPat> all) => from s in all let first = s.Name[0] select {|PAT2002:new GetPat { Id = s.Id, Name = s.Name }|};
        public object B(IEnumerable<List<GetPat>> pages) => from page in pages from s in page select {|PAT2002:new GetPat { Id = s.Id, Name = s.Name }|};
        public object C(IEnumerable<List<GetPat>> pages) => from page in pages from s in page let n = s.Name orderby n select {|PAT2002:new GetPat { Id = s.Id, Name = n }|};
        public object D(IEnumerable<GetPat> all) => all.Select(s => new { s, Length = s.Name.Length }).Select(x => {|PAT2002:new GetPat { Id = x.s.Id, Name = x.s.Name }|});
        public object E(IEnumerable<GetPat> all) => all.Select(s => (Token: s, s.Name)).Select(x => {|PAT2002:new GetPat { Id = x.Token.Id, Name = x.Name }|});
        public object F(IEnumerable<GetPat> all) => all.Select((s, i) => {|PAT2002:new GetPat { Id = s.Id, Name = s.Name }|});
        """);

    [Fact]
    public Task Copy_through_tuples_pairs_and_patterns_triggers() => Verify("""
        public GetPat A(KeyValuePair<string, GetPat> p) => {|PAT2002:new() { Id = p.Value.Id, Name = p.Value.Name }|};
        public GetPat B(GetPat s) => s is { Id: var id, Name: var name } ? {|PAT2002:new() { Id = id, Name = name }|} : s;
        public GetPat C(GetPat s) { var (id, name) = (s.Id, s.Name); return {|PAT2002:new() { Id = id, Name = name }|}; }
        public IEnumerable<GetPat> D(Dictionary<string, GetPat> all)
        {
            foreach (var pair in all) yield return {|PAT2002:new() { Id = pair.Value.Id, Name = pair.Value.Name }|};
        }
        public IEnumerable<GetPat> E(Dictionary<string, GetPat> all)
        {
            foreach (var (_, s) in all) yield return {|PAT2002:new() { Id = s.Id, Name = s.Name }|};
        }
        public GetPat F((GetPat Token, int Age) s) => {|PAT2002:new() { Id = s.Token.Id, Name = s.Token.Name }|};
        public GetPat G(GetPat s) => s switch { { Id: var id, Name: { } name } => {|PAT2002:new() { Id = id, Name = name }|}, _ => s };
        """);

    [Fact]
    public Task Copy_by_a_constructor_call_without_the_flag_triggers() => Verify("""
        public Wide A(GetPat source) => {|PAT2002:new(source.Id, source.Name)|};
        public Wide B(GetPat source) => new(source.Id, source.Name, source.Managed);
        public Wide C(GetPat source) => new(source.Id, source.Name, Managed: null);
        public object D(IEnumerable<GetPat> all) => from s in all let n = s.Name select {|PAT2002:new Wide(s.Id, n)|};
        """);

    [Fact]
    public Task Copy_from_one_parameter_to_another_triggers() => Verify("""
        public void A(GetPat from, GetPat to) { {|PAT2002:to.Id = from.Id|}; to.Name = from.Name; to.Scope = from.Scope; }
        public static void B(Token to, GetPat from) { to.Name = from.Name; {|PAT2002:to.Id = from.Id|}; }
        public void C(GetPat from, GetPat to) { to.Id = from.Id; to.Name = from.Name; to.Managed = from.Managed; }
        public void D(GetPat from, GetPat to) { to.Id = from.Id; }
        public void E(GetPat from, GetPat to) { to.Id = from.Id; to.Name = from.Name; Mark(to); }
        private static void Mark(GetPat token) => token.Managed = true;
        public void F(GetPat from, GetPat to)
        {
            if (from.Managed) return;
            to.Id = from.Id;
            to.Name = from.Name;
        }
        """);

    [Fact]
    public Task Copy_of_a_type_of_the_project_with_a_flag_triggers() => Verify("""
        public record Summary(string Id, string Label, bool Managed);
        public class Row { public string Id { get; set; } = ""; public string Label { get; set; } = ""; public bool? IsManaged { get; set; } }
        public GetPat A(Summary s) => {|PAT2002:new() { Id = s.Id, Name = s.Label }|};
        public GetPat B(Row s) => {|PAT2002:new() { Id = s.Id, Name = s.Label }|};
        public GetPat C(Row s) => new() { Id = s.Id, Name = s.Label, Managed = s.IsManaged ?? false };
        public GetPat? D(Summary s) => s.Managed ? null : new() { Id = s.Id, Name = s.Label };
        public GetPat E(Row s) => new() { Id = s.Id, Name = "n" };
        public class Base { public string Id { get; set; } = ""; public string Label { get; set; } = ""; }
        public class Flagged : Base { public bool IsManaged { get; set; } }
        public GetPat F(Flagged s) => {|PAT2002:new() { Id = s.Id, Name = s.Label }|};
        public GetPat G(Base s) => new() { Id = s.Id, Name = s.Label };
        public GetPat H(Flagged s) { var id = s.Id; return {|PAT2002:new() { Id = id, Name = s.Label }|}; }
        """);

    [Fact]
    public Task Copy_of_a_token_looked_up_by_its_id_triggers() => Verify("""
        public GetPat? A(Func<string, GetPat> load, string id)
        {
            var s = load(id);
            return {|PAT2002:new() { Id = id, Name = s.Name, Scope = s.Scope, Owner = s.Owner }|};
        }
        public GetPat B(Func<string, GetPat> load, string id, string other)
        {
            var s = load(other);
            return new() { Id = id, Name = s.Name, Scope = s.Scope, Owner = s.Owner };
        }
        """);

    [Fact]
    public Task Copy_of_a_token_that_a_filter_or_helper_proves_unmanaged_does_not_trigger() => Verify("""
        private static bool IsPersonal(GetPat t) => !t.Managed;
        private static GetPat Copy(GetPat s) => new() { Id = s.Id, Name = s.Name };
        private static IEnumerable<GetPat> Personal(IEnumerable<GetPat> all) => all.Where(t => !t.Managed);
        public object A(IEnumerable<GetPat> all) => all.Where(t => !t.Managed).Select(Copy).ToList();
        public object B(IEnumerable<GetPat> all) => all.Where(IsPersonal).Select(s => new GetPat { Id = s.Id, Name = s.Name });
        public GetPat C(IEnumerable<GetPat> all) { var s = all.First(t => !t.Managed); return new() { Id = s.Id, Name = s.Name }; }
        public object D(IEnumerable<GetPat> all) => Personal(all).Select(s => new GetPat { Id = s.Id, Name = s.Name });
        public object E(IEnumerable<GetPat> all)
        {
            var query = all.Where(t => !t.Managed);
            query = query.OrderBy(t => t.Name);
            return query.Select(s => new GetPat { Id = s.Id, Name = s.Name });
        }
        public object F(IEnumerable<GetPat> all)
        {
            var own = new List<GetPat>();
            foreach (var t in all) if (!t.Managed) own.Add(t);
            return own.Select(s => new GetPat { Id = s.Id, Name = s.Name });
        }
        public object G(List<GetPat> all) { all.RemoveAll(t => t.Managed); return all.ConvertAll(s => new GetPat { Id = s.Id, Name = s.Name }); }
        public object H(IEnumerable<GetPat> all) => all.ToLookup(t => t.Managed)[false].Select(s => new GetPat { Id = s.Id, Name = s.Name });
        public IEnumerable<GetPat> I(IEnumerable<GetPat> all)
        {
            foreach (var group in all.GroupBy(t => t.Managed))
            {
                if (group.Key) continue;
                foreach (var s in group) yield return new() { Id = s.Id, Name = s.Name };
            }
        }
        public void J(IEnumerable<GetPat> all, System.Collections.Concurrent.ConcurrentBag<GetPat> to) =>
            Parallel.ForEach(all.Where(t => !t.Managed), s => to.Add(new() { Id = s.Id, Name = s.Name }));
        public object K(IEnumerable<GetPat> all) => from s in all where !s.Managed let n = s.Name select new GetPat { Id = s.Id, Name = n };
        public object M(IEnumerable<GetPat> all) => all.GroupBy(t => t.Managed).Where(g => !g.Key).SelectMany(g => g).Select(s => new GetPat { Id = s.Id, Name = s.Name });
        public object N(IEnumerable<GetPat> all) => all.GroupBy(t => t.Managed).First(g => !g.Key).Select(s => new GetPat { Id = s.Id, Name = s.Name });
        public object O(IEnumerable<GetPat> all) => Split(all).Own.Select(s => new GetPat { Id = s.Id, Name = s.Name });
        private static (List<GetPat> Managed, List<GetPat> Own) Split(IEnumerable<GetPat> all) => (all.Where(t => t.Managed).ToList(), all.Where(t => !t.Managed).ToList());
        public object P(IEnumerable<GetPat> all) { GetPat[] own = [.. all.Where(t => !t.Managed)]; return own.Select(s => new GetPat { Id = s.Id, Name = s.Name }); }
        public IEnumerable<GetPat> Q(IEnumerable<GetPat> all)
        {
            var own = all.Where(t => !t.Managed).ToList();
            for (int i = 0; i < own.Count; i++) yield return new() { Id = own[i].Id, Name = own[i].Name };
        }
        public IEnumerable<GetPat> R(IEnumerable<GetPat> all)
        {
            var own = new Queue<GetPat>(all.Where(t => !t.Managed));
            while (own.TryDequeue(out var s)) yield return new() { Id = s.Id, Name = s.Name };
        }
        public object L(Dictionary<string, GetPat> all) => all.Where(p => !p.Value.Managed).Select(p => new GetPat { Id = p.Value.Id, Name = p.Value.Name });
        """);

    [Fact]
    public Task Copy_of_a_token_that_a_test_proves_unmanaged_does_not_trigger() => Verify("""
        public GetPat? A(GetPat s) => s switch { { Managed: true } => null, _ => new() { Id = s.Id, Name = s.Name } };
        public IEnumerable<GetPat> B(IEnumerable<GetPat> all)
        {
            foreach (var s in all)
            {
                if (s is { Managed: true }) continue;
                yield return new() { Id = s.Id, Name = s.Name };
            }
        }
        public IEnumerable<GetPat> C(IEnumerable<GetPat> all)
        {
            foreach (var s in all)
            {
                switch (s) { case { Managed: true }: break; default: yield return new() { Id = s.Id, Name = s.Name }; break; }
            }
        }
        public GetPat D(GetPat s) { System.Diagnostics.Debug.Assert(!s.Managed); return new() { Id = s.Id, Name = s.Name }; }
        public GetPat E(GetPat s) { EnsurePersonal(s); return new() { Id = s.Id, Name = s.Name }; }
        private static void EnsurePersonal(GetPat s) { if (s.Managed) throw new InvalidOperationException(); }
        public GetPat F(GetPat s) { bool managed = s.Managed; if (managed) throw new InvalidOperationException(); return new() { Id = s.Id, Name = s.Name }; }
        public GetPat G(Token s) { if (s.Managed == true) throw new InvalidOperationException(); return new() { Id = s.Id, Name = s.Name }; }
        public GetPat? H(GetPat s) { switch (s.Managed) { case false: return new() { Id = s.Id, Name = s.Name }; default: return null; } }
        """);

    [Fact]
    public Task Copy_after_an_unrelated_test_triggers() => Verify("""
        public object A(IEnumerable<GetPat> all) => all.Where(t => t.Managed).Select(s => {|PAT2002:new GetPat { Id = s.Id, Name = s.Name }|});
        public object B(IEnumerable<GetPat> all) => all.Where(t => !t.Managed || t.LastUsed == null).Select(s => {|PAT2002:new GetPat { Id = s.Id, Name = s.Name }|});
        public GetPat? C(GetPat s, GetPat other) => other.Managed ? null : {|PAT2002:new() { Id = s.Id, Name = s.Name }|};
        public object E(IEnumerable<GetPat> all) => all.GroupBy(t => t.Managed).SelectMany(g => g).Select(s => {|PAT2002:new GetPat { Id = s.Id, Name = s.Name }|});
        public object F(IEnumerable<GetPat> all) => all.GroupBy(t => t.Managed).Where(g => g.Key).SelectMany(g => g).Select(s => {|PAT2002:new GetPat { Id = s.Id, Name = s.Name }|});
        public object D(IEnumerable<GetPat> all) => all.ToLookup(t => t.Managed)[true].Select(s => {|PAT2002:new GetPat { Id = s.Id, Name = s.Name }|});
        """);

    [Fact]
    public Task Source_or_copy_without_a_flag_does_not_trigger() => Verify("""
        public class Row { public string Id { get; set; } = ""; public string Name { get; set; } = ""; }
        public GetPat A(Row row) => new() { Id = row.Id, Name = row.Name };
        public Row B(GetPat source) => new() { Id = source.Id, Name = source.Name };
        public GetPat C(CreatePersonalAccessTokenResponse created) => new() { Id = created.Id, Name = created.Name };
        public PatOwner D(PatOwner owner) => new() { Id = owner.Id, Name = owner.Name };
        """);

    [Fact]
    public Task Incomplete_code_does_not_trigger() => Verify("""
        public GetPat A(GetPat source) => new() { Id = source.Id, Name = source.{|CS1001:}|};
        """);

    [Fact]
    public Task Message_names_the_source() => Verification.Verify.Rule<PAT2002ManagedFlagDroppedInCopy>(
        Sources.InClass("public GetPat M(GetPat source) => {|#0:new() { Id = source.Id, Name = source.Name }|};"),
        new DiagnosticResult(RuleCatalog.ManagedFlagDroppedInCopy)
            .WithLocation(0)
            .WithMessage("`source` is copied without `managed`, so the copy of a managed token is unmanaged; copy `managed` as well"));

    [Fact]
    public Task Fix_copies_the_flag_in_every_form() => Fix(
        """
        public GetPat A(GetPat source) => {|PAT2002:new() { Id = source.Id, Name = source.Name /* kept */, AccessTokenValiditySeconds = 1 }|};
        public Short B(GetPat source) => {|PAT2002:new Short(source.Id, source.Name)|};
        public GetPat C(Token source) => {|PAT2002:new() { Id = source.Id, Name = source.Name }|};
        public Token D(GetPat source) => {|PAT2002:new() { Id = source.Id, Name = source.Name }|};
        public GetPat E(GetPat source) => {|PAT2002:Copy(source)|};
        private static GetPat Copy(GetPat source) => new() { Id = source.Id, Name = source.Name };
        public object F(IEnumerable<GetPat> all) => all.Select(t => {|PAT2002:new GetPat { Id = t.Id, Name = t.Name }|});
        """,
        """
        public GetPat A(GetPat source) => new() { Id = source.Id, Name = source.Name, Managed = source.Managed /* kept */, AccessTokenValiditySeconds = 1 };
        public Short B(GetPat source) => new Short(source.Id, source.Name) { Managed = source.Managed };
        public GetPat C(Token source) => new() { Id = source.Id, Name = source.Name, Managed = source.Managed ?? false };
        public Token D(GetPat source) => new() { Id = source.Id, Name = source.Name, Managed = source.Managed };
        public GetPat E(GetPat source) => Copy(source) with { Managed = source.Managed };
        private static GetPat Copy(GetPat source) => new() { Id = source.Id, Name = source.Name };
        public object F(IEnumerable<GetPat> all) => all.Select(t => new GetPat { Id = t.Id, Name = t.Name, Managed = t.Managed });
        """);

    [Fact]
    public Task Fix_works_in_a_method_of_the_source() => Verification.Verify.Fix<PAT2002ManagedFlagDroppedInCopy, PAT2002DroppedFlagCodeFixProvider>(
        """
        [ContractModel("v3")]
        public class Row
        {
            public string Id { get; set; } = "";
            public string Name { get; set; } = "";
            public bool Managed { get; set; }
            public GetPersonalAccessTokenResponse ToToken() => {|PAT2002:new() { Id = Id, Name = Name }|};
        }
        """,
        """
        [ContractModel("v3")]
        public class Row
        {
            public string Id { get; set; } = "";
            public string Name { get; set; } = "";
            public bool Managed { get; set; }
            public GetPersonalAccessTokenResponse ToToken() => new() { Id = Id, Name = Name, Managed = Managed };
        }
        """);

    [Fact]
    public Task Id_of_another_token_that_is_passed_as_an_argument_triggers() => Verify("""
        public GetPat A(GetPat source, string id)
        {
            id = source.Id;
            return {|PAT2002:new GetPat { Id = id, Name = source.Name }|};
        }
        public GetPat B(GetPat source, string id) => new GetPat { Id = id, Name = source.Name };
        """);
}
