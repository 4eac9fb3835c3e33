namespace PatContracts.Schema;

/// <summary>Reads schema documents in another format than JSON, YAML for example. Implementations are safe for any number of threads.</summary>
public abstract class DocumentConverter
{
    /// <summary>Converts a document to JSON, or returns null if it is JSON already.</summary>
    /// <param name="text">The document.</param>
    /// <param name="name">A file's path or a URI, for messages and for its extension; null if unknown.</param>
    /// <exception cref="ContractLoadException">The text is not of the format, or contains what JSON cannot express.</exception>
    public abstract ConvertedDocument? Convert(ReadOnlyMemory<byte> text, string? name);
}
