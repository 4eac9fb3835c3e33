using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;

namespace PatContracts.Analyzers.Rules;

/// <summary>Whether code has decided what an absent flag means where it tests the flag: it names null, or tells all three states apart.</summary>
internal static class NullHandling
{
    /// <summary>Whether null is handled for a flag beside a test of it, before it, or in the filter that chose the token.</summary>
    /// <param name="test">The test.</param>
    /// <param name="flag">The flag.</param>
    /// <param name="absent">What an absent flag means.</param>
    /// <param name="cancellationToken">Cancels the search.</param>
    public static bool IsAround(IOperation test, ValuePath flag, bool absent, CancellationToken cancellationToken)
    {
        // In an expression tree null follows the rules of the database, not those of C#.
        if (IsInExpressionTree(test)) return true;

        FlagStates states = ManagedGuards.StatesAt(test, flag, cancellationToken);
        return (states & FlagStates.Absent) == 0
            || (states & (absent ? FlagStates.False : FlagStates.True)) == 0
            || NamesNull(Locals.RootOf(test), flag, cancellationToken)
            || IsTestedAgain(test, flag, cancellationToken);
    }

    private static bool IsInExpressionTree(IOperation operation)
    {
        for (IOperation? around = operation; around is not null; around = around.Parent)
        {
            if (around is IAnonymousFunctionOperation { Parent: (IConversionOperation or IDelegateCreationOperation) and { Type.Name: "Expression" } })
            {
                return true;
            }

            if (around is IArgumentOperation { Parameter.Type: { Name: "Expression", ContainingNamespace.Name: "Expressions" } }) return true;
        }

        return false;
    }

    /// <summary>Whether somewhere in the member the flag is compared with null, or null is replaced in it.</summary>
    private static bool NamesNull(IOperation root, ValuePath flag, CancellationToken cancellationToken, bool isCalled = false)
    {
        foreach (IOperation part in root.Descendants())
        {
            cancellationToken.ThrowIfCancellationRequested();
            switch (part)
            {
                case IPropertyReferenceOperation { Property: { Name: "HasValue", ContainingType: var type }, Instance: { } instance }
                    when type.OriginalDefinition.SpecialType == SpecialType.System_Nullable_T && Is(instance):
                case IBinaryOperation { OperatorKind: BinaryOperatorKind.Equals or BinaryOperatorKind.NotEquals } binary
                    when (IsNull(binary.RightOperand) && Is(binary.LeftOperand)) || (IsNull(binary.LeftOperand) && Is(binary.RightOperand)):
                case ICoalesceAssignmentOperation { Target: IMemberReferenceOperation { Member: var filled } }
                    when SymbolEqualityComparer.Default.Equals(filled, flag.Leaf):
                case ICoalesceAssignmentOperation assignment when Is(assignment.Target):
                case IConstantPatternOperation { Value: var constant } pattern when IsNull(constant) && IsInput(pattern):
                case IRecursivePatternOperation { PropertySubpatterns.IsEmpty: true, DeconstructionSubpatterns.IsEmpty: true } present when IsInput(present):
                case IDeclarationPatternOperation { MatchesNull: false } declared when IsInput(declared):
                case ITypePatternOperation typed when IsInput(typed):
                case ISingleValueCaseClauseOperation { Value: var value, Parent.Parent: ISwitchOperation { Value: var switched } }
                    when IsNull(value) && Is(switched):
                case IInvocationOperation call
                    when call.TargetMethod.Name.Contains("Null") && call.Arguments.Any(argument => Is(argument.Value)):
                case IInvocationOperation helper when !isCalled && IsHandledBy(helper):
                    return true;
            }
        }

        return false;

        // `Normalize(token);`
        bool IsHandledBy(IInvocationOperation call) =>
            !call.TargetMethod.DeclaringSyntaxReferences.IsEmpty
            && call.Parent is IExpressionStatementOperation
            && FunctionBody.OfMethod(call.TargetMethod, call.SemanticModel, cancellationToken) is { } function
            && function.PathInside(flag, call.Instance, call.Arguments, cancellationToken) is { } inside
            && (Writes.To(function.Body, inside, cancellationToken) || NamesNull(function.Body, inside, cancellationToken, isCalled: true));

        bool Is(IOperation operation) => flag.Equals(ValuePath.Of(operation, cancellationToken));

        bool IsInput(IPatternOperation pattern) => flag.Equals(ValuePath.OfInput(pattern, cancellationToken));
    }

    private static bool IsNull(IOperation operation) => operation switch
    {
        { ConstantValue: { HasValue: true, Value: null } } => true,
        IConversionOperation { OperatorMethod: null } conversion => IsNull(conversion.Operand),
        IDefaultValueOperation { Type: { } type } => !type.IsValueType || type.OriginalDefinition.SpecialType == SpecialType.System_Nullable_T,
        _ => false,
    };

    /// <summary>Whether the flag is tested once more where the test has come out: then null has a branch of its own.</summary>
    private static bool IsTestedAgain(IOperation test, ValuePath flag, CancellationToken cancellationToken)
    {
        for (IOperation current = test; current.Parent is { } parent; current = parent)
        {
            switch (parent)
            {
                case IConditionalOperation conditional when conditional.Condition == current:
                    if (IsTestedIn(conditional.WhenTrue) || (conditional.WhenFalse is { } otherwise && IsTestedIn(otherwise))) return true;

                    return Jumps.Leaves(conditional.WhenTrue)
                        && conditional.Parent is IBlockOperation block
                        && block.Operations.Skip(block.Operations.IndexOf(conditional) + 1).Any(IsTestedIn);
                case ISwitchExpressionArmOperation { Parent: ISwitchExpressionOperation selection } arm:
                    return selection.Arms.Any(other => other != arm && IsTestedIn(other));
                case ISwitchCaseOperation { Parent: ISwitchOperation selection } section:
                    return selection.Cases.Any(other => other != section && IsTestedIn(other));
                case IBlockOperation or IAnonymousFunctionOperation:
                    return false;
            }
        }

        return false;

        bool IsTestedIn(IOperation region) => region.DescendantsAndSelf().Any(part => part switch
        {
            IBinaryOperation { OperatorKind: BinaryOperatorKind.Equals or BinaryOperatorKind.NotEquals } binary =>
                Is(binary.LeftOperand) || Is(binary.RightOperand),
            IConstantPatternOperation pattern => flag.Equals(ValuePath.OfInput(pattern, cancellationToken)),
            _ => false,
        });

        bool Is(IOperation operation) => flag.Equals(ValuePath.Of(operation, cancellationToken));
    }
}
