using Xunit;

namespace PatContracts.Tests.Checks;

public sealed class OwnerIncompleteTests() : CheckTest(PatCheck.OwnerIncomplete)
{
    [Theory]
    [InlineData("""{"id":"o","name":"n"}""", "type")]
    [InlineData("""{"type":"IDENTITY","name":"n"}""", "id")]
    [InlineData("""{"type":"IDENTITY","id":"o"}""", "name")]
    [InlineData("{}", "type and id and name")]
    public void Fires_on_the_owner_and_lists_the_missing_members(string owner, string lacks) =>
        Assert.EndsWith(lacks, Fires(Payloads.With("owner", owner), "/owner", "{").Message, StringComparison.Ordinal);

    [Fact]
    public void Is_silent_when_all_members_are_present() => IsSilent(Payloads.With("owner", """{"name":"n","x":{},"type":"IDENTITY","id":"o"}"""));

    [Fact]
    public void Is_silent_when_the_owner_is_not_an_object()
    {
        IsSilent(Payloads.With("owner", "\"o\""));
        IsSilent(Payloads.With("owner", "null"));
        IsSilent(Payloads.With("owner", null));
    }
}
