using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Operations;

namespace PatContracts.Analyzers.Rules;

/// <summary>
/// Finds the tests that a token has passed where it is used: conditions around and before the use, and the filters of the sequence, list or loop that
/// the token comes from. What the tests mean is the matter of the derived class.
/// </summary>
/// <typeparam name="T">What the derived class gathers.</typeparam>
internal abstract class TokenSelection<T>(CancellationToken cancellationToken)
{
    private const int MaxSteps = 24;
    private const string CurrentElement = ".Current";
    private const string GroupKey = ".Key";

    private readonly HashSet<ISymbol> _active = new(SymbolEqualityComparer.Default);
    private int _steps = MaxSteps;

    /// <summary>Whether only some of the elements in question are taken, so that their order selects them.</summary>
    private bool _isCut;

    /// <summary>Cancels the search.</summary>
    protected CancellationToken CancellationToken { get; } = cancellationToken;

    /// <summary>No test is known.</summary>
    protected abstract T Unrestricted { get; }

    /// <summary>The tests of both.</summary>
    protected abstract T Both(T left, T right);

    /// <summary>The tests of one or the other: the token comes from either.</summary>
    protected abstract T Either(T left, T right);

    /// <summary>A condition came out true or false.</summary>
    /// <param name="condition">The condition: an expression, or the body of the function that was called for it.</param>
    /// <param name="outcome">How it came out.</param>
    /// <param name="value">The value in question, as the condition names it.</param>
    /// <param name="site">Where the condition is applied.</param>
    protected abstract T Holds(IOperation condition, bool outcome, ValuePath value, IOperation site);

    /// <summary>A value was matched by one of several patterns, after others had not matched.</summary>
    /// <param name="switched">The value.</param>
    /// <param name="chosen">The patterns of which one matched; empty where none did.</param>
    /// <param name="earlier">The patterns that did not match.</param>
    /// <param name="value">The value in question.</param>
    protected abstract T Matches(IOperation switched, IReadOnlyList<Case> chosen, IReadOnlyList<Case> earlier, ValuePath value);

    /// <summary>The value is among the first or last by some order.</summary>
    protected virtual T IsFirstBy(IOperation key, ValuePath value) => Unrestricted;

    /// <summary>The elements of a group, where something is known of the group's key.</summary>
    protected virtual T HasKey(IOperation key, ValuePath value, IOperation group, ValuePath groupKey) => Unrestricted;

    /// <summary>The elements of a group, chosen from a lookup by a key.</summary>
    protected virtual T HasKey(IOperation key, ValuePath value, IOperation expected) => Unrestricted;

    /// <summary>The elements of a group that passed a test of its key.</summary>
    protected virtual T HasKeyWhere(IOperation key, ValuePath value, IOperation condition, ValuePath groupKey) => Unrestricted;

    /// <summary>The elements of another sequence are left out.</summary>
    protected virtual T Without(IOperation excluded) => Unrestricted;

    /// <summary>What a statement before the use leaves known, if it writes the value; null where it does not.</summary>
    /// <param name="statement">The statement.</param>
    /// <param name="value">The value in question.</param>
    /// <param name="result">What is known after it.</param>
    /// <returns>Whether what was known before the statement is known no more.</returns>
    protected virtual bool IsOverwritten(IOperation statement, ValuePath value, out T result)
    {
        result = Unrestricted;
        return Writes.To(statement, value, CancellationToken);
    }

    /// <summary>Whether the callers of a private function are looked at, for what they pass to it.</summary>
    protected virtual bool FollowsCallers => false;

