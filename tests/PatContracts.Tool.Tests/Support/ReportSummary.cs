namespace PatContracts.Tool.Tests.Support;

/// <summary>The summary of a report of <c>--format json</c>.</summary>
internal sealed record ReportSummary(int Files, long Payloads, long Errors, long Warnings, long Infos, long Suppressed, bool Interrupted);
