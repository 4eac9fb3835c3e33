using PatContracts.Schema.Compilation;

namespace PatContracts.Schema.Evaluation;

/// <summary>A member or element that <c>unevaluatedProperties</c> or <c>unevaluatedItems</c> excludes.</summary>
/// <param name="Node">The schema with the keyword.</param>
/// <param name="Container">The position of the object or array.</param>
internal sealed record UnevaluatedValue(PlanNode Node, int Container);
