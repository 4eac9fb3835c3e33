using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;
using PatContracts.Analyzers.Binding;

namespace PatContracts.Analyzers.Flow;

/// <summary>
/// What one pass over the operations of a body shows of its effects on objects of bound models. It errs to the safe side: where it excludes something,
/// the control flow of the body need not be followed to exclude it.
/// </summary>
/// <param name="CarriesMembers">Whether an object may be assigned what was read from another one.</param>
/// <param name="FlagsMayDiffer">Whether more than one constant may be assigned to managed flags, or a flag may be read or copied.</param>
/// <param name="Flag">The constant that is assigned to managed flags, or null if none is.</param>
/// <param name="Callees">The methods of the project that are called and that have to do with objects.</param>
internal sealed record BodyEffects(bool CarriesMembers, bool FlagsMayDiffer, bool? Flag, ImmutableArray<IMethodSymbol> Callees)
{
    /// <summary>A body that has to do with no object.</summary>
    public static readonly BodyEffects None = new(false, false, null, ImmutableArray<IMethodSymbol>.Empty);

    /// <summary>A body that may do anything.</summary>
    public static readonly BodyEffects Any = new(true, true, null, ImmutableArray<IMethodSymbol>.Empty);

    /// <summary>The constant that all flags are assigned, or null if they may differ.</summary>
    public bool? UniformFlag => FlagsMayDiffer ? null : Flag;

    /// <summary>The effects of two bodies, one of which calls the other.</summary>
    public BodyEffects With(BodyEffects other) => new(
        CarriesMembers || other.CarriesMembers,
        FlagsMayDiffer || other.FlagsMayDiffer || (Flag is { } flag && other.Flag is { } second && flag != second),
        Flag ?? other.Flag,
        Callees);

    /// <summary>Returns the effects of a body by itself.</summary>
    public static BodyEffects Of(IOperation body, BoundModels models)
    {
        bool mayDiffer = false;
        bool? flag = null;
        ImmutableArray<IMethodSymbol>.Builder callees = ImmutableArray.CreateBuilder<IMethodSymbol>();
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
                        if (IsCarried(reference, models)) return Any;

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

        return new(CarriesMembers: false, mayDiffer, flag, callees.ToImmutable());

        void AddCallee(IMethodSymbol method, ImmutableArray<IArgumentOperation> arguments)
        {
            // A local function is part of the body.
            if (method.DeclaringSyntaxReferences.IsEmpty || method.MethodKind == MethodKind.LocalFunction) return;
            if (!HasToDoWithObjects(method, models) && !arguments.Any(argument => IsModel(argument.Value, models))) return;

            method = (method.ReducedFrom ?? method).OriginalDefinition;
            callees.Add(method.PartialImplementationPart ?? method);
        }
    }

    /// <summary>Whether a method is passed objects, is called on one, or returns one. What it reads of others is not known to its callers.</summary>
    private static bool HasToDoWithObjects(IMethodSymbol method, BoundModels models)
    {
        if (models.TryGet(method.ContainingType, out _) || models.IsBroughtBy(method)) return true;

        foreach (IParameterSymbol parameter in (method.ReducedFrom ?? method).Parameters)
        {
            if (models.TryGet(parameter.Type, out _)) return true;
        }

        return false;
    }

    /// <summary>Whether a property that is no member of the contract has an accessor that may assign members.</summary>
    private static bool MayAssign(IMemberReferenceOperation reference, BoundModels models) =>
        reference is IPropertyReferenceOperation { Property: { DeclaringSyntaxReferences.IsEmpty: false, SetMethod: { } setter } property }
        && models.TryGet(property.ContainingType, out _)
        && SourceBodies.HasBody(setter);

    /// <summary>
    /// Whether the value of a member that is read may go on to another object. It does not if it is assigned to the same object, or if a comparison, a
    /// concatenation or a call of another assembly makes another value of it. A comparison of flags may have the flag as its result.
    /// </summary>
    private static bool IsCarried(IMemberReferenceOperation reference, BoundModels models)
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
                isFlag || models.TryGet(reference.Type, out _) || KnownMethods.GivesItsReceiver(call.TargetMethod),
            IArgumentOperation { Parent: IInvocationOperation { TargetMethod: var method } } =>
                isFlag || !method.DeclaringSyntaxReferences.IsEmpty || models.TryGet(reference.Type, out _) || models.IsBroughtBy(method),
            IArgumentOperation { Parent: IObjectCreationOperation { Constructor: { } constructor } } =>
                isFlag || !constructor.DeclaringSyntaxReferences.IsEmpty || models.TryGet(constructor.ContainingType, out _),
            _ => true,
        };
    }

    /// <summary><c>Value</c> of a nullable value is the value itself.</summary>
    private static bool IsValueOfNullable(IOperation? operation) =>
        operation is IPropertyReferenceOperation { Property: { Name: "Value", ContainingType.OriginalDefinition.SpecialType: SpecialType.System_Nullable_T } };

    private static bool Declares(IPatternOperation pattern) =>
        pattern.DescendantsAndSelf().Any(static part => part is IDeclarationPatternOperation or IRecursivePatternOperation { DeclaredSymbol: not null });

    /// <summary><c>token.LastUsed = token.Created</c>.</summary>
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
