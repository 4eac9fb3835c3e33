using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Operations;
using Microsoft.CodeAnalysis.Text;

namespace PatContracts.Analyzers.Rules;

/// <summary>
/// Finds the tests that a token has passed where it is used: conditions around and before the use, and the filters of the sequence, list or loop from which the
/// token is taken. The derived class interprets the tests.
/// </summary>
/// <typeparam name="T">The result that the derived class collects.</typeparam>
internal abstract partial class TokenSelection<T>(CancellationToken cancellationToken)
{
    private const int MaxSteps = 24;
    private const string CurrentElement = ".Current";

    private readonly HashSet<ISymbol> _active = new(SymbolEqualityComparer.Default);
    private int _steps = MaxSteps;

    /// <summary>A token to cancel the search.</summary>
    protected CancellationToken CancellationToken { get; } = cancellationToken;

    /// <summary>No test is known.</summary>
    protected abstract T Unrestricted { get; }

    /// <summary>Combines the tests of both.</summary>
    protected abstract T Both(T left, T right);

    /// <summary>Combines the tests of two alternative origins of the token.</summary>
    protected abstract T Either(T left, T right);

    /// <summary>Interprets a condition that was true or false.</summary>
    /// <param name="condition">The condition: an expression, or the body of the function called for it.</param>
    /// <param name="outcome">Its outcome.</param>
    /// <param name="value">The value in question, as named in the condition.</param>
    /// <param name="site">The expression that applies the condition.</param>
    protected abstract T Holds(IOperation condition, bool outcome, ValuePath value, IOperation site);

    /// <summary>Interprets a value that one of several patterns matched after others did not.</summary>
    /// <param name="switched">The value.</param>
    /// <param name="chosen">The patterns of which one matched; empty if none did.</param>
    /// <param name="earlier">The patterns that did not match.</param>
    /// <param name="value">The value in question.</param>
    protected abstract T Matches(IOperation switched, IReadOnlyList<Case> chosen, IReadOnlyList<Case> earlier, ValuePath value);

    /// <summary>Interprets a value that is among the first or last in some order.</summary>
    protected virtual T IsFirstBy(IOperation key, ValuePath value) => Unrestricted;

    /// <summary>Interprets the elements of a group whose key is known.</summary>
    protected virtual T HasKey(IOperation key, ValuePath value, IOperation group, ValuePath groupKey) => Unrestricted;

    /// <summary>Interprets the elements of a group selected by key from a lookup.</summary>
    protected virtual T HasKey(IOperation key, ValuePath value, IOperation expected) => Unrestricted;

    /// <summary>Interprets the elements of a group whose key passed a test.</summary>
    protected virtual T HasKeyWhere(IOperation key, ValuePath value, IOperation condition, ValuePath groupKey) => Unrestricted;

    /// <summary>Interprets the exclusion of the elements of another sequence.</summary>
    protected virtual T Without(IOperation excluded) => Unrestricted;

    /// <summary>Returns the last position in a span at which code may overwrite a value, so that tests before it may no longer apply; or −1.</summary>
    protected virtual int LastOverwrite(Writes writes, ValuePath value, TextSpan span) => writes.LastTo(value, span);

    /// <summary>Interprets a statement before the use that may write the value.</summary>
    /// <param name="statement">The statement.</param>
    /// <param name="value">The value in question.</param>
    /// <param name="result">The tests that are known after it.</param>
    /// <returns>Whether tests before the statement no longer apply.</returns>
    protected virtual bool IsOverwritten(IOperation statement, ValuePath value, out T result)
    {
        result = Unrestricted;
        return Writes.To(statement, value, CancellationToken);
    }

    /// <summary>Whether to analyze the arguments that callers pass to a private function.</summary>
    protected virtual bool FollowsCallers => false;

    /// <summary>Returns the tests that a value has passed at a point.</summary>
    public T At(IOperation point, ValuePath value)
    {
        if (_steps == 0) return Unrestricted;

        _steps--;
        bool wasCut = _isCut;
        _isCut = false;
        T result = Before(point, value);
        _isCut = wasCut;
        return result;
    }

