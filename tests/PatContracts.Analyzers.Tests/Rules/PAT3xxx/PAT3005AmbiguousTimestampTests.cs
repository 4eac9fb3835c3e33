using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.Testing;
using PatContracts.Analyzers.Rules;
using PatContracts.Analyzers.Tests.Verification;
using PatContracts.CodeFixes;

namespace PatContracts.Analyzers.Tests.Rules;

public class PAT3005AmbiguousTimestampTests
{
    private const string Model = """

        [ContractModel("v3")]
        public record Token(DateTime Created)
        {
            public DateTime? LastUsed { get; set; }
        }
        """;

    private static Task Verify(string members) => Verification.Verify.Rule<PAT3005AmbiguousTimestamp>(Sources.InClass(members) + Model);

    private static Task Fix(string before, string after) =>
        Verification.Verify.Fix<PAT3005AmbiguousTimestamp, PAT3005UtcTimestampCodeFixProvider>(Sources.InClass(before) + Model, Sources.InClass(after) + Model);

    [Fact]
    public Task Time_without_a_kind_triggers() => Verify("""
        public void A(GetPat t) => t.Created = {|PAT3005:new DateTime(2024, 3, 7)|};
        public void B(GetPat t) => t.LastUsed = {|PAT3005:new DateTime(2024, 3, 7, 5, 0, 0)|}.AddDays(1);
        public GetPat C(string s) => new() { Created = {|PAT3005:DateTime.Parse(s)|} };
        public GetPat D(GetPat t) => t with { LastUsed = {|PAT3005:DateTime.ParseExact("", "s", null)|} };
        public void E(GetPat t) => t.Created = {|PAT3005:DateTime.SpecifyKind(DateTime.UtcNow, DateTimeKind.Unspecified)|};
        public void F(GetPat t) => t.Created = new DateTimeOffset({|PAT3005:new DateTime(2024, 3, 7)|});
        """);

    [Fact]
    public Task Local_time_without_an_offset_triggers() => Verify("""
        public Token A() => new({|PAT3005:DateTime.Now|});
        public Token B() => new({|PAT3005:DateTime.Today|}.AddHours(3));
        public void C(Token t, bool c) => t.LastUsed = c ? {|PAT3005:DateTime.Now|} : DateTime.UtcNow;
        public void D(Token t, DateTime d) => t.LastUsed = {|PAT3005:d.ToLocalTime()|};
        public void E(Token t) => t.LastUsed ??= {|PAT3005:DateTime.Now|} - TimeSpan.FromDays(1);
        public void F(Token t)
        {
            var now = DateTime.Now;
            t.LastUsed = {|PAT3005:now|};
        }
        public void G(Token t, DateTimeOffset d) => t.LastUsed = {|PAT3005:d.LocalDateTime|};
        """);

    [Fact]
    public Task Local_time_that_depends_on_the_machine_triggers_for_DateTimeOffset_too() => Verify("""
        public void A(GetPat t) => t.Created = {|PAT3005:DateTime.Today|}.AddHours(3);
        public void B(GetPat t) => t.Created = {|PAT3005:DateTime.Now|}.Date;
        public void C(GetPat t) => t.Created = {|PAT3005:new DateTime(2024, 3, 7, 5, 0, 0, DateTimeKind.Local)|};
        public void D(GetPat t, DateTime d) => t.Created = {|PAT3005:DateTime.SpecifyKind(d, DateTimeKind.Local)|};
        public void E(GetPat t, DateTimeOffset d) => t.Created = {|PAT3005:d.DateTime|};
        """);

    [Fact]
    public Task Local_time_that_is_an_exact_instant_does_not_trigger_for_DateTimeOffset() => Verify("""
        public void A(GetPat t) => t.Created = DateTime.Now;
        public void B(GetPat t) => t.LastUsed = DateTime.Now.AddDays(-1);
        public void C(GetPat t, bool c) => t.LastUsed = c ? DateTime.Now : DateTime.UtcNow;
        public void D(GetPat t, DateTime d) => t.Created = d.ToLocalTime();
        public void E(GetPat t, DateTimeOffset d) => t.Created = d.LocalDateTime;
        public void F(GetPat t)
        {
            var now = DateTime.Now;
            t.Created = now;
            t.LastUsed = new DateTimeOffset(now);
        }
        """);

    [Fact]
    public Task Constant_text_with_a_time_zone_does_not_trigger() => Verify("""
        private const string Text = "2024-03-07T05:00:00+01:00";
        public void A(GetPat t) => t.Created = DateTime.Parse("2024-03-07T05:00:00Z");
        public void B(GetPat t) => t.Created = DateTime.Parse(Text);
        public void C(GetPat t) => t.Created = DateTime.Parse("2024-03-07T05:00:00Z", System.Globalization.CultureInfo.InvariantCulture);
        public void D(GetPat t) => t.Created = DateTime.Parse("Thu, 07 Mar 2024 05:00:00 GMT");
        public void E(GetPat t) => t.Created = DateTime.ParseExact("2024-03-07T05:00:00Z", "yyyy-MM-dd'T'HH:mm:ssK", null);
        public Token F() => new(DateTime.Parse("2024-03-07T05:00:00Z"));
        public void G(GetPat t) => t.Created = DateTime.Parse("2024-03-07T05:00:00Z", null, System.Globalization.DateTimeStyles.RoundtripKind);
        public void H(GetPat t) => t.Created = DateTime.Parse("2024-03-07T05:00:00", null, System.Globalization.DateTimeStyles.AssumeUniversal);
        public void I(GetPat t, System.Globalization.DateTimeStyles s) => t.Created = DateTime.Parse("2024-03-07T05:00:00", null, s);
        """);

