using PatContracts.Schema;

namespace PatContracts.Yaml;

/// <summary>
/// Converts YAML 1.2 to JSON, with the location of each value. Scalars are resolved by the JSON schema of YAML: <c>null</c>, <c>true</c>, <c>false</c> and
/// numbers in JSON syntax; everything else is a string (<c>NO</c>, <c>~</c>, <c>0x1F</c>, <c>2024-01-01</c>). An empty value is null.
/// </summary>
public sealed class YamlConverter : DocumentConverter
{
    private YamlConverter()
    {
    }

    /// <summary>The shared instance, for <see cref="ContractLoadOptions.Converter"/>.</summary>
    public static YamlConverter Instance { get; } = new();

    /// <summary>Converts a document whose name ends in <c>.yaml</c> or <c>.yml</c>, or that has another name and does not begin like JSON.</summary>
    /// <inheritdoc/>
    public override ConvertedDocument? Convert(ReadOnlyMemory<byte> text, string? name)
    {
        if (!IsYaml(text.Span, name)) return null;
        try
        {
            return ToJson(text.Span);
        }
        catch (YamlConversionException exception)
        {
            throw new ContractLoadException(exception.Message, exception)
            {
                Document = name,
                Offset = exception.Offset,
                Line = exception.Line,
                Column = exception.Column,
            };
        }
    }

    /// <summary>Converts one YAML document to JSON.</summary>
    /// <param name="utf8Yaml">The document.</param>
    /// <exception cref="YamlConversionException">The text is not YAML, not exactly one document, or contains something that JSON cannot express.</exception>
    public static ConvertedDocument ToJson(ReadOnlySpan<byte> utf8Yaml)
    {
        YamlEvents events = YamlReader.Read(utf8Yaml);
        return new JsonEmitter(events).Emit();
    }

    private static bool IsYaml(ReadOnlySpan<byte> text, string? name)
    {
        if (name is not null)
        {
            string path = name.Split('#', '?')[0];
            if (path.EndsWith(".yaml", StringComparison.OrdinalIgnoreCase) || path.EndsWith(".yml", StringComparison.OrdinalIgnoreCase)) return true;
            if (path.EndsWith(".json", StringComparison.OrdinalIgnoreCase)) return false;
        }

        foreach (byte c in text)
        {
            // White space, and the byte order mark.
            if (c is not ((byte)' ' or (byte)'\t' or (byte)'\r' or (byte)'\n' or 0xEF or 0xBB or 0xBF)) return c is not ((byte)'{' or (byte)'[' or (byte)'"');
        }

        return false;
    }
}