    private T Before(IOperation point, ValuePath value)
    {
        T result = Unrestricted;
        for (IOperation current = point; current.Parent is { } parent; current = parent)
        {
            CancellationToken.ThrowIfCancellationRequested();
            switch (parent)
            {
                case IConditionalOperation conditional when current != conditional.Condition:
                    result = Both(result, Holds(conditional.Condition, current == conditional.WhenTrue, value, conditional.Condition));
                    break;
                case IBinaryOperation { OperatorKind: BinaryOperatorKind.ConditionalAnd or BinaryOperatorKind.ConditionalOr } binary
                    when current == binary.RightOperand:
                    result = Both(result, Holds(binary.LeftOperand, binary.OperatorKind == BinaryOperatorKind.ConditionalAnd, value, binary.LeftOperand));
                    break;
                case ISwitchExpressionArmOperation { Parent: ISwitchExpressionOperation selection } arm when current != arm.Pattern:
                    result = Both(result, OfArm(selection, arm, isGuarded: current == arm.Value, value));
                    break;
                case ISwitchCaseOperation { Parent: ISwitchOperation selection } section when section.Body.Contains(current):
                    if (Before(section, section.Body, current, value, ref result)) return result;
                    result = Both(result, OfSection(selection, section, value));
                    break;
                case IWhileLoopOperation { ConditionIsTop: true, ConditionIsUntil: false, Condition: { } condition } loop when current == loop.Body:
                    result = Both(result, Holds(condition, true, value, condition));
                    break;
                case IForLoopOperation { Condition: { } condition } loop when current == loop.Body:
                    result = Both(result, Holds(condition, true, value, condition));
                    break;
                case IForEachLoopOperation loop
                    when current == loop.Body && value.Root is { } element && loop.Locals.Contains(element, SymbolEqualityComparer.Default):
                    return Both(result, OfElement(loop.Collection, OfLoopVariable(loop, value)));
                case IBlockOperation block:
                    if (Before(block, block.Operations, current, value, ref result)) return result;
                    break;
                case IAnonymousFunctionOperation lambda when IsParameter(lambda.Symbol, value, out int ordinal):
                    return Both(result, OfLambdaParameter(lambda, ordinal, value));
                case IAnonymousFunctionOperation lambda when SequenceRun(lambda) is { } sequence:
                    result = Both(result, OfFilters(sequence, value));
                    break;
                case ILocalFunctionOperation function when IsParameter(function.Symbol, value, out int ordinal):
                    return Both(result, OfCalls(function.Symbol, ordinal, value, function));
            }

            if (parent is ILoopOperation && Writes.To(parent, value, CancellationToken)) return result;
        }

        return Both(result, OfOrigin(point, value));
    }

    private T OfLambdaParameter(IAnonymousFunctionOperation lambda, int ordinal, ValuePath value)
    {
        if (Sequences.CallOf(lambda) is { TargetMethod.Name: "SelectMany" or "Join" or "Zip" } call && ordinal == 1)
        {
            return call.TargetMethod.Name != "SelectMany" && call.Arguments.Length > 1 ? OfElement(call.Arguments[1].Value, value.Text)
                : Sequences.LambdasOf(call).FirstOrDefault() is { } selector && selector != lambda && Sequences.ResultOf(selector) is { } inner
                    ? OfElement(inner, value.Text)
                : Unrestricted;
        }

        return ordinal == 0 && SequenceRun(lambda) is { } sequence ? OfElement(sequence, value.Text) : Unrestricted;
    }

    /// <summary>The sequence for whose elements a lambda is invoked.</summary>
    private static IOperation? SequenceRun(IAnonymousFunctionOperation lambda) =>
        Sequences.RunBy(lambda)
        ?? (Sequences.CallOf(lambda) is { Instance: null, TargetMethod.Name: var name, Arguments: [{ Value: var source }, ..] }
            && name is "ForEach" or "ForEachAsync" or "ConvertAll" or "Find" or "FindAll"
            ? source
            : null);

    private static string OfLoopVariable(IForEachLoopOperation loop, ValuePath value) =>
        loop.LoopControlVariable is IDeclarationExpressionOperation { Expression: ITupleOperation { Elements: [_, ILocalReferenceOperation second] } }
        && SymbolEqualityComparer.Default.Equals(second.Local, value.Root)
            ? ".Value" + value.Text
            : value.Text;