    /// <summary>The tests that a value has passed at a point.</summary>
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
                case IBinaryOperation { OperatorKind: BinaryOperatorKind.ConditionalAnd or BinaryOperatorKind.ConditionalOr } binary when current == binary.RightOperand:
                    result = Both(result, Holds(binary.LeftOperand, binary.OperatorKind == BinaryOperatorKind.ConditionalAnd, value, binary.LeftOperand));
                    break;
                case ISwitchExpressionArmOperation { Parent: ISwitchExpressionOperation selection } arm when current != arm.Pattern:
                    result = Both(result, OfArm(selection, arm, isGuarded: current == arm.Value, value));
                    break;
                case ISwitchCaseOperation { Parent: ISwitchOperation selection } section when section.Body.Contains(current):
                    if (Before(section.Body, current, value, ref result)) return result;
                    result = Both(result, OfSection(selection, section, value));
                    break;
                case IWhileLoopOperation { ConditionIsTop: true, ConditionIsUntil: false, Condition: { } condition } loop when current == loop.Body:
                    result = Both(result, Holds(condition, true, value, condition));
                    break;
                case IForLoopOperation { Condition: { } condition } loop when current == loop.Body:
                    result = Both(result, Holds(condition, true, value, condition));
                    break;
                case IForEachLoopOperation loop when current == loop.Body && value.Root is { } element && loop.Locals.Contains(element, SymbolEqualityComparer.Default):
                    return Both(result, OfElement(loop.Collection, OfLoopVariable(loop, value)));
                case IBlockOperation block:
                    if (Before(block.Operations, current, value, ref result)) return result;
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

    /// <summary>The tests that the elements of a sequence have passed.</summary>
    /// <param name="sequence">The sequence.</param>
    /// <param name="members">The value in question, as the path from an element to it.</param>
    public T OfElement(IOperation sequence, string members)
    {
        if (_steps == 0) return Unrestricted;

        _steps--;
        CancellationToken.ThrowIfCancellationRequested();
        switch (Sequences.Strip(sequence))
        {
            case IInvocationOperation call:
                return OfCall(call, members);
            case ILocalReferenceOperation local:
                return OfVariable(local, local.Local, members);
            case IParameterReferenceOperation parameter:
                return OfVariable(parameter, parameter.Parameter, members);
            case IPropertyReferenceOperation { Arguments: [{ Value: var key }], Instance: { } groups } when Resolved(groups) is IInvocationOperation { TargetMethod.Name: "ToLookup" } lookup:
                return Both(OfReceiver(lookup, members), OfFunction(lookup, members, (selector, value) => HasKey(selector, value, key)));
            case IPropertyReferenceOperation { Property.Name: "Keys" or "Values", Instance: { } pairs }:
                return OfElement(pairs, members);
            case IMemberReferenceOperation { Member.ContainingType: { IsTupleType: true } or { IsAnonymousType: true } } part when Components.Of(part, CancellationToken) is { } made:
                return OfElement(made, members);
            case { Syntax: CollectionExpressionSyntax } collection:
                return OfCollection(collection, members);
            case IObjectCreationOperation { Arguments: [{ Value: var source }, ..] } when IsSequence(source.Type):
                return OfElement(source, members);
            case ICoalesceOperation coalesce:
                return OfElement(coalesce.Value, members);
            case IConditionalAccessOperation { WhenNotNull: IInvocationOperation call }:
                return OfCall(call, members);
            default:
                return Unrestricted;
        }
    }

    private T OfCall(IInvocationOperation call, string members)
    {
        bool wasCut = _isCut;
        _isCut |= TakesSome(call.TargetMethod.Name);
        T result = OfSequence(call, members);
        _isCut = wasCut;
        return result;
    }

    private static bool TakesSome(string name) => name is "Take" or "Skip" or "TakeLast" or "SkipLast" or "ElementAt"
        or "First" or "FirstOrDefault" or "Last" or "LastOrDefault" or "Single" or "SingleOrDefault" or "Dequeue" or "Pop";

