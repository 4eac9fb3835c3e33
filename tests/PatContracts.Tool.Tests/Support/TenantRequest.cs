namespace PatContracts.Tool.Tests.Support;

/// <summary>A request that a tenant received.</summary>
internal sealed record TenantRequest(string Method, string Target, IReadOnlyDictionary<string, string> Headers, string Body);