    [Fact]
    public Task Constant_text_whose_time_zone_is_ignored_triggers() => Verify("""
        public void A(GetPat t) => t.Created = {|PAT3005:DateTime.Parse("2024-03-07T05:00:00")|};
        public void B(GetPat t) => t.Created = {|PAT3005:DateTime.ParseExact("2024-03-07T05:00:00Z", "yyyy-MM-dd'T'HH:mm:ss'Z'", null)|};
        public void C(GetPat t) => t.Created = {|PAT3005:DateTime.Parse("2024-03-07T05:00:00", null, System.Globalization.DateTimeStyles.RoundtripKind)|};
        public void D(GetPat t) => t.Created = {|PAT3005:DateTime.Parse("2024-03-07T05:00:00", null, System.Globalization.DateTimeStyles.AssumeLocal)|};
        """);

    [Fact]
    public Task Time_with_a_converter_does_not_trigger() => Verify("""
        [ContractModel("v3")]
        public class Other
        {
            [System.Text.Json.Serialization.JsonConverter(typeof(UtcConverter))]
            public DateTime Created { get; set; } = DateTime.Now;
        }
        public class UtcConverter : System.Text.Json.Serialization.JsonConverter<DateTime>
        {
            public override DateTime Read(ref System.Text.Json.Utf8JsonReader reader, Type type, System.Text.Json.JsonSerializerOptions options) => default;
            public override void Write(System.Text.Json.Utf8JsonWriter writer, DateTime value, System.Text.Json.JsonSerializerOptions options) { }
        }
        """);

    [Fact]
    public Task Members_of_every_type_trigger_in_other_models() => Verify("""
        public Token A() => new({|PAT3005:DateTime.Now|}) { LastUsed = {|PAT3005:DateTime.Today|} };
        public void B(Token t) => t.LastUsed = {|PAT3005:new DateTime(2024, 3, 7)|};
        public void C(GetPat t) => (t.Id, t.LastUsed) = ("1", {|PAT3005:DateTime.Today|});
        [ContractModel("v3")]
        public class Other { public DateTime Created { get; set; } = {|PAT3005:DateTime.Now|}; }
        """);

    [Fact]
    public Task UTC_time_does_not_trigger() => Verify("""
        public void A(GetPat t) => t.Created = DateTime.UtcNow;
        public void B(GetPat t) => t.Created = DateTime.UtcNow.Date.AddDays(-1);
        public void C(GetPat t) => t.Created = new DateTime(2024, 3, 7, 5, 0, 0, DateTimeKind.Utc);
        public void D(GetPat t, DateTime d) => t.Created = DateTime.SpecifyKind(d, DateTimeKind.Utc);
        public void E(GetPat t, DateTime d) => t.Created = d.ToUniversalTime();
        public void F(GetPat t, string s) => t.Created = DateTime.Parse(s, null, System.Globalization.DateTimeStyles.RoundtripKind);
        public void G(GetPat t) => t.Created = DateTime.UnixEpoch;
        """);

    [Fact]
    public Task Time_with_an_offset_does_not_trigger() => Verify("""
        public void A(GetPat t) => t.Created = DateTimeOffset.Now;
        public void B(GetPat t) => t.Created = new DateTimeOffset(new DateTime(2024, 3, 7), TimeSpan.Zero);
        public void C(GetPat t, string s) => t.Created = DateTimeOffset.Parse(s);
        """);

    [Fact]
    public Task Time_of_unknown_kind_does_not_trigger() => Verify("""
        public void A(GetPat t, DateTime d) => t.Created = d;
        public void B(GetPat t, DateTime d) => t.Created = d.AddDays(1);
        public void C(GetPat t, bool c)
        {
            var d = DateTime.Now;
            if (c) d = DateTime.UtcNow;
            t.Created = d;
        }
        """);

    [Fact]
    public Task Member_that_is_not_a_date_time_of_a_contract_does_not_trigger() => Verify("""
        public DateTime Started { get; set; } = DateTime.Now;
        public class Unbound { public DateTimeOffset Created { get; set; } }
        public Unbound A() => new() { Created = DateTime.Now };
        """);

    [Fact]
    public Task Incomplete_code_does_not_trigger() => Verify("""
        public void A(GetPat t) => t.Created = DateTime.{|CS0117:|}{|CS1001:;|}
        public void B(GetPat t) => t.Created = {|CS1525:;|}
        """);