    private T OfSequence(IInvocationOperation call, string members)
    {
        switch (call.TargetMethod.Name)
        {
            case "First" or "FirstOrDefault" or "Last" or "LastOrDefault" or "Single" or "SingleOrDefault" when call.Type?.Name == "IGrouping":
                return OfInner(call, null, null, members, []);
            case "Where" or "TakeWhile" or "FindAll" or "First" or "FirstOrDefault" or "Last" or "LastOrDefault" or "Single" or "SingleOrDefault" or "Find" or "FindLast":
                return Both(OfReceiver(call, members), OfPredicate(call, members, outcome: true));
            case "SkipWhile":
                return Both(OfReceiver(call, members), OfPredicate(call, members, outcome: null));
            case "OrderBy" or "OrderByDescending" or "ThenBy" or "ThenByDescending":
                T received = OfReceiver(call, members);
                return _isCut ? Both(received, OfFunction(call, members, IsFirstBy)) : received;
            case "MinBy" or "MaxBy":
                return Both(OfReceiver(call, members), OfFunction(call, members, IsFirstBy));
            case "SelectMany" when FlattenedBy(call) is { } groups:
                return OfInner(groups, null, null, members, []);
            case "Select" or "ConvertAll" or "SelectMany":
                return OfProjection(call, members);
            case "Except" or "ExceptBy" when call.Arguments.FirstOrDefault(argument => IsSequence(argument.Value.Type) && argument.Parameter?.Ordinal == 1) is { } excluded:
                return Both(OfReceiver(call, members), Without(excluded.Value));
            case "Concat" or "Union" or "UnionBy" when call.Arguments.LastOrDefault(argument => IsSequence(argument.Value.Type)) is { } other:
                return Either(OfReceiver(call, members), OfElement(other.Value, members));
            case "Except" or "ExceptBy" or "Intersect" or "IntersectBy" or "Append" or "Prepend" or "DefaultIfEmpty":
                return OfReceiver(call, members);
            default:
                return Sequences.KeepsElements(call) ? OfReceiver(call, members) : OfResult(call, members);
        }
    }

    /// <summary>The sequence of groups that <c>SelectMany(group => group)</c> flattens, or null.</summary>
    private IOperation? FlattenedBy(IInvocationOperation call) =>
        call.Arguments.Select(argument => FunctionBody.OfDelegate(argument.Value, CancellationToken)).OfType<FunctionBody>().ToArray() is [{ Parameters: [var group, ..], Result: { } result }]
        && Sequences.Strip(result) is IParameterReferenceOperation { Parameter: var returned }
        && SymbolEqualityComparer.Default.Equals(returned, group)
            ? Sequences.ReceiverOf(call)
            : null;

    /// <summary>The elements of <c>[a, .. more]</c>. Older compilers have no operation for it, so that its parts are found by their syntax.</summary>
    private T OfCollection(IOperation collection, string members)
    {
        T? result = default;
        bool found = false;
        foreach (IOperation part in collection.ChildOperations)
        {
            T one = part.Syntax is not SpreadElementSyntax ? OfValue(part, members)
                : part.ChildOperations.FirstOrDefault() is { } spread ? OfElement(spread, members)
                : Unrestricted;
            result = found ? Either(result!, one) : one;
            found = true;
        }

        return found ? result! : Unrestricted;
    }

    private T OfReceiver(IInvocationOperation call, string members)
    {
        if (Sequences.ReceiverOf(call) is not { } receiver) return Unrestricted;

        return Sequences.Strip(receiver) is IInvocationOperation inner ? OfCall(inner, members) : OfElement(receiver, members);
    }

    private T OfPredicate(IInvocationOperation call, string members, bool? outcome)
    {
        foreach (IArgumentOperation argument in call.Arguments)
        {
            if (argument.Parameter?.Type.TypeKind != TypeKind.Delegate && !IsExpression(argument.Parameter?.Type)) continue;
            if (FunctionBody.OfDelegate(argument.Value, CancellationToken) is not { Parameters: [var element, ..] } function) return Unrestricted;

            // A predicate of elements to skip says something of the first that is not skipped only; it is a test all the same.
            IOperation condition = function.Result ?? function.Body;
            IOperation site = argument.Value.Syntax.Span.Contains(condition.Syntax.Span) ? condition : Sequences.Strip(argument.Value);
            return Holds(condition, outcome ?? false, ValuePath.Of(element, members), site);
        }

        return Unrestricted;
    }

