using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;
using PatContracts.Analyzers.Binding;

namespace PatContracts.Analyzers.Rules;

/// <summary>
/// Recognizes bodies in which no flag can contradict another one: they assign the same constant to every flag, and neither copy tokens, nor read their
/// members, nor pass them to code of the project. A table of a thousand tokens is such a body; its control flow need not be followed. It errs to the
/// safe side.
/// </summary>
internal static class UniformFlags
{
    /// <summary>
    /// The value of every flag in the body that holds an operation, or null where it is no such body. Several rules ask about each assignment; each body
    /// is looked at once.
    /// </summary>
    public static bool? ValueIn(IOperation operation, ContractContext contracts)
    {
        IOperation root = operation;
        while (root.Parent is { } parent) root = parent;
        if (contracts.BodiesWithUniformFlags.TryGetValue(root.Syntax, out bool? known)) return known;

        bool? value = Look(root, contracts.Models);
        contracts.BodiesWithUniformFlags.TryAdd(root.Syntax, value);
        return value;
    }

    private static bool? Look(IOperation body, BoundModels models)
    {
        bool? common = null;
        foreach (IOperation operation in body.Descendants())
        {
            switch (operation)
            {
                case IWithOperation or IDynamicInvocationOperation or IDeconstructionAssignmentOperation or IPropertySubpatternOperation:
                case IInvocationOperation call when MayCarry(call, models):
                case IObjectCreationOperation creation when MayCarry(creation, models):
                    return null;
                case IMemberReferenceOperation { Member: var member } reference when models.TryGetMember(member, out BoundModel? model, out BoundMember? bound):
                    if (reference.Parent is not ISimpleAssignmentOperation { Value: var value } assignment || assignment.Target != reference) return null;
                    if (model.ManagedFlag != bound) break;
                    if (value.ConstantValue is not { HasValue: true, Value: bool flag }) return null;
                    if ((common ??= flag) != flag) return null;
                    break;
            }
        }

        return common;
    }

    /// <summary>Whether a call may assign a flag, or bring what it read from a token.</summary>
    private static bool MayCarry(IInvocationOperation call, BoundModels models) =>
        !call.TargetMethod.DeclaringSyntaxReferences.IsEmpty
        || models.IsBroughtBy(call.TargetMethod)
        || IsModel(call.Instance, models)
        || call.Arguments.Any(argument => IsModel(argument.Value, models));

    private static bool MayCarry(IObjectCreationOperation creation, BoundModels models) =>
        creation.Constructor is { IsImplicitlyDeclared: false, DeclaringSyntaxReferences.IsEmpty: false }
        || (!creation.Arguments.IsEmpty && models.TryGet(creation.Type, out _));

    private static bool IsModel(IOperation? value, BoundModels models)
    {
        while (value is IConversionOperation conversion) value = conversion.Operand;
        return models.TryGet(value?.Type, out _);
    }
}
