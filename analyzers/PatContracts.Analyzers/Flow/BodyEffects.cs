using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;
using PatContracts.Analyzers.Binding;

namespace PatContracts.Analyzers.Flow;

/// <summary>
/// The possible effects of a body on objects of bound models, determined by one pass over its operations. Errs on the safe side: if it excludes an effect, no
/// flow analysis is needed to exclude it.
/// </summary>
/// <param name="CopiesMembers">Whether an object may be assigned a value read from another object.</param>
/// <param name="FlagsMayDiffer">Whether more than one constant may be assigned to managed flags, or a flag may be read or copied.</param>
/// <param name="Flag">The constant assigned to managed flags, or null if none is.</param>
/// <param name="MayRemove">Whether a method may be called that removes tokens: one with such a name, or one of the project that is not in the last list.</param>
/// <param name="Callees">The called methods of the project that involve objects of bound models.</param>
internal sealed record BodyEffects(bool CopiesMembers, bool FlagsMayDiffer, bool? Flag, bool MayRemove, ImmutableArray<IMethodSymbol> Callees)
{
    /// <summary>The effects of a body that involves no object.</summary>
    public static readonly BodyEffects None = new(false, false, null, false, ImmutableArray<IMethodSymbol>.Empty);

    /// <summary>The effects of a body that may do anything.</summary>
    public static readonly BodyEffects Any = new(true, true, null, true, ImmutableArray<IMethodSymbol>.Empty);

    /// <summary>The constant assigned to all flags, or null if they may differ.</summary>
    public bool? UniformFlag => FlagsMayDiffer ? null : Flag;

    /// <summary>Combines the effects of two bodies, one of which calls the other.</summary>
    public BodyEffects With(BodyEffects other) => new(
        CopiesMembers || other.CopiesMembers,
        FlagsMayDiffer || other.FlagsMayDiffer || (Flag is { } flag && other.Flag is { } second && flag != second),
        Flag ?? other.Flag,
        MayRemove || other.MayRemove,
        Callees);

    /// <summary>Returns the effects of a body without those of the methods it calls.</summary>
    public static BodyEffects Of(IOperation body, BoundModels models)
    {
        bool mayDiffer = false;
        bool mayRemove = false;
        bool? flag = null;
        ImmutableArray<IMethodSymbol>.Builder? callees = null;
        foreach (IOperation operation in body.Descendants())
        {
            switch (operation.Kind)
            {
                case OperationKind.PropertyReference or OperationKind.FieldReference:
                    var reference = (IMemberReferenceOperation)operation;
                    if (!models.TryGetMember(reference.Member, out _, out BoundMember? member))
                    {
                        mayDiffer |= MayAssign(reference, models);
                    }
                    else if (reference.Parent is not ISimpleAssignmentOperation { Value: var value } assignment || assignment.Target != reference)
                    {
                        if (IsCopied(reference, models)) return Any;

                        mayDiffer |= member.IsManagedFlag;
                    }
                    else if (member.IsManagedFlag)
                    {
                        if (value.ConstantValue is { HasValue: true, Value: bool constant }) mayDiffer |= (flag ??= constant) != constant;
                        else mayDiffer = true;
                    }

                    break;
                case OperationKind.Invocation:
                    AddCallee(((IInvocationOperation)operation).TargetMethod, ((IInvocationOperation)operation).Arguments);
                    break;
                case OperationKind.MethodReference:
                    AddCallee(((IMethodReferenceOperation)operation).Method, ImmutableArray<IArgumentOperation>.Empty);
                    break;
                case OperationKind.ObjectCreation:
                    var creation = (IObjectCreationOperation)operation;
                    bool isRead = creation.Constructor is { IsImplicitlyDeclared: false, DeclaringSyntaxReferences.IsEmpty: false };
                    if ((isRead || !creation.Arguments.IsEmpty) && models.TryGet(creation.Type, out _)) return Any;

                    mayDiffer |= isRead && creation.Arguments.Any(argument => IsModel(argument.Value, models));
                    break;
                case OperationKind.With:
                    mayDiffer |= models.TryGet(operation.Type, out BoundModel? copied) && copied.Members.Any(static member => member.IsManagedFlag);
                    break;
                case OperationKind.DynamicInvocation or OperationKind.DynamicMemberReference or OperationKind.DeconstructionAssignment:
                    mayDiffer = true;
                    break;
            }
        }

        return new(CopiesMembers: false, mayDiffer, flag, mayRemove, callees?.ToImmutable() ?? ImmutableArray<IMethodSymbol>.Empty);

        void AddCallee(IMethodSymbol method, ImmutableArray<IArgumentOperation> arguments)
        {
            // A local function is part of the body.
            if (method.MethodKind == MethodKind.LocalFunction) return;

            mayRemove |= KnownMethods.VerbOfRemoval(method.Name) is not null;
            if (method.DeclaringSyntaxReferences.IsEmpty) return;
            if (!HasToDoWithObjects(method, models) && !arguments.Any(argument => IsModel(argument.Value, models)))
            {
                mayRemove = true;
                return;
            }

            method = (method.ReducedFrom ?? method).OriginalDefinition;
            (callees ??= ImmutableArray.CreateBuilder<IMethodSymbol>()).Add(method.PartialImplementationPart ?? method);
        }
    }

