using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;

namespace PatContracts.Analyzers.Rules;

/// <summary>Determines whether control can reach the end of a statement.</summary>
internal static class Jumps
{
    /// <summary>
    /// Whether a statement always exits through <c>return</c>, <c>throw</c>, <c>continue</c>, <c>break</c> or <c>goto</c>, or ends the program.
    /// </summary>
    public static bool Leaves(IOperation statement) => statement switch
    {
        IReturnOperation { Kind: OperationKind.Return or OperationKind.YieldBreak } => true,
        IThrowOperation => true,
        IBranchOperation { BranchKind: BranchKind.Break } branch => !IsInSwitch(branch),
        IBranchOperation => true,
        IBlockOperation block => block.Operations.Any(Leaves),
        IConditionalOperation { WhenFalse: { } otherwise } conditional => Leaves(conditional.WhenTrue) && Leaves(otherwise),
        IExpressionStatementOperation { Operation: IInvocationOperation call } => NeverReturns(call),
        IExpressionStatementOperation { Operation: IThrowOperation } => true,
        IUsingOperation { Body: var body } => Leaves(body),
        ILockOperation { Body: { } body } => Leaves(body),
        _ => false,
    };

    /// <summary>Whether a statement always throws.</summary>
    public static bool Throws(IOperation statement) => statement switch
    {
        IThrowOperation => true,
        IBlockOperation block => block.Operations.Any(Throws),
        IExpressionStatementOperation { Operation: IThrowOperation } => true,
        IExpressionStatementOperation { Operation: IInvocationOperation call } => NeverReturns(call),
        _ => false,
    };

    /// <summary>The condition without which a call does not return, with its required outcome; null for other calls.</summary>
    public static (IOperation Condition, bool Outcome)? Asserted(IInvocationOperation call)
    {
        foreach (IArgumentOperation argument in call.Arguments)
        {
            if (argument.Parameter is not { Type.SpecialType: SpecialType.System_Boolean } parameter) continue;

            foreach (AttributeData attribute in parameter.GetAttributes())
            {
                if (attribute is { AttributeClass.Name: "DoesNotReturnIfAttribute", ConstructorArguments: [{ Value: bool fatal }] })
                {
                    return (argument.Value, !fatal);
                }
            }

            return call.TargetMethod.Name switch
            {
                "Assert" or "True" or "IsTrue" or "Requires" or "That" => (argument.Value, true),
                "False" or "IsFalse" => (argument.Value, false),
                _ => null,
            };
        }

        return null;
    }

    private static bool NeverReturns(IInvocationOperation call) =>
        call.TargetMethod is { Name: "Exit" or "FailFast", ContainingType.Name: "Environment" }
        || call.TargetMethod.GetAttributes().Any(static attribute => attribute.AttributeClass?.Name == "DoesNotReturnAttribute");

    /// <summary>Whether a <c>break</c> is the last statement of a <c>switch</c> section, so that control continues after the <c>switch</c>.</summary>
    private static bool IsInSwitch(IBranchOperation branch) => branch.Parent is ISwitchCaseOperation or IBlockOperation { Parent: ISwitchCaseOperation };
}
