using PatContracts.Schema;
using Xunit;

namespace PatContracts.Tests.Checks;

public sealed class PatCheckTests
{
    [Fact]
    public void Checks_have_the_documented_severities() => Assert.Equal(
        [
            "pat/not-a-token-response Error",
            "pat/duplicate-id Error",
            "pat/duplicate-name Error",
            "pat/managed-conflict Error",
            "pat/secret-in-response Error",
            "pat/last-used-before-created Warning",
            "pat/timestamp-in-future Warning",
            "pat/never-expires-mismatch Warning",
            "pat/wire-name Warning",
            "pat/empty-credential Warning",
            "pat/expired Info",
            "pat/owner-incomplete Info",
        ],
        PatCheck.All.Select(check => $"{check} {check.DefaultSeverity}"));

    [Fact]
    public void Checks_are_found_by_id()
    {
        Assert.All(PatCheck.All, check => Assert.Same(check, PatCheck.Find(check.Id)));
        Assert.Null(PatCheck.Find("pat/unheard-of"));
        Assert.Throws<ArgumentException>(() => PatCheckOptions.Default.With("pat/unheard-of", RuleSeverity.Off));
    }

    [Fact]
    public void Options_change_one_severity_and_preserve_the_others()
    {
        PatCheckOptions options = PatCheckOptions.Default.With(PatCheck.Expired, RuleSeverity.Error).With("pat/wire-name", RuleSeverity.Off);
        Assert.Equal(RuleSeverity.Error, options.SeverityOf(PatCheck.Expired));
        Assert.Equal(RuleSeverity.Off, options.SeverityOf(PatCheck.WireName));
        Assert.Equal(RuleSeverity.Error, options.SeverityOf(PatCheck.DuplicateId));
        Assert.Equal(RuleSeverity.Info, PatCheckOptions.Default.SeverityOf(PatCheck.Expired));
        Assert.All(PatCheck.All, check => Assert.Equal(RuleSeverity.Off, PatCheckOptions.None.SeverityOf(check)));
    }
}
