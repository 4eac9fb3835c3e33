namespace PatContracts.Analyzers.Tests.Verification;

/// <summary>The frames that test sources share.</summary>
internal static class Sources
{
    /// <summary>Members inside a class.</summary>
    public static string InClass(string members) => $$"""
        using GetPat = PatContracts.GetPersonalAccessTokenResponse;

        public class Test
        {
        {{members}}
        }
        """;
}
