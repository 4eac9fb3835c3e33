namespace PatContracts.Schema;

/// <summary>Converts schema documents from a format other than JSON, such as YAML. Implementations must be thread-safe.</summary>
public abstract class DocumentConverter
{
    /// <summary>Converts a document to JSON. Returns null if it is already JSON.</summary>
    /// <param name="text">The document.</param>
    /// <param name="name">A file path or URI, for messages and for its extension; null if unknown.</param>
    /// <exception cref="ContractLoadException">The text is not in the format, or contains something that JSON cannot express.</exception>
    public abstract ConvertedDocument? Convert(ReadOnlyMemory<byte> text, string? name);
}
