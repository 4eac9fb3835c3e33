using System.Text;
using PatContracts.Benchmarks.Payloads;

namespace PatContracts.Benchmarks.Names;

/// <summary>A set of distinct property names. Some agree in the parts that a simple hash reads.</summary>
/// <param name="Name">The part they have in common.</param>
/// <param name="Make">Returns the name at an index.</param>
internal sealed record UnknownNames(string Name, Func<int, string> Make)
{
    /// <summary>The number of names in the objects of one pass, so that there are many small objects and none is validated twice in a row.</summary>
    private const int NamesPerPass = 100_000;

    // Multiplied by an odd number, indexes remain distinct while their digits are spread.
    private const uint Spread = 2654435761;

    private static readonly string[] Words = ["id", "name", "displayName", "created", "a", "modifiedBy", "requestedFor", "x", "accessProfile"];

    private const string Letters = "abcdefghijkl";

    public static IReadOnlyList<UnknownNames> All { get; } =
    [
        new("plain", index => $"{Words[index % Words.Length]}{(uint)index * Spread % 1000:x}_{index}"),
        new("same-length", index => $"{(uint)index * Spread:x8}{(uint)~index * Spread:x8}"),
        new("same-first-8", index => $"property{(uint)index * Spread:x}"),
        new("same-last-8", index => $"{(uint)index * Spread:x}property"),
        new("same-both-ends", index => $"property{(uint)index * Spread:x8}property"),
        new("permutations", Permutation),
    ];

    /// <summary>Returns objects with this many names each, at least 100,000 names in total.</summary>
    public byte[][] Documents(int names)
    {
        var random = new SeededRandom(7);
        byte[][] documents = new byte[Math.Max(1, NamesPerPass / names)][];
        for (int i = 0; i < documents.Length; i++)
        {
            var text = new StringBuilder("{");
            for (int j = 0; j < names; j++) text.Append(j > 0 ? "," : "").Append('"').Append(Make((i * names) + j)).Append("\":").Append(random.Next(100));
            documents[i] = Encoding.UTF8.GetBytes(text.Append('}').ToString());
        }

        return documents;
    }

    /// <summary>Returns a permutation of the letters: same length, same letters, same sum.</summary>
    private static string Permutation(int index) => string.Create(Letters.Length, index, static (name, number) =>
    {
        Letters.CopyTo(name);
        for (int i = 0; i < name.Length - 1; i++)
        {
            int j = i + (number % (name.Length - i));
            number /= name.Length - i;
            (name[i], name[j]) = (name[j], name[i]);
        }
    });
}