    private static bool IsParameter(IMethodSymbol function, ValuePath value, out int ordinal)
    {
        for (ordinal = 0; ordinal < function.Parameters.Length; ordinal++)
        {
            if (SymbolEqualityComparer.Default.Equals(function.Parameters[ordinal], value.Root)) return true;
        }

        return false;
    }

    /// <summary>The tests of a value that comes from neither a loop nor a lambda.</summary>
    private T OfOrigin(IOperation point, ValuePath value)
    {
        switch (value.Root)
        {
            case (ILocalSymbol or IParameterSymbol) and { } list
                when value.Text.StartsWith("[", StringComparison.Ordinal) && value.Text.IndexOf(']') is var end and > 0:
                return OfVariable(point, list, value.Text.Substring(end + 1));
            case ILocalSymbol local when DeclaringOperation(local, point) is { } brought:
                return brought is IInvocationOperation { TargetMethod.Name: var name, Instance: { } source } && BringsElement(name)
                    ? OfElement(source, value.Text)
                    : OfValue(brought, value.Text);
            case ILocalSymbol local when Locals.Initial(local, point.SemanticModel, CancellationToken) is { } initial:
                return Sequences.Strip(initial) switch
                {
                    IInvocationOperation { TargetMethod.Name: "GetEnumerator" or "GetAsyncEnumerator" } enumerated =>
                        value.Text.StartsWith(CurrentElement, StringComparison.Ordinal)
                            ? OfReceiver(enumerated, value.Text.Substring(CurrentElement.Length))
                            : Unrestricted,
                    IInvocationOperation or IPropertyReferenceOperation { Arguments.IsEmpty: false } or IArrayElementReferenceOperation or ICoalesceOperation =>
                        OfValue(initial, value.Text),
                    _ => Unrestricted,
                };
            case IParameterSymbol { ContainingSymbol: IMethodSymbol { MethodKind: MethodKind.Ordinary } method, Ordinal: var ordinal }:
                return OfCalls(method, ordinal, value, point);
            case IParameterSymbol { ContainingSymbol: IMethodSymbol { MethodKind: MethodKind.AnonymousFunction } function, Ordinal: var ordinal }:
                return VariableUses.Around(point, CancellationToken).LambdaOf(function) is { } lambda
                    ? OfLambdaParameter(lambda, ordinal, value)
                    : Unrestricted;
            default:
                return Unrestricted;
        }
    }

    private static bool BringsElement(string name) => name is "TryDequeue" or "TryPop" or "TryTake" or "TryPeek";

    /// <summary>The operation that declares a local inside an expression: <c>queue.TryDequeue(out var token)</c>, <c>Find(id) is { } token</c>.</summary>
    private IOperation? DeclaringOperation(ILocalSymbol local, IOperation point)
    {
        if (point.SemanticModel is not { } model
            || local.DeclaringSyntaxReferences is not [var declaration]
            || declaration.SyntaxTree != model.SyntaxTree
            || declaration.GetSyntax(CancellationToken) is not SingleVariableDesignationSyntax designation)
        {
            return null;
        }

        return designation.Parent switch
        {
            PatternSyntax pattern => model.GetOperation(pattern, CancellationToken) is { Parent: IIsPatternOperation { Value: var value } }
                ? value
                : null,
            DeclarationExpressionSyntax { Parent: ArgumentSyntax { Parent.Parent: InvocationExpressionSyntax call } } =>
                model.GetOperation(call, CancellationToken) is IInvocationOperation taken && BringsElement(taken.TargetMethod.Name) ? taken : null,
            _ => null,
        };
    }

    /// <summary>The tests of the arguments that callers pass to a parameter of a function.</summary>
    private T OfCalls(IMethodSymbol function, int ordinal, ValuePath value, IOperation within)
    {
        if (!_active.Add(function)) return Unrestricted;

        try
        {
            return OfArguments(function, ordinal, within, argument => OfValue(argument, value.Text), sequence => OfElement(sequence, value.Text));
        }
        finally
        {
            _active.Remove(function);
        }
    }

