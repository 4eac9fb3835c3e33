namespace PatContracts.Yaml;

/// <summary>The exception that is thrown when a text is not YAML, or JSON cannot express it. Its message contains no values from the text.</summary>
public sealed class YamlConversionException : FormatException
{
    /// <summary>Creates the exception with a default message.</summary>
    public YamlConversionException()
        : this("The text cannot be converted to JSON.")
    {
    }

    /// <summary>Creates the exception with a message.</summary>
    public YamlConversionException(string message)
        : base(message)
    {
    }

    /// <summary>Creates the exception with a message and the exception that caused it.</summary>
    public YamlConversionException(string message, Exception? innerException)
        : base(message, innerException)
    {
    }

    /// <summary>Zero-based offset of the error, in bytes.</summary>
    public long Offset { get; init; }

    /// <summary>One-based line of the error.</summary>
    public int Line { get; init; }

    /// <summary>One-based column of the error, in UTF-16 code units.</summary>
    public int Column { get; init; }
}
