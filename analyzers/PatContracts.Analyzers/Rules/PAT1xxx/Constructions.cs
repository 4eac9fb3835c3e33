using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Diagnostics;
using Microsoft.CodeAnalysis.Operations;
using PatContracts.Analyzers.Binding;
using PatContracts.Analyzers.Flow;

namespace PatContracts.Analyzers.Rules;

/// <summary>Finds the expressions that create objects of bound models, and analyzes those that do not assign every required member immediately.</summary>
internal static class Constructions
{
    /// <summary>Calls <paramref name="report"/> for each such object that escapes without all its required members on some path.</summary>
    public static void Register(CompilationStartAnalysisContext context, ContractContext contracts, Action<OperationAnalysisContext, MissingMembersResult> report)
    {
        context.RegisterOperationAction(
            operation =>
            {
                if (Candidate(operation.Operation, contracts, operation.CancellationToken) is not { RequiredCount: > 0 } model || IsForLater(operation)) return;

                FlowResult flow = contracts.Flow.Of(
                    operation.Operation,
                    operation.ContainingSymbol,
                    operation.GetControlFlowGraph,
                    operation.CancellationToken);
                if (MissingMembersResult.Of(flow, operation.Operation.Syntax, model) is { } result && !IsFilledElsewhere(result, operation.CancellationToken)) report(operation, result);
            },
            OperationKind.ObjectCreation,
            OperationKind.TypeParameterObjectCreation,
            OperationKind.With,
            OperationKind.DefaultValue,
            OperationKind.Invocation);
    }

    /// <summary>
    /// Whether an object is created empty to be filled later: <c>= new()</c> as the initial value of a field or property, or an object created for a pool.
    /// </summary>
    private static bool IsForLater(OperationAnalysisContext context)
    {
        if (context.Operation is not IObjectCreationOperation { Arguments.IsEmpty: true, Initializer: null } creation) return false;

        IOperation? parent = creation.Parent;
        while (parent is IConversionOperation) parent = parent.Parent;
        if (parent is IFieldInitializerOperation or IPropertyInitializerOperation) return true;

        INamedTypeSymbol? type = context.ContainingSymbol.ContainingType;
        if (type?.AllInterfaces.Any(IsPool) == true) return true;

        for (INamedTypeSymbol? current = type; current is not null; current = current.BaseType)
        {
            if (IsPool(current)) return true;
        }

        return false;

        static bool IsPool(INamedTypeSymbol candidate) => candidate.Name.IndexOf("Pool", StringComparison.Ordinal) >= 0;
    }

    /// <summary>
    /// Whether an object is stored in a field or property of the containing type, which assigns its members elsewhere, as builders and parsers do.
    /// </summary>
    private static bool IsFilledElsewhere(MissingMembersResult result, CancellationToken cancellationToken)
    {
        if (result.Incomplete.StoredIn is not { ContainingType: { } type } member) return false;

        foreach (SyntaxReference reference in type.DeclaringSyntaxReferences)
        {
            foreach (SyntaxNode node in reference.GetSyntax(cancellationToken).DescendantNodes())
            {
                if (node is AssignmentExpressionSyntax { Left: MemberAccessExpressionSyntax { Expression: var receiver, Name.Identifier.ValueText: var assigned } }
                    && NameOf(receiver) == member.Name
                    && result.Missing.Concat(result.MaybeMissing).Any(missing => missing.Symbol.Name == assigned))
                {
                    return true;
                }
            }
        }

        return false;
    }

    private static string? NameOf(ExpressionSyntax receiver) => receiver switch
    {
        IdentifierNameSyntax name => name.Identifier.ValueText,
        MemberAccessExpressionSyntax { Expression: ThisExpressionSyntax, Name: var name } => name.Identifier.ValueText,
        PostfixUnaryExpressionSyntax suppressed => NameOf(suppressed.Operand),
        _ => null,
    };

    /// <summary>The model of the created object, unless it is obvious that nothing is missing.</summary>
    private static BoundModel? Candidate(IOperation operation, ContractContext contracts, CancellationToken cancellationToken)
    {
        switch (operation.Kind)
        {
            case OperationKind.Invocation:
                return contracts.Models.TryGet(CreatedType(((IInvocationOperation)operation).TargetMethod), out BoundModel? model) ? model : null;
            case OperationKind.ObjectCreation:
                var creation = (IObjectCreationOperation)operation;
                return contracts.Models.TryGet(creation.Type, out model)
                    && !AssignsAll(model, creation.Initializer)
                    && !PiecemealConstruction.IsCompleted(creation, model, contracts, cancellationToken) ? model : null;
            case OperationKind.TypeParameterObjectCreation:
                var generic = (ITypeParameterObjectCreationOperation)operation;
                return contracts.Models.TryGet(generic.Type, out model) && !AssignsAll(model, generic.Initializer) ? model : null;
            case OperationKind.With:
                var copy = (IWithOperation)operation;
                bool isReportedAtItsSource = copy.Operand is IParameterReferenceOperation or IPropertyReferenceOperation or IFieldReferenceOperation;
                return !isReportedAtItsSource && contracts.Models.TryGet(copy.Type, out model) && !AssignsAll(model, copy.Initializer) ? model : null;
            case OperationKind.DefaultValue when operation is { Type.IsValueType: true, ConstantValue.HasValue: false }:
                return contracts.Models.TryGet(operation.Type, out model) && model.Type.IsValueType ? model : null;
            default:
                return null;
        }
    }

    /// <summary>The type of the objects that a call creates: a private method may leave reporting them to its callers.</summary>
    private static ITypeSymbol? CreatedType(IMethodSymbol method)
    {
        if (KnownMethods.IsCreateInstance(method)) return method.TypeArguments[0];
        if (method is not { DeclaredAccessibility: Accessibility.Private, MethodKind: MethodKind.Ordinary, ReturnsVoid: false }) return null;

        return method.IsAsync && method.ReturnType is INamedTypeSymbol { TypeArguments: [var result] } ? result : method.ReturnType;
    }

    /// <summary>A fast check: an initializer that assigns every required member needs no analysis.</summary>
    private static bool AssignsAll(BoundModel model, IObjectOrCollectionInitializerOperation? initializer)
    {
        if (initializer is null || initializer.Initializers.Length < model.RequiredCount) return false;

        int assigned = 0;
        foreach (IOperation part in initializer.Initializers)
        {
            if (part is not ISimpleAssignmentOperation { Target: IMemberReferenceOperation { Member: var symbol }, Value: var value }
                || !model.TryGetMember(symbol, out BoundMember? member)
                || !member.IsRequired)
            {
                continue;
            }

            // Members that may be omitted when serialized, or are null on purpose, need the full analysis.
            if (member.Json.OmitsNull && value.ConstantValue is not { HasValue: true, Value: not null }) return false;
            assigned++;
        }

        return assigned == model.RequiredCount;
    }
}