    private T OfFunction(IInvocationOperation call, string members, Func<IOperation, ValuePath, T> test)
    {
        foreach (IArgumentOperation argument in call.Arguments)
        {
            if (FunctionBody.OfDelegate(argument.Value, CancellationToken) is { Parameters: [var element, ..] } function)
            {
                return test(function.Result ?? function.Body, ValuePath.Of(element, members));
            }
        }

        return Unrestricted;
    }

    /// <summary>Elements that a projection makes: those of an anonymous object or tuple that holds the token are followed, and members of the token.</summary>
    private T OfProjection(IInvocationOperation call, string members)
    {
        if (call.Arguments.Select(argument => FunctionBody.OfDelegate(argument.Value, CancellationToken)).LastOrDefault(function => function is not null) is not { Result: { } result })
        {
            return Unrestricted;
        }

        IOperation made = Sequences.Strip(result);
        string first = FirstOf(members, out string rest);
        IOperation? part = made switch
        {
            IAnonymousObjectCreationOperation creation => creation.Initializers
                .OfType<ISimpleAssignmentOperation>()
                .FirstOrDefault(initializer => initializer.Target is IPropertyReferenceOperation { Property.Name: var name } && (first.Length == 0 || name == first))
                ?.Value,
            ITupleOperation { Type: INamedTypeSymbol tuple } elements =>
                elements.Elements.Where((_, i) => first.Length == 0 || tuple.TupleElements[i].Name == first || $"Item{i + 1}" == first).FirstOrDefault(),
            _ => null,
        };
        return part is not null ? OfValue(part, rest) : OfValue(made, members);
    }

    private static string FirstOf(string members, out string rest)
    {
        int end = members.Length > 1 ? members.IndexOf('.', 1) : -1;
        rest = end < 0 ? "" : members.Substring(end);
        return members.Length == 0 ? "" : members.Substring(1, (end < 0 ? members.Length : end) - 1);
    }

    /// <summary>The tests of a value that an expression has.</summary>
    protected T OfValue(IOperation expression, string members)
    {
        IOperation value = Sequences.Strip(expression);
        switch (value)
        {
            case IInvocationOperation { TargetMethod.Name: "Dequeue" or "Pop" or "Take" or "ElementAt" or "ElementAtOrDefault" } taken when Sequences.ReceiverOf(taken) is { } source:
                return OfElement(source, members);
            case IInvocationOperation call:
                return OfCall(call, members);
            case IPropertyReferenceOperation { Arguments.IsEmpty: false, Instance: { } list }:
                return OfElement(list, members);
            case IArrayElementReferenceOperation { ArrayReference: var array }:
                return OfElement(array, members);
            case ICoalesceOperation coalesce:
                return OfValue(coalesce.Value, members);
            default:
                return ValuePath.Of(value, CancellationToken) is { } path ? At(value, path.Below(members)) : Unrestricted;
        }
    }

    /// <summary>The sequence that a function of the project returns.</summary>
    private T OfResult(IInvocationOperation call, string members)
    {
        if (!_active.Add(call.TargetMethod.OriginalDefinition)) return Unrestricted;

        try
        {
            if (FunctionBody.OfMethod(call.TargetMethod, call.SemanticModel, CancellationToken) is not { } function) return Unrestricted;

            T? result = default;
            bool found = false;
            foreach (IOperation part in function.Body.Descendants())
            {
                if (part is not IReturnOperation { ReturnedValue: { } returned } statement || IsInner(part, function.Body)) continue;

                T one = statement.Kind == OperationKind.YieldReturn ? OfValue(returned, members) : OfElement(returned, members);
                result = found ? Either(result!, one) : one;
                found = true;
            }

            return found ? result! : Unrestricted;
        }
        finally
        {
            _active.Remove(call.TargetMethod.OriginalDefinition);
        }
    }

    private static bool IsInner(IOperation part, IOperation body)
    {
        for (IOperation? around = part.Parent; around is not null && around != body; around = around.Parent)
        {
            if (around is IAnonymousFunctionOperation or ILocalFunctionOperation) return true;
        }

        return false;
    }

