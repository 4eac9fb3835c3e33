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
        """;

    private static Task Verify(string members) => Verification.Verify.Rule<PAT2002ManagedFlagDroppedInCopy>(Sources.InClass(members) + Models);

    private static Task Fix(string before, string after) =>
        Verification.Verify.Fix<PAT2002ManagedFlagDroppedInCopy, PAT2002CarriedFlagCodeFixProvider>(Sources.InClass(before) + Models, Sources.InClass(after) + Models);

    [Fact]
    public Task Copy_that_leaves_the_flag_out_triggers() => Verify("""
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
    public Task Copy_by_way_of_locals_triggers() => Verify("""
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
    public Task Copy_that_a_private_helper_makes_triggers_where_it_is_passed_on() => Verify("""
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
    public Task Copy_that_gets_the_flag_on_some_path_does_not_trigger() => Verify("""
        public GetPat M(GetPat source, bool c)
        {
            var copy = new GetPat { Id = source.Id, Name = source.Name };
            if (c) copy.Managed = source.Managed;
            return copy;
        }
        """);

    [Fact]
    public Task Token_that_takes_too_little_to_be_a_copy_does_not_trigger() => Verify("""
        public GetPat A(GetPat source) => new() { Id = source.Id, Name = "n" };
        public GetPat B(GetPat source) => new() { Id = "2", Name = source.Name, Owner = source.Owner };
        public GetPat C(GetPat one, GetPat other) => new() { Id = one.Id, Name = other.Name };
        """);

    [Fact]
    public Task Copy_of_what_is_known_to_be_unmanaged_does_not_trigger() => Verify("""
        public GetPat? A(GetPat source) => source.Managed ? null : new() { Id = source.Id, Name = source.Name };
        public object B(IEnumerable<GetPat> tokens) => tokens.Where(t => !t.Managed).Select(t => new GetPat { Id = t.Id, Name = t.Name });
        public IEnumerable<GetPat> C(IEnumerable<GetPat> tokens)
        {
            foreach (var t in tokens.Where(t => t is { Managed: false }).OrderBy(t => t.Name)) yield return new GetPat { Id = t.Id, Name = t.Name };
        }
        public object D(IEnumerable<GetPat> tokens) => from t in tokens where !t.Managed && t.LastUsed == null select new GetPat { Id = t.Id, Name = t.Name };
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
    public Task Half_typed_copy_does_not_trigger() => Verify("""
        public GetPat A(GetPat source) => new() { Id = source.Id, Name = source.{|CS1001:}|};
        """);

    [Fact]
    public Task Message_names_the_source() => Verification.Verify.Rule<PAT2002ManagedFlagDroppedInCopy>(
        Sources.InClass("public GetPat M(GetPat source) => {|#0:new() { Id = source.Id, Name = source.Name }|};"),
        new DiagnosticResult(RuleCatalog.ManagedFlagDroppedInCopy)
            .WithLocation(0)
            .WithMessage("The copy of `source` leaves out `managed`, so that a managed token silently becomes an unmanaged one"));

    [Fact]
    public Task Fix_carries_the_flag_along_in_every_form() => Fix(
        """
        public GetPat A(GetPat source) => {|PAT2002:new() { Id = source.Id, Name = source.Name /* kept */, AccessTokenValiditySeconds = 1 }|};
        public Short B(GetPat source) => {|PAT2002:new Short(source.Id, source.Name)|};
        public GetPat C(Token source) => {|PAT2002:new() { Id = source.Id, Name = source.Name }|};
        public Token D(GetPat source) => {|PAT2002:new() { Id = source.Id, Name = source.Name }|};
        public GetPat E(GetPat source) => {|PAT2002:Copy(source)|};
        private static GetPat Copy(GetPat source) => new() { Id = source.Id, Name = source.Name };
        public object F(IEnumerable<GetPat> tokens) => tokens.Select(t => {|PAT2002:new GetPat { Id = t.Id, Name = t.Name }|});
        """,
        """
        public GetPat A(GetPat source) => new() { Id = source.Id, Name = source.Name, Managed = source.Managed /* kept */, AccessTokenValiditySeconds = 1 };
        public Short B(GetPat source) => new Short(source.Id, source.Name) { Managed = source.Managed };
        public GetPat C(Token source) => new() { Id = source.Id, Name = source.Name, Managed = source.Managed ?? false };
        public Token D(GetPat source) => new() { Id = source.Id, Name = source.Name, Managed = source.Managed };
        public GetPat E(GetPat source) => Copy(source) with { Managed = source.Managed };
        private static GetPat Copy(GetPat source) => new() { Id = source.Id, Name = source.Name };
        public object F(IEnumerable<GetPat> tokens) => tokens.Select(t => new GetPat { Id = t.Id, Name = t.Name, Managed = t.Managed });
        """);

    [Fact]
    public Task Fix_works_in_a_method_of_the_source_itself() => Verification.Verify.Fix<PAT2002ManagedFlagDroppedInCopy, PAT2002CarriedFlagCodeFixProvider>(
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
}
