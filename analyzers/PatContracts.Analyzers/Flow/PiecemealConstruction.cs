using System.Collections.Concurrent;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;
using PatContracts.Analyzers.Binding;

namespace PatContracts.Analyzers.Flow;

/// <summary>
/// The commonest construction after a complete initializer: a new variable, and then plain assignments to its members, in one or in both branches of
/// an <c>if</c>, or in a helper that is nothing but such statements. Where they give every required member before the variable is put to any other
/// use, nothing can be missing at any escape, and no control flow need be followed to know it. What is not recognised here is left to the flow
/// analysis; nothing is ever reported from here.
/// </summary>
internal sealed class PiecemealConstruction
{
    private readonly ISymbol _variable;
    private readonly BoundModel _model;
    private readonly ContractContext _contracts;
    private readonly bool _isHelper;
    private readonly CancellationToken _cancellationToken;

    private PiecemealConstruction(
        ISymbol variable,
        BoundModel model,
        ContractContext contracts,
        bool isHelper,
        CancellationToken cancellationToken)
    {
        _variable = variable;
        _model = model;
        _contracts = contracts;
        _isHelper = isHelper;
        _cancellationToken = cancellationToken;
    }

    /// <summary>Whether the statements after a creation complete it before anybody can see the object. Two rules ask, and one looks.</summary>
    public static bool IsCompleted(
        IObjectCreationOperation creation,
        BoundModel model,
        ContractContext contracts,
        CancellationToken cancellationToken)
    {
        if (creation.Parent is not IVariableInitializerOperation) return false;

        ConcurrentDictionary<SyntaxNode, bool> settled = contracts.CompletedConstructions;
        if (settled.TryGetValue(creation.Syntax, out bool isCompleted)) return isCompleted;

        isCompleted = Look(creation, model, contracts, cancellationToken);
        settled.TryAdd(creation.Syntax, isCompleted);
        return isCompleted;
    }

    private static bool Look(IObjectCreationOperation creation, BoundModel model, ContractContext contracts, CancellationToken cancellationToken)
    {
        if (creation.Parent?.Parent is not IVariableDeclaratorOperation { Symbol: var variable } declarator
            || declarator.Parent is not IVariableDeclarationOperation { Declarators.Length: 1 } one
            || one.Parent is not IVariableDeclarationGroupOperation { Declarations.Length: 1, Parent: IBlockOperation block } declaration
            || MaySeeItself(creation.Constructor)
            || MayBeOmitted(model))
        {
            return false;
        }

        var construction = new PiecemealConstruction(variable, model, contracts, isHelper: false, cancellationToken);
        bool[] given = construction.GivenBy(creation.Initializer);
        for (int i = block.Operations.IndexOf(declaration) + 1; i < block.Operations.Length && !construction.IsAll(given); i++)
        {
            if (!construction.Follow(block.Operations[i], given)) return false;
        }

        return construction.IsAll(given);
    }

    /// <summary>The body of a constructor can show the object to others.</summary>
    private static bool MaySeeItself(IMethodSymbol? constructor) => constructor is null or { IsImplicitlyDeclared: false, DeclaringSyntaxReferences.IsEmpty: false };

    /// <summary>A member that the serializer leaves out when it is null can be lost again by a later assignment.</summary>
    private static bool MayBeOmitted(BoundModel model)
    {
        foreach (BoundMember member in model.Members)
        {
            if (member.IsRequired && member.Json.OmitsNull) return true;
        }

        return false;
    }

    private bool[] GivenBy(IObjectOrCollectionInitializerOperation? initializer)
    {
        var given = new bool[_model.Members.Length];
        if (initializer is null) return given;

        foreach (IOperation part in initializer.Initializers)
        {
            if (part is ISimpleAssignmentOperation { Target: IMemberReferenceOperation { Member: var symbol } } && _model.TryGetMember(symbol, out BoundMember? member))
            {
                given[member.Index] = true;
            }
        }

        return given;
    }

    private bool IsAll(bool[] given)
    {
        foreach (BoundMember member in _model.Members)
        {
            if (member.IsRequired && !given[member.Index]) return false;
        }

        return true;
    }