    /// <summary>The elements of a variable: what it was given, and what was put into it.</summary>
    private T OfVariable(IOperation reference, ISymbol variable, string members)
    {
        if (!_active.Add(variable)) return Unrestricted;

        try
        {
            if (InnerSequence(reference, variable) is { } outer) return OfInner(outer, variable, reference, members, []);

            T? result = default;
            bool found = false;
            T removed = Unrestricted;
            foreach (IOperation part in Locals.RootOf(reference).Descendants())
            {
                CancellationToken.ThrowIfCancellationRequested();
                switch (part)
                {
                    case IVariableDeclaratorOperation { Symbol: var symbol, Initializer.Value: { } initial } when Is(symbol) && !IsEmpty(initial):
                        Add(OfElement(initial, members));
                        break;
                    case ISimpleAssignmentOperation { Target: var target, Value: var value } when IsVariable(target) && !IsEmpty(value) && !Mentions(value, variable):
                        Add(OfElement(value, members));
                        break;
                    case ISimpleAssignmentOperation { Target: var target, Value: var value } when IsVariable(target) && !IsEmpty(value):
                        removed = Both(removed, OfElement(value, members));
                        break;
                    case ISimpleAssignmentOperation { Target: IPropertyReferenceOperation { Arguments.IsEmpty: false, Instance: { } entries }, Value: var value } when IsVariable(entries):
                        Add(OfValue(value, members));
                        break;
                    case IInvocationOperation { Instance: { } list, TargetMethod.Name: "Add" or "Enqueue" or "Push" or "AddLast" or "AddFirst", Arguments: [{ Value: var element }] } when IsVariable(list):
                        Add(OfValue(element, members));
                        break;
                    case IInvocationOperation { Instance: { } list, TargetMethod.Name: "Add" or "TryAdd", Arguments: [_, { Value: var element }] } when IsVariable(list):
                        Add(OfValue(element, FirstOf(members, out string rest) is "Value" ? rest : members));
                        break;
                    case IInvocationOperation { Instance: { } list, TargetMethod.Name: "AddRange" or "InsertRange" or "UnionWith", Arguments: [.., { Value: var elements }] } when IsVariable(list):
                        Add(OfElement(elements, members));
                        break;
                    case IInvocationOperation { Instance: { } list, TargetMethod.Name: "RemoveAll" or "RemoveWhere" } call when IsVariable(list):
                        removed = Both(removed, OfPredicate(call, members, outcome: false));
                        break;
                }
            }

            if (!found && Deconstructed(variable, reference) is { } component) Add(OfElement(component, members));
            if (!found && variable is IParameterSymbol { ContainingSymbol: IMethodSymbol function, Ordinal: var ordinal })
            {
                Add(OfArguments(function, ordinal, reference, argument => OfElement(argument, members)));
            }

            return found ? Both(result!, removed) : removed;

            void Add(T one)
            {
                result = found ? Either(result!, one) : one;
                found = true;
            }

            bool Is(ISymbol symbol) => SymbolEqualityComparer.Default.Equals(symbol, variable);

            bool IsVariable(IOperation target) => Sequences.Strip(target) switch
            {
                ILocalReferenceOperation local => Is(local.Local),
                IParameterReferenceOperation parameter => Is(parameter.Parameter),
                _ => false,
            };
        }
        finally
        {
            _active.Remove(variable);
        }
    }

    /// <summary>The filters of a sequence whose elements hold the value: a range variable before <c>let</c>, a part of an anonymous object.</summary>
    private T OfFilters(IOperation sequence, ValuePath value)
    {
        T result = Unrestricted;
        IOperation? current = Sequences.Strip(sequence);
        for (int links = 0; links < MaxSteps && current is IInvocationOperation call; links++)
        {
            if (call.TargetMethod.Name == "Where" && Sequences.LambdasOf(call).FirstOrDefault() is { } predicate && Sequences.ResultOf(predicate) is { } condition)
            {
                result = Both(result, Holds(condition, true, value, condition));
            }

            current = Sequences.ReceiverOf(call);
        }

        return result;
    }

