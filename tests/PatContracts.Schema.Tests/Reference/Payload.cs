using System.Text;

namespace PatContracts.Schema.Tests.Reference;

/// <summary>A text to validate, and its properties that do not depend on a schema.</summary>
internal sealed class Payload
{
    private static readonly UTF8Encoding Strict = new(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true);

    private readonly Lazy<IReadOnlyList<PlainValue?>> _lines;
    private readonly Lazy<string?> _text;

    public Payload(byte[] utf8)
    {
        Utf8 = utf8;
        Value = PlainValue.TryParse(utf8);
        _lines = new(() => [.. Split(utf8).Select(line => PlainValue.TryParse(line))]);
        _text = new(() => Decode(utf8));
    }

    public byte[] Utf8 { get; }

    /// <summary>The value, or null if the text is not JSON.</summary>
    public PlainValue? Value { get; }

    /// <summary>The value of each nonblank line.</summary>
    public IReadOnlyList<PlainValue?> Lines => _lines.Value;

    /// <summary>The text, or null if it is not UTF-8.</summary>
    public string? Text => _text.Value;

    public override string ToString() => Encoding.Latin1.GetString(Utf8);

    private static string? Decode(byte[] utf8)
    {
        try
        {
            return Strict.GetString(utf8);
        }
        catch (DecoderFallbackException)
        {
            return null;
        }
    }

    private static IEnumerable<byte[]> Split(byte[] utf8)
    {
        int start = 0;
        for (int at = 0; at <= utf8.Length; at++)
        {
            if (at < utf8.Length && utf8[at] is not ((byte)'\n' or (byte)'\r')) continue;
            byte[] line = utf8[start..at];
            if (line.Any(b => b is not ((byte)' ' or (byte)'\t'))) yield return line;
            start = at + 1;
        }
    }
}
