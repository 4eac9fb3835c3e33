namespace PatContracts.Analyzers.Tests.Verification;

/// <summary>Common parts of test sources.</summary>
internal static class Sources
{
    /// <summary>Returns a class with the members.</summary>
    public static string InClass(string members) => $$"""
        using GetPat = PatContracts.GetPersonalAccessTokenResponse;

        public class Test
        {
        {{members}}
        }
        """;
}
