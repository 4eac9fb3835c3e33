using System.Text;
using PatContracts.Benchmarks.Payloads;
using PatContracts.Schema;

namespace PatContracts.Benchmarks.Schemas;

/// <summary>A larger schema with documents generated for it. Each represents a trait that is common in schemas but missing in the token contract.</summary>
/// <param name="Name">Its name, and that of the embedded schema.</param>
/// <param name="Item">Creates one element; a document is an array of elements.</param>
internal sealed record LargeSchema(string Name, Func<SeededRandom, int, string> Item)
{
    private const int BytesPerCase = 1 << 20;

    /// <summary>Deep references; alternatives distinguished by one member; names by pattern; long enumerations; no unevaluated members.</summary>
    public static IReadOnlyList<LargeSchema> All { get; } =
    [
        new("orders", LargeItems.Order),
        new("events", LargeItems.Event),
        new("metrics", LargeItems.Metric),
        new("catalog", LargeItems.Article),
        new("settings", LargeItems.Setting),
    ];

    public Contract Load()
    {
        using Stream stream = typeof(LargeSchema).Assembly.GetManifestResourceStream(Name + ".schema.json")!;
        using var copy = new MemoryStream();
        stream.CopyTo(copy);
        return Contract.Load(copy.ToArray());
    }

    /// <summary>Returns documents of about the specified size, about a megabyte in total.</summary>
    public byte[][] Documents(int bytes)
    {
        var random = new SeededRandom((ulong)bytes + 7);
        byte[][] documents = new byte[BytesPerCase / bytes][];
        for (int i = 0; i < documents.Length; i++) documents[i] = Document(random, bytes);
        return documents;
    }

    private byte[] Document(SeededRandom random, int bytes)
    {
        var text = new StringBuilder("[", bytes + 1024);
        for (int i = 0; text.Length < bytes; i++)
        {
            if (i > 0) text.Append(',');
            text.Append(Item(random, i));
        }

        return Encoding.UTF8.GetBytes(text.Append(']').ToString());
    }
}
