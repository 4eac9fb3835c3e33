using Microsoft.CodeAnalysis.Testing;
using PatContracts.Analyzers.Rules;
using PatContracts.Analyzers.Tests.Verification;

namespace PatContracts.Analyzers.Tests.Rules;

public class PAT3004LastUsedResolutionTests
{
    private static Task Verify(string members) => Verification.Verify.Rule<PAT3004LastUsedResolution>(Sources.InClass(members));

    [Fact]
    public Task Window_before_now_that_is_shorter_than_a_day_triggers() => Verify("""
        public bool A(GetPat t) => {|PAT3004:t.LastUsed < DateTimeOffset.UtcNow.AddHours(-1)|};
        public bool B(GetPat t) => {|PAT3004:t.LastUsed > DateTimeOffset.Now - TimeSpan.FromMinutes(90)|};
        public bool C(GetPat t) => {|PAT3004:DateTimeOffset.UtcNow.Subtract(new TimeSpan(2, 0, 0)) >= t.LastUsed!.Value|};
        public bool D(GetPat t) => {|PAT3004:(t.LastUsed ?? t.Created) < DateTime.UtcNow.AddDays(-0.5)|};
        public bool E(GetPat t, TimeProvider time) => {|PAT3004:t.LastUsed < time.GetUtcNow().Add(TimeSpan.FromHours(-23))|};
        public bool F(GetPat t, DateTimeOffset now) => {|PAT3004:t.LastUsed < now.AddMinutes(-5)|};
        """);

    [Fact]
    public Task Age_compared_with_a_short_window_triggers() => Verify("""
        public bool A(GetPat t) => {|PAT3004:DateTimeOffset.UtcNow - t.LastUsed > TimeSpan.FromHours(2)|};
        public bool B(GetPat t) => {|PAT3004:(DateTimeOffset.UtcNow - t.LastUsed!.Value).TotalHours > 2|};
        """);

    [Fact]
    public Task Variables_for_now_and_for_the_window_are_resolved() => Verify("""
        private static readonly TimeSpan Window = TimeSpan.FromHours(6);
        private const int Minutes = 30;
        public bool A(GetPat t) => {|PAT3004:t.LastUsed < DateTimeOffset.UtcNow - Window|};
        public bool B(GetPat t) => {|PAT3004:t.LastUsed < DateTimeOffset.UtcNow.AddMinutes(-Minutes)|};
        public int C(IEnumerable<GetPat> tokens)
        {
            var now = DateTimeOffset.UtcNow;
            var cutoff = now.AddHours(-12);
            return tokens.Count(t => {|PAT3004:t.LastUsed < cutoff|});
        }
        """);

    [Fact]
    public Task Variables_for_the_last_use_trigger() => Verify("""
        public bool A(GetPat t) => t.LastUsed is { } used && {|PAT3004:used < DateTimeOffset.UtcNow.AddHours(-1)|};
        public bool B(GetPat t) => t.LastUsed is DateTimeOffset used && {|PAT3004:DateTimeOffset.UtcNow - used > TimeSpan.FromHours(1)|};
        public bool C(GetPat t) => t is { LastUsed: { } used } && {|PAT3004:(DateTimeOffset.UtcNow - used).TotalHours > 2|};
        public bool D(GetPat t) => t is { Managed: false, LastUsed: var used } && {|PAT3004:used < DateTimeOffset.UtcNow.AddHours(-1)|};
        public bool E(GetPat t)
        {
            if (t.LastUsed is not { } used) return false;
            return {|PAT3004:used < DateTimeOffset.UtcNow.AddMinutes(-30)|};
        }
        public bool F(GetPat t)
        {
            var used = t.LastUsed;
            return used.HasValue && {|PAT3004:used.Value < DateTimeOffset.UtcNow.AddHours(-1)|};
        }
        public bool G(GetPat t) => t.LastUsed switch
        {
            { } used when {|PAT3004:used < DateTimeOffset.UtcNow.AddHours(-1)|} => true,
            _ => false,
        };
        public bool H(GetPat t)
        {
            switch (t.LastUsed)
            {
                case { } used when {|PAT3004:used < DateTimeOffset.UtcNow.AddHours(-1)|}: return true;
                default: return false;
            }
        }
        public bool I(GetPat? t) => t?.LastUsed is { } used && {|PAT3004:used < DateTimeOffset.UtcNow.AddHours(-1)|};
        """);

    [Fact]
    public Task Ages_in_every_form_trigger() => Verify("""
        public bool A(GetPat t) => {|PAT3004:(DateTimeOffset.UtcNow - t.LastUsed)?.TotalHours > 2|};
        public bool B(GetPat t)
        {
            var age = DateTimeOffset.UtcNow - t.LastUsed;
            return {|PAT3004:age > TimeSpan.FromHours(2)|} || {|PAT3004:age?.TotalMinutes > 2|} || {|PAT3004:age!.Value.TotalSeconds > 2|};
        }
        public bool C(GetPat t) => DateTimeOffset.UtcNow - t.LastUsed is { } age && {|PAT3004:age.TotalHours > 2|};
        public bool D(GetPat t) => {|PAT3004:(DateTimeOffset.UtcNow - t.LastUsed!.Value).TotalHours is > 2|};
        public bool E(GetPat t) => DateTimeOffset.UtcNow - t.LastUsed is { TotalHours: {|PAT3004:> 2|} };
        public bool F(GetPat t) => {|PAT3004:DateTimeOffset.UtcNow.Subtract(t.LastUsed!.Value).TotalHours > 2|};
        public bool G(GetPat t) => {|PAT3004:t.LastUsed + TimeSpan.FromHours(1) < DateTimeOffset.UtcNow|};
        public bool H(GetPat t) => {|PAT3004:t.LastUsed?.AddHours(1) < DateTimeOffset.UtcNow|};
        public bool I(GetPat t) => {|PAT3004:DateTimeOffset.UtcNow > t.LastUsed!.Value.AddMinutes(90)|};
        """);

