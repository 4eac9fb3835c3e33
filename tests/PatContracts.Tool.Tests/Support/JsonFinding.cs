namespace PatContracts.Tool.Tests.Support;

/// <summary>A finding in a report of <c>--format json</c>.</summary>
internal sealed record JsonFinding(
    string Rule,
    string Severity,
    string Instance,
    string Schema,
    int Line,
    int Column,
    long Offset,
    string Message,
    string Fingerprint);
