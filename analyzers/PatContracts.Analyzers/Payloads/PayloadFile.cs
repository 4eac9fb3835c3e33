using PatContracts.Analyzers.Binding;
using PatContracts.Schema;

namespace PatContracts.Analyzers.Payloads;

/// <summary>A payload file: a single value, a list, or one value per line (NDJSON), determined by its name or else by its content.</summary>
internal static class PayloadFile
{
    /// <summary>Number of findings to report. A file with more is not just slightly wrong, and the first ones suffice.</summary>
    public const int MaxFindings = 100;

    /// <summary>Returns the first findings of a file, in file order, at its lines and offsets.</summary>
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
