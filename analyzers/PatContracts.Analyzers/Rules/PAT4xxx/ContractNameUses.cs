using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Operations;
using PatContracts.Analyzers.Binding;

namespace PatContracts.Analyzers.Rules;

/// <summary>
/// Finds the constants that code passes to the library as names of contracts: arguments of its methods and attributes, and properties of its options. Excludes
/// <c>[ContractModel]</c>, which is a binding.
/// </summary>
internal sealed class ContractNameUses(Compilation compilation)
{
    private readonly Lazy<HashSet<string>> _added = new(() => Added(compilation));

    /// <summary>The kinds of operations that may contain a use.</summary>
    public static OperationKind[] Kinds { get; } = [OperationKind.Invocation, OperationKind.SimpleAssignment, OperationKind.Attribute];

    /// <summary>Returns the uses in one operation.</summary>
    public static IEnumerable<ContractNameUse> In(IOperation operation)
    {
        switch (operation.Kind)
        {
            case OperationKind.Invocation:
                var call = (IInvocationOperation)operation;
                return !call.Arguments.IsEmpty && IsOfLibrary(call.TargetMethod, operation) ? InArguments(call.Arguments, Accepted(call)) : [];
            case OperationKind.SimpleAssignment:
                var assignment = (ISimpleAssignmentOperation)operation;
                return assignment.Target is IPropertyReferenceOperation { Property: var property }
                    && property.Name is "Contract" or "ContractName" or "DefaultContract"
                    && ConstantOf(assignment.Value) is { } name
                    && IsOfLibrary(property, operation)
                        ? [new(name, assignment.Value.Syntax, Accepted: null)]
                        : [];
            default:
                return operation is IAttributeOperation { Operation: IObjectCreationOperation { Constructor: { } constructor } creation }
                    && constructor.ContainingType.Name != "ContractModelAttribute"
                    && IsOfLibrary(constructor, operation)
                        ? InArguments(creation.Arguments, accepted: null)
                        : [];
        }
    }

    /// <summary>Whether the project adds a contract under this name, as far as its source shows.</summary>
    public bool IsAdded(ContractNameUse use) => _added.Value.Contains(use.Name) || (NameOf(use.Syntax) is { } constant && _added.Value.Contains(constant));

    /// <summary>The accepted names: <c>PatContract</c> knows the API versions, and its catalog the built-in contracts.</summary>
    private static IReadOnlyList<string>? Accepted(IInvocationOperation call)
    {
        if (IsPatContract(call.TargetMethod.ContainingType)) return KnownContracts.BuiltInVersions;
        return call.Instance is IPropertyReferenceOperation { Property: { Name: "Catalog", ContainingType: var type } } && IsPatContract(type)
            ? KnownContracts.BuiltInNames
            : null;
    }

    private static bool IsPatContract(INamedTypeSymbol type) => type is { Name: "PatContract", ContainingNamespace.Name: "PatContracts" };

    private static IEnumerable<ContractNameUse> InArguments(IEnumerable<IArgumentOperation> arguments, IReadOnlyList<string>? accepted) =>
        from argument in arguments
        where argument.ArgumentKind == ArgumentKind.Explicit
        let parameter = argument.Parameter
        where parameter is { Type.SpecialType: SpecialType.System_String }
        where parameter.Name is "contract" or "contractName" || (accepted is not null && parameter.Name is "name" or "version")
        let name = ConstantOf(argument.Value)
        where name is not null
        select new ContractNameUse(name, argument.Value.Syntax, accepted);

    private static string? ConstantOf(IOperation value) => value.ConstantValue is { HasValue: true, Value: string { Length: > 0 } name } ? name : null;

    /// <summary>
    /// Whether a member is declared by the library. The library's own tests have its name too, so members declared in the project itself are excluded.
    /// </summary>
    private static bool IsOfLibrary(ISymbol member, IOperation operation) =>
        member.ContainingAssembly is { Name: var name } assembly && (name == "PatContracts" || name.StartsWith("PatContracts.", StringComparison.Ordinal)) &&
        !SymbolEqualityComparer.Default.Equals(assembly, operation.SemanticModel?.Compilation.Assembly);

    /// <summary>
    /// The constants under which a program adds items to any collection: <c>AddContract("x", …)</c>, <c>Contracts.Add("x", …)</c>, <c>Contracts["x"] = …</c>.
    /// Computed only when a name is suspected of being wrong.
    /// </summary>
    private static HashSet<string> Added(Compilation compilation)
    {
        var added = new HashSet<string>(StringComparer.Ordinal);
        foreach (SyntaxTree tree in compilation.SyntaxTrees)
        {
            foreach (SyntaxNode node in tree.GetRoot().DescendantNodes())
            {
                ExpressionSyntax? key = node switch
                {
                    InvocationExpressionSyntax { ArgumentList.Arguments: [{ Expression: var first }, _, ..] } call
                        when NameOf(call.Expression) is { } method && method.IndexOf("Add", StringComparison.Ordinal) >= 0 => first,
                    BracketedArgumentListSyntax { Arguments: [{ Expression: var index }] } => index,
                    _ => null,
                };
                if (key is LiteralExpressionSyntax literal && literal.IsKind(SyntaxKind.StringLiteralExpression)) added.Add(literal.Token.ValueText);
                else if (key is not null && NameOf(key) is { } constant) added.Add(constant);
            }
        }

        return added;
    }

    private static string? NameOf(SyntaxNode expression) => expression switch
    {
        SimpleNameSyntax name => name.Identifier.ValueText,
        MemberAccessExpressionSyntax access => access.Name.Identifier.ValueText,
        _ => null,
    };
}