    private static bool Mentions(IOperation value, ISymbol variable) => value.DescendantsAndSelf().Any(part =>
        part is ILocalReferenceOperation local && SymbolEqualityComparer.Default.Equals(local.Local, variable)
        || part is IParameterReferenceOperation parameter && SymbolEqualityComparer.Default.Equals(parameter.Parameter, variable));

    /// <summary>Whether a collection is made without elements.</summary>
    private static bool IsEmpty(IOperation value) => Sequences.Strip(value) switch
    {
        IObjectCreationOperation { Initializer: null } creation => !creation.Arguments.Any(argument => IsSequence(argument.Value.Type)),
        IInvocationOperation { TargetMethod.Name: "Empty" } => true,
        { Syntax: CollectionExpressionSyntax { Elements.Count: 0 } } => true,
        { ConstantValue: { HasValue: true, Value: null } } => true,
        _ => false,
    };

    private static bool IsSequence(ITypeSymbol? type) =>
        type is IArrayTypeSymbol or { SpecialType: SpecialType.None }
        && (type.OriginalDefinition.SpecialType == SpecialType.System_Collections_Generic_IEnumerable_T
            || type.AllInterfaces.Any(static implemented => implemented.SpecialType == SpecialType.System_Collections_IEnumerable));

    private static bool IsExpression(ITypeSymbol? type) => type is { Name: "Expression", ContainingNamespace.Name: "Expressions" };

    /// <summary>The sequence of groups that a group is an element of.</summary>
    private static IOperation? InnerSequence(IOperation reference, ISymbol variable)
    {
        for (IOperation? around = reference; around is not null; around = around.Parent)
        {
            if (around is IForEachLoopOperation loop && loop.Locals.Contains(variable, SymbolEqualityComparer.Default)) return loop.Collection;
            if (around is IAnonymousFunctionOperation lambda && SymbolEqualityComparer.Default.Equals(lambda.Symbol, variable.ContainingSymbol)) return SequenceRun(lambda);
        }

        return null;
    }

    /// <summary>The elements of the groups or chunks that a sequence has for its elements.</summary>
    private T OfInner(IOperation sequence, ISymbol? group, IOperation? use, string members, List<(IOperation Condition, ValuePath Key)> tests)
    {
        if (_steps == 0) return Unrestricted;

        _steps--;
        switch (Resolved(sequence))
        {
            case IInvocationOperation { TargetMethod.Name: "GroupBy" or "ToLookup" } call:
                return Both(OfReceiver(call, members), OfFunction(call, members, (selector, value) => OfKey(selector, value)));
            case IInvocationOperation { TargetMethod.Name: "Chunk" } call:
                return OfReceiver(call, members);
            case IInvocationOperation call when (Sequences.KeepsElements(call) || TakesSome(call.TargetMethod.Name)) && Sequences.ReceiverOf(call) is { } receiver:
                if (call.Arguments.Select(argument => FunctionBody.OfDelegate(argument.Value, CancellationToken)).FirstOrDefault(function => function is not null)
                    is { Parameters: [var tested, ..], Result: { } condition } && call.TargetMethod.Name is not ("OrderBy" or "OrderByDescending" or "ThenBy" or "ThenByDescending"))
                {
                    tests.Add((condition, ValuePath.Of(tested, GroupKey)));
                }

                return OfInner(receiver, group, use, members, tests);
            default:
                return Unrestricted;
        }

        T OfKey(IOperation selector, ValuePath value)
        {
            T result = group is null || use is null ? Unrestricted : HasKey(selector, value, use, ValuePath.Of(group, GroupKey));
            foreach ((IOperation condition, ValuePath key) in tests) result = Both(result, HasKeyWhere(selector, value, condition, key));
            return result;
        }
    }