    /// <summary>
    /// Whether a method takes an object, is called on one, or returns one. Its callers cannot see the values that it reads from other objects.
    /// </summary>
    private static bool HasToDoWithObjects(IMethodSymbol method, BoundModels models)
    {
        if (models.TryGet(method.ContainingType, out _) || models.IsReturnedBy(method)) return true;

        foreach (IParameterSymbol parameter in (method.ReducedFrom ?? method).Parameters)
        {
            if (models.TryGet(parameter.Type, out _)) return true;
        }

        return false;
    }

    /// <summary>Whether a property that is not a member of the contract has an accessor that may assign members.</summary>
    private static bool MayAssign(IMemberReferenceOperation reference, BoundModels models) =>
        reference is IPropertyReferenceOperation { Property: { DeclaringSyntaxReferences.IsEmpty: false, SetMethod: { } setter } property }
        && models.TryGet(property.ContainingType, out _)
        && SourceBodies.HasBody(setter);

    /// <summary>
    /// Whether the value read from a member may be assigned to another object. It is not if it is assigned to the same object, or if a comparison, a
    /// concatenation or a call to another assembly produces a different value from it. The result of comparing flags may be the flag.
    /// </summary>
    private static bool IsCopied(IMemberReferenceOperation reference, BoundModels models)
    {
        bool isFlag = reference.Type.IsBoolean();
        IOperation value = reference;
        while (value.Parent is IConversionOperation || IsValueOfNullable(value.Parent)) value = value.Parent!;

        return value.Parent switch
        {
            ISimpleAssignmentOperation assignment => assignment.Target != value && !IsOfSameVariable(reference, assignment.Target),
            ICompoundAssignmentOperation assignment => assignment.Target != value,
            IBinaryOperation => isFlag,
            IInterpolationOperation => false,
            IIsPatternOperation test => isFlag || Declares(test.Pattern),
            IMemberReferenceOperation inner when inner.Instance == value => models.TryGet(reference.Type, out _),
            IInvocationOperation call when call.Instance == value =>
                isFlag || models.TryGet(reference.Type, out _) || KnownMethods.ReturnsReceiver(call.TargetMethod),
            IArgumentOperation { Parent: IInvocationOperation { TargetMethod: var method } } =>
                isFlag || !method.DeclaringSyntaxReferences.IsEmpty || models.TryGet(reference.Type, out _) || models.IsReturnedBy(method),
            IArgumentOperation { Parent: IObjectCreationOperation { Constructor: { } constructor } } =>
                isFlag || !constructor.DeclaringSyntaxReferences.IsEmpty || models.TryGet(constructor.ContainingType, out _),
            _ => true,
        };
    }

    /// <summary>Whether an operation is <c>Value</c> of a nullable value, which is the value itself.</summary>
    private static bool IsValueOfNullable(IOperation? operation) =>
        operation is IPropertyReferenceOperation { Property: { Name: "Value", ContainingType.OriginalDefinition.SpecialType: SpecialType.System_Nullable_T } };

    private static bool Declares(IPatternOperation pattern) =>
        pattern.DescendantsAndSelf().Any(static part => part is IDeclarationPatternOperation or IRecursivePatternOperation { DeclaredSymbol: not null });

    /// <summary>Whether a member is assigned to another member of the same variable, as in <c>token.LastUsed = token.Created</c>.</summary>
    private static bool IsOfSameVariable(IMemberReferenceOperation read, IOperation target) =>
        target is IMemberReferenceOperation { Instance: { } owner }
        && (read.Instance, owner) switch
        {
            (ILocalReferenceOperation one, ILocalReferenceOperation other) => SymbolEqualityComparer.Default.Equals(one.Local, other.Local),
            (IParameterReferenceOperation one, IParameterReferenceOperation other) => SymbolEqualityComparer.Default.Equals(one.Parameter, other.Parameter),
            _ => false,
        };

    private static bool IsModel(IOperation value, BoundModels models)
    {
        while (value is IConversionOperation conversion) value = conversion.Operand;
        return models.TryGet(value.Type, out _);
    }
}