    private T OfArguments(IMethodSymbol function, int ordinal, IOperation within, Func<IOperation, T> ofArgument, Func<IOperation, T>? ofSequence = null)
    {
        if (!FollowsCallers
            || function is not ({ MethodKind: MethodKind.LocalFunction } or { MethodKind: MethodKind.Ordinary, DeclaredAccessibility: Accessibility.Private }))
        {
            return Unrestricted;
        }

        T? result = default;
        bool found = false;
        foreach (IOperation reference in Callers.Of(function, within.SemanticModel, CancellationToken))
        {
            T one = reference switch
            {
                IInvocationOperation call when call.Arguments.FirstOrDefault(argument => argument.Parameter?.Ordinal == ordinal) is { } argument =>
                    ofArgument(argument.Value),
                IMethodReferenceOperation group when ofSequence is not null && ordinal == 0 && SequenceOf(group) is { } sequence => ofSequence(sequence),
                _ => Unrestricted,
            };
            result = found ? Either(result!, one) : one;
            found = true;
        }

        return found ? result! : Unrestricted;
    }

    /// <summary>The sequence for whose elements a method is invoked, if it is passed as a method group.</summary>
    private static IOperation? SequenceOf(IMethodReferenceOperation group)
    {
        IOperation? parent = group.Parent;
        while (parent is IDelegateCreationOperation or IConversionOperation or IArgumentOperation) parent = parent.Parent;
        return parent is IInvocationOperation call ? Sequences.ReceiverOf(call) ?? (call.Arguments.Length > 1 ? call.Arguments[0].Value : null) : null;
    }

    /// <summary>Collects the tests of the statements before one. Returns true if earlier statements add nothing.</summary>
    private bool Before(IOperation block, ImmutableArray<IOperation> statements, IOperation current, ValuePath value, ref T result)
    {
        foreach (IOperation statement in StatementsBefore(block, statements, current, value))
        {
            switch (statement)
            {
                case IConditionalOperation conditional when Guards.Leaving(conditional) is { } leavesWhenTrue:
                    IOperation? taken = leavesWhenTrue ? conditional.WhenFalse : conditional.WhenTrue;
                    if (taken is not null && IsOverwritten(taken, value, out T after))
                    {
                        result = Both(result, after);
                        return true;
                    }

                    result = Both(result, Holds(conditional.Condition, !leavesWhenTrue, value, conditional.Condition));
                    continue;
                case ISwitchOperation selection:
                    result = Both(result, OfSwitchBefore(selection, value));
                    break;
                case IExpressionStatementOperation { Operation: IInvocationOperation call } when Jumps.Asserted(call) is var (condition, outcome):
                    result = Both(result, Holds(condition, outcome, value, condition));
                    continue;
                case IExpressionStatementOperation { Operation: IInvocationOperation call }:
                    result = Both(result, OfGuardCall(call, value));
                    break;
                case IExpressionStatementOperation { Operation: IAwaitOperation { Operation: IInvocationOperation call } }:
                    result = Both(result, OfGuardCall(call, value));
                    break;
            }

            if (IsOverwritten(statement, value, out T known))
            {
                result = Both(result, known);
                return true;
            }
        }

        return false;
    }

    /// <summary>The statements before one that may test or overwrite a value, the last first.</summary>
    private IEnumerable<IOperation> StatementsBefore(IOperation block, ImmutableArray<IOperation> statements, IOperation current, ValuePath value)
    {
        int next = IndexAt(statements, current.Syntax.SpanStart);
        if (next < 0 || statements[next] != current) next = statements.IndexOf(current);
        if (next <= 0) yield break;

        var writes = Writes.Around(current, CancellationToken);
        int[] guards = Guards.Around(current).In(block, statements);
        int guard = Array.BinarySearch(guards, next);
        guard = (guard < 0 ? ~guard : guard) - 1;
        while (next > 0)
        {
            var before = TextSpan.FromBounds(statements[0].Syntax.SpanStart, Math.Max(statements[0].Syntax.SpanStart, statements[next].Syntax.SpanStart));
            int written = LastOverwrite(writes, value, before) is var position and >= 0 ? Math.Min(IndexAt(statements, position), next - 1) : -1;
            next = Math.Max(written, guard >= 0 ? guards[guard] : -1);
            if (next < 0) yield break;
            if (guard >= 0 && guards[guard] == next) guard--;

            yield return statements[next];
        }
    }

