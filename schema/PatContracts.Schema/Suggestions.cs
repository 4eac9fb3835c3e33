namespace PatContracts;

/// <summary>Suggests known names for an unknown one. The product, the command and the analyzers also compile this file.</summary>
internal static class Suggestions
{
    /// <summary>Returns a sentence, after a space, that suggests the nearest names; empty if none is near.</summary>
    public static string For(string input, IEnumerable<string> known)
    {
        string[] nearest = Nearest(input, known);
        return nearest.Length == 0 ? "" : $" Did you mean {string.Join(" or ", nearest)}?";
    }

    /// <summary>Returns the nearest known names: up to three at the same distance, or none if every name differs in more than a third of its letters.</summary>
    public static string[] Nearest(string input, IEnumerable<string> known)
    {
        int limit = Math.Max(1, input.Length / 3);
        (string Name, int Distance)[] near =
        [
            .. known.Where(name => Math.Abs(name.Length - input.Length) <= limit)
                .Select(name => (Name: name, Distance: Distance(input.ToLowerInvariant(), name.ToLowerInvariant())))
                .Where(candidate => candidate.Distance <= limit)
                .OrderBy(static candidate => candidate.Distance).ThenBy(static candidate => candidate.Name, StringComparer.Ordinal),
        ];
        return [.. near.TakeWhile(candidate => candidate.Distance == near[0].Distance).Take(3).Select(static candidate => candidate.Name)];
    }

    /// <summary>Returns the number of letters to insert, delete, replace or swap with their neighbor.</summary>
    private static int Distance(string from, string to)
    {
        int[,] cost = new int[from.Length + 1, to.Length + 1];
        for (int i = 0; i <= from.Length; i++) cost[i, 0] = i;
        for (int j = 0; j <= to.Length; j++) cost[0, j] = j;
        for (int i = 1; i <= from.Length; i++)
        {
            for (int j = 1; j <= to.Length; j++)
            {
                int replace = cost[i - 1, j - 1] + (from[i - 1] == to[j - 1] ? 0 : 1);
                cost[i, j] = Math.Min(replace, Math.Min(cost[i - 1, j], cost[i, j - 1]) + 1);
                if (i > 1 && j > 1 && from[i - 1] == to[j - 2] && from[i - 2] == to[j - 1]) cost[i, j] = Math.Min(cost[i, j], cost[i - 2, j - 2] + 1);
            }
        }

        return cost[from.Length, to.Length];
    }
}
