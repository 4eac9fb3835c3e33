using Xunit;

namespace PatContracts.Tests.Checks;

public sealed class ManagedConflictTests() : CheckTest(PatCheck.ManagedConflict)
{
    private static string Token(string id, string? managed) => Payloads.With(("id", $"\"{id}\""), ("managed", managed));

    [Fact]
    public void Fires_when_an_id_is_unmanaged_and_then_managed() => Fires($"[{Token("a", "false")},{Token("a", "true")}]", "/1/managed", "true");

    [Fact]
    public void Fires_when_an_id_is_managed_and_then_unmanaged() => Fires($"[{Token("a", "true")},{Token("a", "false")}]", "/1/managed", "false");

    [Fact]
    public void Fires_when_the_flag_was_absent_which_means_false() => Fires($"[{Token("a", null)},{Token("a", "true")}]", "/1/managed", "true");

    [Fact]
    public void Fires_on_the_object_when_the_flag_is_absent_the_second_time() => Fires($"[{Token("a", "true")},\n{Token("a", null)}]", "/1", "{");

    [Fact]
    public void Is_silent_when_the_flags_agree() => IsSilent($"[{Token("a", "true")},{Token("a", "true")},{Token("b", null)},{Token("b", "false")}]");

    [Fact]
    public void Is_silent_when_the_ids_differ() => IsSilent($"[{Token("a", "true")},{Token("b", "false")}]");

    [Fact]
    public void Is_silent_about_flags_that_are_not_booleans() => IsSilent($"[{Token("a", "true")},{Token("a", "\"false\"")},{Token("a", "null")}]");
}
