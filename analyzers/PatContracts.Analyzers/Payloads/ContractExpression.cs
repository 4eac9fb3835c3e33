using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;
using PatContracts.Analyzers.Literals;

namespace PatContracts.Analyzers.Payloads;

/// <summary>
/// Finds the contract that an expression names or evaluates to: <c>"v3"</c>, <c>PatContract.V3</c>, <c>PatContract.Get("v3").List</c>, a field that holds one.
/// </summary>
internal static class ContractExpression
{
    /// <summary>Returns the name of the contract, or null if it cannot be proven.</summary>
    public static string? Name(IOperation expression, CancellationToken cancellationToken)
    {
        // PatContract.V2026.Create: the form is applied after the version.
        Func<string, string>? form = null;
        for (int steps = 0; steps < 8; steps++)
        {
            if (expression.ConstantValue is { HasValue: true, Value: string name }) return form?.Invoke(name) ?? name;
            switch (expression)
            {
                case IConversionOperation conversion:
                    expression = conversion.Operand;
                    break;
                case IInvocationOperation { TargetMethod: { Name: "Get" } method, Arguments: [{ Value: var argument }] } call
                    when IsBuiltIn(method, call.Instance):
                    expression = argument;
                    break;
                case IPropertyReferenceOperation { Instance: { } owner, Property: { Name: "Contract", ContainingType: var type } }
                    when type is { Name: "PatContractForm", ContainingNamespace.Name: "PatContracts" }:
                    expression = owner;
                    break;
                case IPropertyReferenceOperation { Instance: { } version, Property: var property } when form is null && IsLibrary(property.ContainingType):
                    form = FormOf(property.Name);
                    if (form is null) return null;
                    expression = version;
                    break;
                case IPropertyReferenceOperation { Instance: null, Property: var property } when IsLibrary(property.ContainingType):
                    return ContractNames.OfProperty(property.Name) is { } known ? form?.Invoke(known) ?? known : null;
                case IFieldReferenceOperation or ILocalReferenceOperation or IPropertyReferenceOperation
                    when NamedValues.Declared(expression, cancellationToken) is { } declared
                    && declared.SyntaxTree == expression.Syntax.SyntaxTree
                    && expression.SemanticModel?.GetOperation(declared, cancellationToken) is { } value:
                    expression = value;
                    break;
                default:
                    return null;
            }
        }

        return null;
    }

    private static Func<string, string>? FormOf(string property) => property switch
    {
        "Token" => static version => version,
        "List" => ContractNames.List,
        "Create" => ContractNames.Create,
        "CreateRequest" => ContractNames.CreateRequest,
        "PatchRequest" => ContractNames.PatchRequest,
        _ => null,
    };

    /// <summary>
    /// Whether a call is <c>PatContract.Get</c> or <c>PatContract.Catalog.Get</c>. In a catalog created by the caller, a name can refer to any contract.
    /// </summary>
    private static bool IsBuiltIn(IMethodSymbol method, IOperation? instance) =>
        IsLibrary(method.ContainingType)
        || (instance is IPropertyReferenceOperation { Property: { Name: "Catalog" } catalog } && IsLibrary(catalog.ContainingType));

    private static bool IsLibrary(INamedTypeSymbol type) => type is { Name: "PatContract", ContainingNamespace.Name: "PatContracts" };
}
