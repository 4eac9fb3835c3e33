namespace PatContracts.Schema.Tests.Reference;

/// <summary>Random choices for generators.</summary>
internal static class RandomChoices
{
    public static bool Chance(this Random random, int percent) => random.Next(100) < percent;

    public static T Pick<T>(this Random random, IList<T> choices) => choices[random.Next(choices.Count)];
}
