using PatContracts.Schema;

namespace PatContracts.Http.Shared;

/// <summary>An operation of an OpenAPI document on a server.</summary>
/// <param name="Operation">The operation.</param>
/// <param name="Template">Its path, with that of the server in front.</param>
internal sealed record DescribedOperation(OpenApiOperationContracts Operation, string Template);
