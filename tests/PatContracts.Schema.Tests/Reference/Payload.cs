using System.Text;

namespace PatContracts.Schema.Tests.Reference;

/// <summary>A text to validate, and what is known of it without any schema.</summary>
internal sealed class Payload
{
    private static readonly UTF8Encoding Strict = new(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true);

    private readonly Lazy<IReadOnlyList<PlainValue?>> _lines;

    public Payload(byte[] utf8)
    {
        Utf8 = utf8;
        Value = PlainValue.TryParse(utf8);
        _lines = new(() => [.. Lines(utf8).Select(line => PlainValue.TryParse(line))]);
    }

    public byte[] Utf8 { get; }

    /// <summary>The value, or null where the text is not JSON.</summary>
    public PlainValue? Value { get; }

    /// <summary>The text, or null where it is not UTF-8.</summary>
    public string? Text
    {
        get
        {
            try
            {
                return Strict.GetString(Utf8);
            }
            catch (DecoderFallbackException)
            {
                return null;
            }
        }
    }

    public bool IsValid(ReferenceEvaluator evaluator) => IsValid(evaluator, Value);

    /// <summary>Whether the text has a line that is not blank, and each of those is valid.</summary>
    public bool AreLinesValid(ReferenceEvaluator evaluator) => _lines.Value.Count > 0 && _lines.Value.All(line => IsValid(evaluator, line));

    public override string ToString() => Encoding.Latin1.GetString(Utf8);

    // JSON Schema says nothing of duplicate names; the engine refuses them by default.
    private static bool IsValid(ReferenceEvaluator evaluator, PlainValue? value) => value is not null && !value.HasDuplicateNames && evaluator.IsValid(value);

    private static IEnumerable<byte[]> Lines(byte[] utf8)
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
