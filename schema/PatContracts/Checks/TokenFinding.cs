using PatContracts.Schema;

namespace PatContracts.Checks;

/// <summary>A finding whose pointer and offset are relative to the token.</summary>
internal readonly record struct TokenFinding(string Rule, FindingSeverity Severity, string Message, string Pointer, int Offset, int Length);