    [Fact]
    public Task Message_names_the_kind() => Verification.Verify.Rule<PAT3005AmbiguousTimestamp>(
        Sources.InClass("public void A(GetPat t) => t.Created = {|#0:DateTime.Today|};"),
        new DiagnosticResult(RuleCatalog.AmbiguousTimestamp)
            .WithLocation(0)
            .WithMessage("`created` is assigned a DateTime of local kind, so its meaning depends on the time zone of the machine"));

    [Fact]
    public Task Fix_marks_each_form_as_UTC() => Fix(
        """
        public void A(Token t) => t.LastUsed = {|PAT3005:DateTime.Now|}.AddDays(-1); // kept
        public void B(GetPat t) => t.Created = {|PAT3005:DateTime.Today|};
        public void C(GetPat t) => t.Created = {|PAT3005:new DateTime(2024, 3, 7)|};
        public void D(GetPat t) => t.Created = {|PAT3005:new DateTime(2024, 3, 7, 5, 0, 0)|};
        public void E(GetPat t) => t.Created = {|PAT3005:new DateTime(2024, 3, 7, 5, 0, 0, DateTimeKind.Local)|};
        public void F(GetPat t, string s) => t.Created = {|PAT3005:DateTime.Parse(s)|};
        public void G(Token t, DateTime d) => t.LastUsed = {|PAT3005:d.ToLocalTime()|};
        public void J(GetPat t) => t.Created = {|PAT3005:DateTime.Parse("2024-03-07", null, System.Globalization.DateTimeStyles.AssumeLocal)|};
        public void H(GetPat t, DateTimeOffset d) => t.Created = {|PAT3005:d.DateTime|};
        public void I(GetPat t, System.Globalization.Calendar c) => t.Created = {|PAT3005:new DateTime(2024, 3, 7, c)|};
        """,
        """
        public void A(Token t) => t.LastUsed = DateTime.UtcNow.AddDays(-1); // kept
        public void B(GetPat t) => t.Created = DateTime.UtcNow.Date;
        public void C(GetPat t) => t.Created = new DateTime(2024, 3, 7, 0, 0, 0, DateTimeKind.Utc);
        public void D(GetPat t) => t.Created = new DateTime(2024, 3, 7, 5, 0, 0, DateTimeKind.Utc);
        public void E(GetPat t) => t.Created = new DateTime(2024, 3, 7, 5, 0, 0, DateTimeKind.Utc);
        public void F(GetPat t, string s) => t.Created = DateTime.Parse(s, null, System.Globalization.DateTimeStyles.AdjustToUniversal | System.Globalization.DateTimeStyles.AssumeUniversal);
        public void G(Token t, DateTime d) => t.LastUsed = d.ToUniversalTime();
        public void J(GetPat t) => t.Created = DateTime.Parse("2024-03-07", null, System.Globalization.DateTimeStyles.AdjustToUniversal | System.Globalization.DateTimeStyles.AssumeUniversal);
        public void H(GetPat t, DateTimeOffset d) => t.Created = d.UtcDateTime;
        public void I(GetPat t, System.Globalization.Calendar c) => t.Created = DateTime.SpecifyKind(new DateTime(2024, 3, 7, c), DateTimeKind.Utc);
        """);

    [Fact]
    public Task Fix_marks_a_variable_where_it_is_used() => Fix(
        """
        public void M(Token a, GetPat b)
        {
            var now = DateTime.Now;
            var start = new DateTime(2024, 3, 7);
            a.LastUsed = {|PAT3005:now|};
            b.Created = {|PAT3005:start|};
        }
        """,
        """
        public void M(Token a, GetPat b)
        {
            var now = DateTime.Now;
            var start = new DateTime(2024, 3, 7);
            a.LastUsed = now.ToUniversalTime();
            b.Created = DateTime.SpecifyKind(start, DateTimeKind.Utc);
        }
        """);

    [Fact]
    public Task Fix_in_CSharp_6_and_Fix_All() => Verification.Verify.FixIn<PAT3005AmbiguousTimestamp, PAT3005UtcTimestampCodeFixProvider>(
        LanguageVersion.CSharp6,
        """
        using System;
        using System.Collections.Generic;
        using System.Linq;
        using PatContracts;
        public class Test
        {
            public void A(GetPersonalAccessTokenResponse token, string text) { token.Created = {|PAT3005:new DateTime(2024, 3, 7, 5, 0, 0)|}; }
            public void B(GetPersonalAccessTokenResponse token, string text) { token.LastUsed = {|PAT3005:new DateTime(2024, 3, 8, 5, 0, 0)|}; }
        }
        """,
        """
        using System;
        using System.Collections.Generic;
        using System.Linq;
        using PatContracts;
        public class Test
        {
            public void A(GetPersonalAccessTokenResponse token, string text) { token.Created = new DateTime(2024, 3, 7, 5, 0, 0, DateTimeKind.Utc); }
            public void B(GetPersonalAccessTokenResponse token, string text) { token.LastUsed = new DateTime(2024, 3, 8, 5, 0, 0, DateTimeKind.Utc); }
        }
        """);
}
