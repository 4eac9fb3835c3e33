namespace PatContracts.Tool.Tests.Support;

/// <summary>The result for an input in a report of <c>--format json</c>.</summary>
internal sealed record InputReport(string Path, string? Within, string Contract, long Payloads, bool Truncated, JsonFinding[] Findings);
