using PatContracts.Schema;

namespace PatContracts.Benchmarks.Corpora;

/// <summary>A schema with documents that conform to it: a folder with <c>schema.json</c> and <c>instances.jsonl</c>, one document per line.</summary>
/// <param name="Name">The folder's name.</param>
/// <param name="Folder">The folder's path.</param>
/// <param name="Schema">The schema document (UTF-8).</param>
/// <param name="Documents">The documents (UTF-8).</param>
internal sealed record Corpus(string Name, string Folder, byte[] Schema, byte[][] Documents)
{
    public const string SchemaFile = "schema.json";
    public const string InstancesFile = "instances.jsonl";

    /// <summary>Formats are annotations in these corpora.</summary>
    private static readonly ContractLoadOptions LoadOptions = new() { AssertFormats = false };

    public long Bytes => Documents.Sum(document => (long)document.Length);

    /// <summary>Returns the corpus folders in a folder, by name.</summary>
    public static IEnumerable<string> FoldersIn(string directory) => Directory.EnumerateDirectories(directory)
        .Where(folder => File.Exists(Path.Combine(folder, SchemaFile)) && File.Exists(Path.Combine(folder, InstancesFile)))
        .Order(StringComparer.Ordinal);

    public static Corpus Read(string folder) => new(
        Path.GetFileName(folder),
        folder,
        File.ReadAllBytes(Path.Combine(folder, SchemaFile)),
        [.. File.ReadLines(Path.Combine(folder, InstancesFile)).Where(line => line.Length > 0).Select(System.Text.Encoding.UTF8.GetBytes)]);

    public Contract Load() => Contract.Load(Schema, LoadOptions);
}