    /// <summary>What a variable of <c>var (a, b) = …</c> stands for, or null.</summary>
    private IOperation? Deconstructed(ISymbol variable, IOperation reference) =>
        variable is ILocalSymbol { DeclaringSyntaxReferences: [var declaration] }
        && reference.SemanticModel is { } model
        && model.SyntaxTree == declaration.SyntaxTree
        && declaration.GetSyntax(CancellationToken) is SingleVariableDesignationSyntax designation
            ? Components.OfDeconstructed(designation, model, CancellationToken)
            : null;

    private IOperation Resolved(IOperation operation)
    {
        operation = Sequences.Strip(operation);
        return Locals.Declared(operation, CancellationToken) is { } value ? Sequences.Strip(value) : operation;
    }

    private T OfLambdaParameter(IAnonymousFunctionOperation lambda, int ordinal, ValuePath value)
    {
        if (Sequences.CallOf(lambda) is { TargetMethod.Name: "SelectMany" or "Join" or "Zip" } call && ordinal == 1)
        {
            return call.TargetMethod.Name != "SelectMany" && call.Arguments.Length > 1 ? OfElement(call.Arguments[1].Value, value.Text)
                : Sequences.LambdasOf(call).FirstOrDefault() is { } selector && selector != lambda && Sequences.ResultOf(selector) is { } inner ? OfElement(inner, value.Text)
                : Unrestricted;
        }

        return ordinal == 0 && SequenceRun(lambda) is { } sequence ? OfElement(sequence, value.Text) : Unrestricted;
    }

