using PatContracts.Analyzers.Binding;
using PatContracts.Schema;

namespace PatContracts.Analyzers.Payloads;

/// <summary>A file of payloads: one value, a list, or a value on each line (NDJSON), told apart by its name or else by its content.</summary>
internal static class PayloadFile
{
    /// <summary>A file with more findings than this is no near miss: its first ones say enough.</summary>
    public const int MaxFindings = 100;

    /// <summary>The first findings of a file, in its order, at its lines and offsets.</summary>
    public static IReadOnlyList<Finding> Validate(string path, byte[] payload, string contract, KnownContracts contracts) =>
        IsNamedAsLines(path) || PayloadReader.Recognize(payload) == PayloadFormat.Lines
            ? ValidateLines(payload, contract, contracts)
            : PayloadContract.Of(contract, PayloadShape.ByContent, payload, contracts)?.Validate(payload).Findings ?? [];

    private static bool IsNamedAsLines(string path) =>
        path.EndsWith(".ndjson", StringComparison.OrdinalIgnoreCase) || path.EndsWith(".jsonl", StringComparison.OrdinalIgnoreCase);

    private static List<Finding> ValidateLines(byte[] payload, string contract, KnownContracts contracts)
    {
        var findings = new List<Finding>();
        using var reader = PayloadReader.ForLines(payload);
        while (findings.Count < MaxFindings && reader.Read())
        {
            PayloadContract? each = PayloadContract.Of(contract, PayloadShape.ByContent, reader.Element.Span, contracts);
            if (each is not null) findings.AddRange(each.Validate(reader).Findings);
        }

        if (reader.Fault is { } fault) findings.Add(fault);
        return findings;
    }
}
