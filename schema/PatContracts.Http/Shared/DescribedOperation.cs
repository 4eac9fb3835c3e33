using PatContracts.Schema;

namespace PatContracts.Http.Shared;

/// <summary>An operation of an OpenAPI document at one of its base paths.</summary>
/// <param name="Operation">The operation.</param>
/// <param name="Template">The path template of the operation, including the base path.</param>
internal sealed record DescribedOperation(OpenApiOperationContracts Operation, string Template);