    /// <summary>The sequence whose elements a lambda is called with.</summary>
    private static IOperation? SequenceRun(IAnonymousFunctionOperation lambda) =>
        Sequences.RunBy(lambda)
        ?? (Sequences.CallOf(lambda) is { Instance: null, TargetMethod: { Name: "ForEach" or "ForEachAsync" or "ConvertAll" or "Find" or "FindAll" }, Arguments: [{ Value: var source }, ..] }
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

    /// <summary>Where a value comes from that no loop and no lambda brings.</summary>
    private T OfOrigin(IOperation point, ValuePath value)
    {
        switch (value.Root)
        {
            case (ILocalSymbol or IParameterSymbol) and { } list when value.Text.StartsWith("[", StringComparison.Ordinal) && value.Text.IndexOf(']') is var end and > 0:
                return OfVariable(point, list, value.Text.Substring(end + 1));
            case ILocalSymbol local when BroughtBy(local, point) is { } brought:
                return brought is IInvocationOperation { TargetMethod.Name: "TryDequeue" or "TryPop" or "TryTake" or "TryPeek", Instance: { } source }
                    ? OfElement(source, value.Text)
                    : OfValue(brought, value.Text);
            case ILocalSymbol local when Locals.Initial(local, point.SemanticModel, CancellationToken) is { } initial:
                return Sequences.Strip(initial) switch
                {
                    IInvocationOperation { TargetMethod.Name: "GetEnumerator" or "GetAsyncEnumerator" } enumerated =>
                        value.Text.StartsWith(CurrentElement, StringComparison.Ordinal) ? OfReceiver(enumerated, value.Text.Substring(CurrentElement.Length)) : Unrestricted,
                    IInvocationOperation or IPropertyReferenceOperation { Arguments.IsEmpty: false } or IArrayElementReferenceOperation or ICoalesceOperation =>
                        OfValue(initial, value.Text),
                    _ => Unrestricted,
                };
            case IParameterSymbol { ContainingSymbol: IMethodSymbol { MethodKind: MethodKind.Ordinary } method, Ordinal: var ordinal }:
                return OfCalls(method, ordinal, value, point);
            case IParameterSymbol { ContainingSymbol: IMethodSymbol { MethodKind: MethodKind.AnonymousFunction } function, Ordinal: var ordinal }:
                IAnonymousFunctionOperation? maker = Locals.RootOf(point).Descendants().OfType<IAnonymousFunctionOperation>()
                    .FirstOrDefault(lambda => SymbolEqualityComparer.Default.Equals(lambda.Symbol, function));
                return maker is not null ? OfLambdaParameter(maker, ordinal, value) : Unrestricted;
            default:
                return Unrestricted;
        }
    }

    /// <summary>What declares a local in the middle of an expression: <c>queue.TryDequeue(out var token)</c>, <c>Find(id) is { } token</c>.</summary>
    private IOperation? BroughtBy(ILocalSymbol local, IOperation point)
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
                model.GetOperation(call, CancellationToken) is IInvocationOperation { TargetMethod.Name: "TryDequeue" or "TryPop" or "TryTake" or "TryPeek" } taken ? taken : null,
            _ => null,
        };
    }

    /// <summary>What the callers of a function pass to one of its parameters.</summary>
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
        if (!FollowsCallers || function is not ({ MethodKind: MethodKind.LocalFunction } or { MethodKind: MethodKind.Ordinary, DeclaredAccessibility: Accessibility.Private }))
        {
            return Unrestricted;
        }

        T? result = default;
        bool found = false;
        foreach (IOperation reference in Callers.Of(function, within.SemanticModel, CancellationToken))
        {
            T one = reference switch
            {
                IInvocationOperation call when call.Arguments.FirstOrDefault(argument => argument.Parameter?.Ordinal == ordinal) is { } argument => ofArgument(argument.Value),
                IMethodReferenceOperation group when ofSequence is not null && ordinal == 0 && SequenceOf(group) is { } sequence => ofSequence(sequence),
                _ => Unrestricted,
            };
            result = found ? Either(result!, one) : one;
            found = true;
        }

        return found ? result! : Unrestricted;
    }

    /// <summary>The sequence whose elements a method is called with, where its name is passed in place of a lambda.</summary>
    private static IOperation? SequenceOf(IMethodReferenceOperation group)
    {
        IOperation? parent = group.Parent;
        while (parent is IDelegateCreationOperation or IConversionOperation or IArgumentOperation) parent = parent.Parent;
        return parent is IInvocationOperation call ? Sequences.ReceiverOf(call) ?? (call.Arguments.Length > 1 ? call.Arguments[0].Value : null) : null;
    }

    /// <summary>The tests of the statements before one. True where nothing further is known.</summary>
    private bool Before(ImmutableArray<IOperation> statements, IOperation current, ValuePath value, ref T result)
    {
        int index = statements.IndexOf(current);
        for (int i = index - 1; i >= 0; i--)
        {
            IOperation statement = statements[i];
            switch (statement)
            {
                case IConditionalOperation conditional:
                    bool leavesWhenTrue = Jumps.Leaves(conditional.WhenTrue);
                    bool leavesWhenFalse = conditional.WhenFalse is { } otherwise && Jumps.Leaves(otherwise);
                    if (leavesWhenTrue == leavesWhenFalse) break;

                    IOperation? taken = leavesWhenTrue ? conditional.WhenFalse : conditional.WhenTrue;
                    if (taken is not null && IsOverwritten(taken, value, out T after))
                    {
                        result = Both(result, after);
                        return true;
                    }

                    result = Both(result, Holds(conditional.Condition, leavesWhenFalse, value, conditional.Condition));
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

    /// <summary>A function of the project that returns only where a test holds: <c>EnsurePersonal(token)</c>.</summary>
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
        IReadOnlyList<Case> others = selection.Cases
            .Where((other, i) => other != section && (section.Clauses.Any(clause => clause is IDefaultCaseClauseOperation) || i < selection.Cases.IndexOf(section)))
            .SelectMany(CasesOf)
            .ToArray();
        return Matches(selection.Value, section.Clauses.Any(static clause => clause is IDefaultCaseClauseOperation) ? Array.Empty<Case>() : chosen, others, value);
    }

    /// <summary>After a <c>switch</c>: the cases that leave did not match.</summary>
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

    /// <summary>One case of a <c>switch</c>.</summary>
    /// <param name="Pattern">Its pattern, or null where it has a constant.</param>
    /// <param name="Constant">Its constant.</param>
    /// <param name="Guard">What stands after <c>when</c>.</param>
    internal readonly record struct Case(IPatternOperation? Pattern, IOperation? Constant, IOperation? Guard);
}