    [Fact]
    public Task Windows_of_several_units_are_summed() => Verify("""
        public bool A(GetPat t) => {|PAT3004:t.LastUsed < DateTimeOffset.UtcNow - TimeSpan.FromHours(1, 30)|};
        public bool B(GetPat t) => {|PAT3004:t.LastUsed < DateTimeOffset.UtcNow - TimeSpan.FromHours(23, minutes: 59, seconds: 59)|};
        public bool C(GetPat t) => {|PAT3004:t.LastUsed < DateTimeOffset.UtcNow - TimeSpan.FromMinutes(90, seconds: 30)|};
        public bool D(GetPat t) => {|PAT3004:t.LastUsed < DateTimeOffset.UtcNow - TimeSpan.FromDays(0, hours: 12)|};
        public bool E(GetPat t) => t.LastUsed < DateTimeOffset.UtcNow - TimeSpan.FromHours(23, minutes: 60);
        public bool F(GetPat t) => t.LastUsed < DateTimeOffset.UtcNow - TimeSpan.FromDays(1, hours: 12);
        public bool G(GetPat t, int m) => t.LastUsed < DateTimeOffset.UtcNow - TimeSpan.FromHours(1, m);
        """);

    [Fact]
    public Task Variables_for_other_values_do_not_trigger() => Verify("""
        public bool A(GetPat t) => t.ExpirationDate is { } used && used < DateTimeOffset.UtcNow.AddHours(-1);
        public bool B(GetPat t, GetPat o)
        {
            if (t.LastUsed is not { } used) return false;
            used = o.Created;
            return used < DateTimeOffset.UtcNow.AddHours(-1);
        }
        public bool C(GetPat t) => (DateTimeOffset.UtcNow - t.LastUsed)?.TotalHours > 48;
        public bool D(GetPat t) => t.LastUsed?.AddDays(2) < DateTimeOffset.UtcNow;
        public bool E(GetPat t) => t is { LastUsed.Year: var used } && used < DateTimeOffset.UtcNow.AddHours(-1).Hour;
        public bool F(GetPat t) => (t.LastUsed - t.Created)?.TotalHours > 2;
        public bool G(GetPat t) => t.LastUsed + TimeSpan.FromHours(1) < t.ExpirationDate;
        """);

    [Fact]
    public Task Window_of_a_day_or_more_does_not_trigger() => Verify("""
        public bool A(GetPat t) => t.LastUsed < DateTimeOffset.UtcNow.AddDays(-1);
        public bool B(GetPat t) => t.LastUsed < DateTimeOffset.UtcNow - TimeSpan.FromDays(90);
        public bool C(GetPat t) => t.LastUsed < DateTimeOffset.UtcNow.AddHours(-24);
        public bool D(GetPat t) => (DateTimeOffset.UtcNow - t.LastUsed!.Value).TotalDays > 30;
        """);

    [Fact]
    public Task Window_of_unknown_length_does_not_trigger() => Verify("""
        public bool A(GetPat t, TimeSpan window) => t.LastUsed < DateTimeOffset.UtcNow - window;
        public bool B(GetPat t, int hours) => t.LastUsed < DateTimeOffset.UtcNow.AddHours(-hours);
        public bool C(GetPat t)
        {
            var window = TimeSpan.FromHours(1);
            window = window * 48;
            return t.LastUsed < DateTimeOffset.UtcNow - window;
        }
        """);

    [Fact]
    public Task Comparison_that_is_not_with_a_window_before_now_does_not_trigger() => Verify("""
        public bool A(GetPat t) => t.LastUsed > DateTimeOffset.UtcNow;
        public bool B(GetPat t) => t.LastUsed < t.Created.AddHours(1);
        public bool C(GetPat t) => t.LastUsed > DateTimeOffset.UtcNow.AddHours(1);
        public bool D(GetPat t) => t.Created < DateTimeOffset.UtcNow.AddHours(-1);
        public bool E(GetPat t) => t.LastUsed == null;
        """);

    [Fact]
    public Task Incomplete_code_does_not_trigger() => Verify("""
        public bool A(GetPat t) => t.LastUsed < DateTimeOffset.UtcNow.AddHours(-{|CS1525:)|};
        public bool B(GetPat t) => t.LastUsed < {|CS1525:;|}
        """);

    [Fact]
    public Task Message_names_the_window() => Verification.Verify.Rule<PAT3004LastUsedResolution>(
        Sources.InClass("public bool M(GetPat t) => {|#0:t.LastUsed < DateTimeOffset.UtcNow.AddMinutes(-90)|};"),
        new DiagnosticResult(RuleCatalog.LastUsedResolution)
            .WithLocation(0)
            .WithMessage("`lastUsed` is compared with a window of 90 minutes, but it is only updated once a day"));
}