    /// <summary>Notes the members that a statement gives. False where the object may be seen in it, or it is of a kind that is not followed here.</summary>
    private bool Follow(IOperation? statement, bool[] given)
    {
        switch (statement)
        {
            case null:
                return true;
            case IExpressionStatementOperation { Operation: ISimpleAssignmentOperation { Target: IMemberReferenceOperation target } assignment }
                when target.Instance is { } owner && IsVariable(owner):
                if (!_model.TryGetMember(target.Member, out BoundMember? member) || !IsApart(assignment.Value)) return false;
                given[member.Index] = true;
                return true;
            case IExpressionStatementOperation { Operation: IInvocationOperation call } when !IsApart(call):
                return !_isHelper && FollowHelper(call, given);
            case IExpressionStatementOperation or IVariableDeclarationGroupOperation:
                return IsApart(statement);
            case IBlockOperation block:
                foreach (IOperation inner in block.Operations)
                {
                    if (!Follow(inner, given)) return false;
                }

                return true;
            case IConditionalOperation branch:
                bool[] otherwise = [.. given];
                if (!IsApart(branch.Condition) || !Follow(branch.WhenTrue, given) || !Follow(branch.WhenFalse, otherwise)) return false;
                for (int i = 0; i < given.Length; i++) given[i] &= otherwise[i];
                return true;
            case IThrowOperation when IsApart(statement):
            case IReturnOperation { Kind: OperationKind.Return } when !_isHelper && IsApart(statement):
                // Nobody has seen the object, and nobody will on this path.
                for (int i = 0; i < given.Length; i++) given[i] = true;
                return true;
            default:
                return false;
        }
    }

    /// <summary>Whether an expression has nothing to do with the variable: it does not name it, nor call a local function, which may.</summary>
    private bool IsApart(IOperation expression)
    {
        foreach (IOperation part in expression.DescendantsAndSelf())
        {
            switch (part.Kind)
            {
                case OperationKind.LocalReference or OperationKind.ParameterReference when IsVariable(part):
                case OperationKind.Invocation when ((IInvocationOperation)part).TargetMethod.MethodKind == MethodKind.LocalFunction:
                case OperationKind.MethodReference when ((IMethodReferenceOperation)part).Method.MethodKind == MethodKind.LocalFunction:
                    return false;
            }
        }

        return true;
    }

    /// <summary>A method of the project that is given the variable once, and whose statements are as plain as the caller's.</summary>
    private bool FollowHelper(IInvocationOperation call, bool[] given)
    {
        IMethodSymbol method = call.TargetMethod.OriginalDefinition;
        if (method is not { MethodKind: MethodKind.Ordinary, IsAsync: false, IsAbstract: false, IsExtern: false }
            || method.DeclaringSyntaxReferences.IsEmpty
            || (call.IsVirtual && !method.IsSealed && !method.ContainingType.IsSealed)
            || (call.Instance is { } instance && !IsApart(instance)))
        {
            return false;
        }

        IParameterSymbol? filled = null;
        foreach (IArgumentOperation argument in call.Arguments)
        {
            if (!IsVariable(argument.Value))
            {
                if (!IsApart(argument.Value)) return false;
            }
            else if (filled is not null || argument.Parameter is not { RefKind: RefKind.None } parameter)
            {
                return false;
            }
            else
            {
                filled = method.Parameters[parameter.Ordinal];
            }
        }

        if (filled is null
            || !_contracts.Models.TryGet(filled.Type, out BoundModel? model) || model != _model
            || _contracts.Bodies.BodyOf(method, call.SemanticModel, _cancellationToken) is not IMethodBodyOperation body)
        {
            return false;
        }

        var inside = new PiecemealConstruction(filled, _model, _contracts, isHelper: true, _cancellationToken);
        return inside.Follow(body.BlockBody ?? body.ExpressionBody, given);
    }

    private bool IsVariable(IOperation operation) => operation switch
    {
        ILocalReferenceOperation local => SymbolEqualityComparer.Default.Equals(local.Local, _variable),
        IParameterReferenceOperation parameter => SymbolEqualityComparer.Default.Equals(parameter.Parameter, _variable),
        _ => false,
    };
}
