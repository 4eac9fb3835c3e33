using PatContracts.Schema;

namespace PatContracts.Analyzers.Payloads;

/// <summary>Recognizes non-JSON text that a tolerant reader accepts: comments, trailing commas, other quotation marks, unquoted names.</summary>
internal static class ReaderExtensions
{
    /// <summary>Whether a tolerant reader would continue where the JSON ends. The text after that position is then undetermined.</summary>
    public static bool Explain(ContractValidationResult result, byte[] payload)
    {
        if (result.IsWellFormed || result.Findings.Count == 0) return false;
        Finding fault = result.Findings[result.Findings.Count - 1];
        if (fault.Offset >= payload.Length) return false;
        if (fault.Rule is "json/control-character" or "json/escape" or "json/number") return true;
        byte first = payload[fault.Offset];
        return first is (byte)'/' or (byte)'\'' or (byte)',' or (byte)'_' or (byte)'$'
            || first is (>= (byte)'a' and <= (byte)'z') or (>= (byte)'A' and <= (byte)'Z')
            || (first is (byte)'}' or (byte)']' && Before(payload, (int)fault.Offset) == ',');
    }

    private static char Before(byte[] payload, int offset)
    {
        for (int i = offset - 1; i >= 0; i--)
        {
            if (payload[i] is not ((byte)' ' or (byte)'\t' or (byte)'\r' or (byte)'\n')) return (char)payload[i];
        }

        return '\0';
    }
}
