using PatContracts.Analyzers.Binding;
using PatContracts.Schema;

namespace PatContracts.Analyzers.Payloads;

/// <summary>A file of payloads: one value, a list, or one value a line (NDJSON), told apart by its name or, where that says nothing, by content.</summary>
internal static class PayloadFile
{
    /// <summary>A file with more findings than this is no near miss: its first ones say enough.</summary>
    public const int MaxFindings = 100;

    /// <summary>The first findings of a file, in its order, at its lines and offsets.</summary>
    public static IReadOnlyList<Finding> Validate(string path, byte[] payload, string contract, ContractSet contracts)
    {
        if (IsNamedAsLines(path)) return ValidateLines(payload, contract, contracts);
        if (PayloadContract.Of(contract, PayloadShape.ByContent, payload, contracts) is not { } whole) return [];
        ValidationResult result = whole.Validate(payload);
        return IsLines(payload, result) ? ValidateLines(payload, contract, contracts) : result.Findings;
    }

    private static bool IsNamedAsLines(string path) =>
        path.EndsWith(".ndjson", StringComparison.OrdinalIgnoreCase) || path.EndsWith(".jsonl", StringComparison.OrdinalIgnoreCase);

    /// <summary>A value that ends before its file does, with another one on the next line: a file of lines.</summary>
    private static bool IsLines(byte[] payload, ValidationResult result)
    {
        if (result.IsWellFormed || result.Findings.Count == 0) return false;
        Finding last = result.Findings[result.Findings.Count - 1];
        if (last.Rule != "json/trailing-data" || last.Offset >= payload.Length) return false;

        int offset = (int)last.Offset;
        bool opens = payload[offset] is (byte)'{' or (byte)'[';
        while (offset > 0 && payload[offset - 1] is (byte)' ' or (byte)'\t') offset--;
        return opens && offset > 0 && payload[offset - 1] == (byte)'\n';
    }

    private static List<Finding> ValidateLines(byte[] payload, string contract, ContractSet contracts)
    {
        var findings = new List<Finding>();
        int line = 1;
        for (int start = 0; start < payload.Length && findings.Count < MaxFindings; line++)
        {
            int end = Array.IndexOf(payload, (byte)'\n', start);
            if (end < 0) end = payload.Length;
            byte[] value = payload.AsSpan(start, end - start).ToArray();
            if (!IsBlank(value) && PayloadContract.Of(contract, PayloadShape.ByContent, value, contracts) is { } each)
            {
                foreach (Finding finding in each.Validate(value).Findings) findings.Add(At(finding, start, line));
            }

            start = end + 1;
        }

        return findings;
    }

    private static bool IsBlank(byte[] value) => Array.TrueForAll(value, b => b is (byte)' ' or (byte)'\t' or (byte)'\r');

    private static Finding At(Finding finding, int offset, int line) => new(
        finding.Rule,
        finding.Severity,
        finding.Message,
        finding.InstancePointer,
        finding.SchemaPointer,
        offset + finding.Offset,
        finding.Length,
        line + finding.Line - 1,
        finding.Column,
        finding.Causes);
}