    /// <summary>The index of the statement that contains a position, or −1.</summary>
    private static int IndexAt(ImmutableArray<IOperation> statements, int position)
    {
        int low = 0;
        int high = statements.Length;
        while (low < high)
        {
            int middle = (low + high) / 2;
            if (statements[middle].Syntax.SpanStart <= position) low = middle + 1;
            else high = middle;
        }

        return low - 1;
    }

    /// <summary>A function of the project that returns only if a test holds: <c>EnsurePersonal(token)</c>.</summary>
    private T OfGuardCall(IInvocationOperation call, ValuePath value)
    {
        if (call.TargetMethod.DeclaringSyntaxReferences.IsEmpty
            || !_active.Add(call.TargetMethod.OriginalDefinition))
        {
            return Unrestricted;
        }

        try
        {
            T result = Unrestricted;
            if (FunctionBody.OfMethod(call.TargetMethod, call.SemanticModel, CancellationToken) is { } function
                && function.PathInside(value, call.Instance, call.Arguments, CancellationToken) is { } inside)
            {
                foreach (IOperation statement in function.Body.Operations)
                {
                    if (statement is not IConditionalOperation { WhenFalse: null } conditional) break;
                    if (Jumps.Throws(conditional.WhenTrue)) result = Both(result, Holds(conditional.Condition, false, inside, conditional.Condition));
                }
            }

            return result;
        }
        finally
        {
            _active.Remove(call.TargetMethod.OriginalDefinition);
        }
    }

    private T OfArm(ISwitchExpressionOperation selection, ISwitchExpressionArmOperation arm, bool isGuarded, ValuePath value)
    {
        IReadOnlyList<Case> earlier = selection.Arms.TakeWhile(other => other != arm).Select(other => new Case(other.Pattern, null, other.Guard)).ToArray();
        return Matches(selection.Value, [new(arm.Pattern, null, isGuarded ? arm.Guard : null)], earlier, value);
    }

    private T OfSection(ISwitchOperation selection, ISwitchCaseOperation section, ValuePath value)
    {
        IReadOnlyList<Case> chosen = CasesOf(section);
        bool isDefault = section.Clauses.Any(static clause => clause is IDefaultCaseClauseOperation);
        IReadOnlyList<Case> others = (isDefault ? selection.Cases.Where(other => other != section) : selection.Cases.TakeWhile(other => other != section))
            .SelectMany(CasesOf)
            .ToArray();
        return Matches(selection.Value, isDefault ? Array.Empty<Case>() : chosen, others, value);
    }

    /// <summary>After a <c>switch</c>, the cases that leave it did not match.</summary>
    private T OfSwitchBefore(ISwitchOperation selection, ValuePath value)
    {
        var leaving = new List<Case>();
        foreach (ISwitchCaseOperation section in selection.Cases)
        {
            if (!section.Body.Any(Jumps.Leaves) || section.Clauses.Any(clause => clause is IDefaultCaseClauseOperation)) break;

            leaving.AddRange(CasesOf(section));
        }

        return leaving.Count == 0 ? Unrestricted : Matches(selection.Value, [], leaving, value);
    }

    private static IReadOnlyList<Case> CasesOf(ISwitchCaseOperation section) =>
    [
        .. section.Clauses.Select(static clause => clause switch
        {
            IPatternCaseClauseOperation pattern => new Case(pattern.Pattern, null, pattern.Guard),
            ISingleValueCaseClauseOperation single => new Case(null, single.Value, null),
            _ => default,
        }).Where(static clause => clause.Pattern is not null || clause.Constant is not null),
    ];

    /// <summary>A case of a <c>switch</c>.</summary>
    /// <param name="Pattern">Its pattern, or null if it is a constant.</param>
    /// <param name="Constant">Its constant.</param>
    /// <param name="Guard">The condition after <c>when</c>.</param>
    internal readonly record struct Case(IPatternOperation? Pattern, IOperation? Constant, IOperation? Guard);
}
