using PatContracts.Schema;
using Xunit;

namespace PatContracts.Tests.Reading;

/// <summary>No method accepts a string that UTF-8 cannot represent.</summary>
public sealed class LoneSurrogateTests
{
    // These cannot be the data of a theory, because attributes are stored as UTF-8.
    [Fact]
    public void A_lone_surrogate_is_rejected_at_its_position()
    {
        foreach (string text in new[] { "\uD83D", "\uDE00", "é😀\uD83D\uD83D\uDE00" }) IsRejected(text);
    }

    private static void IsRejected(string text)
    {
        string token = Payloads.Token.Replace("Nightly", text, StringComparison.Ordinal);
        Assert.NotEqual(Payloads.Token, token);
        string list = "[" + token + "]";
        Contract single = PatContract.Catalog.Get(PatContract.Latest.Name);
        Contract many = PatContract.Catalog.Get(PatContract.Latest.Name + "-list");

        Finding expected = Rejected(single.Validate(token));
        Assert.False(single.IsValid(token));
        Assert.False(PatContract.Latest.IsValid(token));
        Same(expected, PatContract.Latest.Validate(token));
        Assert.False(PatContract.Latest.TryRead(token, out _, out ContractValidationResult read));
        Same(expected, read);
        Same(expected, Assert.Throws<ContractViolationException>(() => PatContract.Latest.Read(token)).Findings);

        expected = Rejected(many.Validate(list));
        Assert.False(PatContract.Latest.IsValid(list));
        Same(expected, PatContract.Latest.Validate(list));
        Assert.False(PatContract.Latest.TryReadList(list, out _, out read));
        Same(expected, read);
        Same(expected, Assert.Throws<ContractViolationException>(() => PatContract.Latest.ReadList(list)).Findings);
    }

    private static Finding Rejected(ContractValidationResult result)
    {
        Finding finding = Assert.Single(result.Findings);
        Assert.Equal("json/utf-8", finding.Rule);
        Assert.False(result.IsWellFormed);
        return finding;
    }

    private static void Same(Finding expected, ContractValidationResult result) => Same(expected, result.Findings);

    private static void Same(Finding expected, IReadOnlyList<Finding> findings)
    {
        Finding finding = Assert.Single(findings);
        Assert.Equal((expected.Rule, expected.Offset, expected.Line, expected.Column), (finding.Rule, finding.Offset, finding.Line, finding.Column));
    }
}
